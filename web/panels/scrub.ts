import type { Session } from '../run/session.ts';

/** What a slider over the steps does: shows the step under its thumb, at most the farthest one reached. */
export const scrub = (session: Session) => (event: Event) => {
  const input = event.target as HTMLInputElement;
  const wanted = Math.min(Number(input.value), Math.max(session.reached, session.metrics?.step ?? 0));
  input.value = String(wanted);
  session.pause();
  session.goTo(wanted);
};
