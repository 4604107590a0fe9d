import { html, nothing } from 'lit';
import type { CompleteExperiment, Experiment } from 'loss-playground/engine';
import { notices } from '../../panels/notices.ts';
import { type Moment, sum } from '../../panels/reading.ts';
import { sentence, settingsButton, taskFacts } from '../../panels/sentence.ts';
import { TrainingController } from '../../panels/training-controller.ts';
import { trainingStyles } from '../../panels/training-styles.ts';
import type { TrainingPart } from '../../panels/training-view.ts';
import { transport, transportStyles } from '../../panels/transport.ts';
import { PictureKeeper } from '../../pictures/picture-keeper.ts';
import { experimentAddress, readAddress } from '../../run/address.ts';
import type { Chosen } from '../../run/examples.ts';
import { follow, forget, forksLost } from '../../run/forks.ts';
import { companionsOf, copyOf, type KeptRun, keepButton } from '../../run/kept-runs.ts';
import type { Session } from '../../run/session.ts';
import { termStyles } from '../../ui/glossary.ts';
import { sentenceStyles } from '../../ui/sentence-styles.ts';
import { sharedStyles } from '../../ui/styles.ts';
import { announceAddress } from '../lab-element.ts';
import { TrainingLab } from '../training-lab.ts';

const importAnatomy = () => import('../../panels/anatomy/anatomy-section.ts');
const importOwnData = () => import('../../own-data/own-data.ts');

/** What is shown only when it is asked for. */
const importRest = async () => ({
  ...(await import('../../panels/settings.ts')),
  ...(await import('../../panels/runs-table.ts')),
});

const everything: ReadonlySet<TrainingPart> = new Set([
  'sentence',
  'picture',
  'chart',
  'transport',
  'reading',
]);

/**
 * Trains a model and shows what it does.
 *
 * Properties: `engine` (a worker engine); `view`: `train`, or `anatomy` for the section alone that shows where the number
 * comes from.
 */
export class TrainLab extends TrainingLab {
  static override styles = [sharedStyles, termStyles, trainingStyles, sentenceStyles, transportStyles];
  static override properties = {
    ...TrainingLab.properties,
    view: {},
    runs: { state: true },
    chosen: { state: true },
  };
  declare view: string;
  declare runs: KeptRun[];
  /** The example that is worked out below. */
  declare chosen: Chosen | null;
  readonly training = new TrainingController(this, {
    picture: new PictureKeeper(),
    choosable: true,
    pausesUnseen: true,
  });
  #rest: Awaited<ReturnType<typeof importRest>> | null = null;

  constructor() {
    super(0.85);
    this.view = 'train';
    this.runs = [];
    this.chosen = null;
  }

  get #whole(): boolean {
    return this.view !== 'anatomy';
  }

  protected override parts({ stopped }: Session): ReadonlySet<TrainingPart> {
    if (this.#whole) return everything;
    return new Set(stopped ? ['transport', 'reading'] : ['transport']);
  }

  /** Shows the experiment of an address; the one that is already here continues. */
  async open(address: string): Promise<void> {
    const { session } = this;
    if (!session) return;
    const { catalog } = session.engine;
    const { experiment, ancestors, step, note } = await readAddress(catalog, address);
    const same =
      session.experiment &&
      experimentAddress(catalog, session.experiment, null, session.ancestors) ===
        experimentAddress(catalog, experiment, null, ancestors);
    if (same) this.training.visibility?.resume();
    else await this.#show(ancestors[0]?.experiment ?? experiment, step === null && ancestors.length === 0);
    const fork = (next: Experiment, listed: boolean) => this.#fork(next, listed);
    this.training.note = same || (await follow(session, ancestors, experiment, fork)) ? note : forksLost;
    if (step === null) {
      if (!same && ancestors.length > 0) session.play();
      return;
    }
    session.pause();
    session.goTo(step);
  }

  async #show(experiment: Experiment, play: boolean): Promise<boolean> {
    if (!(await this.load(experiment, play))) return false;
    if (this.runs.some(({ experiment: kept }) => kept.task.id !== this.session?.experiment?.task.id))
      this.runs = [];
    return this.#prepare();
  }

  /** Sets up what depends on a run that has just begun. */
  async #prepare(): Promise<boolean> {
    this.problem = null;
    if (!(await this.training.prepare())) return false;
    this.chosen = null;
    await this.updateComplete;
    void import('../../panels/afterword.ts');
    void this.#loadRest();
    this.#watchAnatomy();
    this.#syncControls();
    return true;
  }

  async #loadRest() {
    this.#rest ??= await importRest();
    this.requestUpdate();
  }

  /** What stands below the first screen, and the double precision that it asks for, is fetched when it comes near. */
  #watchAnatomy() {
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

  /** A setting that is changed while an earlier step is shown makes a fork there; else a run of its own. */
  protected override async replace(experiment: Experiment): Promise<boolean> {
    const { session } = this;
    const { status, metrics, reached = 0 } = session ?? {};
    const earlier = status !== 'running' && metrics && metrics.step > 0 && metrics.step < reached;
    if (earlier && (await this.#fork(experiment))) return true;
    return this.#show(experiment, session?.status !== 'paused');
  }

  async #fork(experiment: Experiment, listed = true): Promise<boolean> {
    const { session } = this;
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
    const { experiment, history } = this.session ?? {};
    if (!experiment || !history) return null;
    const taken = this.runs.map(({ name }) => Number(name.replace('run ', '')));
    const name = `run ${Math.max(0, ...taken) + 1}`;
    return { name, experiment, history: copyOf(history), address: this.addressAt(null), forkedAt };
  }

  #keep = () => {
    const present = this.#present(null);
    if (present) this.runs = [...this.runs, present];
  };

  #drop = (index: number) => {
    if (this.session) this.session.ancestors = forget(this.session.ancestors, this.runs[index]);
    this.runs = this.runs.filter((_, at) => at !== index);
    announceAddress(this, false);
  };

  protected override companions() {
    return companionsOf(this.runs);
  }

  protected override renderSettings({ engine, experiment, info }: Session, { task }: Moment) {
    if (!experiment || !info) return nothing;
    const view = this.sentenceView(engine.catalog, experiment, this.problem?.path ?? null);
    return html`<section class="experiment" aria-label="Experiment">
        <div>${sentence(view)} ${notices(this.training.note, this.problem)} ${settingsButton(view)} ${this.unfolded ? this.#rest?.moreSettings(view) : nothing} ${this.#ownData()}</div>
        ${taskFacts(task, info)}
      </section>`;
  }

  #ownData() {
    return html`<button class="plain" type="button" aria-expanded=${this.ownDataOpen === true} @click=${() => this.toggleOwnData(importOwnData)}>Your own data</button>
      ${this.ownDataOpen !== null ? html`<own-data ?hidden=${!this.ownDataOpen} @experiment=${this.takeOwnData}></own-data>` : nothing}`;
  }

  protected override renderPictureTitle(words: string) {
    return html`<h2>What the model does now <span class="sub">${words}</span></h2>`;
  }

  /** An example chosen in a picture is worked out below. */
  protected override choose(index: number): void {
    this.chosen = this.training.picture?.exampleAt(index) ?? null;
    void importAnatomy();
  }

  protected override renderTransport(session: Session) {
    return transport(session, this.runs);
  }

  protected override renderBelow(session: Session, moment: Moment) {
    const { experiment, metrics, status, floor } = session;
    const { task, loss } = moment;
    const { examples, picture } = this.training;
    if (!experiment) return nothing;
    return html`
      ${this.#whole ? html`${sum(moment.metrics)} ${this.#keptRuns(session, experiment)}` : nothing}
      <anatomy-section .session=${session} .task=${task} .loss=${loss} .examples=${examples} .chosen=${this.chosen}></anatomy-section>
      <train-afterword lab=${this.#whole ? 'train' : 'anatomy'} family=${this.family} .session=${session} .task=${task}
        .table=${picture?.drawn?.table ?? null} .moment=${`${metrics?.step} ${status} ${floor}`}></train-afterword>`;
  }

  #keptRuns({ history, floor }: Session, experiment: CompleteExperiment) {
    const [keep, drop] = [this.#keep, this.#drop];
    if (this.runs.length === 0) return html`<p class="runs">${keepButton(keep)}</p>`;
    return this.#rest?.runsTable({ runs: this.runs, present: { experiment, history, floor }, keep, drop });
  }
}

customElements.define('train-lab', TrainLab);

declare global {
  interface HTMLElementTagNameMap {
    'train-lab': TrainLab;
  }
}
