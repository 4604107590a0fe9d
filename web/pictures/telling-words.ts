// The words behind a linear model of messages: which speak for which class.
import type { TaskDescriptor, WorkerRun } from 'loss-playground/engine';

export interface Telling {
  /** Class name. */
  name: string;
  words: string[];
}

const home = import.meta.url;

/** The vocabulary beside a task's data, in the order of its columns; null where there is none. */
export async function vocabulary(task: TaskDescriptor): Promise<string[] | null> {
  if (!task.words) return null;
  const address = new URL(`data/${task.words}`, home);
  const response = await fetch(address).catch(() => null);
  if (!response?.ok || !response.body) return null;
  const text = await new Response(response.body.pipeThrough(new DecompressionStream('gzip'))).text();
  return (JSON.parse(text) as { words: string[] }).words;
}

/** The words whose weight speaks most for each of two classes, where the model has one weight a word and class. */
export async function tellingWords(
  run: WorkerRun,
  words: string[],
  names: readonly string[],
): Promise<Telling[]> {
  const [weight, ...others] = (await run.parameters()).filter(({ shape }) => shape.length > 1);
  if (weight?.shape[1] !== words.length || others.length > 0 || names.length !== 2) return [];
  const rows = weight.shape[0] ?? 1;
  const second = words.map((_, word) => weight.data[(rows - 1) * words.length + word] ?? 0);
  const lean = second.map((value, word) => (rows === 1 ? value : value - (weight.data[word] ?? 0)));
  const order = lean.map((_, word) => word).sort((a, b) => (lean[a] ?? 0) - (lean[b] ?? 0));
  const named = (picked: number[]) => picked.map((word) => words[word] ?? '');
  return [
    { name: names[0] ?? '', words: named(order.slice(0, 8)) },
    { name: names[1] ?? '', words: named(order.slice(-8).toReversed()) },
  ];
}
