// A long run must not grow: the module's memory and Node's heap at the start and at the end.
import type { Experiment } from 'loss-playground/engine';
import { watchedEngine } from '../engine/support.ts';
import { markdownTable } from './statistics.ts';

const longestSeconds = 3600;
const chunk = 100_000;

export async function soak(experiment: Experiment, steps: number) {
  const { engine, moduleBytes } = await watchedEngine();
  const run = await engine.createRun({ ...experiment, steps: 1e6 });
  const started = performance.now();
  const sample = (step: number) => {
    globalThis.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    return { step, module: moduleBytes(), heap: heapUsed, process: rss };
  };
  run.advance(chunk);
  const samples = [sample(chunk)];
  let done = chunk;
  while (done < steps && performance.now() - started < longestSeconds * 1000) {
    done = run.advance(Math.min(chunk, steps - done)).step;
    if (done >= samples.length * (steps / 8)) samples.push(sample(done));
  }
  const seconds = (performance.now() - started) / 1000;
  const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(2);
  const cells = samples.map(({ step, module, heap, process }) => [
    step.toLocaleString('en-US'),
    ...[module, heap, process].map(mebibytes),
  ]);
  const table = markdownTable(['step', "module's memory, MiB", "Node's heap, MiB", 'process, MiB'], cells);
  return { text: `${table}\n\n${Math.round(seconds)} s.`, data: { seconds, samples } };
}
