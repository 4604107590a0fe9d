// Repairs a damaged link: its parts are read one by one, and the valid ones stay.
import { type Catalog, decodeExperiment, type Experiment, ExperimentError } from 'loss-playground/engine';
import { grouped } from '../charts/format.ts';
import { shortened, show } from '../engine/api/errors.ts';
import { refused } from './refusals.ts';

export interface Repaired {
  /** Null if nothing can be read, or nothing was wrong. */
  experiment: Experiment | null;
  /** What was wrong with the link, and what is shown. */
  note: string;
}

/** What is wrong with a link of which nothing could be used. */
export const damage = (error: Error): string =>
  error instanceof ExperimentError ? refused(error) : 'It contains characters that are not valid in a link.';

/** The end of each link: it shows that the link is complete. */
const end = 'v=1';

/** More parts than an experiment has settings: such a link was not written by the playground, and is not repaired. */
const mostParts = 200;
/** Changes that a note lists. */
const mostChanges = 5;
/** Characters of a part that a note quotes. */
const longestPart = 60;

const quoted = (part: string) => (part.length > longestPart ? `${part.slice(0, longestPart)}…` : part);

/** A part that is left out, and why. */
export const leftOut = (part: string, error: ExperimentError): string =>
  `${quoted(part)} is left out: ${refused(error)}`;

/** Whether a link has its end. */
export const isWhole = (text: string): boolean => text.split('&').includes(end);

/** What is wrong with a link; '' if nothing is. */
const listed = (changes: readonly string[], whole: boolean): string =>
  [
    ...changes.slice(0, mostChanges),
    ...(changes.length > mostChanges ? ['And more.'] : []),
    ...(whole ? [] : [`Its end, ${end}, is missing, so settings may be missing too.`]),
  ].join(' ');

/** The note about a damaged link of which the rest is shown; '' if nothing is wrong with it. */
export function damaged(changes: readonly string[], whole: boolean): string {
  const list = listed(changes, whole);
  return list && `This link is damaged. ${list}`;
}

/** A step that is not one, or that no run can reach. */
export function stepLeftOut(at: string, most: number): string {
  const given = at.trim() !== '' && !Number.isNaN(Number(at)) ? shortened(at) : show(at);
  return leftOut(
    `at=${at}`,
    new ExperimentError('step', given, `a whole number from 0 to ${grouped(String(most))}`),
  );
}

/** Forks at steps that do not follow one another, or that no run can reach. */
export const forksLeftOut = 'The runs that it forked off are left out: their steps are not valid.';

/** The link's experiment without the unreadable parts; `before`: what else of the link is left out. */
export function repairedExperiment(catalog: Catalog, text: string, before: readonly string[] = []): Repaired {
  const kept: string[] = [];
  const changes: string[] = [...before];
  let experiment: Experiment | null = null;
  /** Accepts a part if the link so far can be read with it; otherwise says what is wrong with it. */
  const take = (part: string): ExperimentError | null => {
    try {
      experiment = decodeExperiment(catalog, [...kept, part, end].join('&'));
      kept.push(part);
      return null;
    } catch (error) {
      if (error instanceof ExperimentError) return error;
      throw error;
    }
  };
  const parts = text.split('&').filter((part) => part !== '');
  if (parts.length > mostParts) return { experiment, note: '' };
  for (const part of parts.filter((one) => one !== end)) {
    const error = take(part);
    if (!error) continue;
    const near = error.nearest ? `${part.slice(0, part.indexOf('='))}=${error.nearest}` : null;
    changes.push(near && !take(near) ? `${quoted(part)} is read as ${quoted(near)}.` : leftOut(part, error));
  }
  const whole = parts.includes(end);
  if (!experiment) return { experiment, note: listed(changes, whole) };
  const note = damaged(changes, whole);
  return { experiment: note ? experiment : null, note };
}
