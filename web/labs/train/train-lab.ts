import { html, LitElement, nothing, type TemplateResult } from 'lit';
import {
  type Experiment,
  ExperimentError,
  type LossDescriptor,
  type Metrics,
  type TaskDescriptor,
  type WorkerEngine,
} from 'loss-playground/engine';
import '../../charts/series-chart.ts';
import { short, whole } from '../../charts/format.ts';
import { choosePicture, type Picture } from './picture.ts';
import { reading, sum } from './reading.ts';
import { moreTerms, sentence } from './sentence.ts';
import { sentenceStyles } from './sentence-styles.ts';
import { lossSeries, reference, stripSeries } from './series.ts';
import { Session } from './session.ts';
import { styles } from './styles.ts';
import { transport } from './transport.ts';
import { transportStyles } from './transport-styles.ts';
import { tryThis } from './try.ts';

/** Times that a screen reader hears of a run on its way. */
const milestones = 4;
/** Milliseconds that a reading stands at the least. */
const readingInterval = 150;

/**
 * Trains a model and shows what it does.
 *
 * Properties: `engine` (a worker engine), `experiment` (what to train; setting it starts a new run).
 * Events: `experiment` when the visitor has changed it and the run has started (detail: the complete experiment).
 * Methods: `show(experiment)`, which rejects with an ExperimentError and leaves the present run going.
 */
export class TrainLab extends LitElement {
  static override styles = [styles, sentenceStyles, transportStyles];
  static override properties = {
    family: { reflect: true },
    picture: { state: true },
    open: { state: true },
    log: { state: true },
    problem: { state: true },
    note: { state: true },
  };
  declare family: string;
  declare picture: TemplateResult | null;
  declare open: boolean;
  declare log: boolean;
  declare problem: ExperimentError | null;
  /** A plain notice, for instance of a damaged link. */
  declare note: string | null;
  #session: Session | null = null;
  #drawer: Picture | null = null;
  #drawing = false;
  #spoken = '';
  /** What the reading says now: it changes a few times a second, so that it can be read. */
  #told: { metrics: Metrics; at: number } | null = null;
  /** A run that paused only because the page is hidden. */
  #hidden = false;

  constructor() {
    super();
    this.family = '';
    this.picture = null;
    this.open = false;
    this.log = false;
    this.problem = null;
    this.note = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#onVisibility);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.#session?.pause();
  }

  /** Nobody watches a hidden page: its run waits. */
  #onVisibility = () => {
    const session = this.#session;
    if (document.hidden && session?.status === 'running') {
      this.#hidden = true;
      session.pause();
    } else if (!document.hidden && this.#hidden) {
      this.#hidden = false;
      session?.play();
    }
  };

  /** Gives the engine; until then the frame stands empty. */
  set engine(engine: WorkerEngine) {
    const session = new Session(engine);
    this.#session = session;
    session.addEventListener('change', () => {
      // Numbers that grow without bound can only be seen on a log scale.
      if (session.status === 'diverged') this.log = true;
      this.requestUpdate();
    });
    session.addEventListener('frame', () => {
      void this.#redraw();
      this.requestUpdate();
    });
  }

  get session(): Session | null {
    return this.#session;
  }

  /** Starts a run of this experiment; a refused one is told below the sentence, and the present run goes on. */
  async show(experiment: Experiment, play = true): Promise<boolean> {
    const session = this.#session;
    if (!session) return false;
    try {
      await session.load(experiment, play);
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      this.problem = error;
      return false;
    }
    const { run } = session;
    if (!run) return false;
    this.problem = null;
    this.family = this.#loss?.family ?? '';
    const [train, test] = await Promise.all([run.data('train'), run.data('test')]);
    if (run !== session.run || !this.#task) return false;
    this.#drawer = choosePicture(run, this.#task, { train, test });
    await this.#redraw();
    await this.updateComplete;
    this.#syncControls();
    return true;
  }

  /** What a visitor typed and what was refused gives way to the experiment in force. */
  #syncControls() {
    for (const control of this.renderRoot.querySelectorAll<HTMLInputElement>('input[data-value]'))
      control.value = control.dataset.value ?? '';
  }

  /** A menu's choices can change with its value, so the value is set when they stand. */
  override updated(): void {
    for (const select of this.renderRoot.querySelectorAll<HTMLSelectElement>('select[data-value]'))
      if (select.value !== select.dataset.value) select.value = select.dataset.value ?? '';
  }

  /** The numbers that the reading tells, renewed a few times a second while the run goes on. */
  #readMetrics(metrics: Metrics): Metrics {
    const now = performance.now();
    const running = this.#session?.status === 'running';
    const stale =
      !this.#told ||
      !running ||
      metrics.step < this.#told.metrics.step ||
      now - this.#told.at > readingInterval;
    if (stale) this.#told = { metrics, at: now };
    return this.#told?.metrics ?? metrics;
  }

  get #task(): TaskDescriptor | undefined {
    return this.#session?.engine.catalog.tasks.find((task) => task.id === this.#session?.experiment?.task.id);
  }

  get #loss(): LossDescriptor | undefined {
    return this.#session?.engine.catalog.losses.find(
      (loss) => loss.id === this.#session?.experiment?.loss.id,
    );
  }

  async #change(experiment: Experiment) {
    this.note = null;
    if (await this.show(experiment, this.#session?.status !== 'paused'))
      this.dispatchEvent(new CustomEvent('experiment', { detail: this.#session?.experiment }));
  }

  /** One picture at a time: a new one is asked for when the last has come. */
  async #redraw() {
    const drawer = this.#drawer;
    if (!drawer || this.#drawing) return;
    this.#drawing = true;
    try {
      const picture = await drawer.draw();
      if (drawer === this.#drawer) this.picture = picture;
    } catch (error) {
      // A run that was replaced while its picture was on the way is no fault.
      if (drawer === this.#drawer) throw error;
    } finally {
      this.#drawing = false;
    }
  }

  override render() {
    const session = this.#session;
    const task = this.#task;
    const loss = this.#loss;
    if (!session?.run || !session.experiment || !session.metrics || !task || !loss)
      return html`<slot></slot>`;
    const { experiment, metrics, run } = session;
    const view = {
      catalog: session.engine.catalog,
      experiment,
      info: run.info,
      bad: this.problem?.path ?? null,
      open: this.open,
      toggle: () => {
        this.open = !this.open;
      },
      change: (next: Experiment) => void this.#change(next),
    };
    const moment = {
      metrics: this.#readMetrics(this.#whole(metrics)),
      info: run.info,
      task,
      loss,
      lossParams: experiment.loss.params,
    };
    return html`
      <section class="experiment" aria-label="Experiment">
        <div>${sentence(view)} ${this.#notices()} ${moreTerms(view)}</div>
        ${this.#aside(task)}
      </section>
      <div class="pictures">
        <figure>
          <header><h2>What the model does now <span class="sub">${this.#drawer?.title}</span></h2></header>
          <div class="picture">${this.picture}</div>
        </figure>
        ${this.#charts(loss, task)}
      </div>
      ${transport(session)}
      <div class="told">${session.stopped ? this.#diverged(session.stopped.step) : html`<p class="reading">${reading(moment)}</p>`}</div>
      ${sum(moment.metrics)}
      ${this.#table()}
      ${task.kind === 'any' ? nothing : tryThis(session.engine.catalog, experiment, task)}
      <p class="visually-hidden" role="status">${this.#milestone(moment.metrics)}</p>
    `;
  }

  /** After scrubbing back the step's own numbers come from the history. */
  #whole(metrics: Metrics): Metrics {
    const history = this.#session?.history;
    const index = metrics.step - 1;
    if (!history || index < 0 || Number.isFinite(metrics.batchLoss)) return metrics;
    const at = (name: 'batchLoss' | 'penalty' | 'objective') => history[name][index] ?? Number.NaN;
    return { ...metrics, batchLoss: at('batchLoss'), penalty: at('penalty'), objective: at('objective') };
  }

  #aside(task: TaskDescriptor) {
    const info = this.#session?.run?.info;
    if (!info) return nothing;
    return html`<dl class="aside">
      <dt>Data</dt>
      <dd>${task.summary} ${whole(info.trainRows)} to learn from, ${whole(info.testRows)} unseen.</dd>
      <dt>Model</dt>
      <dd>${whole(info.parameterCount)} numbers to learn</dd>
    </dl>`;
  }

  #notices() {
    const problem = this.problem;
    return html`${this.note ? html`<p class="notice" role="alert">${this.note}</p>` : nothing}
    ${
      problem
        ? html`<p class="notice" role="alert"><strong>${problem.path} stays as it was.</strong> ${problem.given} was given; allowed is ${problem.allowed}.${problem.nearest ? ` Did you mean ${problem.nearest}?` : ''}</p>`
        : nothing
    }`;
  }

  #diverged(step: number) {
    const experiment = this.#session?.experiment;
    if (!experiment) return nothing;
    const lr = Number(experiment.optimizer.params.lr);
    const tenth = Number((lr / 10).toPrecision(6));
    const calmer = {
      ...experiment,
      optimizer: { ...experiment.optimizer, params: { ...experiment.optimizer.params, lr: tenth } },
    };
    return html`<div class="notice" role="alert">
      <p><strong>The run diverged at step ${whole(step)}.</strong> Each step went farther beyond the valley than the one before, until the
      numbers were no longer finite. The pictures show the last finite step. A rate of ${lr} is too large here.</p>
      <button class="button main" type="button" @click=${() => void this.#change(calmer)}>Divide the rate by 10 and start again</button>
    </div>`;
  }

  #charts(loss: LossDescriptor, task: TaskDescriptor) {
    const session = this.#session;
    const experiment = session?.experiment;
    if (!session || !experiment) return nothing;
    const history = session.history;
    const step = session.metrics?.step ?? 0;
    const scale = (log: boolean, words: string) =>
      html`<button type="button" aria-pressed=${this.log === log} @click=${() => {
        this.log = log;
      }}>${words}</button>`;
    const data = history ? lossSeries(history, step, reference(experiment, task, loss)) : null;
    return html`<figure>
      <header>
        <h2>Loss <span class="sub">${loss.unit === 'nats' ? `nats per ${task.noun}` : loss.unit}</span></h2>
        <span class="segments" role="group" aria-label="Scale">${scale(false, 'Linear')} ${scale(true, 'Log')}</span>
      </header>
      <series-chart class="chart" cursor-group="train" .data=${data} .log=${this.log} .height=${340} .summary=${this.#summary()}></series-chart>
      ${this.#strip('gradNorm', 'gradient norm', 66)} ${this.#strip('lr', 'rate', 88)}
    </figure>`;
  }

  /** A small chart on the same steps; the lowest draws them. */
  #strip(name: 'gradNorm' | 'lr', title: string, height: number) {
    const { history, metrics } = this.#session ?? {};
    const data = history ? stripSeries(history, metrics?.step ?? 0, name, title) : null;
    return html`<series-chart class="strip" cursor-group="train" .data=${data} .axis=${name === 'lr'} .height=${height}
      .summary=${`${title} against steps`}></series-chart>`;
  }

  #summary(): string {
    const { history, metrics } = this.#session ?? {};
    const first = history?.cost.find(Number.isFinite);
    if (!metrics || first === undefined) return 'Losses against steps; no step was taken yet.';
    return `Losses against steps. Cost J on the training set went from ${short(first)} to ${short(metrics.cost)}, on unseen examples it is ${short(metrics.testCost)}.`;
  }

  /** The numbers behind the chart, at up to ten steps. */
  #table() {
    const history = this.#session?.history;
    if (!history || history.step.length === 0)
      return html`<details><summary>The numbers as a table</summary></details>`;
    const evaluated = history.step
      .map((_, index) => index)
      .filter((index) => Number.isFinite(history.cost[index]));
    const stride = Math.ceil(evaluated.length / 10);
    const rows = evaluated.filter((_, index) => (evaluated.length - 1 - index) % stride === 0);
    const columns = ['batchLoss', 'penalty', 'objective', 'cost', 'testCost', 'gradNorm', 'lr'] as const;
    const titles = ['batch loss', 'penalty', 'objective', 'J train', 'J unseen', 'gradient norm', 'rate'];
    return html`<details><summary>The numbers as a table</summary><div class="table" tabindex="0" role="region" aria-label="Numbers of the run"><table>
      <thead><tr><th scope="col">step</th>${titles.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
      <tbody>${rows.map((index) => html`<tr><th scope="row">${history.step[index]}</th>${columns.map((name) => html`<td>${short(history[name][index])}</td>`)}</tr>`)}</tbody>
    </table></div></details>`;
  }

  /** Speaks a few times a run, not at each step. */
  #milestone(metrics: Metrics): string {
    const { experiment, status } = this.#session ?? {};
    if (!experiment) return '';
    const part = Math.floor((milestones * metrics.step) / experiment.steps);
    const due =
      status !== 'running' || metrics.step === 0 ? `${status} at step ${metrics.step}` : `part ${part}`;
    if (!this.#spoken.startsWith(`${due}|`))
      this.#spoken = `${due}|Step ${metrics.step}: cost J ${short(metrics.cost)}, unseen ${short(metrics.testCost)}.`;
    return this.#spoken.slice(this.#spoken.indexOf('|') + 1);
  }
}

customElements.define('train-lab', TrainLab);

declare global {
  interface HTMLElementTagNameMap {
    'train-lab': TrainLab;
  }
}
