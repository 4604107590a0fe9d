// Weights of classes and rows: where an experiment has some, and the lists that balance its classes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeExperiment, type Spec } from 'loss-playground/engine';
import { balanced, isWeighted, isWeightList } from '../../../web/run/weights.ts';
import { cases } from '../support/cases.ts';
import { catalog, experiment, infoOf, lossOf, ownTable } from '../support/catalog.ts';

interface Case {
  name: string;
  loss: string;
  counts?: number[];
  outputs: number;
  expected: number[] | null;
}

cases<Case>(
  'balanced',
  [
    { name: 'classes', loss: 'cross_entropy', counts: [90, 10], outputs: 2, expected: [0.5556, 5] },
    {
      name: 'three classes',
      loss: 'nll_loss',
      counts: [30, 60, 10],
      outputs: 3,
      expected: [1.111, 0.5556, 3.333],
    },
    {
      name: 'an absent class',
      loss: 'cross_entropy',
      counts: [4, 0, 4],
      outputs: 3,
      expected: [0.6667, 1, 0.6667],
    },
    {
      name: 'one output',
      loss: 'binary_cross_entropy_with_logits',
      counts: [90, 10],
      outputs: 1,
      expected: [9],
    },
    {
      name: 'an output per class',
      loss: 'binary_cross_entropy_with_logits',
      counts: [50, 25, 25],
      outputs: 3,
      expected: [1, 3, 3],
    },
    {
      name: 'one class alone',
      loss: 'binary_cross_entropy_with_logits',
      counts: [0, 7],
      outputs: 1,
      expected: [1],
    },
    { name: 'tokens', loss: 'cross_entropy', outputs: 27, expected: null },
  ],
  ({ loss, counts, outputs }) =>
    balanced(lossOf(loss), infoOf({ outputs, ...(counts ? { classCounts: Int32Array.from(counts) } : {}) })),
);

test('weights: the lists of a loss are those in place of its optional tensors', () => {
  const lists = catalog.losses.flatMap((loss) =>
    loss.params.filter((entry) => isWeightList(loss, entry)).map(({ id }) => `${loss.id}.${id}`),
  );
  assert.deepEqual(lists.sort(), [
    'binary_cross_entropy_with_logits.pos_weight',
    'cross_entropy.weight',
    'multi_margin_loss.weight',
    'nll_loss.weight',
  ]);
});

test('weights: an experiment is weighted by a list or by its rows', () => {
  const of = (given: ReturnType<typeof experiment>) => isWeighted(lossOf(given.loss.id), given);
  const loss: Spec = { id: 'cross_entropy', params: { weight: [1, 2, 1, 1, 1, 1, 1, 1, 1, 1] } };
  assert.equal(of(experiment('digits')), false);
  assert.equal(of(experiment('digits', { loss })), true);
  const plain = ownTable('regression');
  assert.equal(of(plain), false);
  const weights = { shape: [4], data: [1, 2, 3, 4] };
  const params = { ...plain.task.params, weights };
  assert.equal(of(completeExperiment(catalog, { ...plain, task: { id: plain.task.id, params } })), true);
});
