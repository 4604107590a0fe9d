// What labs suggest to try: each address sets up what its words say, and is written as the lab itself writes it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeExperiment } from 'loss-playground/engine';
import type { LabDefinition, Trial } from '../../../web/labs/definition.ts';
import landscape from '../../../web/labs/landscape/lab.ts';
import { suggestions } from '../../../web/labs/next-token/plan.ts';
import { readPlan } from '../../../web/labs/race/course.ts';
import race from '../../../web/labs/race/lab.ts';
import { readChoice } from '../../../web/labs/shapes/choice.ts';
import shapes from '../../../web/labs/shapes/lab.ts';
import triplet from '../../../web/labs/triplet/lab.ts';
import { readScene } from '../../../web/labs/triplet/scene.ts';
import twoLosses from '../../../web/labs/two-losses/lab.ts';
import { readPairs } from '../../../web/run/address-pairs.ts';
import { cases } from '../support/cases.ts';
import { catalog } from '../support/catalog.ts';
import { assertReadable } from '../support/text.ts';

interface Case {
  /** The words of the trial. */
  name: string;
  lab: LabDefinition;
  /** What its address sets up, in short. */
  expected: string;
}

const experimentOf = (address: string) => {
  const { task, optimizer, steps } = decodeExperiment(catalog, address);
  return `${task.id}, ${optimizer.id}, ${steps} steps`;
};

/** What a lab reads from an address. */
const readers: Record<string, (address: string) => string> = {
  shapes: (address) =>
    readChoice(catalog, address)
      .shown.map(({ loss, params }) => `${loss.id}${'delta' in params ? ` ${params.delta}` : ''}`)
      .join(', '),
  triplet: (address) => {
    const { loss, params, mining, anchor, positive, negatives } = readScene(catalog, address);
    const places = new Set([anchor, positive, ...negatives].map(({ x, y }) => `${x},${y}`));
    return `${loss.id} ${params.margin}, ${mining}, ${negatives.length} negatives, ${places.size} places`;
  },
  race: (address) => {
    const { course, racers } = readPlan(catalog, address);
    const list = racers.map(({ id, params }) => `${id} ${params.lr}`);
    return `${course.kind} ${course.id}, noise ${course.noise}, ${course.steps} steps, ${course.seeds} seeds: ${list.join(', ')}`;
  },
  landscape: (address) => {
    const look = readPairs(address).get('look');
    return `${look ?? 'path'}: ${experimentOf(address.replace(/look=[^&]*&/, ''))}`;
  },
  'two-losses': (address) => [...readPairs(address)].map(([name, value]) => `${name} ${value}`).join(', '),
};

cases<Case>(
  'trial',
  [
    {
      name: 'Cross-entropy and the squared error of probabilities',
      lab: shapes,
      expected: 'cross_entropy, brier_loss',
    },
    {
      name: 'Huber loss with a delta of 0.5',
      lab: shapes,
      expected: 'huber_loss 0.5, mse_loss, l1_loss',
    },
    { name: 'The loss of being sure and wrong', lab: shapes, expected: 'binary_cross_entropy' },
    {
      name: 'A margin of 0.2',
      lab: triplet,
      expected: 'triplet_margin_loss 0.2, all, 6 negatives, 8 places',
    },
    {
      name: 'Only the hardest negative',
      lab: triplet,
      expected: 'triplet_margin_loss 1, hardest, 6 negatives, 8 places',
    },
    {
      name: 'All points in one place',
      lab: triplet,
      expected: 'triplet_margin_loss 1, all, 3 negatives, 1 places',
    },
    {
      name: 'Gradient descent just below its limit',
      lab: race,
      expected: 'surface quadratic, noise 0, 150 steps, 1 seeds: sgd 0.078',
    },
    {
      name: 'Gradient descent just above it',
      lab: race,
      expected: 'surface quadratic, noise 0, 150 steps, 1 seeds: sgd 0.082',
    },
    {
      name: 'On real digits',
      lab: race,
      expected: 'task digits, noise 0, 200 steps, 10 seeds: sgd 0.1, adam 0.01, rmsprop 0.01, adagrad 0.01',
    },
    { name: 'Two random directions', lab: landscape, expected: 'random:1: digits, adam, 1000 steps' },
    { name: 'After 50 steps only', lab: landscape, expected: 'path: digits, adam, 50 steps' },
    {
      name: 'The squared error of a linear model',
      lab: landscape,
      expected: 'path: houses, sgd, 1000 steps',
    },
    { name: 'Gradient descent from an ordinary start', lab: twoLosses, expected: 'sureness 1, v 1' },
    { name: 'The same at ten times the learning rate', lab: twoLosses, expected: 'lr 1, v 1' },
    { name: 'Adam from an ordinary start', lab: twoLosses, expected: 'optimizer adam, lr 0.003, v 1' },
  ],
  ({ name, lab }) => {
    const trial = (lab.trials as readonly Trial[]).find(({ words }) => words === name);
    return readers[lab.id]?.(trial?.address ?? '');
  },
);

test('trials: each is in the table above, and each sentence ends', () => {
  const told = [shapes, triplet, race, landscape, twoLosses].flatMap(({ trials }: LabDefinition) =>
    trials === 'own' ? [] : trials,
  );
  assert.equal(told.length, 15);
  for (const { words, watch, address } of [
    ...told,
    ...suggestions.map((one) => ({ ...one, address: 'v=1' })),
  ]) {
    assert.match(watch, /^[A-Z].+\.$/, words);
    assert.match(address, /v=1$/, words);
    assertReadable(`${words} ${watch}`, words);
  }
});
