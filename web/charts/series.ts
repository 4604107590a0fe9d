// Lines against steps and their labels, shared by all charts that draw them.
import { short, whole } from './format.ts';

export interface Series {
  id: string;
  title: string;
  /** A custom property, for instance --hue. */
  ink: string;
  width: number;
  dash?: number[];
  /** From 0 to 1. */
  strength?: number;
  values: (number | null)[];
  /** The measured values if the line is smoothed: labels and cursor show these. */
  raw?: (number | null)[];
  /** The value in the label; the last value unless given. */
  value?: number | null;
  /** What the value averages, in gray below the label where there is room. */
  note?: string;
  /** The series that this faint companion belongs to: it has no label and is shown and hidden with that series. */
  follows?: string;
  /** A sum of other series, left out where there is little room. */
  sum?: boolean;
}

export interface SeriesData {
  steps: number[];
  series: Series[];
  /** A reference level, drawn across. */
  reference?: { value: number; words: string } | undefined;
  /** A step to mark with a vertical line: the step shown, if it is not the last. */
  marked?: number | undefined;
}

/** The text of a label. */
export function labelValue({ value, raw, values }: Series): number | undefined {
  if (value !== undefined) return value ?? undefined;
  return (raw ?? values).findLast((one) => one !== null) ?? undefined;
}

/** A label's text at its widest, for any digits: each digit counts as an 8. */
export const widestLabel = ({ title }: Series, value: string): string =>
  `${title} ${value.length > 5 ? value.replace(/\d/g, '8') : '88.88'}`;

/** The numbers of a column in words; for one that was not evaluated at this step, the last one before, with its step. */
export function columnWords({ steps, series }: SeriesData, index: number): string {
  if (steps.length === 0) return 'no step yet';
  const at = Math.min(index, steps.length - 1);
  const told = series.flatMap(({ follows, title, raw, values }) => {
    const known = (raw ?? values).findLastIndex((value, entry) => value !== null && entry <= at);
    if (follows || known < 0) return [];
    const since = known === at ? '' : ` (step ${whole(steps[known] ?? 0)})`;
    return [`${title} ${short((raw ?? values)[known] ?? undefined)}${since}`];
  });
  return `step ${whole(steps[at] ?? 0)}: ${told.join(', ')}`;
}
