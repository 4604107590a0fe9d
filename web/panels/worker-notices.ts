import { whole } from '../charts/format.ts';
import type { Revival } from '../engine/remote/recovery.ts';

/** What is told of a run whose worker broke: that it was made again, or that it could not be. */
export function brokenWords({ type, detail }: CustomEvent): string {
  if (type === 'failure')
    return `The engine could not go on: ${detail instanceof Error ? detail.message : String(detail)}.`;
  const { at, from } = detail as Revival;
  return at === from
    ? `The engine’s worker stopped at step ${whole(at)}. It was started again there; nothing is lost.`
    : `The engine’s worker stopped at step ${whole(at)}. It was started again from step ${whole(from)}; nothing else is lost.`;
}
