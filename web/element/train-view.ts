import { html, LitElement, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { short } from '../charts/format.ts';
import type { SeriesData } from '../charts/series-options.ts';
import '../charts/step-chart.ts';
import type { Catalog, Experiment } from '../engine/api/types.ts';
import { Announcer } from '../panels/announcer.ts';
import { reading } from '../panels/reading.ts';
import { ReadingPace } from '../panels/reading-pace.ts';
import type { PictureKeeper } from '../pictures/picture-keeper.ts';
import { lossSeries, noHistory, reference } from '../run/series.ts';
import type { Session } from '../run/session.ts';
import { termStyles } from '../ui/glossary.ts';
import { sharedStyles } from '../ui/styles.ts';
import type { Part } from './reserve.ts';
import { explainedEngine, sharedEngine } from './shared-engine.ts';
import { trainStyles } from './train-styles.ts';
import type { Training } from './training.ts';

/** What is fetched after the first chart, or only where it is asked for. */
const later = {
  picture: () => import('../pictures/picture-keeper.ts'),
  controls: () => import('./train-controls.ts'),
};
type Controls = Awaited<ReturnType<typeof later.controls>>;

/** Milliseconds between two drawings for readers who asked for less motion. */
const calm = 1000;

/**
 * A training in a small room: picture, chart, transport, reading. Emits `drawn` when its first chart stands.
 * Properties: `training`, `shown` (the parts), `terms` (those that readers may change).
 */
export class TrainView extends LitElement {
  static override styles = [sharedStyles, termStyles, trainStyles];
  static override properties = {
    family: { reflect: true },
    shown: { attribute: false },
    terms: { attribute: false },
    controls: { state: true },
    problem: { state: true },
    open: { state: true },
  };
  declare family: string;
  declare shown: ReadonlySet<Part>;
  declare terms: readonly string[];
  declare controls: Controls | null;
  declare problem: Error | null;
  /** Whether all terms are unfolded. */
  declare open: boolean;
  readonly training: Training;
  /** With explanations where readers may change everything. */
  catalog: Catalog | null = null;
  #keeper: PictureKeeper | null = null;
  #announcer = new Announcer();
  #pace = new ReadingPace();
  #drawn = false;
  #drawnAt = 0;
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(training: Training) {
    super();
    this.training = training;
    this.family = '';
    this.shown = new Set();
    this.terms = [];
    this.controls = null;
    this.problem = null;
    this.open = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.training.addEventListener('ready', this.#onReady);
    this.training.addEventListener('frame', this.#onFrame);
    this.training.addEventListener('failure', this.#onFailure);
    if (this.training.examples) this.#onReady();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.training.removeEventListener('ready', this.#onReady);
    this.training.removeEventListener('frame', this.#onFrame);
    this.training.removeEventListener('failure', this.#onFailure);
    clearTimeout(this.#later);
  }

  #onReady = () => {
    this.problem = null;
    this.family = this.training.loss?.family ?? '';
    if (this.#keeper) this.#take(this.#keeper);
    this.requestUpdate();
  };

  /** Tells anew that the chart stands, once it does. */
  tellDrawn(): void {
    this.#drawn = false;
    this.requestUpdate();
  }

  #onFailure = () => {
    this.#drawn = false;
  };

  #onFrame = () => {
    const wait = matchMedia('(prefers-reduced-motion: reduce)').matches
      ? calm - (performance.now() - this.#drawnAt)
      : 0;
    clearTimeout(this.#later);
    if (wait > 0 && this.training.session?.status === 'running') this.#later = setTimeout(this.#draw, wait);
    else this.#draw();
  };

  #draw = () => {
    this.#drawnAt = performance.now();
    this.requestUpdate();
    void this.#keeper
      ?.draw(this.training.session?.run ?? null)
      .then((fresh) => fresh && this.requestUpdate());
  };

  #take(keeper: PictureKeeper) {
    const { session, task, examples } = this.training;
    if (!session?.run || !task || !examples) return;
    void keeper.take(session.run, task, examples, false).then(this.#draw);
  }

  override updated(): void {
    if (!this.training.examples) return;
    if (this.terms.length > 0 || this.shown.has('transport'))
      if (!this.controls) {
        void this.#fetchControls();
        return;
      }
    this.controls?.keepMenus(this.renderRoot);
    if (!this.#drawn) {
      this.#drawn = true;
      this.dispatchEvent(new Event('drawn'));
    }
    if (this.shown.has('picture') && !this.#keeper) void this.#fetchPicture();
  }

  async #fetchControls() {
    const wanted = this.terms.includes('full') ? explainedEngine() : sharedEngine();
    const [controls, { catalog }] = await Promise.all([later.controls(), wanted]);
    if (this.controls) return;
    const root = this.renderRoot as ShadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...controls.controlStyles];
    this.catalog = catalog;
    this.controls = controls;
  }

  async #fetchPicture() {
    const { PictureKeeper } = await later.picture();
    if (this.#keeper) return;
    this.#keeper = new PictureKeeper();
    this.#take(this.#keeper);
  }

  override render() {
    const { session, task, loss, experiment } = this.training;
    if (!session || !task || !loss || !experiment || !session.metrics) return nothing;
    const { shown, controls } = this;
    const both = shown.has('picture') && shown.has('chart');
    return html`
      ${shown.has('sentence') ? html`<div class="whole" part="sentence">${controls?.terms(this)}</div>` : nothing}
      ${shown.has('terms') ? html`<div class="terms" part="terms">${controls?.terms(this)}</div>` : nothing}
      <div class=${`pictures ${both ? 'pair' : 'one'}`}>
        ${shown.has('picture') ? this.#model() : nothing} ${shown.has('chart') ? this.#chart(session) : nothing}
      </div>
      ${shown.has('transport') ? html`<div class="bar" part="transport">${controls?.transport(session, [], false)}</div>` : nothing}
      ${shown.has('reading') ? html`<div class="told" part="reading">${this.#told(session)}</div>` : nothing}
      ${this.training.note ? html`<p class="notice" role="alert">${this.training.note}</p>` : nothing}
      <p class="visually-hidden" role="status">${this.#announcer.words(session)}</p>
    `;
  }

  #model() {
    return html`<figure class="model" part="picture">
      <header><span class="title">Model <span class="sub">${this.#keeper?.title ?? ''}</span></span></header>
      <div class="picture">${this.#keeper?.drawn?.picture ?? nothing}</div>
    </figure>`;
  }

  #chart({ history, metrics, stopped }: Session) {
    const { task, loss, experiment, info } = this.training;
    if (!task || !loss || !experiment) return nothing;
    const log = stopped !== null;
    const drawing = { log, smoothing: 0.85, companions: [] };
    const data = lossSeries(
      history ?? noHistory,
      metrics?.step ?? 0,
      drawing,
      reference(experiment, task, loss, info ?? undefined),
    );
    const unit = loss.unit === 'nats' ? `nats per ${task.noun}` : loss.unit;
    const summary = `Losses against steps. Cost J is ${short(metrics?.cost)} on the training set, ${short(metrics?.testCost)} on unseen examples.`;
    return html`<figure part="chart">
      <header><span class="title">Loss <span class="sub">${loss.title}, ${unit}</span></span></header>
      <step-chart class="chart" .data=${withoutEmpty(data)} .log=${log} .summary=${summary}></step-chart>
    </figure>`;
  }

  #told(session: Session) {
    const { task, loss, experiment } = this.training;
    const { metrics, stopped } = session;
    const { info } = this.training;
    if (!task || !loss || !experiment || !metrics || !info) return nothing;
    if (this.problem) return html`<p class="notice" role="alert">${this.problem.message}</p>`;
    if (stopped)
      return html`<p class="notice" role="alert"><strong>The run diverged at step ${stopped.step}.</strong> Each step went farther beyond
        the valley than the one before, until the numbers were no longer finite. A rate of ${experiment.optimizer.params.lr} is too large here.</p>`;
    const moment = {
      ...this.#pace.told(session, metrics),
      info,
      task,
      loss,
      lossParams: experiment.loss.params,
    };
    // A sentence of its own for each step: words that wrap otherwise are no layout shift then.
    return keyed(moment.metrics.step, html`<p class="reading">${reading(moment)}</p>`);
  }

  /** A reader's change; a refused value is told in place of the reading. */
  async change(experiment: Experiment): Promise<void> {
    try {
      this.problem = null;
      await this.training.change(experiment);
    } catch (error) {
      this.problem = error instanceof Error ? error : new Error(String(error));
    }
  }
}

/** A small chart has no room for a penalty that is none. */
function withoutEmpty(data: SeriesData): SeriesData {
  const penalised = data.series.some(
    ({ id, values }) => id === 'penalty' && values.some((value) => (value ?? 0) > 0),
  );
  return penalised
    ? data
    : { ...data, series: data.series.filter(({ id }) => id !== 'penalty' && id !== 'objective') };
}

customElements.define('loss-playground-train', TrainView);
