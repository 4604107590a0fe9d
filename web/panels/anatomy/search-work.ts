// Explains a query: its results, and the triplet of the query, its document and the nearest other one.
import type { OwnedTensor, Split } from 'loss-playground/engine';
import { input } from '../../run/examples.ts';
import { measuresTriplets } from '../../run/triplet-distances.ts';
import { type FoundText, rowOf, type Subject, type Worked } from './example.ts';
import { nearestOfAll, querySentence } from './words.ts';
import { tripletWork } from './worked.ts';

/** How many wrong documents are drawn. */
const drawn = 5;

/** Which training rows of a batch are queries; the first rows are the documents. */
export const queriesOf = ({ info }: Pick<Subject['run'], 'info'>, rows: readonly number[]): number[] =>
  rows.filter((row) => row >= info.documents);

/** Explains a query: row `row` of a split. Null if the model knows none of its words. */
export async function queryWork(subject: Subject, split: Split, row: number): Promise<Worked | null> {
  const { engine, run, loss, task, examples } = subject;
  const { document: noun = 'document' } = task;
  const index = split === 'train' ? row - run.info.documents : row;
  const query = (await run.queries(split))[index];
  if (!query) return null;
  const found = await run.search(query.text, run.info.documents);
  const rank = found.findIndex(({ document }) => document === query.document) + 1;
  const right = found[rank - 1];
  const others: FoundText[] = found.filter(({ document }) => document !== query.document).slice(0, drawn);
  const [wrong] = found.filter(({ document }) => document !== query.document);
  if (!right || !wrong) return null;
  const set = split === 'train' ? 'training' : 'test';
  const margin = measuresTriplets(loss) ? Number(run.experiment.loss.params.margin) : null;
  const told = {
    title: `“${query.text}”, a ${set} query`,
    pictures: [],
    query: { query: query.text, right, others, margin },
    sentence: querySentence({ query: query.text, right, rank, wrong, margin, document: noun }),
  };
  if (margin === null) return { ...told, loss: Number.NaN, putIn: '', termsTitle: '', terms: [] };
  const outputs = await outputsOf(subject, split, row, [query.document, wrong.document]);
  const [anchor, positive, negative] = outputs as [OwnedTensor, OwnedTensor, OwnedTensor];
  const { id, params } = run.experiment.loss;
  const { value } = await engine.evaluateLoss(
    { id, params, reduction: 'mean' },
    { anchor, positive, negative },
  );
  const cost = typeof value === 'number' ? value : (value.data[0] ?? Number.NaN);
  const part = await tripletWork({ ...subject, examples }, outputs, cost);
  return { ...told, ...part, loss: cost, note: nearestOfAll(noun) };
}

/** Embeddings of a query and of documents. */
async function outputsOf(
  { run, examples }: Subject,
  split: Split,
  row: number,
  documents: number[],
): Promise<OwnedTensor[]> {
  const rows = [
    rowOf(input(examples[split]), row),
    ...documents.map((at) => rowOf(input(examples.train), at)),
  ];
  return Promise.all(
    rows.map((features) => run.predict({ shape: [1, features.length], data: Float64Array.from(features) })),
  );
}
