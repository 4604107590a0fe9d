// Numbers that stand in a sum on the page: rounded so that the printed ones add up.

/** Decimals that give a number about three digits. */
export function decimalsFor(size: number): number {
  if (!(size > 0)) return 3;
  return Math.min(
    12,
    Math.max(0, 3 - Math.max(1, Math.floor(Math.log10(size)) + 1), 2 - Math.floor(Math.log10(size))),
  );
}

export const fixed = (value: number, decimals: number): string =>
  value
    .toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    .replace('-', '−');

/**
 * Parts and their total with the same decimals, so that the printed parts make the printed total. The total is rounded as
 * it is; what rounding leaves over goes to the parts that were rounded farthest.
 */
export function addUp(parts: number[], total: number, decimals: number): { parts: number[]; total: number } {
  const unit = 10 ** decimals;
  const whole = parts.map((part) => Math.round(part * unit));
  const goal = Math.round(total * unit);
  let left = goal - whole.reduce((sum, part) => sum + part, 0);
  const turn = Math.sign(left);
  const byError = parts
    .map((part, index) => ({ index, error: turn * (part * unit - (whole[index] ?? 0)) }))
    .sort((a, b) => b.error - a.error);
  for (let next = 0; left !== 0 && next < byError.length; next++) {
    const index = byError[next]?.index ?? 0;
    whole[index] = (whole[index] ?? 0) + turn;
    left -= turn;
  }
  return { parts: whole.map((part) => part / unit), total: goal / unit };
}

/** A sum printed with as few more decimals as its mean, taken by hand, needs to come out as printed. */
export function printedSum(sum: number, count: number, mean: number, decimals: number): string {
  const wanted = fixed(mean, decimals);
  for (let more = Math.max(0, decimals - 1); more <= decimals + 6; more++) {
    const rounded = Number(sum.toFixed(more));
    if (fixed(rounded / count, decimals) === wanted) return fixed(rounded, more);
  }
  return fixed(sum, decimals);
}
