import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import {
  type Experiment,
  encodeExperiment,
  type LossDescriptor,
  type ParameterValue,
  type TaskDescriptor,
  type WorkerEngine,
  type WorkerRun,
} from 'loss-playground/engine';
import '../../charts/series-chart.ts';
import { percent, short, whole } from '../../charts/format.ts';
import type { SeriesData } from '../../charts/series-options.ts';
import { TrainingController } from '../../panels/training-controller.ts';
import { transport, transportStyles } from '../../panels/transport.ts';
import { PictureKeeper } from '../../pictures/picture-keeper.ts';
import { entryOf, parameterOf } from '../../run/described.ts';
import { input } from '../../run/examples.ts';
import { Session } from '../../run/session.ts';
import { keepMenus, menu, numberField } from '../../ui/controls.ts';
import { sentenceStyles } from '../../ui/sentence-styles.ts';
import { sharedStyles } from '../../ui/styles.ts';

/** How spread out unseen examples are, and how many triplets still teach, at one step. */
interface Look {
  step: number;
  active: number;
  recall: number;
  spread: number;
  cost: number;
}

/** A spread below this share of the margin is one place. */
const onePlace = 0.01;

/** A rate so large that the first steps throw all points into one place. */
const collapsing = 1;

/** The triplet loss of the lab on real data: a map that learns, the share of triplets that teach, and an alarm. */
export class TripletTraining extends LitElement {
  static override properties = {
    engine: { attribute: false },
    loss: { attribute: false },
    params: { attribute: false },
    looks: { state: true },
    task: { state: true },
    lr: { state: true },
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
  readonly #training = new TrainingController(this, { picture: new PictureKeeper(), pausesUnseen: true });
  /** The run that the looks are of; null until its picture is there. */
  #looked: WorkerRun | null = null;
  #looking = false;
  #loaded = '';

  constructor() {
    super();
    this.looks = [];
    this.task = '';
    this.lr = Number.NaN;
  }

  pause(): void {
    this.#session?.pause();
  }

  get #session(): Session | null {
    return this.#training.session;
  }

  get #tasks(): TaskDescriptor[] {
    return this.engine.catalog.tasks.filter(({ kind }) => kind === 'triplet');
  }

  override updated(changed: PropertyValues<TripletTraining>): void {
    keepMenus(this.renderRoot);
    if (
      !['engine', 'loss', 'params', 'task', 'lr'].some((name) => changed.has(name as keyof TripletTraining))
    )
      return;
    const experiment = this.#experiment;
    const text = encodeExperiment(this.engine.catalog, experiment);
    if (text === this.#loaded) return;
    const first = this.#loaded === '';
    this.#loaded = text;
    void this.#load(experiment, !first && this.#session?.status === 'running');
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
    const session = this.#session ?? this.#begin();
    await session.load(experiment, play);
    const { run } = session;
    if (!run || !(await this.#training.prepare())) return;
    this.#looked = run;
    this.looks = [];
    await this.#look();
  }

  #begin(): Session {
    const session = new Session(this.engine);
    session.addEventListener('frame', () => void this.#look());
    this.#training.follow(session);
    return session;
  }

  /** One look at a time: the share of triplets that teach, the spread of the unseen examples. */
  async #look(): Promise<void> {
    const { session, examples } = this.#training;
    const { run, metrics } = session ?? {};
    // A run that has just begun has no examples yet: those there are belong to the run before.
    if (!run || !metrics || !examples || this.#looking || run !== this.#looked) return;
    this.#looking = true;
    try {
      const [losses, places] = await Promise.all([
        run.exampleLosses('train'),
        run.predict(input(examples.test)),
      ]);
      if (run !== this.#looked) return;
      const active = Array.from(losses.data).filter((loss) => loss > 0).length / losses.data.length;
      const look = {
        step: metrics.step,
        active,
        recall: metrics.testScore,
        cost: metrics.cost,
        spread: spreadOf(places),
      };
      this.looks = [...this.looks.filter(({ step }) => step < look.step), look];
    } catch (error) {
      // A run that was replaced while its answers were on the way is no failure.
      if (run === session?.run) throw error;
    } finally {
      this.#looking = false;
    }
  }

  override render() {
    const session = this.#session;
    const { run, experiment } = session ?? {};
    const last = this.looks.at(-1);
    if (!session || !run || !experiment || !last)
      return html`<section class="section"><h2>The same loss on real data</h2></section>`;
    return html`<section class="section" aria-labelledby="real">
      <h2 id="real">The same loss on real data</h2>
      ${this.#sentence(run)}
      <div class="pictures">
        <figure><header><h2>What the model does now <span class="sub">${this.#training.picture?.title}</span></h2></header><div class="picture">${this.#training.picture?.drawn?.picture}</div></figure>
        <figure><header><h2>Loss, triplets that teach, recall <span class="sub">against steps</span></h2></header>
          <series-chart class="chart" cursor-group="triplet" .data=${this.#costs()} .height=${206} .summary=${`Cost J, now ${short(last.cost)}`}></series-chart>
          <series-chart class="chart" cursor-group="triplet" .data=${this.#shares()} .axis=${true} .height=${214} .summary=${`Share of triplets that teach, now ${percent(last.active)}, and recall, now ${percent(last.recall)}`}></series-chart>
        </figure>
      </div>
      ${transport(session)} ${this.#reading(last, run)}
    </section>`;
  }

  #sentence(run: WorkerRun) {
    const tasks = this.#tasks.map(({ id, title }) => ({ value: id, words: title }));
    const lr = parameterOf(entryOf(this.engine.catalog.optimizers, run.experiment.optimizer.id), 'lr');
    const set = (value: number | string) => {
      if (typeof value === 'number' && value > 0) this.lr = value;
    };
    return html`<p class="sentence">Teach ${menu('Data', run.experiment.task.id, tasks, (id) => {
      this.task = id;
      this.lr = Number.NaN;
    })}
      with the margin ${short(Number(this.params.margin))} at rate ${lr ? numberField('Rate', Number(run.experiment.optimizer.params.lr), lr, set) : nothing}.</p>
      ${Number(run.experiment.optimizer.params.lr) < collapsing ? html`<p><button class="plain" type="button" @click=${() => this.#collapse()}>Make the map collapse: rate ${collapsing}</button></p>` : nothing}`;
  }

  #collapse() {
    this.lr = collapsing;
    this.#session?.play();
  }

  #costs(): SeriesData {
    const margin = Number(this.params.margin);
    return {
      steps: this.looks.map(({ step }) => step),
      series: [
        {
          id: 'cost',
          title: 'cost J',
          ink: '--hue',
          width: 2.25,
          values: this.looks.map(({ cost }) => cost),
        },
      ],
      reference: { value: margin, words: `all points in one place: the margin, ${margin}` },
    };
  }

  #shares(): SeriesData {
    return {
      steps: this.looks.map(({ step }) => step),
      series: [
        {
          id: 'active',
          title: 'still teach',
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

  /** The moment in words, or the alarm with its reason. */
  #reading({ step, active, recall, spread, cost }: Look, run: WorkerRun) {
    const margin = Number(this.params.margin);
    if (step > 0 && spread < onePlace * margin) {
      const lr = Number((Number(run.experiment.optimizer.params.lr) / 10).toPrecision(3));
      return html`<div class="notice" role="alert"><p><strong>The map has collapsed.</strong> All points lie within ${short(spread)} of one place, so every distance is
        about 0, the loss is stuck at ${short(cost)}, next to the margin ${short(margin)}, and recall@1 is ${percent(recall)}. There, no direction pulls the points apart.</p>
        <button class="button main" type="button" @click=${() => {
          this.lr = lr;
        }}>Start again at rate ${lr}</button></div>`;
    }
    const [first] = this.looks;
    if (step > 0 && first && this.#session?.status !== 'running')
      return html`<p class="reading"><strong>What you just saw:</strong> in ${whole(step)} steps cost J went from ${short(first.cost)} to <b>${short(cost)}</b>. <b>${percent(active)}</b> of the triplets still teach; the rest keep the margin ${short(margin)} and pull no more.
        Of 100 unseen examples, ${whole(100 * first.recall)} had one of their own kind as nearest neighbour (recall@1), now ${whole(100 * recall)}.</p>`;
    return html`<p class="reading">${step === 0 ? 'Before the first step' : `Step ${whole(step)}`}: <b>${percent(active)}</b> of the triplets still teach; the rest are satisfied and pull no more.
      Of 100 unseen examples, ${whole(100 * recall)} have one of their own kind as nearest neighbour (recall@1).</p>`;
  }
}

/** Mean distance of places from their middle. */
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
