import {
  type CompleteExperiment,
  completeExperiment,
  type Experiment,
  ExperimentError,
} from 'loss-playground/engine';
import type { ChangeHandlers } from '../panels/change-notice.ts';
import { TrainingView } from '../panels/training-view.ts';
import { type Ancestor, experimentAddress, longestAddress, shareable } from '../run/address.ts';
import type { ChangeNotice, RestartReason } from '../run/changes.ts';
import type { Earlier } from '../run/continuation.ts';
import { follow } from '../run/forks.ts';
import { loadsOnce } from '../run/loading.ts';
import { ownDataOf } from '../run/own-data-address.ts';
import { type Refusal, refusal } from '../run/refusals.ts';
import type { Session } from '../run/session.ts';
import { restoreFields } from '../ui/controls.ts';
import { announceAddress } from './lab-element.ts';

/** What a change means for the run, fetched after the first chart. */
const importChanges = /* @__PURE__ */ loadsOnce(() => import('../run/changes.ts'));

/** How to restore the run before a change. */
interface Undo {
  earlier: Earlier;
  /** Restores the lab's own state. */
  restore(): void;
}

/**
 * A training run whose settings can be changed and whose address can be linked to. A changed setting continues the run
 * as a fork, or restarts it if it cannot continue; a notice says which and offers Undo. An invalid value is explained at
 * its field while the current run continues.
 */
export abstract class ChangingLab extends TrainingView {
  static override properties = {
    ...TrainingView.properties,
    notice: { state: true },
  };
  declare problem: ExperimentError | null;
  /** The effect of the last change. */
  declare notice: ChangeNotice | null;
  #undo: Undo | null = null;
  /** Counts the addresses that were opened: what comes of an earlier one is dropped. */
  protected opened = 0;

  constructor() {
    super();
    this.notice = null;
  }

  get address(): string {
    return this.addressAt(this.session?.metrics?.step ?? 0);
  }

  get dataAddress(): string | null {
    const { engine, experiment, metrics, ancestors } = this.session ?? {};
    const data = engine && experiment ? ownDataOf(engine.catalog, experiment) : null;
    if (!engine || !experiment || !data) return null;
    if (data.size > longestAddress) return '';
    const shown = { experiment, step: metrics?.step ?? 0, ancestors: ancestors ?? [] };
    return shareable(experimentAddress(engine.catalog, shown, true));
  }

  /** Shows a note about an address; where there is none, what has happened to the run meanwhile stays. */
  protected tell(note: string | null): void {
    if (note !== null) this.training.note = note;
  }

  /** The address of the run, with the step to show. */
  protected addressAt(step: number | null): string {
    const { engine, experiment, ancestors } = this.session ?? {};
    if (!engine || !experiment) return '';
    return experimentAddress(engine.catalog, { experiment, step, ancestors: ancestors ?? [] });
  }

  /** Why the last value was invalid, for its field. */
  protected get refusal(): Refusal | null {
    const { engine, experiment, status } = this.session ?? {};
    if (!this.problem || !engine || !experiment) return null;
    return refusal(engine.catalog, experiment, this.problem, status === 'running');
  }

  /** Shows a run from the start; false if the experiment is refused. */
  protected abstract begin(experiment: Experiment, play: boolean): Promise<boolean>;

  /** Sets up what depends on a run that has replaced another. */
  protected async prepare(): Promise<boolean> {
    this.problem = null;
    const isPresent = await this.training.prepare();
    if (isPresent) this.syncFields();
    void importChanges();
    return isPresent;
  }

  /** Replaces what a visitor typed by the values in use. */
  protected syncFields(): void {
    restoreFields(this.renderRoot);
  }

  /** Keeps the replaced run for comparison; returns its name, or null if the lab compares no runs. */
  protected keepEarlier(_earlier: Earlier, _forkedAt: number | null): string | null {
    return null;
  }

  /** Saves the lab's own state; returns a function that restores it. */
  protected remember(): () => void {
    return () => {};
  }

  /**
   * Runs an experiment that the visitor has set; one that restarts plays if the previous run did, or on request. Unless it is
   * lasting, the browser's Back leaves it out.
   */
  override async change(experiment: Experiment, plays = false, isLasting = true): Promise<void> {
    this.training.note = null;
    const { session } = this;
    const before = session?.experiment;
    if (!session || !before) return;
    let after: CompleteExperiment;
    try {
      after = completeExperiment(session.engine.catalog, experiment);
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      this.problem = error;
      return;
    }
    const { isSameExperiment } = await importChanges();
    if (isSameExperiment(before, after)) {
      // The value that is in use was entered again.
      this.problem = null;
      this.syncFields();
      return;
    }
    const restore = this.remember();
    const notice = await this.#replace(session, before, after, plays || session.status !== 'paused');
    if (notice) this.#announce(notice, restore, isLasting);
    // The visitor decided against it.
    else if (!this.problem) this.syncFields();
  }

  /** Replaces the current experiment and returns how; null if it was invalid. */
  async #replace(
    session: Session,
    before: CompleteExperiment,
    after: CompleteExperiment,
    plays: boolean,
  ): Promise<ChangeNotice | null> {
    const { restartNotice, restartReason } = await importChanges();
    const reason = restartReason(before, after);
    const { metrics, status } = session;
    const step = metrics?.step ?? 0;
    const isOver = status === 'diverged' || (status === 'ended' && after.steps <= step);
    const startOver = async (why: RestartReason | null, keeps: boolean) => {
      if (!(await this.begin(after, plays))) return null;
      const { earlier } = session;
      const kept = keeps && earlier ? this.keepEarlier(earlier, null) : null;
      return restartNotice(this.#changeOf(session, before, after), why, kept);
    };
    if (reason || step === 0 || isOver) return startOver(reason, isOver && !reason);
    const notice = await this.#fork(session, before, after);
    return notice === 'misfit' ? startOver('model', false) : notice;
  }

  /** Continues with another experiment from the current step. */
  async #fork(session: Session, before: CompleteExperiment, after: CompleteExperiment) {
    try {
      const outcome = await session.fork(after);
      if (outcome === 'misfit') return outcome;
      if (outcome === 'superseded' || outcome === 'declined') return null;
      // A running session is at a later step by now.
      const at = session.earlier?.metrics.step ?? 0;
      await this.forked();
      const { forkNotice } = await importChanges();
      return forkNotice(this.#changeOf(session, before, after), at, outcome.fresh);
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      this.problem = error;
      return null;
    }
  }

  /** Sets up a run that has just forked off another; the previous one is kept unless it took no step of its own. */
  protected async forked(listed = true): Promise<boolean> {
    const { earlier, ancestors } = this.session ?? {};
    const isNew = earlier && ancestors && ancestors.length > earlier.ancestors.length;
    if (isNew && listed) this.keepEarlier(earlier, earlier.metrics.step);
    return this.prepare();
  }

  /** Trains the runs that the last experiment forked off, starting with the first, which already exists; false if one cannot be reached. */
  protected async followForks(ancestors: readonly Ancestor[], last: Experiment): Promise<boolean> {
    const { session } = this;
    if (!session) return false;
    const fork = async (next: Experiment, listed: boolean) =>
      typeof (await session.fork(next).catch(() => 'misfit')) === 'object' && this.forked(listed);
    return follow(session, ancestors, last, fork);
  }

  #announce(notice: ChangeNotice, restore: () => void, isLasting = true) {
    const { earlier } = this.session ?? {};
    this.#undo = earlier ? { earlier, restore } : null;
    this.notice = earlier ? notice : null;
    announceAddress(this, isLasting);
  }

  /** Forgets how to undo the last change. */
  protected forgetChange(): void {
    this.#undo = null;
    this.notice = null;
  }

  /** The actions of the notice's buttons. */
  protected readonly changeHandlers: ChangeHandlers = {
    undo: () => void this.undo(),
    restart: () => void this.#restartFromStart(),
  };

  async #restartFromStart() {
    const { experiment } = this.session ?? {};
    const restore = this.remember();
    if (experiment && (await this.begin(experiment, true)))
      this.#announce((await importChanges()).fromStartNotice, restore);
  }

  /** Restores the run before the last change. By the browser's Back the address is that of the run already. */
  protected async undo(isBack = false): Promise<void> {
    const undo = this.#undo;
    this.forgetChange();
    if (!undo || !(await this.session?.bringBack(undo.earlier))) return;
    undo.restore();
    await this.prepare();
    if (!isBack) announceAddress(this, true);
  }

  /** Whether an address without a step is that of the run before the last change. */
  protected isEarlier(address: string): boolean {
    const { session } = this;
    if (!this.#undo || !session) return false;
    const { experiment, ancestors } = this.#undo.earlier;
    return experimentAddress(session.engine.catalog, { experiment, step: null, ancestors }) === address;
  }

  #changeOf(session: Session, before: CompleteExperiment, after: CompleteExperiment) {
    const { info, task } = session;
    const data = info && task ? { rows: info.trainRows, noun: task.noun } : undefined;
    return { catalog: session.engine.catalog, before, after, ...(data ? { data } : {}) };
  }
}
