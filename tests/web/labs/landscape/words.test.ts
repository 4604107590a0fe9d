// The sentences of the landscape, each with the survey that produces it.

import assert from 'node:assert/strict';
import { decodeExperiment } from 'loss-playground/engine';
import type { Directions } from '../../../../web/labs/landscape/plane.ts';
import { type Survey, survey } from '../../../../web/labs/landscape/survey.ts';
import { reading, type Seen } from '../../../../web/labs/landscape/words.ts';
import { cases } from '../../support/cases.ts';
import { catalog } from '../../support/catalog.ts';
import { engine } from '../../support/engine.ts';
import { textOf } from '../../support/text.ts';

async function surveyed(address: string, directions: Directions): Promise<Seen> {
  const experiment = decodeExperiment(catalog, address);
  let found: Survey | null = null;
  for await (const next of survey(engine, experiment, directions, 1)) found = next;
  assert.ok(found);
  const task = catalog.tasks.find(({ id }) => id === experiment.task.id)?.title ?? '';
  return { ...(found as Survey), task, directions };
}

interface Case {
  name: string;
  address: string;
  directions: Directions;
  expected: string;
}

cases<Case>(
  'landscape in words',
  [
    {
      name: 'along the path',
      address: 'task=xor&steps=60&v=1',
      directions: 'path',
      expected:
        'After 60 steps of training on four corners the training cost is 0.254; on this map it ranges from 0.154 to 0.972, so the trained model is not its minimum.',
    },
    {
      name: 'after few steps',
      address: 'task=moons&steps=20&v=1',
      directions: 'path',
      expected:
        'After 20 steps of training on two moons the training cost is 0.327; on this map it is at most 0.980.',
    },
    {
      name: 'along two random directions',
      address: 'task=xor&steps=60&v=1',
      directions: 'random',
      expected:
        'After 60 steps of training on four corners the training cost is 0.254; on this map it is at most 1.133. Two random directions show little of a path through 42 dimensions.',
    },
  ],
  async ({ address, directions }) => textOf(reading(await surveyed(address, directions))),
);

const seen = (given: Partial<Seen>): Seen => ({
  task: 'handwritten digits',
  steps: 1000,
  cost: 0.04,
  costs: [0.04, 2, Number.NaN],
  directions: 'random',
  parameters: 2410,
  ...given,
});

interface Told {
  name: string;
  seen: Partial<Seen>;
  expected: string;
}

cases<Told>(
  'landscape of digits',
  [
    {
      name: 'random directions in thousands of dimensions',
      seen: {},
      expected:
        'After 1,000 steps of training on handwritten digits the training cost is 0.040; on this map it is at most 2.000. Two random directions show little of a path through thousands of dimensions.',
    },
    {
      name: 'one step',
      seen: { steps: 1, directions: 'path' },
      expected:
        'After 1 step of training on handwritten digits the training cost is 0.040; on this map it is at most 2.000.',
    },
    {
      name: 'while places are measured nothing is said of the lowest and the highest',
      seen: { costs: null },
      expected: 'After 1,000 steps of training on handwritten digits the training cost is 0.040.',
    },
    {
      name: 'a run that diverged',
      seen: { cost: Number.NaN },
      expected:
        'Training on handwritten digits diverged, so there is no trained model to look around. A smaller learning rate may converge.',
    },
  ],
  ({ seen: given }) => textOf(reading(seen(given))),
);
