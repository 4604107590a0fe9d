import {
  type Experiment,
  ExperimentError,
  type LossDescriptor,
  type TaskDescriptor,
  type WorkerEngine,
} from 'loss-playground/engine';
import type { Export } from '../exports/export.ts';
import { exportsOf } from '../exports/export-list.ts';
import { fetchSeriesChart, type LossView, lossFigure } from '../panels/loss-figure.ts';
import { TrainingView } from '../panels/training-view.ts';
import { transport } from '../panels/transport.ts';
import { experimentAddress, shareable } from '../run/address.ts';
import type { Companion } from '../run/series.ts';
import { Session } from '../run/session.ts';
import { keepMenus } from '../ui/controls.ts';
import { announceAddress, type Lab } from './lab-element.ts';

/**
 * A lab around a training. Properties: `engine`. Its run has an address, its losses a chart that zooms, and what is
 * refused is explained below the sentence while the present run continues.
 */
export abstract class TrainingLab extends TrainingView implements Lab {
  static override properties = {
    ...TrainingView.properties,
    lossView: { state: true },
    ownDataOpen: { state: true },
  };
  declare problem: ExperimentError | null;
  declare lossView: LossView;
  /** Whether the field for the visitor's own data is open; null before it was. */
  declare ownDataOpen: boolean | null;

  constructor(smoothing: number) {
    super();
    this.lossView = { log: false, smoothing, companions: [], range: null };
    this.ownDataOpen = null;
  }

  /** Gives the engine; until then the frame is empty. */
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

  abstract open(address: string): Promise<void>;

  get address(): string {
    const { metrics, status } = this.session ?? {};
    return this.addressAt(status === 'running' ? null : (metrics?.step ?? 0));
  }

  /** The address of the run, with the step to show. */
  protected addressAt(step: number | null): string {
    const { engine, experiment, ancestors } = this.session ?? {};
    if (!engine || !experiment) return '';
    return shareable(experimentAddress(engine.catalog, experiment, step, ancestors));
  }

  get exports(): Export[] {
    const { session } = this;
    if (!session?.experiment) return [];
    return exportsOf(session, this.renderRoot as ShadowRoot, this.parts(session).has('chart'));
  }

  /** Starts a run; false if the experiment is refused, and the present run continues. */
  protected async load(experiment: Experiment, play: boolean): Promise<boolean> {
    try {
      await this.session?.load(experiment, play);
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      this.problem = error;
      return false;
    }
    this.problem = null;
    this.lossView = { ...this.lossView, range: null };
    return true;
  }

  protected override async change(experiment: Experiment): Promise<void> {
    this.training.note = null;
    if (await this.replace(experiment)) announceAddress(this, true);
  }

  /** Puts an experiment in the place of the present one; false if it is refused. */
  protected abstract replace(experiment: Experiment): Promise<boolean>;

  protected override restart(experiment: Experiment): void {
    this.lossView = { ...this.lossView, log: false };
    void this.change(experiment);
  }

  /** Opens or closes the field for the visitor's own data, whose script is fetched when it is first opened. */
  protected toggleOwnData(load: () => Promise<unknown>): void {
    this.ownDataOpen = !this.ownDataOpen;
    if (this.ownDataOpen) void load();
  }

  /** Trains on the visitor's own data. */
  protected takeOwnData = ({ detail }: CustomEvent<Experiment>): void => {
    this.ownDataOpen = false;
    void this.change(detail);
  };

  /** Kept runs, drawn beside the present one. */
  protected companions(): Companion[] {
    return [];
  }

  protected override renderChart(session: Session, loss: LossDescriptor, task: TaskDescriptor) {
    return lossFigure({
      session,
      loss,
      task,
      view: { ...this.lossView, companions: this.companions() },
      change: (view) => {
        this.lossView = view;
      },
    });
  }

  protected override renderTransport(session: Session) {
    return transport(session);
  }

  override updated(): void {
    keepMenus(this.renderRoot);
  }
}
