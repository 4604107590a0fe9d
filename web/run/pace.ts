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
/** Milliseconds between two drawings of a run at full speed, so that the page stays responsive. */
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

  /** Steps at a time toward one that was never reached, so that the steps in between are visible. */
  stride(wanted: number, reached: number): number {
    const far = wanted - reached;
    if (far <= 0) return mostSteps;
    if (this.#goal.step !== wanted)
      this.#goal = { step: wanted, stride: Math.max(leastStride, Math.ceil(far / looks)) };
    return this.#goal.stride;
  }

  /** Calls back once in the next frame, however often it is called; at full speed five times a second. */
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
