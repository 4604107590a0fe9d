// Numbers that stand in a sum on the page: rounded so that the printed ones add up.
import { grouped } from '../charts/format.ts';

/** Decimals that a number is printed with elsewhere on the page; more where it is small. */
export function decimalsFor(size: number): number {
  if (size >= 1000) return 0;
  if (size >= 10) return size < 100 ? 2 : 1;
  return size > 0 && size < 1e-2 ? Math.min(12, 1 - Math.floor(Math.log10(size))) : 3;
}

/** So many decimals; what is not a number becomes a dash. */
export const fixed = (value: number, decimals: number): string =>
  Number.isFinite(value) ? grouped(value.toFixed(decimals)).replace('-', '−') : '–';

/** As few decimals, from so many up, as let the rounded parts make the rounded total. */
export function addingDecimals(parts: number[], total: number, least: number): number {
  for (let decimals = least; decimals < least + 6; decimals++) {
    const unit = 10 ** decimals;
    const sum = parts.reduce((all, part) => all + Math.round(part * unit), 0);
    if (sum === Math.round(total * unit)) return decimals;
  }
  return least;
}

/** A sum printed with as few more decimals as its mean, taken by hand, needs to come out as printed. */
export function printedSum(sum: number, count: number, mean: number, decimals: number): string {
  const unit = 10 ** decimals;
  const goal = Math.round(mean * unit);
  for (let more = Math.max(0, decimals - 1); more <= decimals + 6; more++) {
    const rounded = Number(sum.toFixed(more));
    // Not too near to a half, where one would round up and another down.
    if (Math.abs((rounded / count) * unit - goal) < 0.499) return fixed(rounded, more);
  }
  return fixed(sum, decimals);
}
