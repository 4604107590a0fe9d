// One example worked with its own numbers: the formula with them put in, and its terms. Every number is the engine's.
import type {
  LossDescriptor,
  OwnedTensor,
  TaskDescriptor,
  Tensor,
  WorkerEngine,
  WorkerRun,
} from 'loss-playground/engine';
import { short } from '../../charts/format.ts';
import { type Chosen, type Examples, labelsOf } from '../../run/examples.ts';
import { sign } from '../../run/token-text.ts';
import { distancesOf } from '../../run/triplet-distances.ts';
import { evaluate } from './dissect.ts';

export interface Term {
  words: string;
  value: number;
  /** The term that decides, for instance the true class. */
  main: boolean;
}

export interface Worked {
  title: string;
  loss: number;
  /** The formula with its numbers, up to the loss itself. */
  putIn: string;
  /** What the bars show. */
  termsTitle: string;
  terms: Term[];
  /** Gray values of the pictures of the example, where it is one. */
  pictures: ArrayLike<number>[];
}

export interface Subject {
  engine: WorkerEngine;
  run: WorkerRun;
  loss: LossDescriptor;
  task: TaskDescriptor;
  examples: Examples;
}

/** Fewer decimals are enough where numbers stand in a formula. */
const n = (value: number) => (value < 0 ? `(${short(value)})` : short(value));

const rowOf = ({ shape, data }: OwnedTensor, row: number) => {
  const width = shape.slice(1).reduce((product, length) => product * length, 1);
  return data.subarray(row * width, (row + 1) * width);
};

/** What a label stands for, and what it comes after: a class, or a token of a text. */
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

type Part = Pick<Worked, 'putIn' | 'termsTitle' | 'terms'>;

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
  // Written as −log p only where that is what the engine says.
  const exact = Math.abs(-Math.log(p) - value) < 1e-3 * (1 + value);
  return {
    putIn: exact
      ? `−log p(${name(truth)}${after}) = −log ${p < 0.0005 ? short(p) : p.toPrecision(3)}`
      : `${loss.title} with p(${name(truth)}${after}) = ${short(p)}`,
    termsTitle: after ? 'probability given to each letter' : 'probability given to each class',
    terms: shares.map((share, label) => ({
      words: name(label),
      value: share,
      main: label === truth,
    })),
  };
}

async function tripletWork({ engine, run, loss }: Subject, outputs: OwnedTensor[]): Promise<Part> {
  const [anchor, positive, negative] = outputs as [Tensor, Tensor, Tensor];
  const { params } = run.experiment.loss;
  const distances = await distancesOf(engine, { loss, params }, { anchor, positive, negative });
  const [near = 0] = distances.positive;
  const [far = 0] = distances.negative;
  const margin = Number(params.margin);
  return {
    putIn: `max(0, d(a,p) − d(a,n) + margin) = max(0, ${short(near)} − ${short(far)} + ${short(margin)})`,
    termsTitle: 'distances, and the margin asked for',
    terms: [
      { words: 'd(a,p)', value: near, main: true },
      { words: '− d(a,n)', value: -far, main: false },
      { words: '+ margin', value: margin, main: true },
    ],
  };
}

/** The loss of one prediction against one target, as it is written with numbers. */
function oneNumber({ meaning, title }: LossDescriptor, said: string, truth: string): string {
  if (meaning === 'squared_difference') return `(${said} − ${truth})²`;
  if (meaning === 'absolute_difference') return `|${said} − ${truth}|`;
  return `${title} of ${said} against ${truth}`;
}

function numberWork({ loss, task, run }: Subject, said: OwnedTensor, target: ArrayLike<number>): Part {
  const { targetMean, targetScale } = run.info;
  const several = target.length > 1;
  const written = Array.from(target, (truth, index) => oneNumber(loss, n(said.data[index] ?? 0), n(truth)));
  const putIn = several ? `mean of ${written.slice(0, 2).join(', ')}, …` : (written[0] ?? '');
  const unit =
    task.unit && !several
      ? ` (in ${task.unit}: ${short(targetMean + targetScale * (said.data[0] ?? 0))} against ${short(targetMean + targetScale * (target[0] ?? 0))})`
      : '';
  return {
    putIn: `${putIn}${unit}`,
    termsTitle: several ? 'what the model says, class by class' : 'prediction, target, and how far apart',
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

/** Works one example. */
export async function work(subject: Subject, chosen: Chosen): Promise<Worked> {
  const { engine, run, loss, task, examples } = subject;
  const { outputs, losses } = await evaluate(engine, run, loss, examples, [chosen]);
  const [value = Number.NaN] = losses;
  const target = rowOf(examples[chosen.split].target as OwnedTensor, chosen.rows[0] ?? 0);
  const part =
    loss.target === 'triplet'
      ? await tripletWork(subject, outputs)
      : loss.target === 'real'
        ? numberWork(subject, outputs[0] as OwnedTensor, target)
        : await classWork(subject, chosen, value);
  const input = examples[chosen.split].input as OwnedTensor;
  const pictured = task.picture ? chosen.rows.map((row) => rowOf(input, row)) : [];
  const place = chosen.rows.map((row) => row + 1).join(', ');
  return {
    title: `${chosen.split === 'train' ? 'Training' : 'Unseen'} ${task.noun}${chosen.rows.length > 1 ? 's' : ''} ${place}`,
    loss: value,
    pictures: pictured,
    ...part,
  };
}
