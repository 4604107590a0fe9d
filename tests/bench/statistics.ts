// Middle and spread of a few measurements, and how numbers are written in the tables.

/** The value below which a share of the list lies, interpolated between neighbors. */
export function quantile(list: number[], share: number): number {
  const sorted = [...list].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

export const median = (list: number[]): number => quantile(list, 0.5);

export interface Spread {
  median: number;
  least: number;
  most: number;
}

export const spread = (list: number[]): Spread => ({
  median: median(list),
  least: Math.min(...list),
  most: Math.max(...list),
});

/** Three figures, and commas in thousands. */
export const figures = (value: number): string =>
  value.toLocaleString('en-US', { minimumSignificantDigits: 3, maximumSignificantDigits: 3 });

export const withSpread = ({ median: middle, least, most }: Spread): string =>
  `${figures(middle)} (${figures(least)}–${figures(most)})`;

export const markdownTable = (head: string[], rows: string[][]): string =>
  [head, head.map((_cell, index) => (index === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
