// The speed of a run: the steps taken at a time, and how often the page shows them.

/** Steps per frame; `max` is as many as fit into a frame. */
export const speeds = ['1', '3', '10', '30', '100', 'max'] as const;
export type Speed = (typeof speeds)[number];

/** The speed at which the planned steps take about a quarter of a minute. */
export function defaultSpeed(steps: number): Speed {
  const wanted = steps / 900;
  return [...speeds].reverse().find((speed) => Number(speed) <= Math.max(1, wanted)) ?? '1';
}

/** More steps than fit into a slice. */
const mostSteps = 1e6;
/** How many times the page is drawn before a step far ahead, and the fewest steps in between. */
const looks = 30;
const leastStride = 5;
/** Milliseconds between two drawings of a run at full speed: the least, and the most however long a drawing takes. */
const leastInterval = 200;
const mostInterval = 500;
/** The share of the page's time that drawings of a run at full speed may take: the page stays responsive. */
const drawingShare = 0.08;

/** Milliseconds between two drawings of a run at full speed, where one takes so many. */
export const drawingInterval = (milliseconds: number): number =>
  Math.min(mostInterval, Math.max(leastInterval, milliseconds / drawingShare));

export class Pace {
  speed: Speed = '3';
  #chosen = false;
  #goal = { step: 0, stride: 0 };
  #queued = false;
  #shownAt = 0;
  #interval = leastInterval;

  get fullSpeed(): boolean {
    return this.speed === 'max';
  }

  /** The visitor's speed, kept for the runs that follow. */
  choose(speed: Speed): void {
    this.speed = speed;
    this.#chosen = true;
  }

  /** The speed for a new run, unless the visitor has chosen one. */
  suit(steps: number): void {
    if (!this.#chosen) this.speed = defaultSpeed(steps);
  }

  /** Steps for a frame; a run halts at its planned length, and continues from there if it is played again. */
  frameSteps(step: number, planned: number): number {
    const steps = this.fullSpeed ? mostSteps : Number(this.speed);
    const left = planned - step;
    return left > 0 ? Math.min(steps, left) : steps;
  }

  /** Steps at a time toward one that was never reached, so that the steps in between are visible. */
  stride(wanted: number, reached: number): number {
    const far = wanted - reached;
    if (far <= 0) return mostSteps;
    if (this.#goal.step !== wanted)
      this.#goal = { step: wanted, stride: Math.max(leastStride, Math.ceil(far / looks)) };
    return this.#goal.stride;
  }

  /** The least number of milliseconds for which a step of a run that moves is shown. */
  get interval(): number {
    return this.fullSpeed ? this.#interval : 0;
  }

  /**
   * Calls back once in the next frame, however often it is called; at full speed five times a second, or less often where
   * drawing takes long.
   */
  queue(running: boolean, show: () => void): void {
    if (this.#queued) return;
    this.#queued = true;
    const draw = () =>
      requestAnimationFrame(() => {
        this.#queued = false;
        this.#shownAt = performance.now();
        show();
        // What elements update, and the browser draws, comes before the next task.
        setTimeout(() => {
          this.#interval = drawingInterval(performance.now() - this.#shownAt);
        });
      });
    const wait = running ? this.#shownAt + this.interval - performance.now() : 0;
    if (wait > 0) setTimeout(draw, wait);
    else draw();
  }
}
