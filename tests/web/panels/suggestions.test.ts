import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CompleteExperiment, decodeExperiment } from 'loss-playground/engine';
import { suggestionList } from '../../../web/panels/suggestions.ts';
import { cases } from '../support/cases.ts';
import { catalog, experiment, taskOf } from '../support/catalog.ts';
import { linksOf, textOf } from '../support/text.ts';

interface Case {
  name: string;
  experiment: CompleteExperiment;
  lab?: string;
  /** Link and words, in turn. */
  expected: string[];
}

const higher = (rate: string) =>
  `Set the learning rate 100 times higher, to ${rate} At a learning rate of ${rate} each step overshoots the minimum and lands higher on the far side. The cost jumps, or grows until the run stops.`;
const lower = (rate: string) =>
  `Lower the learning rate to ${rate} The steps are shorter. If the loss was jumping, it now falls smoothly.`;
const penalty =
  'Add an L2 penalty of 0.1, which keeps the weights small The objective is now the batch loss plus the penalty. It can fall while the cost rises.';
const fewer = (noun: string, nouns: string) =>
  `Train on only one ${noun} in ten The training cost keeps falling; the test cost stalls and may rise. The model is memorizing its few ${nouns}.`;

const suggested = (given: CompleteExperiment, lab = 'train') =>
  suggestionList(catalog, given, taskOf(given.task.id), lab, {} as Element);

/** The entries of the list, each with its link before it. */
function told({ experiment: given, lab }: Omit<Case, 'expected'>): string[] {
  const list = suggested(given, lab);
  const entries = (list.values as unknown[]).find(Array.isArray) as Parameters<typeof textOf>[0][];
  return linksOf(list).flatMap((link, index) => [link, textOf(entries[index])]);
}

cases<Case>(
  'suggestions',
  [
    {
      name: 'classes',
      experiment: experiment('digits'),
      expected: [
        '#task=digits&optimizer=adam&optimizer.lr=0.3&v=1',
        higher('0.3'),
        '#task=digits&regularization.l2=0.1&v=1',
        penalty,
        '#task=digits&task.test_fraction=0.9&v=1',
        fewer('digit', 'digits'),
      ],
    },
    {
      name: 'numbers',
      experiment: experiment('houses'),
      expected: [
        '#task=houses&optimizer=sgd&optimizer.lr=1&v=1',
        higher('1'),
        '#task=houses&regularization.l2=0.1&v=1',
        penalty,
        '#task=houses&loss=l1_loss&v=1',
        'Minimize the mean absolute error instead Predictions move toward the median, so a few outliers no longer dominate.',
      ],
    },
    {
      name: 'numbers by the absolute error already',
      experiment: experiment('houses', { loss: { id: 'l1_loss' } }),
      expected: [
        '#task=houses&loss=l1_loss&optimizer=sgd&optimizer.lr=1&v=1',
        higher('1'),
        '#task=houses&loss=l1_loss&regularization.l2=0.1&v=1',
        penalty,
        '#task=houses&task.test_fraction=0.9&loss=l1_loss&v=1',
        fewer('house', 'houses'),
      ],
    },
    {
      name: 'triplets',
      experiment: experiment('triplet_lab'),
      expected: [
        '#task=triplet_lab&optimizer=adam&optimizer.lr=0.5&v=1',
        higher('0.5'),
        '#task=triplet_lab&regularization.l2=0.1&v=1',
        penalty,
        '#task=triplet_lab&loss=triplet_margin_loss&loss.margin=0.2&v=1',
        'Set the margin to 0.2 The embeddings move closer together: the margin sets the scale. Nearest neighbors hardly change.',
      ],
    },
    {
      name: 'places without a margin',
      experiment: experiment('triplet_lab', { loss: { id: 'info_nce_loss' } }),
      expected: [
        '#task=triplet_lab&loss=info_nce_loss&optimizer=adam&optimizer.lr=0.5&v=1',
        higher('0.5'),
        '#task=triplet_lab&loss=info_nce_loss&regularization.l2=0.1&v=1',
        penalty,
        '#task=triplet_lab&task.test_fraction=0.9&loss=info_nce_loss&v=1',
        fewer('point', 'points'),
      ],
    },
    {
      name: 'the peak of a schedule is its rate',
      experiment: experiment('names'),
      expected: [
        '#task=names&schedule=one_cycle_lr&schedule.max_lr=1&v=1',
        higher('1'),
        '#task=names&regularization.l2=0.1&v=1',
        penalty,
        '#task=names&task.test_fraction=0.9&v=1',
        fewer('letter', 'letters'),
      ],
    },
    {
      name: 'at a rate that is far too high, a usual one',
      experiment: experiment('digits', { optimizer: { id: 'adam', params: { lr: 0.3 } } }),
      expected: [
        '#task=digits&v=1',
        lower('0.003'),
        '#task=digits&optimizer=adam&optimizer.lr=0.3&regularization.l2=0.1&v=1',
        penalty,
        '#task=digits&task.test_fraction=0.9&optimizer=adam&optimizer.lr=0.3&v=1',
        fewer('digit', 'digits'),
      ],
    },
    {
      name: 'a rate of 1, as L-BFGS has it, is high enough',
      experiment: experiment('digits', { optimizer: { id: 'lbfgs' } }),
      expected: [
        '#task=digits&optimizer=lbfgs&regularization.l2=0.1&v=1',
        penalty,
        '#task=digits&task.test_fraction=0.9&optimizer=lbfgs&v=1',
        fewer('digit', 'digits'),
      ],
    },
    {
      name: 'what is set already is left out',
      experiment: experiment('digits', { regularization: { l2: 0.1 } }),
      expected: [
        '#task=digits&optimizer=adam&optimizer.lr=0.3&regularization.l2=0.1&v=1',
        higher('0.3'),
        '#task=digits&task.test_fraction=0.9&regularization.l2=0.1&v=1',
        fewer('digit', 'digits'),
      ],
    },
    {
      name: 'links from another lab lead back to it',
      experiment: experiment('digits', { regularization: { l2: 0.1 } }),
      lab: 'next-token',
      expected: [
        '#lab=next-token&task=digits&optimizer=adam&optimizer.lr=0.3&regularization.l2=0.1&v=1',
        higher('0.3'),
        '#lab=next-token&task=digits&task.test_fraction=0.9&regularization.l2=0.1&v=1',
        fewer('digit', 'digits'),
      ],
    },
  ],
  told,
);

test('suggestions: each task has three, and each opens an experiment one change away', () => {
  for (const { id } of catalog.tasks.filter(({ kind }) => kind !== 'any')) {
    const given = experiment(id);
    const links = linksOf(suggested(given));
    assert.equal(links.length, 3, id);
    for (const link of links) {
      const next = decodeExperiment(catalog, link) as unknown as Record<string, unknown>;
      const before = given as unknown as Record<string, unknown>;
      const changed = Object.keys(before).filter(
        (key) => JSON.stringify(before[key]) !== JSON.stringify(next[key]),
      );
      assert.equal(changed.length, 1, `${link} changes ${changed}`);
    }
  }
});
