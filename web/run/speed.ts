/** Steps a frame; `max` is as many as fit into a frame. */
export const speeds = ['1', '3', '10', '30', '100', 'max'] as const;
export type Speed = (typeof speeds)[number];

/** The speed at which the planned steps take about a quarter of a minute. */
export function defaultSpeed(steps: number): Speed {
  const wanted = steps / 900;
  return [...speeds].reverse().find((speed) => Number(speed) <= Math.max(1, wanted)) ?? '1';
}
