import type { Session } from './session.ts';

/** What the keyboard can do with a run. */
export interface PlayKeys {
  /** Plays, or pauses. */
  toggle(): void;
  /** Goes this many steps forward, or back if negative. */
  move(steps: number): void;
  first(): void;
  /** The last step reached. */
  last(): void;
}

/** The keys of a run. */
export function keysOf(session: Session): PlayKeys {
  const goTo = (step: number) => {
    session.pause();
    session.goTo(step);
  };
  return {
    toggle: () => (session.status === 'running' ? session.pause() : session.play()),
    move: (steps) => goTo((session.metrics?.step ?? 0) + steps),
    first: () => goTo(0),
    last: () => goTo(session.reached),
  };
}
