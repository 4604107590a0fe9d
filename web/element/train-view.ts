import { css, html, nothing, type TemplateResult, unsafeCSS } from 'lit';
import '../charts/step-chart.ts';
import type { Catalog, Experiment, LossDescriptor, TaskDescriptor } from '../engine/api/types.ts';
import { smallLossFigure } from '../panels/loss-figure.ts';
import type { Moment } from '../panels/reading.ts';
import { TrainingController } from '../panels/training-controller.ts';
import { type Part, type TrainingPart, TrainingView } from '../panels/training-view.ts';
import { waiting } from '../panels/waiting.ts';
import { loadsOnce } from '../run/loading.ts';
import type { Session } from '../run/session.ts';
import { termStyles } from '../ui/glossary.ts';
import { sharedStyles } from '../ui/styles.ts';
import type { ElementRun } from './element-run.ts';
import { heights, termHeights, wideFrom } from './reserve.ts';
import { explainedEngine, sharedEngine } from './shared-engine.ts';

/** What is fetched after the first chart, or only where it is asked for. */
const importPicture = /* @__PURE__ */ loadsOnce(() => import('../pictures/picture-keeper.ts'));
const importControls = /* @__PURE__ */ loadsOnce(() => import('./train-controls.ts'));
type Controls = Awaited<ReturnType<typeof importControls>>;

/** The height that is kept for a part. */
const kept = (part: keyof typeof heights) => {
  const [wide, narrow] = heights[part];
  return { wide: unsafeCSS(wide), narrow: unsafeCSS(narrow) };
};
const room = { bar: kept('transport'), reading: kept('reading'), whole: kept('sentence') };

/** The guide sets `--transport-order: -1`: the buttons above the figures, so that they are in sight. */
const smallStyles = css`
  :host { display: flex; flex-direction: column; color: var(--ink); background: var(--paper); }
  .whole, .terms, .bar { order: var(--transport-order); }
  .pictures { display: grid; gap: 24px; }
  .pictures.pair { grid-template-columns: min(50% - 12px, 400px) minmax(0, 1fr); }
  .pictures.one { grid-template-columns: minmax(0, 1fr); }
  figure { border-top: 0; padding-top: 0; }
  figure + figure { margin-top: 0; }
  figure > header { height: 40px; margin-bottom: 6px; }
  .title { font-weight: 600; line-height: 20px; max-height: 40px; overflow: hidden; }
  .picture, .chart { height: 340px; --height: 340px; --mix-up-cell: 26px; }
  .picture { overflow: hidden; }
  .picture > * { height: 100%; aspect-ratio: auto; }
  .picture > mix-up-table { overflow: auto; }
  .bar { min-height: ${room.bar.wide}; }
  .reading-part { min-height: ${room.reading.wide}; padding-top: 8px; }
  .reading-part .notice { margin-block: 0; }
  .reading { font-size: var(--ui); max-width: none; }
  .whole { min-height: ${room.whole.wide}; }
  .whole .sentence { min-height: 0; }
  .whole .plain { margin-top: 4px; }
  .terms { min-height: var(--terms-wide); }
  @container (max-width: ${unsafeCSS(wideFrom - 1)}px) {
    .pictures, .pictures.pair { grid-template-columns: minmax(0, 1fr); gap: 8px; }
    figure.model .picture { height: max(100cqi, 340px); --mix-up-cell: max(26px, 7.4cqi); }
    .chart { height: 256px; --height: 256px; }
    .bar { min-height: ${room.bar.narrow}; }
    .reading-part { min-height: ${room.reading.narrow}; }
    .whole { min-height: ${room.whole.narrow}; }
    .terms { min-height: var(--terms-narrow); }
  }
  @media print { .bar, .whole, .terms { display: none; } }
`;

/**
 * A training in a small room, of a run that other elements may show too. Emits `drawn` when its first chart stands.
 * Properties: `run`, `shown` (the parts), `names` (of the settings that readers may change).
 */
export class TrainView extends TrainingView {
  static override styles = [sharedStyles, termStyles, smallStyles];
  static override properties = {
    ...TrainingView.properties,
    shown: { attribute: false },
    names: { attribute: false },
    controls: { state: true },
  };
  declare shown: ReadonlySet<TrainingPart>;
  declare names: readonly string[];
  declare controls: Controls | null;
  readonly run: ElementRun;
  readonly training = new TrainingController(this);
  /** With explanations where readers may change everything. */
  #catalog: Catalog | null = null;
  #drawn = false;
  #failed = false;

  constructor(run: ElementRun) {
    super();
    this.run = run;
    this.shown = new Set();
    this.names = [];
    this.controls = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.run.addEventListener('ready', this.#onReady);
    this.run.addEventListener('failure', this.#onFailure);
    if (this.run.begun) this.#onReady();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.run.removeEventListener('ready', this.#onReady);
    this.run.removeEventListener('failure', this.#onFailure);
  }

  #onReady = () => {
    const { session } = this.run;
    if (!session) return;
    this.#failed = false;
    this.problem = null;
    this.training.note = null;
    if (session !== this.training.session) this.training.follow(session);
    void this.training.prepare();
  };

  #onFailure = () => {
    this.#failed = true;
    this.#drawn = false;
  };

  /** Emits `drawn` again, once the chart stands. */
  announceDrawn(): void {
    this.#drawn = false;
    this.requestUpdate();
  }

  override willUpdate(): void {
    super.willUpdate();
    const [wide, narrow] = termHeights(this.names.length);
    this.style.setProperty('--terms-wide', wide);
    this.style.setProperty('--terms-narrow', narrow);
  }

  override updated(): void {
    if (!this.run.begun || this.#failed) return;
    if (this.names.length > 0 || this.shown.has('transport'))
      if (!this.controls) {
        void this.#fetchControls();
        return;
      }
    this.controls?.keepMenus(this.renderRoot);
    if (!this.#drawn) {
      this.#drawn = true;
      this.dispatchEvent(new Event('drawn'));
    }
    if (this.shown.has('picture') && !this.training.picture) void this.#fetchPicture();
  }

  async #fetchControls() {
    const engine = this.names.includes('full') ? explainedEngine() : sharedEngine();
    const [controls, { catalog }] = await Promise.all([importControls(), engine]);
    if (this.controls) return;
    const root = this.renderRoot as ShadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...controls.controlStyles];
    this.#catalog = catalog;
    this.controls = controls;
  }

  async #fetchPicture() {
    const { PictureKeeper } = await importPicture();
    if (this.training.picture) return;
    this.training.picture = new PictureKeeper();
    await this.training.prepare();
  }

  override render(): TemplateResult {
    const { session, training } = this;
    const moment = training.moment();
    if (!session || !moment) return html`<slot></slot>`;
    return html`
      ${this.renderSettings(session)} ${this.#pictures(session, moment)}
      ${this.shown.has('transport') ? html`<div class="bar" part="transport">${this.controls?.transport(session)}</div>` : nothing}
      ${this.shown.has('reading') ? html`<div class="reading-part" part="reading" data-kind=${moment.task.kind}>${this.renderReading(session, moment)}</div>` : nothing}
      ${this.renderBelow()}
      <p class="visually-hidden" role="status">${training.announcement()}</p>
    `;
  }

  #pictures(session: Session, { loss, task }: Moment): Part {
    const [picture, chart] = [this.shown.has('picture'), this.shown.has('chart')];
    if (!picture && !chart) return nothing;
    return html`<div class=${`pictures ${picture && chart ? 'pair' : 'one'}`}>
      ${picture ? this.#model(session) : nothing} ${chart ? this.renderChart(session, loss, task) : nothing}
    </div>`;
  }

  #model(session: Session) {
    return html`<figure class="model" part="picture">
      <header>${this.renderPictureTitle(this.training.picture?.title ?? '')}</header>
      ${this.renderPicture(session)}
    </figure>`;
  }

  protected override renderSettings({ experiment }: Session) {
    const part = (['sentence', 'terms'] as const).find((name) => this.shown.has(name));
    if (!part || !experiment) return nothing;
    return html`<div class=${part === 'sentence' ? 'whole' : 'terms'} part=${part}>${this.#catalog && this.controls?.settings(this, this.#catalog, experiment, this.names)}</div>`;
  }

  protected override renderPictureTitle(words: string) {
    return html`<span class="title">Model <span class="sub">${words}</span></span>`;
  }

  protected override renderChart(session: Session, loss: LossDescriptor, task: TaskDescriptor) {
    return smallLossFigure(session, loss, task);
  }

  /** A problem, or what the reader waits for, replaces the reading, so that the figures do not move. */
  protected override renderReading(session: Session, moment: Moment) {
    if (this.problem) return html`<p class="notice" role="alert">${this.problem.message}</p>`;
    return waiting(session) ?? super.renderReading(session, moment);
  }

  protected override renderBelow() {
    const waited = this.session && !this.shown.has('reading') && waiting(this.session);
    if (waited) return waited;
    const { note } = this.training;
    return note ? html`<p class="notice" role="alert">${note}</p>` : nothing;
  }

  /** A reader's change; a refused value is explained in place of the reading. */
  override writeLoss(id: string): void {
    this.controls?.writeLoss(this, id);
  }

  override async change(experiment: Experiment): Promise<void> {
    try {
      this.problem = null;
      await this.run.change(experiment);
    } catch (error) {
      this.problem = error instanceof Error ? error : new Error(String(error));
    }
  }
}

customElements.define('loss-playground-train', TrainView);
