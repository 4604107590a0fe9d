import { html, nothing } from 'lit';
import type { CompleteExperiment, Experiment } from 'loss-playground/engine';
import { type Moment, sum } from '../../panels/reading.ts';
import { hasField, sentence, sentenceView, settingsButton, summarized } from '../../panels/sentence.ts';
import { TrainingController } from '../../panels/training-controller.ts';
import { PictureKeeper } from '../../pictures/picture-keeper.ts';
import { type Ancestor, experimentAddress } from '../../run/address.ts';
import type { Earlier } from '../../run/continuation.ts';
import type { Chosen } from '../../run/examples.ts';
import { forget } from '../../run/forks.ts';
import { companionsOf, comparable, copyOf, type KeptRun, keepButton } from '../../run/kept-runs.ts';
import { loadsOnce, untilLoaded } from '../../run/loading.ts';
import type { Columns } from '../../run/series.ts';
import type { Session } from '../../run/session.ts';
import { reveal } from '../../ui/reveal.ts';
import { announceAddress } from '../lab-element.ts';
import { TrainingLab } from '../training-lab.ts';

const importAnatomy = /* @__PURE__ */ loadsOnce(() => import('../../panels/anatomy/anatomy-section.ts'));
const importOwnData = /* @__PURE__ */ loadsOnce(() => import('../../own-data/own-data.ts'));

const importAfterword = /* @__PURE__ */ loadsOnce(() => import('../../panels/afterword.ts'));
const importDrawer = /* @__PURE__ */ loadsOnce(() => import('../../panels/anatomy/example-drawer.ts'));

/** Parts that are shown on request. */
const importRest = /* @__PURE__ */ loadsOnce(async () => ({
  ...(await import('../../panels/settings.ts')),
  ...(await import('../../panels/runs-table.ts')),
}));

/**
 * Trains a model and shows its predictions and losses.
 *
 * Properties: `engine` (a worker engine); `view`: `train`, or `anatomy` for the section alone that shows where the number
 * comes from.
 */
export class TrainLab extends TrainingLab {
  static override properties = {
    ...TrainingLab.properties,
    view: {},
    runs: { state: true },
    chosen: { state: true },
  };
  declare view: string;
  declare runs: KeptRun[];
  /** The example that is explained with its numbers. */
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

  protected override async begin(experiment: Experiment, play: boolean): Promise<boolean> {
    const isFirst = !this.session?.experiment;
    if (!(await this.load(experiment, play))) return false;
    const { experiment: begun, slowStep } = this.session ?? {};
    // Runs that are not ancestors of the new one stay for comparison.
    if (begun)
      this.runs = comparable(this.engine.catalog, this.runs, begun).map((run) => ({
        ...run,
        forkedAt: null,
      }));
    const isPresent = await this.prepare();
    // The visitor has agreed to steps that take long; of a link that is the first there is a note instead.
    if (isPresent && play && slowStep && !isFirst) this.session?.play();
    return isPresent;
  }

  protected override async prepare(): Promise<boolean> {
    if (!(await super.prepare())) return false;
    this.chosen = null;
    if (!this.session?.loss?.own) this.writing = null;
    await this.updateComplete;
    this.syncFields();
    void importAfterword();
    void this.#loadRest();
    this.#watchAnatomy();
    return true;
  }

  async #loadRest() {
    this.#rest ??= await importRest();
    this.requestUpdate();
  }

  /** The parts below the first screen, and the double precision that they need, are loaded when they come near. */
  #watchAnatomy() {
    const section = this.renderRoot.querySelector('anatomy-section');
    if (!section || customElements.get('anatomy-section')) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        void importAnatomy();
      },
      { rootMargin: '0px' },
    );
    observer.observe(section);
  }

  protected override remember(): () => void {
    const { runs } = this;
    return () => {
      this.runs = runs;
    };
  }

  protected override keepEarlier({ experiment, history, ancestors }: Earlier, forkedAt: number | null) {
    return history && this.#add({ experiment, history, ancestors }, forkedAt);
  }

  /** Keeps a run next to others, under a new name. */
  #add(
    run: { experiment: CompleteExperiment; history: Columns; ancestors: readonly Ancestor[] },
    forkedAt: number | null,
  ) {
    const { experiment, history, ancestors } = run;
    const taken = this.runs.map(({ name }) => Number(name.replace('run ', '')));
    const name = `run ${Math.max(0, ...taken) + 1}`;
    const address = experimentAddress(this.engine.catalog, { experiment, step: null, ancestors });
    this.runs = [...this.runs, { name, experiment, history: copyOf(history), address, forkedAt }];
    return name;
  }

  #keep = () => {
    const { experiment, history, ancestors } = this.session ?? {};
    if (experiment && history && ancestors) this.#add({ experiment, history, ancestors }, null);
  };

  #drop = (index: number) => {
    if (this.session) this.session.ancestors = forget(this.session.ancestors, this.runs[index]);
    this.runs = this.runs.filter((_, at) => at !== index);
    announceAddress(this, false);
  };

  /** Opens a file in the field for the visitor's own data. */
  async takeFile(file: File): Promise<void> {
    if (!this.ownDataOpen) this.toggleOwnData(importOwnData);
    await untilLoaded(importOwnData);
    await this.updateComplete;
    await this.renderRoot.querySelector('own-data')?.open(file);
  }

  protected override companions() {
    const { experiment } = this.session ?? {};
    return experiment ? companionsOf(this.engine.catalog, this.runs, experiment) : [];
  }

  protected override renderSettings({ engine, experiment, info, task, loss }: Session) {
    if (!experiment || !info || !task || !loss) return nothing;
    const view = sentenceView(this, engine.catalog, experiment, this.refusal);
    const tools = html`${this.#rest?.lossButton(view)} ${settingsButton(view)}
      <button class="plain" type="button" aria-expanded=${this.ownDataOpen === true} @click=${() => this.toggleOwnData(importOwnData)}>Use your own data</button>`;
    return this.settingsSheet(summarized(view), sentence(view), tools);
  }

  protected override renderOver(session: Session, { task }: Moment) {
    const { engine, experiment, info } = session;
    if (!experiment || !info) return nothing;
    const view = sentenceView(this, engine.catalog, experiment, this.refusal);
    const close = () => this.close();
    const header = (words: string) =>
      html`<header><h2>${words}</h2><button class="plain" type="button" @click=${close}>Close</button></header>`;
    return html`${this.writing?.(session)}
      ${this.unfolded ? html`<section class="over" aria-label="More settings">${header('More settings')} ${this.#rest?.taskFacts(task, info)} ${this.#rest?.moreSettings(view)}</section>` : nothing}
      ${this.ownDataOpen !== null ? html`<section class="over wide" ?hidden=${!this.ownDataOpen} aria-label="Your own data" tabindex="-1">${header('Your own data')}<own-data @experiment=${this.takeOwnData}></own-data></section>` : nothing}`;
  }

  protected override renderSum({ engine, experiment }: Session, moment: Moment) {
    const view = experiment && sentenceView(this, engine.catalog, experiment, this.refusal);
    const refused = view && hasField(view) ? null : (this.refusal?.words ?? null);
    const announced = this.renderAnnounced(refused);
    if (announced) return announced;
    const links = html`<span class="links"><a href="#where" @click=${reveal(this, 'anatomy-section')}>See it</a>
      <a href="#summary" class="roomy" @click=${reveal(this, 'train-afterword')}>Summary and things to try</a></span>`;
    return html`<div class="sum"><span class="words">${sum(moment)}</span>${links}</div>`;
  }

  /** The picture and the chart, or the step taken apart. */
  protected override renderFigures(session: Session, moment: Moment) {
    if (this.#whole) return super.renderFigures(session, moment);
    void importAnatomy();
    const choose = ({ detail }: CustomEvent<Chosen | null>) => this.#workOut(detail);
    return html`<anatomy-section staged class="whole" part="chart" .session=${session} .task=${moment.task} .loss=${moment.loss}
      .examples=${this.training.examples} .chosen=${this.chosen} @choose=${choose}></anatomy-section>`;
  }

  protected override renderPictureTitle(words: string) {
    const { task } = this.session ?? {};
    return html`<h2>Predictions <span class="sub">${words}</span></h2><span class="sub roomy">${task ? `Select one for its loss` : nothing}</span>`;
  }

  /** An example selected in a picture is explained over the chart. */
  protected override choose(index: number): void {
    this.#workOut(this.training.picture?.exampleAt(index) ?? null);
  }

  #workOut(example: Chosen | null) {
    this.rememberOpener();
    this.chosen = example;
    void importDrawer();
  }

  protected override renderDrawer(session: Session) {
    const { examples } = this.training;
    if (!this.chosen || !examples) return nothing;
    return html`<example-drawer class="drawer" .session=${session} .examples=${examples} .chosen=${this.chosen} family=${this.family} @close=${() => this.close()}></example-drawer>`;
  }

  protected override closeOver(): boolean {
    if (super.closeOver()) return true;
    if (!this.chosen) return false;
    this.chosen = null;
    return true;
  }

  protected override renderBelow(session: Session, moment: Moment) {
    const { experiment, metrics, shown, status, floor } = session;
    const { task, loss } = moment;
    // Of a run that moves it shows no more than the figures do.
    const step = status === 'running' ? shown?.step : metrics?.step;
    const { examples, picture } = this.training;
    if (!experiment) return nothing;
    return html`
      ${this.#keptRuns(session, experiment)}
      ${this.#whole ? html`<anatomy-section .session=${session} .task=${task} .loss=${loss} .examples=${examples} .chosen=${this.chosen}></anatomy-section>` : nothing}
      <train-afterword lab=${this.#whole ? 'train' : 'anatomy'} family=${this.family} .session=${session} .task=${task}
        .table=${picture?.drawn?.table ?? null} .moment=${`${step} ${status} ${floor}`}></train-afterword>`;
  }

  #keptRuns({ history, floor }: Session, experiment: CompleteExperiment) {
    const [keep, drop] = [this.#keep, this.#drop];
    if (this.runs.length === 0) return html`<p class="runs">${keepButton(keep)}</p>`;
    return this.#rest?.runsTable({
      catalog: this.engine.catalog,
      runs: this.runs,
      present: { experiment, history, floor },
      keep,
      drop,
    });
  }
}

customElements.define('train-lab', TrainLab);

declare global {
  interface HTMLElementTagNameMap {
    'train-lab': TrainLab;
  }
}
