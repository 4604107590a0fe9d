import type { Family } from 'loss-playground/engine';

/** The custom property that holds a family's color. */
export const familyInk = (family: Family): string => `--${family.replaceAll('_', '-')}`;

/** Strokes that distinguish lines of one color. */
export const dashes = [undefined, '7 5', '1.5 4', '9 4 1.5 4', '14 5', '3 3'] as const;

/** Inks for lines that belong to no family. */
export const inks = [
  '--class-0',
  '--class-1',
  '--class-2',
  '--class-3',
  '--class-4',
  '--class-5',
  '--class-8',
  '--class-9',
] as const;
