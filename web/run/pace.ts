// How fast a run is played: the steps taken at a time, and how often the page shows them.

/** Steps a frame; `max` is as many as fit into a frame. */
export const speeds = ['1', '3', '10', '30', '100', 'max'] as const;
export type Speed = (typeof speeds)[number];

/** The speed at which the planned steps take about a quarter of a minute. */
export function defaultSpeed(steps: number): Speed {
  const wanted = steps / 900;
  return [...speeds].reverse().find((speed) => Number(speed) <= Math.max(1, wanted)) ?? '1';
}

/** More than fit into a slice. */
const mostSteps = 1e6;
/** How many times cost is evaluated on the way to a step far ahead, and the fewest steps between. */
const evaluations = 30;
const leastStride = 5;
/** Milliseconds between two drawings of a run at full speed, which leave the page time to answer. */
const fullSpeedInterval = 200;

export class Pace {
  speed: Speed = '3';
  #chosen = false;
  #goal = { step: 0, stride: 0 };
  #queued = false;
  #shownAt = 0;

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

  /** Steps at a time towards one that was never reached, so that cost is known along the way. */
  stride(wanted: number, reached: number): number {
    const far = wanted - reached;
    if (far <= 0) return mostSteps;
    if (this.#goal.step !== wanted)
      this.#goal = { step: wanted, stride: Math.max(leastStride, Math.ceil(far / evaluations)) };
    return this.#goal.stride;
  }

  /** Calls back in the next frame, once however often it is asked; at full speed five times a second. */
  queue(running: boolean, show: () => void): void {
    if (this.#queued) return;
    this.#queued = true;
    const draw = () =>
      requestAnimationFrame(() => {
        this.#queued = false;
        this.#shownAt = performance.now();
        show();
      });
    const wait = this.fullSpeed && running ? this.#shownAt + fullSpeedInterval - performance.now() : 0;
    if (wait > 0) setTimeout(draw, wait);
    else draw();
  }
}
