import { css, html, LitElement, nothing } from 'lit';
import {
  type CompleteExperiment,
  type Experiment,
  ExperimentError,
  encodeExperiment,
  type LossDescriptor,
  type TaskDescriptor,
  type WorkerEngine,
} from 'loss-playground/engine';
import { short, whole } from '../../charts/format.ts';
import type { Export } from '../../exports/export.ts';
import { exportsOf } from '../../exports/export-list.ts';
import { Announcer } from '../../panels/announcer.ts';
import { historyTable } from '../../panels/history-table.ts';
import { type LossView, lossFigure } from '../../panels/loss-figure.ts';
import { diverged, notices, workerNotice } from '../../panels/notices.ts';
import { reading } from '../../panels/reading.ts';
import { ReadingPace } from '../../panels/reading-pace.ts';
import { summaryOf, summarySection, summaryStyles } from '../../panels/summary.ts';
import { transport, transportStyles } from '../../panels/transport.ts';
import { experimentAddress, readAddress, shareable } from '../../run/address.ts';
import { rateOf } from '../../run/learning-rate.ts';
import { Session } from '../../run/session.ts';
import { Visibility } from '../../run/visibility.ts';
import { keepMenus, menu, numberField } from '../../ui/controls.ts';
import { termStyles } from '../../ui/glossary.ts';
import { sentenceStyles } from '../../ui/sentence-styles.ts';
import { sharedStyles } from '../../ui/styles.ts';
import { tryList } from '../../ui/try-list.ts';
import { announceAddress, type Lab } from '../lab-element.ts';
import { styles as trainStyles } from '../train/styles.ts';
import {
  experimentOf,
  isLesson,
  lessonOf,
  lessons,
  replays,
  suggestions,
  tokenModels,
  withModel,
} from './plan.ts';
import '../../charts/series-chart.ts';
import '../../pictures/token-picture.ts';
import './text-losses.ts';

/** A small language model that learns names, then Shakespeare: what comes next, how surprised it is, what it forgets. */
export class NextTokenLab extends LitElement implements Lab {
  static override properties = {
    family: { reflect: true },
    lossView: { state: true },
    bringing: { state: true },
    problem: { state: true },
    note: { state: true },
  };
  static override styles = [
    sharedStyles,
    termStyles,
    trainStyles,
    sentenceStyles,
    transportStyles,
    summaryStyles,
    css`
      .sentence { min-height: 0; }
      .bring { border-left: 4px solid var(--rule); padding: 4px 0 8px 16px; margin-block: 12px; }
      .reading + .reading { margin-top: 12px; }
      .try ul { grid-template-columns: repeat(4, minmax(0, 1fr)); }
      @container (max-width: 1000px) { .try ul { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
    `,
  ];
  declare family: string;
  declare lossView: LossView;
  /** Whether the field for the visitor's own text is open; null before it was. */
  declare bringing: boolean | null;
  declare problem: ExperimentError | null;
  declare note: string | null;
  #session: Session | null = null;
  #announcer = new Announcer();
  #pace = new ReadingPace();
  #visibility = new Visibility(this);
  /** The last experiment on a text of the visitor's own, to come back to. */
  #own: CompleteExperiment | null = null;

  constructor() {
    super();
    this.family = 'cross_entropy';
    this.lossView = { log: false, smoothing: 0.97, companions: [], range: null };
    this.bringing = null;
    this.problem = null;
    this.note = null;
  }

  set engine(engine: WorkerEngine) {
    const session = new Session(engine);
    this.#session = session;
    for (const type of ['change', 'frame']) session.addEventListener(type, () => this.requestUpdate());
    for (const type of ['revive', 'failure'])
      session.addEventListener(type, (event) => {
        this.note = workerNotice(event as CustomEvent);
      });
  }

  get engine(): WorkerEngine {
    return this.#session?.engine as WorkerEngine;
  }

  get session(): Session | null {
    return this.#session;
  }

  get address(): string {
    const { experiment, engine, metrics, status } = this.#session ?? {};
    if (!experiment || !engine) return '';
    const step = status === 'running' ? null : (metrics?.step ?? 0);
    return shareable(experimentAddress(engine.catalog, experiment, step));
  }

  get exports(): Export[] {
    return this.#session?.experiment ? exportsOf(this.#session, this.renderRoot as ShadowRoot) : [];
  }

  leave(): void {
    this.#visibility.leave();
  }

  async open(address: string): Promise<void> {
    const session = this.#session;
    if (!session) return;
    if (session.experiment && address === this.address) {
      this.#visibility.resume();
      return;
    }
    const { experiment, step, note } = await readAddress(this.engine.catalog, address);
    const tokens =
      this.engine.catalog.tasks.find(({ id }) => id === experiment.task.id)?.kind === 'next_token';
    await this.#show(tokens ? experiment : experimentOf('names'), step === null);
    this.note = note;
    if (step) session.goTo(step);
  }

  /** Starts a run; one that is refused is told below the sentence, and the present one goes on. */
  async #show(experiment: Experiment, play = true): Promise<boolean> {
    try {
      await this.#session?.load(experiment, play);
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      this.problem = error;
      return false;
    }
    // Texts are long: the model learns as fast as it can, and tells a few times a second.
    this.#session?.chooseSpeed('max');
    const { experiment: begun } = this.#session ?? {};
    if (begun?.task.id === 'custom_text') this.#own = begun;
    this.problem = null;
    this.lossView = { ...this.lossView, log: false, range: null };
    return true;
  }

  async #change(experiment: Experiment) {
    this.note = null;
    if (await this.#show(experiment)) announceAddress(this, true);
  }

  override updated(): void {
    keepMenus(this.renderRoot);
  }

  get #task(): TaskDescriptor | undefined {
    return this.engine?.catalog.tasks.find(({ id }) => id === this.#session?.experiment?.task.id);
  }

  get #loss(): LossDescriptor | undefined {
    return this.engine?.catalog.losses.find(({ id }) => id === this.#session?.experiment?.loss.id);
  }

  override render() {
    const session = this.#session;
    const [task, loss] = [this.#task, this.#loss];
    if (!session?.run || !session.experiment || !session.metrics || !task || !loss)
      return html`<slot></slot>`;
    const { experiment, metrics, run } = session;
    const moment = {
      ...this.#pace.told(session, metrics),
      info: run.info,
      task,
      loss,
      lossParams: experiment.loss.params,
    };
    return html`
      <section class="experiment" aria-label="Experiment">
        <div>${this.#sentence(experiment)} ${notices(this.note, this.problem)} ${this.#bring()}</div>
        <dl class="aside"><dt>Data</dt><dd>${task.summary} ${whole(run.info.trainRows)} ${task.noun}s to learn from, ${whole(run.info.testRows)} unseen.</dd>
          <dt>Model</dt><dd>${whole(run.info.parameterCount)} numbers to learn</dd></dl>
      </section>
      <div class="pictures">
        <figure>
          <header><h2>What comes next <span class="sub">probability of each next letter</span></h2></header>
          <token-picture class="picture" .run=${run} .moment=${metrics.step}></token-picture>
        </figure>
        ${lossFigure({
          session,
          loss,
          task,
          view: this.lossView,
          change: (view) => {
            this.lossView = view;
          },
        })}
      </div>
      ${transport(session)}
      <div class="told">${session.stopped ? diverged(experiment, session.stopped, (next) => void this.#change(next)) : html`<p class="reading">${reading(moment)}</p>${this.#forgetting(experiment)}`}</div>
      <section class="section"><h2>A text, letter by letter</h2>
        <p class="lede">The loss of one letter is −log of the probability that the model gave it: its surprise. The cost J is the mean over all letters; the sum of the surprises is −log of the likelihood of the whole text.</p>
        <text-losses family="cross_entropy" .run=${run} .moment=${metrics.step}></text-losses>
      </section>
      ${historyTable(session.history)}
      ${summarySection(session.status === 'running', () => this.#saw(experiment, task))}
      ${this.#try()}
      <p class="visually-hidden" role="status">${this.#announcer.words(session)}</p>`;
  }

  #sentence(experiment: CompleteExperiment) {
    const lesson = lessonOf(experiment);
    const goals = Object.entries(lessons)
      .map(([value, words]) => ({ value, words }))
      .filter(({ value }) => value !== 'custom_text' || this.#own);
    const { task, steps, seed, model, fine_tuning } = experiment;
    const rate = rateOf(experiment);
    const models = tokenModels(this.engine.catalog);
    const number = (change: (value: number) => Experiment, least: number) => (value: number | string) => {
      if (typeof value === 'number' && value >= least) void this.#change(change(value));
      else this.requestUpdate();
    };
    const teach = (value: string) => {
      if (!isLesson(value)) return;
      const task = value === 'custom_text' ? this.#own?.task : undefined;
      void this.#change(value === 'fine_tuning' ? experimentOf(value) : withModel(value, model.id, task));
    };
    const practise = replays.map((share) => ({
      value: String(share),
      words: share ? `practising names in ${100 * share} % of each batch` : 'without practising names',
    }));
    // The stored model is of one kind, so that fine-tuning has no choice.
    const who = fine_tuning
      ? (models.find(({ value }) => value === model.id)?.words ?? model.id)
      : menu('Model', model.id, models, (id) => void this.#change(withModel(lesson, id, task)));
    return html`<p class="sentence">Teach ${who} <span class="kept">${menu('Text', lesson, goals, teach)},</span>
      ${fine_tuning ? html`${menu('Practice', String(fine_tuning.replay), practise, (share) => void this.#change(experimentOf('fine_tuning', Number(share))))}, ` : nothing}minimising the cross-entropy of the next letter ${rate.words}
      ${numberField(
        'Learning rate',
        rate.value,
        { scale: 'log', min: 0, above_min: true },
        number((value) => rate.set(value), 1e-9),
      )} for
      ${numberField(
        'Steps',
        steps,
        { type: 'integer', scale: 'log', min: 1 },
        number((count) => ({ ...experiment, steps: count }), 1),
      )} steps, seed <span class="kept">${numberField(
        'Seed',
        seed,
        { type: 'integer', min: 0 },
        number((value) => ({ ...experiment, seed: value }), 0),
      )}.</span></p>`;
  }

  /** A text of the visitor's own, in place of the lab's. */
  #bring() {
    const toggle = () => {
      this.bringing = !this.bringing;
      if (this.bringing) void import('../../own-data/own-text.ts');
    };
    const take = ({ detail }: CustomEvent<Experiment>) => {
      this.bringing = false;
      void this.#change(detail);
    };
    return html`<button class="plain" type="button" aria-expanded=${this.bringing === true} @click=${toggle}>Your own text</button>
      ${this.bringing !== null ? html`<section class="bring" ?hidden=${!this.bringing} aria-label="Your own text"><own-text @experiment=${take}></own-text></section>` : nothing}`;
  }

  /** What fine-tuning has done to what was known before. */
  #forgetting({ fine_tuning }: CompleteExperiment) {
    const first = this.#session?.initial?.sourceCost;
    const last = this.#session?.history?.sourceCost.findLast(Number.isFinite);
    if (!fine_tuning || first === undefined || last === undefined) return nothing;
    const change =
      last - first > 0.05
        ? html`it forgets: perplexity on names went from ${short(Math.exp(first))} to <b>${short(Math.exp(last))}</b>.`
        : html`it still knows names: perplexity ${short(Math.exp(first))}, now <b>${short(Math.exp(last))}</b>.`;
    const help = fine_tuning.replay
      ? html` It practises names in ${Math.round(100 * fine_tuning.replay)} % of each batch.`
      : html` Practising names in a part of each batch would keep them.`;
    return html`<p class="reading">While Shakespeare is learnt, cost J on unseen names went from ${short(first)} to ${short(last)}: ${change}${help}</p>`;
  }

  /** What the run has shown: in nats first, then as a number of choices. */
  #saw(experiment: CompleteExperiment, task: TaskDescriptor) {
    const { history = null } = this.#session ?? {};
    const told = summaryOf(history, experiment, task);
    const costs = history?.testCost.filter(Number.isFinite) ?? [];
    const [first, last] = [costs[0], costs.at(-1)];
    if (!told || first === undefined || last === undefined || costs.length < 2) return told;
    const [before, now] = [Math.exp(first), Math.exp(last)];
    return [
      ...told,
      html`The perplexity on unseen ${task.noun}s went from ${short(before)} to <b>${short(now)}</b>: each ${task.noun} is as hard to tell as one of ${short(now)} equally likely ones.`,
    ];
  }

  #try() {
    return tryList(
      suggestions.map(({ words, watch, experiment }) => ({
        words,
        watch,
        address: `#lab=next-token&${encodeExperiment(this.engine.catalog, experiment)}`,
      })),
      this,
    );
  }
}

customElements.define('next-token-lab', NextTokenLab);
