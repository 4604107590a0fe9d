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

const tooLarge =
  'Too large: a step jumps past the lowest place and lands higher on the other side. J leaps about, or grows until the run stops.';
const penalty =
  'Add a penalty of 0.1 on large weights The objective leaves the batch loss. It can fall while cost J rises.';
const fewer = 'J train falls on; J unseen stays behind, and may turn back up.';

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
        `Set the rate 100 times higher, to 0.3 ${tooLarge}`,
        '#task=digits&regularization.l2=0.1&v=1',
        penalty,
        '#task=digits&task.test_fraction=0.9&v=1',
        `Learn from one digit in ten only ${fewer}`,
      ],
    },
    {
      name: 'numbers',
      experiment: experiment('houses'),
      expected: [
        '#task=houses&optimizer=sgd&optimizer.lr=1&v=1',
        `Set the rate 100 times higher, to 1 ${tooLarge}`,
        '#task=houses&regularization.l2=0.1&v=1',
        penalty,
        '#task=houses&loss=l1_loss&v=1',
        'Minimise the mean absolute error instead It aims at the median; a few outliers no longer pull the model.',
      ],
    },
    {
      name: 'numbers by the absolute error already',
      experiment: experiment('houses', { loss: { id: 'l1_loss' } }),
      expected: [
        '#task=houses&loss=l1_loss&optimizer=sgd&optimizer.lr=1&v=1',
        `Set the rate 100 times higher, to 1 ${tooLarge}`,
        '#task=houses&loss=l1_loss&regularization.l2=0.1&v=1',
        penalty,
        '#task=houses&task.test_fraction=0.9&loss=l1_loss&v=1',
        `Learn from one house in ten only ${fewer}`,
      ],
    },
    {
      name: 'triplets',
      experiment: experiment('triplet_lab'),
      expected: [
        '#task=triplet_lab&optimizer=adam&optimizer.lr=0.5&v=1',
        `Set the rate 100 times higher, to 0.5 ${tooLarge}`,
        '#task=triplet_lab&regularization.l2=0.1&v=1',
        penalty,
        '#task=triplet_lab&loss=triplet_margin_loss&loss.margin=0.2&v=1',
        'Set the margin to 0.2 The map shrinks: its size is set by the margin. The nearest neighbours hardly change.',
      ],
    },
    {
      name: 'places without a margin',
      experiment: experiment('triplet_lab', { loss: { id: 'info_nce_loss' } }),
      expected: [
        '#task=triplet_lab&loss=info_nce_loss&optimizer=adam&optimizer.lr=0.5&v=1',
        `Set the rate 100 times higher, to 0.5 ${tooLarge}`,
        '#task=triplet_lab&loss=info_nce_loss&regularization.l2=0.1&v=1',
        penalty,
        '#task=triplet_lab&task.test_fraction=0.9&loss=info_nce_loss&v=1',
        `Learn from one point in ten only ${fewer}`,
      ],
    },
    {
      name: 'the peak of a schedule is its rate',
      experiment: experiment('names'),
      expected: [
        '#task=names&schedule=one_cycle_lr&schedule.max_lr=1&v=1',
        `Set the rate 100 times higher, to 1 ${tooLarge}`,
        '#task=names&regularization.l2=0.1&v=1',
        penalty,
        '#task=names&task.test_fraction=0.9&v=1',
        `Learn from one letter in ten only ${fewer}`,
      ],
    },
    {
      name: 'what is set already is left out',
      experiment: experiment('digits', { regularization: { l2: 0.1 } }),
      expected: [
        '#task=digits&optimizer=adam&optimizer.lr=0.3&regularization.l2=0.1&v=1',
        `Set the rate 100 times higher, to 0.3 ${tooLarge}`,
        '#task=digits&task.test_fraction=0.9&regularization.l2=0.1&v=1',
        `Learn from one digit in ten only ${fewer}`,
      ],
    },
    {
      name: 'links from another lab lead back to it',
      experiment: experiment('digits', { regularization: { l2: 0.1 } }),
      lab: 'next-token',
      expected: [
        '#lab=next-token&task=digits&optimizer=adam&optimizer.lr=0.3&regularization.l2=0.1&v=1',
        `Set the rate 100 times higher, to 0.3 ${tooLarge}`,
        '#lab=next-token&task=digits&task.test_fraction=0.9&regularization.l2=0.1&v=1',
        `Learn from one digit in ten only ${fewer}`,
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
