// The words of a linear model of messages with the largest weights for each class.
import type { TaskDescriptor, WorkerRun } from 'loss-playground/engine';
import { download } from '../engine/module/download.ts';
import { untilLoaded } from '../run/loading.ts';

export interface Telling {
  /** Class name. */
  name: string;
  words: string[];
}

const home = new URL(import.meta.url);

/** The vocabulary that belongs to a task's data, in the order of its columns; null if there is none, or no file beside this script. */
export async function vocabulary(task: TaskDescriptor): Promise<string[] | null> {
  if (!task.words || home.protocol === 'inlined:') return null;
  const address = new URL(`data/${task.words}`, home);
  const packed = await untilLoaded(() => download(address));
  const text = await new Response(packed.stream().pipeThrough(new DecompressionStream('gzip'))).text();
  return (JSON.parse(text) as { words: string[] }).words;
}

/** How much each word and the bias add to the score of the second of two classes. */
export interface WordWeights {
  lean: number[];
  bias: number;
}

/** The weights of a linear model of two classes; null if weights do not belong to single words and classes. */
export async function weightsOf(run: WorkerRun, words: number): Promise<WordWeights | null> {
  const parameters = await run.parameters();
  const [weight, ...others] = parameters.filter(({ shape }) => shape.length > 1);
  const rows = weight?.shape[0] ?? 0;
  if (weight?.shape[1] !== words || others.length > 0 || rows < 1 || rows > 2) return null;
  const bias = parameters.find(({ shape }) => shape.length === 1)?.data ?? [];
  const against = (second: number, first: number) => (rows === 1 ? second : second - first);
  const lean = Array.from({ length: words }, (_, word) =>
    against(weight.data[(rows - 1) * words + word] ?? 0, weight.data[word] ?? 0),
  );
  return { lean, bias: against(bias[rows - 1] ?? 0, bias[0] ?? 0) };
}

/** The words with the largest weights for each of two classes, if the model has one weight per word and class. */
export async function tellingWords(
  run: WorkerRun,
  words: string[],
  names: readonly string[],
): Promise<Telling[]> {
  const weights = names.length === 2 ? await weightsOf(run, words.length) : null;
  if (!weights) return [];
  const { lean } = weights;
  const order = lean.map((_, word) => word).sort((a, b) => (lean[a] ?? 0) - (lean[b] ?? 0));
  const named = (picked: number[]) => picked.map((word) => words[word] ?? '');
  return [
    { name: names[0] ?? '', words: named(order.slice(0, 8)) },
    { name: names[1] ?? '', words: named(order.slice(-8).toReversed()) },
  ];
}
