// The words of texts as numbers, with the features of the tasks `spam` and `emoji_search`: how often each of the most
// frequent words comes in a text, as ln(1 + count), and of their character trigrams, with marks before and after a word.
import type { Sliced } from '../../run/sliced.ts';
import type { TextFeatures } from './choices.ts';

/** Words, and as many trigrams, that become inputs. */
export const mostWords = 400;
/** A word that fewer texts have says too little. */
const leastTexts = 2;
const textsAtOnce = 200;

const word = /[\p{L}\p{M}\p{N}]+/gu;

export const wordsIn = (text: string): string[] => text.toLowerCase().match(word) ?? [];

/** The trigrams of a word, `·` before and after it. */
export function trigramsIn(text: string): string[] {
  const marked = [...`·${text}·`];
  return Array.from({ length: Math.max(0, marked.length - 2) }, (_, at) => marked.slice(at, at + 3).join(''));
}

/** The features of a text, by name. */
function countsOf(text: string, features: TextFeatures): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const each of wordsIn(text)) {
    add(`“${each}”`);
    if (features !== 'words') for (const trigram of trigramsIn(each)) add(`‹${trigram}›`);
  }
  return counts;
}

export interface WordColumns {
  names: string[];
  /** A column of each name, as long as there are texts. */
  columns: Float64Array[];
}

/** The features that most texts have, as columns; each name once, the most frequent first. */
export function* wordColumns(texts: readonly string[], features: TextFeatures): Sliced<WordColumns> {
  const counts: Map<string, number>[] = [];
  const frequency = new Map<string, number>();
  for (const [index, text] of texts.entries()) {
    if (index % textsAtOnce === textsAtOnce - 1) yield (0.8 * index) / texts.length;
    const found = countsOf(text, features);
    counts.push(found);
    for (const name of found.keys()) frequency.set(name, (frequency.get(name) ?? 0) + 1);
  }
  const frequent = [...frequency].filter(([, count]) => count >= leastTexts && count < texts.length);
  // Sorted by name where they are as frequent, so that the order of the rows does not matter.
  frequent.sort(([name, count], [other, more]) => more - count || (name < other ? -1 : 1));
  const most = (sign: string) => frequent.filter(([name]) => name.startsWith(sign)).slice(0, mostWords);
  const names = [...most('“'), ...most('‹')].map(([name]) => name);
  const columns: Float64Array[] = [];
  for (const [index, name] of names.entries()) {
    columns.push(Float64Array.from(counts, (found) => Math.log1p(found.get(name) ?? 0)));
    if (index % 20 === 19) yield 0.8 + (0.2 * index) / names.length;
  }
  return { names, columns };
}
