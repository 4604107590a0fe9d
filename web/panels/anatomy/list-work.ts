// Explains rows of several texts: a query's list of emoji with their grades, a pair of emoji with their distance.
import type { OwnedTensor } from 'loss-playground/engine';
import { short } from '../../charts/format.ts';
import type { Chosen } from '../../run/examples.ts';
import { input } from '../../run/examples.ts';
import { decimalsThatGive, fixed } from '../../ui/rounding.ts';
import { type ListRow, rowOf, type Subject, type Worked } from './example.ts';
import { type NamedText, textNames } from './text-names.ts';
import { listSentence } from './words.ts';

/** A row, its prediction, and its loss. */
export interface RowSubject extends Subject {
  chosen: Chosen;
  value: number;
  said: OwnedTensor;
  target: OwnedTensor['data'];
}

const setWords = ({ split }: Chosen) => (split === 'train' ? 'training' : 'test');

/** The texts of a row of hashed features, `count` of them, each as long as the others. */
function textsOf({ examples, chosen }: RowSubject, count: number): ArrayLike<number>[] {
  const row = rowOf(input(examples[chosen.split]), chosen.rows[0] ?? 0);
  const width = row.length / count;
  return Array.from({ length: count }, (_, index) => row.subarray(index * width, (index + 1) * width));
}

/** The parts of a row's loss, one per element; null if the loss compares the elements with each other. */
async function partsOf({ engine, run, loss, said, target }: RowSubject): Promise<ArrayLike<number> | null> {
  if (loss.target !== 'real') return null;
  const [first, second] = (loss.inputs ?? []).filter(({ optional }) => !optional).map(({ id }) => id);
  const { id, params } = run.experiment.loss;
  const { value } = await engine.evaluateLoss(
    { id, params, reduction: 'none', precision: run.experiment.precision },
    { [first ?? '']: said, [second ?? '']: { shape: said.shape, data: target } },
  );
  return typeof value === 'number' || value.data.length !== target.length ? null : value.data;
}

/** A query and its list: predicted and true relevance of each emoji, and how their errors add up to the loss. */
export async function listWork(subject: RowSubject): Promise<Omit<Worked, 'loss' | 'pictures'>> {
  const { engine, run, task, loss, chosen, said, target, value } = subject;
  const names = await textNames(engine, run, task);
  const [query, ...documents] = textsOf(subject, target.length + 1);
  const parts = await partsOf(subject);
  const list = documents
    .map((features, index): ListRow => {
      const name: NamedText = names?.document(features) ?? { mark: '', text: `emoji ${index + 1}` };
      return {
        ...name,
        truth: target[index] ?? 0,
        said: said.data[index] ?? 0,
        loss: parts?.[index] ?? null,
      };
    })
    .sort((a, b) => b.said - a.said);
  const asked = query && names?.query(query)?.text;
  const sum = list.reduce((total, row) => total + (row.loss ?? 0), 0);
  const byHand = ([printed = 0]: number[]) => short(printed / list.length);
  return {
    title: asked
      ? `“${asked}”, a ${setWords(chosen)} query with ${list.length} emoji`
      : `A ${setWords(chosen)} list`,
    putIn: parts
      ? `${fixed(sum, decimalsThatGive([sum], byHand, short(value)))} ÷ ${list.length}`
      : `${loss.title} of the whole list`,
    termsTitle: '',
    terms: [],
    list,
    sentence: listSentence(list),
  };
}

/** Names of the two emoji whose distance is predicted; nothing for a task that has no texts. */
export async function pairWork(subject: RowSubject): Promise<Partial<Worked>> {
  const { engine, run, task, chosen } = subject;
  const names = run.info.vocabulary > 0 ? await textNames(engine, run, task) : null;
  if (!names) return {};
  const [first, second] = textsOf(subject, 2).map((features) => names.document(features));
  if (!first || !second) return {};
  return {
    title: `${first.mark} ${first.text} and ${second.mark} ${second.text}, a ${setWords(chosen)} pair`,
  };
}
