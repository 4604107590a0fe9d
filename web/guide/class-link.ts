// The class link: what a teacher sets in the runs of a chapter, as the part of its page's address after #:
//   class-1/cross-entropy/seed=7/task=spam;task.test_fraction=0.5~k3f9
// & is written as ; in the data, which are the pairs of a permalink that begin with task.
import { sealed, unsealed } from './sealed.ts';

const version = 1;
/** Characters of a link, which may have a table in it. */
export const longestClassLink = 30_000;

export interface ClassSetting {
  seed?: number;
  /** The pairs of a permalink that say which data: `task=spam&task.test_fraction=0.5`. */
  data?: string;
}

/** What a link sets, or what is wrong with it. */
export type ReadClass = { setting: ClassSetting } | { fault: string };

export const encodeClass = (chapter: string, { seed, data }: ClassSetting): string =>
  sealed(
    [
      `class-${version}`,
      chapter,
      ...(seed === undefined ? [] : [`seed=${seed}`]),
      ...(data ? [data.replaceAll('&', ';')] : []),
    ].join('/'),
  );

/** Why a chapter whose text names its data gets no others. */
export const namesDataFault = 'The text of this chapter is about its own data, so no others can be set.';

const askAgain = 'Ask your teacher for the link again.';

/** Reads the part of an address after #, for a chapter, whose text may name its data. It never throws. */
export function decodeClass(hash: string, chapter: string, namesData = false): ReadClass {
  const text = hash.replace(/^#/, '');
  if (text.length > longestClassLink) return { fault: `It is longer than a class link can be. ${askAgain}` };
  const [, number] = /^class-(\d{1,9})\//.exec(text) ?? [];
  const inner = unsealed(text);
  if (inner === null || number === undefined)
    return { fault: `It was changed or cut off on the way: its checksum does not fit. ${askAgain}` };
  if (Number(number) !== version)
    return {
      fault: `It was made by ${Number(number) > version ? 'a newer' : 'an older'} version of the guide. Reload this page, or ask your teacher for a new link.`,
    };
  const [, id = '', ...parts] = inner.split('/');
  if (id !== chapter)
    return { fault: `It is for the chapter “${id.slice(0, 60)}”, not for this one. ${askAgain}` };
  const setting: ClassSetting = {};
  for (const part of parts) {
    const [, seed] = /^seed=(\d{1,15})$/.exec(part) ?? [];
    if (seed !== undefined) setting.seed = Number(seed);
    else if (part.startsWith('task=')) setting.data = part.replaceAll(';', '&');
    else return { fault: `“${part.slice(0, 60)}” is not a seed and not data. ${askAgain}` };
  }
  if (parts.length === 0) return { fault: `It sets neither a seed nor data. ${askAgain}` };
  if (setting.data && namesData)
    return { fault: `${namesDataFault} Ask your teacher for a link that sets only a seed.` };
  return { setting };
}

const pairsOf = (permalink: string) => permalink.split('&');
const nameOf = (pair: string) => pair.split('=', 1)[0] ?? '';
const isData = (pair: string) => /^task(\.|$)/.test(nameOf(pair));

/** Whether something can be set in a run: whether it is an experiment. */
export const isSettable = (experiment: string): boolean =>
  pairsOf(experiment).some((pair) => nameOf(pair) === 'task');

/** The pairs of a permalink, or of a link to one, that say which data; '' if it has none. */
export const dataIn = (link: string): string =>
  pairsOf(link.slice(link.indexOf('#') + 1))
    .filter(isData)
    .join('&');

/** The permalink of a run with a class's seed and data. */
export function withClass(experiment: string, { seed, data }: ClassSetting): string {
  if (!isSettable(experiment)) return experiment;
  const given = pairsOf(experiment).filter((pair) => nameOf(pair) !== 'v');
  const own = data ? given.filter((pair) => !isData(pair)) : given;
  const rest = seed === undefined ? own : own.filter((pair) => nameOf(pair) !== 'seed');
  return [...(data ? [data] : []), ...rest, ...(seed === undefined ? [] : [`seed=${seed}`]), 'v=1'].join('&');
}
