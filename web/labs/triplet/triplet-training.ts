import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import {
  type Experiment,
  ExperimentError,
  encodeExperiment,
  type LossDescriptor,
  type ParameterValue,
  type TaskDescriptor,
  type WorkerEngine,
  type WorkerRun,
} from 'loss-playground/engine';
import '../../charts/series-chart.ts';
import { brief, percent, short } from '../../charts/format.ts';
import type { SeriesData } from '../../charts/series.ts';
import { notices } from '../../panels/notices.ts';
import { TrainingController } from '../../panels/training-controller.ts';
import { transport, transportStyles } from '../../panels/transport.ts';
import { waiting } from '../../panels/waiting.ts';
import { PictureKeeper } from '../../pictures/picture-keeper.ts';
import { entryOf, parameterOf } from '../../run/described.ts';
import { input } from '../../run/examples.ts';
import type { Histories } from '../../run/histories.ts';
import type { Row } from '../../run/history.ts';
import { refused as refusedWords } from '../../run/refusals.ts';
import { Session } from '../../run/session.ts';
import { keepMenus, menu, numberField, restoreFields } from '../../ui/controls.ts';
import { sentenceStyles } from '../../ui/sentence-styles.ts';
import { sharedStyles } from '../../ui/styles.ts';
import { announceShown } from '../lab-element.ts';
import { collapsedWords, hasCollapsed, type Look, trainingReading } from './words.ts';

/** A learning rate so large that the first steps make the embeddings collapse. */
const collapsing = 1;

/** The triplet loss of the lab on real data: embeddings, the share of active triplets, and a notice on collapse. */
export class TripletTraining extends LitElement {
  static override properties = {
    engine: { attribute: false },
    loss: { attribute: false },
    params: { attribute: false },
    looks: { state: true },
    task: { state: true },
    lr: { state: true },
    problem: { state: true },
  };
  static override styles = [
    sharedStyles,
    sentenceStyles,
    transportStyles,
    css`
      :host { --hue: var(--triplet); min-height: 900px; margin-top: 56px; }
      .sentence { font-size: var(--reading); min-height: 0; }
      .sentence, .sentence + p { margin-bottom: 16px; }
      .plain { margin-top: 0; }
      .picture { min-height: 430px; --aspect: 544 / 430; }
      .chart { height: 214px; }
      .reading { min-height: 6em; margin-top: 16px; }
      @container (max-width: 720px) { :host { min-height: 1400px; } .picture { --aspect: 1; min-height: min(100cqi - 2 * var(--gutter, 0px), 430px); } .chart { height: 270px; } }
    `,
  ];
  declare engine: WorkerEngine;
  declare loss: LossDescriptor;
  declare params: Record<string, ParameterValue>;
  declare looks: Look[];
  declare task: string;
  declare lr: number;
  /** Why the last settings cannot be trained with. */
  declare problem: ExperimentError | null;
  readonly #training = new TrainingController(this, { picture: new PictureKeeper(), pausesUnseen: true });
  /** The run that is measured; null until its picture is there. */
  #looked: WorkerRun | null = null;
  #loaded = '';

  constructor() {
    super();
    this.looks = [];
    this.task = '';
    this.lr = Number.NaN;
    this.problem = null;
  }

  pause(): void {
    this.session?.pause();
  }

  get session(): Session | null {
    return this.#training.session;
  }

  get histories(): Histories {
    const { looks } = this;
    return { triplets: { step: looks.map(({ step }) => step), active: looks.map(({ active }) => active) } };
  }

  get #tasks(): TaskDescriptor[] {
    return this.engine.catalog.tasks.filter(({ kind }) => kind === 'triplet');
  }

  override updated(changed: PropertyValues<TripletTraining>): void {
    keepMenus(this.renderRoot);
    announceShown(this);
    if (
      !['engine', 'loss', 'params', 'task', 'lr'].some((name) => changed.has(name as keyof TripletTraining))
    )
      return;
    const experiment = this.#experiment;
    const text = encodeExperiment(this.engine.catalog, experiment);
    if (text === this.#loaded) return;
    const first = this.#loaded === '';
    this.#loaded = text;
    void this.#load(experiment, !first && this.session?.status === 'running');
  }

  get #experiment(): Experiment {
    const task = this.#tasks.find(({ id }) => id === this.task) ?? (this.#tasks[0] as TaskDescriptor);
    const { optimizer } = task.experiment;
    const lr = Number.isFinite(this.lr) ? this.lr : Number(optimizer.params.lr);
    return {
      version: 1,
      task: { id: task.id },
      loss: { id: this.loss.id, params: this.params },
      optimizer: { id: optimizer.id, params: { ...optimizer.params, lr } },
    };
  }

  async #load(experiment: Experiment, play: boolean): Promise<void> {
    const session = this.session ?? this.#begin();
    try {
      this.problem = null;
      await session.load(experiment, play);
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      this.problem = error;
    }
    if (this.problem || session.isDeclined) this.#keepPresent(session);
    const { run } = session;
    if (!run || !(await this.#training.prepare())) return;
    this.#looked = run;
    this.looks = [];
    session.refresh();
  }

  /** The run goes on with its own settings, which the fields show again. */
  #keepPresent({ experiment }: Session): void {
    this.lr = Number(experiment?.optimizer.params.lr ?? Number.NaN);
    this.task = experiment?.task.id ?? '';
    if (experiment) this.#loaded = encodeExperiment(this.engine.catalog, this.#experiment);
    restoreFields(this.renderRoot);
  }

  #begin(): Session {
    const session = new Session(this.engine);
    session.watch((row) => this.#look(row));
    this.#training.follow(session);
    return session;
  }

  /** The share of active triplets and the spread of the test embeddings. */
  async #look({ step, cost, testScore, gradNorm }: Row): Promise<(() => void) | null> {
    const { session, examples } = this.#training;
    const { run } = session ?? {};
    // A run that has just begun has no examples yet: the ones present belong to the previous run.
    if (!run || !examples || run !== this.#looked) return null;
    const [losses, places] = await Promise.all([
      run.exampleLosses('train'),
      run.predict(input(examples.test)),
    ]);
    const active = Array.from(losses.data).filter((loss) => loss > 0).length / losses.data.length;
    const look = { step, active, recall: testScore, cost, gradNorm, spread: spreadOf(places) };
    return () => {
      this.looks = [...this.looks.filter((one) => one.step < step), look];
    };
  }

  override render() {
    const session = this.session;
    const { run, experiment } = session ?? {};
    const last = this.looks.at(-1);
    const refused = notices(null, () => {}, this.problem && refusedWords(this.problem));
    if (!session || !run || !experiment || !last)
      return html`<section class="section"><h2>The same loss on real data</h2>${refused}</section>`;
    return html`<section class="section" aria-labelledby="real">
      <h2 id="real">The same loss on real data</h2>
      <p class="lede">The model places each example as a point, its <b>embedding</b>: examples of one class should lie together.</p>
      ${this.#sentence(run)} ${refused}
      <div class="pictures">${this.#picture()} ${this.#charts(last)}</div>
      ${transport(session)} ${waiting(session) ?? this.#reading(last, run)}
    </section>`;
  }

  #picture() {
    const { picture } = this.#training;
    return html`<figure><header><h2>Embeddings <span class="sub">${picture?.title}</span></h2></header><div class="picture">${picture?.drawn?.picture}</div></figure>`;
  }

  #charts(last: Look) {
    return html`<figure><header><h2>Training cost, active triplets, recall@1 <span class="sub">against steps</span></h2></header>
      <series-chart class="chart" cursor-group="triplet" .data=${this.#costs()} .height=${206} .summary=${`Training cost, now ${short(last.cost)}`}></series-chart>
      <series-chart class="chart" cursor-group="triplet" .data=${this.#shares()} .axis=${true} .height=${214} .summary=${`Share of active triplets, now ${percent(last.active)}, and recall@1, now ${percent(last.recall)}`}></series-chart>
    </figure>`;
  }

  #sentence(run: WorkerRun) {
    const tasks = this.#tasks.map(({ id, title }) => ({ value: id, words: title }));
    const lr = parameterOf(entryOf(this.engine.catalog.optimizers, run.experiment.optimizer.id), 'lr');
    const set = (value: number | string) => {
      if (typeof value === 'number' && value > 0) this.lr = value;
    };
    return html`<p class="sentence">Train ${menu('Data', run.experiment.task.id, tasks, (id) => {
      this.task = id;
      this.lr = Number.NaN;
    })}
      ${this.#margin === null ? nothing : html`with a margin of ${brief(this.#margin)}`} at a learning rate of ${lr ? numberField('Learning rate', Number(run.experiment.optimizer.params.lr), lr, set) : nothing}.</p>
      ${Number(run.experiment.optimizer.params.lr) < collapsing ? html`<p><button class="plain" type="button" @click=${() => this.#collapse()}>Make the embeddings collapse: learning rate ${collapsing}</button></p>` : nothing}`;
  }

  /** Null for a loss without one. */
  get #margin(): number | null {
    return this.loss.own ? null : Number(this.params.margin);
  }

  #collapse() {
    this.lr = collapsing;
    this.session?.play();
  }

  #costs(): SeriesData {
    const margin = this.#margin;
    return {
      steps: this.looks.map(({ step }) => step),
      series: [
        {
          id: 'cost',
          title: 'training cost',
          ink: '--hue',
          width: 2.25,
          values: this.looks.map(({ cost }) => cost),
        },
      ],
      ...(margin === null ? {} : { reference: { value: margin, words: `collapse: the margin, ${margin}` } }),
    };
  }

  #shares(): SeriesData {
    return {
      steps: this.looks.map(({ step }) => step),
      series: [
        {
          id: 'active',
          title: 'active',
          ink: '--hue',
          width: 2.25,
          values: this.looks.map(({ active }) => active),
        },
        {
          id: 'recall',
          title: 'recall@1',
          ink: '--hue',
          width: 2.25,
          dash: [7, 5],
          values: this.looks.map(({ recall }) => recall),
        },
      ],
    };
  }

  /** The current step in words, or the notice of a collapse. */
  #reading(last: Look, run: WorkerRun) {
    const margin = this.#margin;
    if (margin !== null && hasCollapsed(last, margin)) {
      const lr = Number((Number(run.experiment.optimizer.params.lr) / 10).toPrecision(3));
      return html`<div class="notice" role="alert"><p>${collapsedWords(last, margin)}</p>
        <button class="button main" type="button" @click=${() => {
          this.lr = lr;
        }}>Restart at a learning rate of ${lr}</button></div>`;
    }
    const noun = this.session?.task?.noun ?? 'example';
    const first = this.session?.status === 'running' ? null : (this.looks[0] ?? null);
    return html`<p class="reading">${trainingReading(last, first, margin, noun)}</p>`;
  }
}

/** Mean distance of embeddings from their mean. */
function spreadOf({ shape, data }: { shape: number[]; data: ArrayLike<number> }): number {
  const [rows = 0, width = 1] = shape;
  const middle = Array.from({ length: width }, (_, column) => {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += data[row * width + column] ?? 0;
    return sum / rows;
  });
  let all = 0;
  for (let row = 0; row < rows; row++)
    all += Math.hypot(...middle.map((value, column) => (data[row * width + column] ?? 0) - value));
  return all / rows;
}

customElements.define('triplet-training', TripletTraining);
