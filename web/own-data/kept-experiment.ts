// An experiment that was saved as a file, with the data of its own if it has some.
import type { Experiment } from 'loss-playground/engine';
import { decoded } from './encoding.ts';
import type { Source } from './table/work.ts';

/** The experiment that a file holds; null for any other file. The engine says what is wrong with it. */
export function keptExperiment(source: Source): Experiment | null {
  const isObject = typeof source === 'string' ? /^\s*\{/.test(source.slice(0, 100)) : source[0] === 0x7b;
  if (!isObject) return null;
  try {
    const value = JSON.parse(
      typeof source === 'string' ? source : decoded(source).text,
    ) as Partial<Experiment>;
    return typeof value.version === 'number' && typeof value.task === 'object' ? (value as Experiment) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
