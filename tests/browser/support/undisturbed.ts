// What a page has of its run, and whether an undisturbed run in Node has the same.
import assert from 'node:assert/strict';
import type { CompleteExperiment } from 'loss-playground/engine';
import { bytesOf, createEngine } from '../../engine/support.ts';

export interface Seen {
  step: number;
  history: Record<string, number[]>;
  parameters: { name: string; shape: number[]; data: number[] }[];
  experiment: CompleteExperiment;
}

/** What the Train lab has of its run; runs in the page. */
export async function seenRun(): Promise<Seen> {
  const { session } = document.querySelector('train-lab') as unknown as {
    session: Record<string, never> & { run: { parameters(): Promise<Seen['parameters']> } };
  };
  const parameters = await session.run.parameters();
  return {
    step: (session.metrics as unknown as { step: number }).step,
    history: session.history,
    parameters: parameters.map(({ name, shape, data }) => ({ name, shape, data: [...data] })),
    experiment: session.experiment,
  } as unknown as Seen;
}

/** An undisturbed run has the same losses at all steps, and the same parameters. */
export async function assertUndisturbed({ step, history, parameters, experiment }: Seen) {
  const run = await (await createEngine()).createRun(experiment);
  run.advance(step);
  const steps = Array.from({ length: (history.step?.at(-1) ?? 0) + 1 }, (_, index) => index);
  assert.deepEqual(history.step, steps);
  assert.deepEqual(history.batchLoss?.slice(1, step + 1), Array.from(run.history.batchLoss));
  const typed = parameters.map((tensor) => ({ ...tensor, data: Float32Array.from(tensor.data) }));
  assert.equal(bytesOf(typed), bytesOf(run.parameters()));
  run.dispose();
}
