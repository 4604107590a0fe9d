/**
 * Where a key moves the cursor of a chart of steps: an index up to `last`, null to remove it, undefined for other keys.
 * `at` is its current index; without one it starts at the last step.
 */
export function cursorAfter(key: string, at: number | null, last: number): number | null | undefined {
  const now = at ?? last;
  const far = Math.max(1, Math.round(last / 10));
  const moves: Record<string, number | null> = {
    ArrowLeft: now - 1,
    ArrowDown: now - 1,
    ArrowRight: now + 1,
    ArrowUp: now + 1,
    PageDown: now - far,
    PageUp: now + far,
    Home: 0,
    End: last,
    Escape: null,
  };
  const to = last < 0 ? undefined : moves[key];
  return to === undefined || to === null ? to : Math.min(last, Math.max(0, to));
}
