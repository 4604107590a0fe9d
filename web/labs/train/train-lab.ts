import { html, LitElement, nothing } from 'lit';
import {
  type CompleteExperiment,
  type Experiment,
  ExperimentError,
  type LossDescriptor,
  type TaskDescriptor,
  type WorkerEngine,
} from 'loss-playground/engine';
import type { Export } from '../../exports/export.ts';
import { exportsOf } from '../../exports/export-list.ts';
import { Announcer } from '../../panels/announcer.ts';
import { fetchSeriesChart, type LossView, lossFigure } from '../../panels/loss-figure.ts';
import { workerNotice } from '../../panels/notices.ts';
import { reading, sum } from '../../panels/reading.ts';
import { ReadingPace } from '../../panels/reading-pace.ts';
import { sentence, settingsButton, taskFacts } from '../../panels/sentence.ts';
import { transport, transportStyles } from '../../panels/transport.ts';
import { PictureKeeper } from '../../pictures/picture-keeper.ts';
import { experimentAddress, readAddress, shareable } from '../../run/address.ts';
import type { Chosen, Examples } from '../../run/examples.ts';
import { follow, forget, forksLost } from '../../run/forks.ts';
import { companionsOf, copyOf, type KeptRun, keepButton } from '../../run/kept-runs.ts';
import { Session } from '../../run/session.ts';
import { Visibility } from '../../run/visibility.ts';
import { keepMenus } from '../../ui/controls.ts';
import { termStyles } from '../../ui/glossary.ts';
import { sentenceStyles } from '../../ui/sentence-styles.ts';
import { sharedStyles } from '../../ui/styles.ts';
import { announceAddress, type Lab } from '../lab-element.ts';
import { styles } from './styles.ts';

const importAnatomy = () => import('../../panels/anatomy/anatomy-section.ts');

/**
 * Trains a model and shows what it does.
 *
 * Properties: `engine` (a worker engine), `experiment` (what to train; setting it starts a new run).
 * Events: `experiment` when the visitor has changed it and the run has started (detail: the complete experiment).
 * Methods: `show(experiment)`, which rejects with an ExperimentError and leaves the present run going.
 */
export class TrainLab extends LitElement implements Lab {
  static override styles = [sharedStyles, termStyles, styles, sentenceStyles, transportStyles];
  static override properties = {
    family: { reflect: true },
    unfolded: { state: true },
    bringing: { state: true },
    view: {},
    lossView: { state: true },
    runs: { state: true },
    problem: { state: true },
    note: { state: true },
    examples: { state: true },
    chosen: { state: true },
  };
  declare family: string;
  declare unfolded: boolean;
  /** Whether the field for the visitor's own data is open; null before it was. */
  declare bringing: boolean | null;
  /** `train`, or `anatomy` for the section alone that tells where the number comes from. */
  declare view: string;
  declare lossView: LossView;
  declare runs: KeptRun[];
  declare problem: ExperimentError | null;
  /** A plain notice, for instance of a damaged link. */
  declare note: string | null;
  declare examples: Examples | null;
  /** The example that is worked out below. */
  declare chosen: Chosen | null;
  #session: Session | null = null;
  #picture = new PictureKeeper();
  #announcer = new Announcer();
  #pace = new ReadingPace();
  #visibility = new Visibility(this);
  #later: typeof import('../../panels/later.ts') | null = null;

  constructor() {
    super();
    this.family = '';
    this.unfolded = false;
    this.bringing = null;
    this.view = 'train';
    this.lossView = { log: false, smoothing: 0.85, companions: [], range: null };
    this.runs = [];
    this.problem = null;
    this.note = null;
    this.examples = null;
    this.chosen = null;
  }

  leave(): void {
    this.#visibility.leave();
  }

  get address(): string {
    const { experiment, metrics, status } = this.#session ?? {};
    if (!experiment) return '';
    return this.#addressAt(status === 'running' ? null : (metrics?.step ?? 0));
  }

  #addressAt(step: number | null): string {
    const { engine, experiment, ancestors } = this.#session ?? {};
    if (!engine || !experiment) return '';
    return shareable(experimentAddress(engine.catalog, experiment, step, ancestors));
  }

  get exports(): Export[] {
    return this.#session?.experiment
      ? exportsOf(this.#session, this.renderRoot as ShadowRoot, this.view !== 'anatomy')
      : [];
  }

  /** Shows the experiment of an address; the one that is already here goes on. */
  async open(address: string): Promise<void> {
    const session = this.#session;
    if (!session) return;
    const { catalog } = session.engine;
    const { experiment, ancestors, step, note } = await readAddress(catalog, address);
    const same =
      session.experiment &&
      experimentAddress(catalog, session.experiment, null, session.ancestors) ===
        experimentAddress(catalog, experiment, null, ancestors);
    if (same) this.#visibility.resume();
    else await this.show(ancestors[0]?.experiment ?? experiment, step === null && ancestors.length === 0);
    const fork = (next: Experiment, listed: boolean) => this.#fork(next, listed);
    this.note = same || (await follow(session, ancestors, experiment, fork)) ? note : forksLost;
    if (step === null) {
      if (!same && ancestors.length > 0) session.play();
      return;
    }
    session.pause();
    session.goTo(step);
  }

  /** Gives the engine; until then the frame stands empty. */
  set engine(engine: WorkerEngine) {
    const session = new Session(engine);
    this.#session = session;
    void fetchSeriesChart().then(() => this.requestUpdate());
    session.addEventListener('change', () => {
      // Numbers that grow without bound can only be seen on a log scale.
      if (session.status === 'diverged') this.lossView = { ...this.lossView, log: true };
      this.requestUpdate();
    });
    for (const type of ['revive', 'failure'])
      session.addEventListener(type, (event) => {
        this.note = workerNotice(event as CustomEvent);
      });
    session.addEventListener('frame', () => {
      this.requestUpdate();
      void this.#picture.draw(session.run).then((fresh) => fresh && this.requestUpdate());
    });
  }

  get engine(): WorkerEngine {
    return this.#session?.engine as WorkerEngine;
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
    if (this.runs.some(({ experiment: kept }) => kept.task.id !== session.experiment?.task.id))
      this.runs = [];
    this.lossView = { ...this.lossView, range: null };
    return this.#prepare();
  }

  /** Sets up the picture of a run that has just begun. */
  async #prepare(): Promise<boolean> {
    const session = this.#session;
    const run = session?.run;
    if (!session || !run) return false;
    this.problem = null;
    this.family = this.#loss?.family ?? '';
    const [train, test] = await Promise.all([run.data('train'), run.data('test')]);
    if (run !== session.run || !this.#task) return false;
    this.examples = { train, test };
    this.chosen = null;
    await this.#picture.take(run, this.#task, this.examples);
    if (run !== session.run) return false;
    await this.#picture.draw(run);
    this.requestUpdate();
    await this.updateComplete;
    void import('../../panels/afterword.ts');
    void this.#fetchLater();
    this.#fetchAnatomy();
    this.#syncControls();
    return true;
  }

  /** What is shown only when it is asked for, or when something happens. */
  async #fetchLater() {
    this.#later ??= await import('../../panels/later.ts');
    this.requestUpdate();
  }

  /** What stands below the first screen, and the double precision that it asks for, is fetched when it comes near. */
  #fetchAnatomy() {
    const section = this.renderRoot.querySelector('anatomy-section');
    if (!section || customElements.get('anatomy-section')) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        void importAnatomy();
      },
      { rootMargin: '200px' },
    );
    observer.observe(section);
  }

  /** What a visitor typed and what was refused gives way to the experiment in force. */
  #syncControls() {
    for (const control of this.renderRoot.querySelectorAll<HTMLInputElement>('input[data-value]'))
      control.value = control.dataset.value ?? '';
  }

  override updated(): void {
    if (!this.#later && (this.note || this.problem || this.#session?.stopped)) void this.#fetchLater();
    keepMenus(this.renderRoot);
  }

  get #task(): TaskDescriptor | undefined {
    return this.#session?.engine.catalog.tasks.find((task) => task.id === this.#session?.experiment?.task.id);
  }

  get #loss(): LossDescriptor | undefined {
    return this.#session?.engine.catalog.losses.find(
      (loss) => loss.id === this.#session?.experiment?.loss.id,
    );
  }

  /** A term that is changed while an earlier step is shown makes a fork there; else a run of its own. */
  async #fork(experiment: Experiment, listed = true): Promise<boolean> {
    const session = this.#session;
    const at = session?.metrics?.step ?? 0;
    const parent = this.#present(at);
    if (!session || !parent) return false;
    if (!(await session.fork(experiment).catch(() => false))) return false;
    const known = this.runs.some(({ address, forkedAt }) => address === parent.address && forkedAt === at);
    if (listed && !known) this.runs = [...this.runs, parent];
    return this.#prepare();
  }

  /** The present run, to be kept beside others. */
  #present(forkedAt: number | null): KeptRun | null {
    const { experiment, history } = this.#session ?? {};
    if (!experiment || !history) return null;
    const address = this.#addressAt(null);
    return { name: this.#nextName, experiment, history: copyOf(history), address, forkedAt };
  }

  get #nextName(): string {
    const taken = this.runs.map(({ name }) => Number(name.replace('run ', '')));
    return `run ${Math.max(0, ...taken) + 1}`;
  }

  #keep() {
    const present = this.#present(null);
    if (present) this.runs = [...this.runs, present];
  }

  async #change(experiment: Experiment) {
    this.note = null;
    const { status, metrics, reached = 0 } = this.#session ?? {};
    const earlier = status !== 'running' && metrics && metrics.step > 0 && metrics.step < reached;
    if (earlier && (await this.#fork(experiment))) {
      announceAddress(this, true);
      return;
    }
    if (await this.show(experiment, this.#session?.status !== 'paused')) {
      this.dispatchEvent(new CustomEvent('experiment', { detail: this.#session?.experiment }));
      announceAddress(this, true);
    }
  }

  async #mend(experiment: Experiment) {
    this.lossView = { ...this.lossView, log: false };
    await this.#change(experiment);
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
      open: this.unfolded,
      toggle: () => {
        this.unfolded = !this.unfolded;
      },
      change: (next: Experiment) => void this.#change(next),
    };
    const moment = {
      ...this.#pace.told(session, metrics),
      info: run.info,
      task,
      loss,
      lossParams: experiment.loss.params,
    };
    return html`
      <section class="experiment" aria-label="Experiment">
        <div>${sentence(view)} ${this.#later?.notices(this.note, this.problem)} ${settingsButton(view)} ${this.unfolded ? this.#later?.moreSettings(view) : nothing} ${this.#ownData()}</div>
        ${taskFacts(task, run.info)}
      </section>
      ${this.view === 'anatomy' ? nothing : this.#pictures(session, task, loss)}
      ${transport(session, this.runs)}
      ${session.stopped || this.view !== 'anatomy' ? html`<div class="told" data-kind=${task.kind}>${session.stopped ? this.#later?.diverged(experiment, session.stopped, (next) => void this.#mend(next)) : html`<p class="reading">${reading(moment)}</p>`}</div>` : nothing}
      ${this.view === 'anatomy' ? nothing : sum(moment.metrics)}
      ${this.view === 'anatomy' ? nothing : this.#runs(session, experiment)}
      <anatomy-section .session=${session} .task=${task} .loss=${loss} .examples=${this.examples} .chosen=${this.chosen}></anatomy-section>
      <train-afterword lab=${this.view === 'anatomy' ? 'anatomy' : 'train'} family=${this.family} .session=${session} .task=${task}
        .table=${this.#picture.drawn?.table ?? null} .moment=${`${metrics.step} ${session.status} ${session.floor}`}></train-afterword>
      <p class="visually-hidden" role="status">${this.#announcer.words(session)}</p>
    `;
  }

  #runs({ history, floor }: Session, experiment: CompleteExperiment) {
    const keep = () => this.#keep();
    if (this.runs.length === 0) return html`<p class="runs">${keepButton(keep)}</p>`;
    return this.#later?.runsTable({
      runs: this.runs,
      present: { experiment, history, floor },
      keep,
      drop: (index) => {
        if (this.#session) this.#session.ancestors = forget(this.#session.ancestors, this.runs[index]);
        this.runs = this.runs.filter((_, at) => at !== index);
        announceAddress(this, false);
      },
    });
  }

  #pictures(session: Session, task: TaskDescriptor, loss: LossDescriptor) {
    return html`      <div class="pictures">
        <figure>
          <header><h2>What the model does now <span class="sub">${this.#picture.title}</span></h2></header>
          <div class="picture" @choose=${(event: CustomEvent<number>) => this.#choose(event.detail)}>${this.#picture.drawn?.picture}</div>
        </figure>
        ${lossFigure({
          session,
          loss,
          task,
          view: { ...this.lossView, companions: companionsOf(this.runs) },
          change: (view) => {
            this.lossView = view;
          },
        })}
      </div>`;
  }

  /** An example chosen in a picture is worked out below. */
  #choose(index: number) {
    this.chosen = this.#picture.exampleAt(index);
    void importAnatomy();
  }

  #ownData() {
    const toggle = () => {
      this.bringing = !this.bringing;
      if (this.bringing) void import('../../own-data/own-data.ts');
    };
    const take = ({ detail }: CustomEvent<Experiment>) => {
      this.bringing = false;
      void this.#change(detail);
    };
    return html`<button class="plain" type="button" aria-expanded=${this.bringing === true} @click=${toggle}>Your own data</button>
      ${this.bringing !== null ? html`<own-data ?hidden=${!this.bringing} @experiment=${take}></own-data>` : nothing}`;
  }
}

customElements.define('train-lab', TrainLab);

declare global {
  interface HTMLElementTagNameMap {
    'train-lab': TrainLab;
  }
}
