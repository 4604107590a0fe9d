import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import {
  completeExperiment,
  type Experiment,
  ExperimentError,
  type LossDescriptor,
  type TaskDescriptor,
  type WorkerEngine,
} from 'loss-playground/engine';
import type { Export } from '../exports/export.ts';
import { exportsOf } from '../exports/export-list.ts';
import type { Written } from '../own-loss/write.ts';
import { changeNotice } from '../panels/change-notice.ts';
import { fetchSeriesChart, type LossView, lossFigure, stepStrips } from '../panels/loss-figure.ts';
import { notices } from '../panels/notices.ts';
import type { Moment } from '../panels/reading.ts';
import { trainingStyles } from '../panels/training-styles.ts';
import { playKeys, transportStyles } from '../panels/transport.ts';
import { slowNotice, waiting } from '../panels/waiting.ts';
import { defaultExperiment, experimentAddress, type Opened, readAddress } from '../run/address.ts';
import { forksLost } from '../run/forks.ts';
import { keysOf, type PlayKeys } from '../run/keys.ts';
import { loadsOnce } from '../run/loading.ts';
import { cannotRun } from '../run/refusals.ts';
import type { Companion } from '../run/series.ts';
import { Session } from '../run/session.ts';
import { keepMenus } from '../ui/controls.ts';
import { focusedWithin } from '../ui/focus.ts';
import { termStyles } from '../ui/glossary.ts';
import { sentenceStyles } from '../ui/sentence-styles.ts';
import { stage } from '../ui/stage.ts';
import { stageStyles } from '../ui/stage-styles.ts';
import { sharedStyles } from '../ui/styles.ts';
import { ChangingLab } from './changing-lab.ts';
import { announceAddress, announceShown, type Lab } from './lab-element.ts';

const importOwnLoss = /* @__PURE__ */ loadsOnce(() => import('../own-loss/write.ts'));

/** A lab around a training run. Properties: `engine`. Its run has an address, its losses a chart that zooms. */
export abstract class TrainingLab extends ChangingLab implements Lab {
  static override styles = [
    sharedStyles,
    termStyles,
    sentenceStyles,
    stageStyles,
    trainingStyles,
    transportStyles,
  ] as CSSResultGroup[];
  static override properties = {
    ...ChangingLab.properties,
    lossView: { state: true },
    ownDataOpen: { state: true },
    sheet: { state: true },
    writing: { state: true },
    presenting: { type: Boolean, reflect: true },
  };
  readonly ownDefault?: Experiment;
  declare lossView: LossView;
  /** Whether the field for the visitor's own data is open; null before its first use. */
  declare ownDataOpen: boolean | null;
  /** Whether the settings are open on a phone, where one line summarizes them. */
  declare sheet: boolean;
  /** Draws the editor of the visitor's own loss while it is open. */
  declare writing: Written | null;
  declare presenting: boolean;

  constructor(smoothing: number) {
    super();
    this.lossView = { log: false, smoothing, companions: [], range: null };
    this.ownDataOpen = null;
    this.sheet = false;
    this.writing = null;
    this.presenting = false;
  }

  /** Sets the engine; until then the frame is empty. */
  set engine(engine: WorkerEngine) {
    const session = new Session(engine);
    this.training.follow(session);
    void fetchSeriesChart().then(() => this.requestUpdate());
    session.addEventListener('change', () => {
      // Numbers that grow without bound can only be seen on a log scale.
      if (session.status === 'diverged') this.lossView = { ...this.lossView, log: true };
    });
  }

  get engine(): WorkerEngine {
    return this.session?.engine as WorkerEngine;
  }

  leave(): void {
    this.training.visibility?.leave();
  }

  /** What an address says, as far as the lab can show it. */
  protected read(address: string): Promise<Opened> {
    return readAddress(this.engine.catalog, address);
  }

  /** Shows the experiment of an address; if it is the current one, that continues. */
  async open(address: string): Promise<void> {
    const { session } = this;
    if (!session) return;
    const mine = ++this.opened;
    if (this.isEarlier(address)) return this.undo(true);
    const { catalog } = session.engine;
    const opened = await this.read(address);
    const { experiment, ancestors, step, note } = opened;
    const wanted = { experiment: completeExperiment(catalog, experiment), step: null, ancestors };
    const same = this.addressAt(null) === experimentAddress(catalog, wanted);
    this.training.note = null;
    if (same) {
      session.stay();
      this.training.visibility?.resume();
    } else if (!(await this.#beginLink(opened))) return;
    const isReached = same || (await this.followForks(ancestors, experiment));
    if (mine !== this.opened) return;
    this.tell(isReached ? note : forksLost);
    if (note) announceAddress(this, false);
    if (step !== null) {
      session.pause();
      session.goTo(step);
    } else if (!same && ancestors.length > 0) session.play();
    else if (!same && session.slowStep && session.status === 'paused')
      this.training.note ??= slowNotice(session.slowStep);
  }

  /** Begins the first run of an address; false if that is not shown: another address is opened, or it cannot run. */
  async #beginLink({ experiment, ancestors, step }: Opened): Promise<boolean> {
    const mine = this.opened;
    this.forgetChange();
    const play = step === null && ancestors.length === 0;
    const asked = ancestors[0]?.experiment ?? experiment;
    const isBegun = await this.begin(asked, play);
    if (mine !== this.opened) return false;
    if (isBegun || !(this.problem || this.session?.isDeclined)) return true;
    await this.#explainUnused(asked);
    return false;
  }

  /**
   * Says why the experiment of an address is not used, if it is not the visitor who decided so; the current run continues,
   * or the default is shown. Where the loss is the problem, everything else of the experiment is.
   */
  async #explainUnused({ loss, ...others }: Experiment): Promise<void> {
    const { problem } = this;
    const isLoss = loss !== undefined && problem?.path.split('.')[0] === 'loss';
    let isShown = this.session?.experiment != null;
    if (!isShown && isLoss) isShown = await this.begin(others, true);
    if (!isShown) await this.begin(this.ownDefault ?? defaultExperiment, true);
    this.problem = null;
    if (problem) this.training.note = cannotRun(problem);
    announceAddress(this, false);
  }

  get exports(): Export[] {
    const { session } = this;
    if (!session?.experiment) return [];
    return exportsOf(session, this.renderRoot as ShadowRoot);
  }

  /** Starts a run; false if the experiment is invalid or the visitor decides against it: the current run continues. */
  protected async load(experiment: Experiment, play: boolean): Promise<boolean> {
    let isLoaded = false;
    try {
      isLoaded = (await this.session?.load(experiment, play)) ?? false;
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      this.problem = error;
      return false;
    }
    this.problem = null;
    if (isLoaded) this.lossView = { ...this.lossView, range: null };
    return isLoaded;
  }

  protected override restart(experiment: Experiment): void {
    this.lossView = { ...this.lossView, log: false };
    void this.change(experiment);
  }

  override toggleSettings(): void {
    this.rememberOpener();
    this.sheet = false;
    this.ownDataOpen &&= false;
    super.toggleSettings();
  }

  override writeLoss(id: string): void {
    this.rememberOpener();
    this.closeOver();
    const open = (written: Written) => {
      this.writing = written;
    };
    void importOwnLoss().then(({ write }) => write(this, id, open, () => this.close()));
  }

  /** Opens or closes the field for the visitor's own data, whose script is fetched when it is first opened. */
  protected toggleOwnData(load: () => Promise<unknown>): void {
    this.rememberOpener();
    this.unfolded = false;
    this.sheet = false;
    this.ownDataOpen = !this.ownDataOpen;
    if (!this.ownDataOpen) return;
    void load();
    // What it covers comes before it in the order of the Tab key.
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('.over[tabindex]')?.focus(),
    );
  }

  /** Trains on the visitor's own data. */
  protected takeOwnData = ({ detail }: CustomEvent<Experiment>): void => {
    this.close();
    void this.change(detail, true);
  };

  /** Kept runs, drawn next to the current one. */
  protected companions(): Companion[] {
    return [];
  }

  override render(): TemplateResult {
    const { session, training } = this;
    const moment = training.moment();
    if (!session || !moment) return html`<div class="stage"></div>`;
    return html`${stage({
      settings: this.renderSettings(session, moment),
      figures: html`${this.renderFigures(session, moment)} ${this.renderOver(session, moment)} ${this.renderDrawer(session)}`,
      sum: this.renderSum(session, moment),
      keys: playKeys(session),
      reading: this.renderReading(session, moment),
      below: html`${this.renderBelow(session, moment)} ${stepStrips(session, this.lossView)}`,
      onKey: this.#onKey,
    })}
      <p class="visually-hidden" role="status">${training.announcement()}</p>`;
  }

  /** The settings as a sentence with tools beside it; on a phone one line, which opens them as a sheet. */
  protected settingsSheet(summary: string, sentence: TemplateResult, tools: TemplateResult): TemplateResult {
    const toggle = () => {
      this.rememberOpener();
      this.sheet = !this.sheet;
    };
    return html`<section class="experiment" part="settings" aria-label="Experiment">
        <button class="short" type="button" aria-expanded=${this.sheet} @click=${toggle}><span>${summary}</span><em>Change</em></button>
        <div class="sheet" ?data-over=${this.sheet}>${sentence}
          <div class="tools">${tools}</div></div>
      </section>`;
  }

  /** The picture of the model, and the chart of its losses. */
  protected renderFigures(session: Session, moment: Moment): TemplateResult {
    return html`<figure class="model" part="picture">
        <header>${this.renderPictureTitle(this.training.picture?.title ?? '')}</header>
        <div class="draw">${this.renderPicture(session)}</div>
      </figure>
      ${this.renderChart(session, moment.loss, moment.task)}`;
  }

  /** What covers the picture: further settings, the visitor's own data. */
  protected abstract renderOver(session: Session, moment: Moment): TemplateResult | typeof nothing;
  /** One line below the figures: how the objective is computed, or what has just happened. */
  protected abstract renderSum(session: Session, moment: Moment): TemplateResult | typeof nothing;
  /** What covers the chart except for its axis. */
  protected renderDrawer(_session: Session): TemplateResult | typeof nothing {
    return nothing;
  }

  /** In place of the sum: what the visitor waits for, an invalid value, the effect of a change, another message; null if there is none. */
  protected renderAnnounced(refused: string | null): TemplateResult | null {
    const waited = this.session && waiting(this.session);
    if (waited) return html`<div class="sum announced">${waited}</div>`;
    if (!this.training.note && !refused && !this.notice) return null;
    return html`<div class="sum announced">${notices(this.training.note, this.#closeNote, refused)} ${changeNotice(this.notice, this.changeHandlers)}</div>`;
  }

  #closeNote = () => {
    this.training.note = null;
  };

  /** Closes what covers the figures; false if nothing does. */
  protected closeOver(): boolean {
    if (!this.unfolded && !this.ownDataOpen && !this.sheet && !this.writing) return false;
    this.unfolded = false;
    this.ownDataOpen &&= false;
    this.sheet = false;
    this.writing = null;
    return true;
  }

  #onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && this.close()) event.preventDefault();
  };

  /** The element that had the focus when something was opened, to restore it. */
  #opener: HTMLElement | null = null;

  protected rememberOpener(): void {
    this.#opener = focusedWithin(this.renderRoot as ShadowRoot);
  }

  /** Closes what covers the figures and restores the focus; false if nothing does. */
  protected close(): boolean {
    if (!this.closeOver()) return false;
    this.#opener?.focus();
    return true;
  }

  protected override renderChart(session: Session, loss: LossDescriptor, task: TaskDescriptor) {
    const companions = this.companions();
    return lossFigure({
      session,
      loss,
      task,
      view: { ...this.lossView, companions },
      change: (view) => {
        this.lossView = view;
      },
      forks: session.ancestors.map(({ at }) => at),
    });
  }

  get keys(): PlayKeys | null {
    return this.session && keysOf(this.session);
  }

  override updated(): void {
    keepMenus(this.renderRoot);
    announceShown(this);
  }
}
