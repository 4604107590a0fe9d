// What pages for teachers know of the chapters: it is written into them when they are built.
import type { QuestionName } from './progress.ts';

export interface OutlineOption {
  /** Without markup. */
  text: string;
  /** The idea behind a wrong one. */
  idea?: string;
  right?: true;
}

export interface OutlineQuestion {
  ask: string;
  options: readonly OutlineOption[];
}

export interface OutlineChapter extends Record<QuestionName, OutlineQuestion> {
  id: string;
  number: number;
  title: string;
  /** The view of the run, if it is not `train`. */
  lab?: string;
  /** Its text is about its own data: see Chapter. */
  namesData?: true;
  runs: readonly { label: string; experiment: string }[];
}

/** The chapters in their order. */
export type Outline = readonly OutlineChapter[];

export const questionNames = ['predict', 'check'] as const satisfies readonly QuestionName[];

/** An option's letter. */
export const letterOf = (option: number): string => String.fromCharCode(97 + option);
