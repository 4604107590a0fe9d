// One example explained with its own numbers: the formula with the values, and its terms. All numbers are the engine's.
import type { LossDescriptor, OwnedTensor, TaskDescriptor, Tensor } from 'loss-playground/engine';
import { plural, short, whole } from '../../charts/format.ts';
import { shortName } from '../../run/described.ts';
import { type Chosen, labelsOf } from '../../run/examples.ts';
import { sign } from '../../run/token-text.ts';
import { distancesOf } from '../../run/triplet-distances.ts';
import { evaluate } from './dissect.ts';
import { type Part, rowOf, type Subject, type Worked } from './example.ts';
import { formulaWork } from './formula-work.ts';
import { listWork, pairWork } from './list-work.ts';
import { wordWork } from './word-work.ts';
import { difference, minusLog, tripletSum } from './words.ts';

/** A number in a formula. */
const n = (value: number) => (value < 0 ? `(${short(value)})` : short(value));

/** The meaning of a label and its context: a class, or a token of a text. */
function namesOf({ run, task, examples }: Subject, { split, rows: [row = 0] }: Chosen) {
  const { characters } = run.info;
  const { input, target } = examples[split];
  if (!characters || !input || !target)
    return {
      truth: labelsOf(examples[split])[row] ?? 0,
      after: '',
      name: (label: number) => nameOf(task, label),
    };
  const name = (label: number) => sign([...characters][label] ?? '', characters);
  return {
    truth: rowOf(target, row)[0] ?? 0,
    after: ` after ${Array.from(rowOf(input, row), name).join('')}`,
    name,
  };
}

const nameOf = (task: TaskDescriptor, label: number) => task.classes?.[label] ?? String(label);

async function classWork(subject: Subject, chosen: Chosen, value: number): Promise<Part> {
  const { run, loss, examples } = subject;
  const { split, rows } = chosen;
  const [row = 0] = rows;
  const input = rowOf(examples[split].input as OwnedTensor, row);
  const given = await run.predict(
    { shape: [1, input.length], data: Float64Array.from(input) },
    { probabilities: true },
  );
  const shares =
    given.data.length === 1 ? [1 - (given.data[0] ?? 0), given.data[0] ?? 0] : Array.from(given.data);
  const { truth, after, name } = namesOf(subject, chosen);
  const p = shares[truth] ?? Number.NaN;
  // Written as −ln p only if that equals the engine's loss.
  const exact = Math.abs(-Math.log(p) - value) < 1e-3 * (1 + value);
  return {
    putIn: exact
      ? `−ln p(${name(truth)}${after}) = ${minusLog(p, value)}`
      : `${loss.title} with p(${name(truth)}${after}) = ${short(p)}`,
    termsTitle: after ? 'predicted probability of each letter' : 'predicted probability of each class',
    terms: shares.map((share, label) => ({
      words: name(label),
      value: share,
      main: label === truth,
    })),
  };
}

export async function tripletWork(
  { engine, run, loss }: Subject,
  outputs: OwnedTensor[],
  value: number,
): Promise<Part> {
  const [anchor, positive, negative] = outputs as [Tensor, Tensor, Tensor];
  const { params } = run.experiment.loss;
  const distances = await distancesOf(engine, { loss, params }, { anchor, positive, negative });
  const [near = 0] = distances.positive;
  const [far = 0] = distances.negative;
  const margin = Number(params.margin);
  return {
    putIn: `max(0, d(a,p) − d(a,n) + margin) = ${tripletSum(near, far, margin, value)}`,
    termsTitle: 'distances and margin',
    terms: [
      { words: 'd(a,p)', value: near, main: true },
      { words: '− d(a,n)', value: -far, main: false },
      { words: '+ margin', value: margin, main: true },
    ],
  };
}

/** The loss of one prediction against one target, with numbers. */
function oneNumber({ meaning, title }: LossDescriptor, said: number, truth: number, value: number): string {
  if (meaning === 'squared_difference') return difference(said, truth, value, true);
  if (meaning === 'absolute_difference') return difference(said, truth, value, false);
  return `${title} of the prediction ${n(said)} and the target ${n(truth)}`;
}

function numberWork(
  { loss, task, run }: Subject,
  said: OwnedTensor,
  target: ArrayLike<number>,
  value: number,
): Part {
  const { targetMean, targetScale } = run.info;
  const several = target.length > 1;
  const written = Array.from(target, (truth, index) =>
    oneNumber(loss, said.data[index] ?? 0, truth, several ? Number.NaN : value),
  );
  const putIn = several ? `mean of ${written.slice(0, 2).join(', ')}, …` : (written[0] ?? '');
  const named = task.unit || task.quantity;
  const words = shortName(task.quantity ?? 'value');
  const own = (value = 0) =>
    `${short(targetMean + targetScale * value)}${task.unit ? ` ${shortName(task.unit)}` : ''}`;
  const unit =
    named && !several && targetScale !== 1
      ? ` (predicted ${words} ${own(said.data[0])}, true ${words} ${own(target[0])})`
      : '';
  return {
    putIn: `${putIn}${unit}`,
    termsTitle: several ? 'prediction for each class' : 'prediction, target and their difference',
    terms: several
      ? Array.from(target, (truth, index) => ({
          words: `${nameOf(task, index)}, target ${short(truth)}`,
          value: said.data[index] ?? 0,
          main: truth > 0.5,
        }))
      : [
          { words: 'prediction', value: said.data[0] ?? 0, main: false },
          { words: 'target', value: target[0] ?? 0, main: false },
          { words: 'difference', value: (said.data[0] ?? 0) - (target[0] ?? 0), main: true },
        ],
  };
}

/** More inputs than these are counted. */
const mostInputs = 12;

/** Rounding in the standardization: less than this share of a column's deviation is 0. */
const rounding = 1e-5;

/** "area 84": an input with its value; of those made of one column, `sex: female`, only the ones that the example has. */
function inputInWords(name: string, value: number): string | null {
  if (!name.includes(': ')) return `${shortName(name)} ${short(value)}`;
  if (value === 0) return null;
  return Math.abs(value - 1) < rounding ? shortName(name) : `${shortName(name)} ${short(value)}`;
}

/** "area 84, sex: female": the inputs by the names of their columns, in their own units. */
function inputsInWords({ run, task, examples }: Subject, { split, rows }: Chosen): string {
  const { columns } = task;
  if (!columns || rows.length > 1) return '';
  const { inputMeans, inputScales } = run.info;
  const values = rowOf(examples[split].input as OwnedTensor, rows[0] ?? 0);
  const own = (index: number) => {
    const scale = inputScales[index] ?? 1;
    const value = (inputMeans[index] ?? 0) + scale * (values[index] ?? 0);
    return Math.abs(value) < rounding * scale ? 0 : value;
  };
  const said = columns.flatMap((name, index) => inputInWords(name, own(index)) ?? []);
  const more = said.length - mostInputs;
  const listed = said.slice(0, mostInputs).join(', ');
  return listed === '' ? '' : `Inputs: ${listed}${more > 0 ? `, and ${whole(more)} more` : ''}.`;
}

const noTerms = { termsTitle: '', terms: [] };

/** Explains one example. */
export async function work(subject: Subject, chosen: Chosen): Promise<Worked> {
  const { engine, run, loss, task, examples } = subject;
  const { outputs, losses, weights } = await evaluate(engine, run, loss, examples, [chosen]);
  const [value = Number.NaN] = losses;
  const target = rowOf(examples[chosen.split].target as OwnedTensor, chosen.rows[0] ?? 0);
  const input = examples[chosen.split].input as OwnedTensor;
  const rest = {
    title: titleOf(task, chosen),
    loss: value,
    inputs: inputsInWords(subject, chosen),
    weight: weights?.[0] ?? null,
    pictures: task.picture ? chosen.rows.map((row) => rowOf(input, row)) : [],
  };
  const of = { ...subject, chosen, value, said: outputs[0] as OwnedTensor, target };
  if (task.kind === 'ranking') return { ...rest, ...(await listWork(of)) };
  const own = loss.own ? await formulaWork(subject, outputs, target, value) : null;
  if (loss.target === 'triplet')
    return { ...rest, ...(own ? { ...own, ...noTerms } : await tripletWork(subject, outputs, value)) };
  if (loss.target === 'real')
    return { ...rest, ...numberWork(subject, of.said, target, value), ...(await pairWork(of)), ...own };
  return { ...rest, ...(await classWork(subject, chosen, value)), ...(await wordWork(of)), ...own };
}

/** An example without a name is identified by its position in its set. */
function titleOf({ noun }: TaskDescriptor, { split, rows }: Chosen): string {
  const place = rows.map((row) => whole(row + 1)).join(', ');
  return `${split === 'train' ? 'Training' : 'Test'} ${rows.length > 1 ? plural(noun) : noun} ${place}`;
}
