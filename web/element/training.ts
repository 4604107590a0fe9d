// The run of an element: made from its attributes, shown by it and by others that name it.
import { ExperimentError } from '../engine/api/errors.ts';
import type {
  CompleteExperiment,
  Experiment,
  LossDescriptor,
  Metrics,
  RunInfo,
  TaskDescriptor,
} from '../engine/api/types.ts';
import { workerNotice } from '../panels/notices.ts';
import type { Examples } from '../run/examples.ts';
import { Session } from '../run/session.ts';
import { PageMistake, readExperiment } from './read-experiment.ts';
import type { Host } from './runtime-types.ts';
import { engineAdvice, sharedEngine } from './shared-engine.ts';

/** Emits `ready` when a run has begun, `frame` when there is something new to draw, `failure` when there is no run. */
export class Training extends EventTarget {
  session: Session | null = null;
  examples: Examples | null = null;
  info: RunInfo | null = null;
  /** That the run had to be made again. */
  note = '';
  readonly host: Host;
  /** Elements that show this run and are near the window. */
  #near = new Set<Host>();
  #turn = 0;
  #playing = false;
  /** Paused only because it went out of sight. */
  #waiting = false;
  #touched = false;
  #last: { status: string; step: number } = { status: '', step: -1 };

  constructor(host: Host) {
    super();
    this.host = host;
  }

  get paused(): boolean {
    return this.session ? this.session.status !== 'running' : !this.#playing;
  }

  get ended(): boolean {
    return this.session?.status === 'ended';
  }

  get metrics(): Metrics | null {
    return this.session?.metrics ?? null;
  }

  get experiment(): CompleteExperiment | null {
    return this.session?.experiment ?? null;
  }

  get task(): TaskDescriptor | undefined {
    return this.session?.engine.catalog.tasks.find(({ id }) => id === this.experiment?.task.id);
  }

  get loss(): LossDescriptor | undefined {
    return this.session?.engine.catalog.losses.find(({ id }) => id === this.experiment?.loss.id);
  }

  play(): void {
    this.#touched = true;
    this.#playing = true;
    this.session?.play();
  }

  pause(): void {
    this.#touched = true;
    this.#playing = false;
    this.#waiting = false;
    this.session?.pause();
  }

  step(): void {
    this.pause();
    this.session?.step();
  }

  reset(): void {
    this.session?.reset();
  }

  /** Reads what the element was given and begins its run. */
  async start(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const [experiment, engine] = await Promise.all([readExperiment(this.host), this.#engine()]);
      if (turn !== this.#turn) return;
      this.session ??= this.#follow(new Session(engine));
      await this.#begin(experiment);
    } catch (error) {
      if (turn === this.#turn) this.#refuse(error);
    }
  }

  /** A term was changed by a reader; a refused one rejects and leaves the run as it is. */
  async change(experiment: Experiment): Promise<void> {
    await this.#begin(experiment);
    this.host.dispatchEvent(new CustomEvent('change', { detail: this.experiment }));
  }

  /** Whether an element that shows this run is near the window. A run that nobody is near gives its memory back. */
  near(host: Host, is: boolean): void {
    if (is) this.#near.add(host);
    else this.#near.delete(host);
    const done = this.#near.size > 0 ? this.#wake() : this.session?.sleep();
    done?.catch((error) => this.#refuse(error));
  }

  /** How much of an element is in sight: of the run's own one, where it trains while it is seen. */
  seen(host: Host, share: number): void {
    if (host !== this.host || this.host.getAttribute('autoplay') !== 'visible') return;
    if (share >= 0.25 && (!this.#touched || this.#waiting)) {
      this.#waiting = false;
      this.#playing = true;
      this.session?.play();
    } else if (share === 0 && this.#playing) {
      this.#waiting = true;
      this.session?.pause();
    }
  }

  /** What shows the run takes the one that was made anew. */
  async #wake() {
    await this.session?.wake();
    if (this.examples) this.dispatchEvent(new Event('ready'));
  }

  async #engine() {
    try {
      return await sharedEngine();
    } catch (error) {
      throw new PageMistake('engine', engineAdvice(error));
    }
  }

  async #begin(experiment: Experiment) {
    const { session, host } = this;
    if (!session) return;
    const autoplay = host.getAttribute('autoplay');
    this.#playing ||= autoplay !== null && autoplay !== 'visible' && !this.#touched;
    await session.load(experiment, this.#playing && !this.#waiting);
    const { run } = session;
    if (!run) return;
    const [train, test] = await Promise.all([run.data('train'), run.data('test')]);
    if (run !== session.run) return;
    this.examples = { train, test };
    this.info = run.info;
    this.note = '';
    this.dispatchEvent(new Event('ready'));
    if (this.#near.size === 0) await session.sleep();
  }

  #follow(session: Session): Session {
    session.addEventListener('change', () => this.#tell(session));
    session.addEventListener('frame', () => this.#tell(session));
    session.addEventListener('revive', (event) => {
      this.note = workerNotice(event as CustomEvent);
    });
    session.addEventListener('failure', (event) =>
      this.#refuse(new PageMistake('run', `the engine could not go on (${(event as CustomEvent).detail})`)),
    );
    return session;
  }

  /** Events of the element, each when what it tells has changed. */
  #tell({ status, metrics }: Session) {
    this.dispatchEvent(new Event('frame'));
    const step = metrics?.step ?? 0;
    const before = this.#last;
    this.#last = { status, step };
    if (step !== before.step && before.step >= 0)
      this.host.dispatchEvent(new CustomEvent('step', { detail: metrics }));
    if (status === before.status) return;
    this.#playing = status === 'running' || this.#waiting;
    // A pause that we did not make is the reader's.
    if (status === 'paused' && before.status === 'running' && !this.#waiting) this.#touched = true;
    if (status === 'running') this.host.dispatchEvent(new Event('play'));
    else if (before.status === 'running') this.host.dispatchEvent(new Event('pause'));
    if (status === 'ended') this.host.dispatchEvent(new Event('ended'));
  }

  #refuse(error: unknown) {
    this.session?.pause();
    if (error instanceof PageMistake) this.host.fail(error.code, error.message);
    else if (error instanceof ExperimentError)
      this.host.fail('experiment', `change the experiment: ${error.message}`);
    else this.host.fail('run', error instanceof Error ? error.message : String(error));
    this.dispatchEvent(new Event('failure'));
  }
}

const trainings = new WeakMap<Host, Training>();

/** The training of an element, begun when it is first asked for. */
export function trainingOf(host: Host): Training {
  let training = trainings.get(host);
  if (!training) {
    training = new Training(host);
    trainings.set(host, training);
    void training.start();
  }
  return training;
}
