// Experiments that an engine must refuse: an error with the place, the value and what is allowed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Engine } from 'loss-playground/engine';
import { ExperimentError } from './support.ts';

type Refusal = InstanceType<typeof ExperimentError>;

/** The error that an experiment is refused with. */
export async function refusalOf(engine: Engine, experiment: unknown): Promise<Refusal> {
  try {
    await engine.createRun(experiment as never);
  } catch (error) {
    assert.ok(error instanceof ExperimentError, String(error));
    return error;
  }
  assert.fail('it was accepted');
}

/** Tests of experiments: a name, the experiment, the path of its error, and what the message says. */
export function refusals(
  engine: Engine,
  refused: readonly (readonly [string, unknown, string, RegExp])[],
): void {
  for (const [name, experiment, path, message] of refused)
    test(`refused with its place and what is allowed: ${name}`, async () => {
      const error = await refusalOf(engine, experiment);
      assert.equal(error.path, path);
      assert.match(error.message, message);
      const what = error.given === 'nothing' ? `${path} is missing` : `${path}: ${error.given} is not valid`;
      assert.ok(error.message.startsWith(`${what}. Use ${error.allowed}.`), error.message);
    });
}
