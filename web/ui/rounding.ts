// Numbers that stand in a sum on the page: rounded so that the printed ones add up.
import { grouped, short } from '../charts/format.ts';

/** The decimals of a number as elsewhere on the page; more if it is small. */
export function decimalsFor(size: number): number {
  if (size >= 1000) return 0;
  if (size >= 10) return size < 100 ? 2 : 1;
  return size > 0 && size < 1e-2 ? Math.min(12, 1 - Math.floor(Math.log10(size))) : 3;
}

/** Beyond this size nobody reads digits one by one: a run that diverges reaches 1e30. */
const beyondDigits = 1e9;

/** So many decimals; a huge number as a power of ten; what is not a number becomes a dash. */
export const fixed = (value: number, decimals: number): string => {
  if (Math.abs(value) >= beyondDigits) return short(value);
  return Number.isFinite(value) ? grouped(value.toFixed(decimals)).replace('-', '−') : '–';
};

/** The fewest decimals, from a minimum up, with which the rounded parts add up to the rounded total. */
export function addingDecimals(parts: number[], total: number, least: number): number {
  for (let decimals = least; decimals < least + 6; decimals++) {
    const unit = 10 ** decimals;
    const sum = parts.reduce((all, part) => all + Math.round(part * unit), 0);
    if (sum === Math.round(total * unit)) return decimals;
  }
  return least;
}

/** A sum with just enough extra decimals that dividing it by hand gives the printed mean. */
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

/**
 * The fewest decimals, from a minimum up, with which a calculator gives `wanted`, as printed, from the printed numbers;
 * at most twelve.
 */
export function decimalsThatGive(
  numbers: readonly number[],
  result: (printed: number[]) => string,
  wanted: string,
  least = 3,
): number {
  let decimals = least;
  while (decimals < 12 && result(numbers.map((value) => Number(value.toFixed(decimals)))) !== wanted)
    decimals++;
  return decimals;
}

/** A number with the fewest decimals, from its usual ones up, from which `print` gives the same result. */
export const agreeing = (value: number, print: (value: number) => string): string =>
  agreeingFactors(value, 1, print)[0];

/** The same for two numbers from which a third is computed. */
export function agreeingFactors(
  a: number,
  b: number,
  print: (a: number, b: number) => string,
): [string, string] {
  const [leastA, leastB] = [decimalsFor(Math.abs(a)), decimalsFor(Math.abs(b))];
  const goal = print(a, b);
  const rounded = (value: number, decimals: number) => Number(value.toFixed(decimals));
  for (let more = 0; more <= 8; more++)
    for (let ofB = 0; ofB <= more; ofB++) {
      const [decimalsA, decimalsB] = [leastA + more - ofB, leastB + ofB];
      if (print(rounded(a, decimalsA), rounded(b, decimalsB)) === goal)
        return [fixed(a, decimalsA), fixed(b, decimalsB)];
    }
  return [fixed(a, leastA), fixed(b, leastB)];
}
