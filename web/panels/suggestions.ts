// Things to try from where the visitor stands: each one line, and what to watch for.

import type { TemplateResult } from 'lit';
import {
  type Catalog,
  type CompleteExperiment,
  type Experiment,
  encodeExperiment,
  type TaskDescriptor,
} from 'loss-playground/engine';
import { rateOf } from '../run/learning-rate.ts';
import { tryList } from '../ui/try-list.ts';

interface Suggestion {
  words: string;
  watch: string;
  experiment: Experiment;
}

const round = (value: number) => Number(value.toPrecision(6));

function tooLarge(experiment: CompleteExperiment): Suggestion {
  const rate = rateOf(experiment);
  const higher = round(100 * rate.value);
  return {
    words: `Set the rate 100 times higher, to ${higher}`,
    watch:
      'Too large: a step jumps past the lowest place and lands higher on the other side. J leaps about, or grows until the run stops.',
    experiment: rate.set(higher),
  };
}

function penalty(experiment: CompleteExperiment): Suggestion {
  return {
    words: 'Add a penalty of 0.1 on large weights',
    watch: 'The objective leaves the batch loss. It can fall while cost J rises.',
    experiment: { ...experiment, regularization: { ...experiment.regularization, l2: 0.1 } },
  };
}

function fewer(experiment: CompleteExperiment, task: TaskDescriptor): Suggestion {
  return {
    words: `Learn from one ${task.noun} in ten only`,
    watch: 'J train falls on; J unseen stays behind, and may turn back up.',
    experiment: {
      ...experiment,
      task: {
        id: task.id,
        params: { ...(experiment.task.params as Record<string, number>), test_fraction: 0.9 },
      },
    },
  };
}

function absolute(experiment: CompleteExperiment, catalog: Catalog): Suggestion[] {
  const loss = catalog.losses.find(({ meaning }) => meaning === 'absolute_difference');
  if (!loss || experiment.loss.id === loss.id) return [];
  return [
    {
      words: `Minimise the ${loss.title} instead`,
      watch: 'It aims at the median; a few outliers no longer pull the model.',
      experiment: { ...experiment, loss: { id: loss.id } },
    },
  ];
}

function narrow(experiment: CompleteExperiment): Suggestion[] {
  if (experiment.loss.params.margin === undefined) return [];
  return [
    {
      words: 'Set the margin to 0.2',
      watch: 'The map shrinks: its size is set by the margin. The nearest neighbours hardly change.',
      experiment: {
        ...experiment,
        loss: { id: experiment.loss.id, params: { ...experiment.loss.params, margin: 0.2 } },
      },
    },
  ];
}

function suggestions(catalog: Catalog, experiment: CompleteExperiment, task: TaskDescriptor): Suggestion[] {
  const special =
    task.kind === 'triplet'
      ? narrow(experiment)
      : task.kind === 'regression'
        ? absolute(experiment, catalog)
        : [];
  return [tooLarge(experiment), penalty(experiment), ...special, fewer(experiment, task)];
}

/** Up to three links, each to an experiment one change away; a click shows `element`, the lab. */
export function suggestionList(
  catalog: Catalog,
  experiment: CompleteExperiment,
  task: TaskDescriptor,
  lab: string,
  element: Element,
): TemplateResult {
  const place = lab === 'train' ? '' : `lab=${lab}&`;
  const present = encodeExperiment(catalog, experiment);
  // What is set already is nothing to try.
  const links = suggestions(catalog, experiment, task)
    .map(({ words, watch, experiment: next }) => ({ words, watch, link: encodeExperiment(catalog, next) }))
    .filter(({ link }) => link !== present)
    .slice(0, 3);
  return tryList(
    links.map(({ words, watch, link }) => ({ words, watch, address: `#${place}${link}` })),
    element,
  );
}
