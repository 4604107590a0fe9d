// The run of an element: made from its attributes, shown by it and by others that name it.
import { ExperimentError } from '../engine/api/errors.ts';
import type { CompleteExperiment, Experiment, Metrics } from '../engine/api/types.ts';
import { Session } from '../run/session.ts';
import { PageMistake, readExperiment } from './read-experiment.ts';
import { RunEvents } from './run-events.ts';
import type { Host } from './runtime-types.ts';
import { engineAdvice, sharedEngine } from './shared-engine.ts';
import type { Histories, MetricsHistory } from './types.ts';

/** Emits `ready` when a run has begun or was woken, `failure` when there is none. */
export class ElementRun extends EventTarget {
  session: Session | null = null;
  /** Whether there was a run yet. */
  begun = false;
  readonly host: Host;
  /** Elements that show this run and are near the window. */
  #near = new Set<Host>();
  #turn = 0;
  #playing = false;
  /** Paused only because it went out of sight. */
  #waiting = false;
  #touched = false;
  readonly #events: RunEvents;
  /** Empty: there is one run. */
  readonly histories: Histories = {};

  constructor(host: Host) {
    super();
    this.host = host;
    this.#events = new RunEvents(host);
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

  get history(): MetricsHistory | null {
    return this.session?.history ?? null;
  }

  get experiment(): CompleteExperiment | null {
    return this.session?.experiment ?? null;
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

  /** What shows the run takes the new one. */
  async #wake() {
    await this.session?.wake();
    if (this.begun) this.dispatchEvent(new Event('ready'));
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
    if (!session.run) return;
    this.begun = true;
    this.dispatchEvent(new Event('ready'));
    if (this.#near.size === 0) await session.sleep();
  }

  #follow(session: Session): Session {
    session.addEventListener('change', () => this.#report(session));
    session.addEventListener('frame', () => this.#report(session));
    session.addEventListener('failure', (event) =>
      this.#refuse(
        new PageMistake('run', `the engine could not continue (${(event as CustomEvent).detail})`),
      ),
    );
    return session;
  }

  #report(session: Session) {
    const { status } = session;
    const before = this.#events.status;
    if (status !== before) {
      this.#playing = status === 'running' || this.#waiting;
      // A pause that we did not make is the reader's.
      if (status === 'paused' && before === 'running' && !this.#waiting) this.#touched = true;
    }
    this.#events.report(session);
  }

  #refuse(error: unknown) {
    this.session?.pause();
    if (error instanceof PageMistake) this.host.fail(error.code, error.message);
    else if (error instanceof ExperimentError)
      this.host.fail('experiment', `the experiment is not valid: ${error.message}`);
    else this.host.fail('run', error instanceof Error ? error.message : String(error));
    this.dispatchEvent(new Event('failure'));
  }
}

const runs = new WeakMap<Host, ElementRun>();

/** The run of an element, begun when it is first asked for. */
export function runOf(host: Host): ElementRun {
  let run = runs.get(host);
  if (!run) {
    run = new ElementRun(host);
    runs.set(host, run);
    void run.start();
  }
  return run;
}
