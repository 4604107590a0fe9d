// Things to try from the current experiment: each one line, and what to watch for.

import type { TemplateResult } from 'lit';
import {
  type Catalog,
  type CompleteExperiment,
  type Experiment,
  encodeExperiment,
  type TaskDescriptor,
} from 'loss-playground/engine';
import { plural } from '../charts/format.ts';
import { entryOf, parameterOf } from '../run/described.ts';
import { rateOf } from '../run/learning-rate.ts';
import { numberWords } from '../run/setting-names.ts';
import { tryList } from '../ui/try-list.ts';

interface Suggestion {
  words: string;
  watch: string;
  experiment: Experiment;
}

const round = (value: number) => Number(value.toPrecision(6));

/** Higher learning rates are not suggested. */
const highest = 10;

/** The usual learning rate: the task's own, or for another optimizer or schedule the default. */
function usualRate(experiment: CompleteExperiment, task: TaskDescriptor, catalog: Catalog): number {
  const [own, preset] = [rateOf(experiment), rateOf(task.experiment)];
  const isOwn =
    own.section === preset.section && experiment[own.section].id === task.experiment[own.section].id;
  if (isOwn) return preset.value;
  const optimizer = entryOf(catalog.optimizers, experiment.optimizer.id);
  const start = Number(parameterOf(optimizer, 'lr')?.default ?? 0);
  return Math.max(optimizer?.natural_lr.model ?? own.value, start);
}

/** A learning rate that is far too high or, if the current one is, the usual one. */
function otherRate(experiment: CompleteExperiment, task: TaskDescriptor, catalog: Catalog): Suggestion[] {
  const rate = rateOf(experiment);
  const usual = usualRate(experiment, task, catalog);
  if (rate.value > 3 * usual)
    return [
      {
        words: `Lower the learning rate to ${numberWords(usual)}`,
        watch: 'The steps are shorter. If the loss was jumping, it now falls smoothly.',
        experiment: rate.set(usual),
      },
    ];
  const higher = round(100 * rate.value);
  if (higher > highest) return [];
  return [
    {
      words: `Set the learning rate 100 times higher, to ${numberWords(higher)}`,
      watch: `At a learning rate of ${numberWords(higher)} each step overshoots the minimum and lands higher on the far side. The cost jumps, or grows until the run stops.`,
      experiment: rate.set(higher),
    },
  ];
}

function penalty(experiment: CompleteExperiment): Suggestion {
  return {
    words: 'Add an L2 penalty of 0.1, which keeps the weights small',
    watch: 'The objective is now the batch loss plus the penalty. It can fall while the cost rises.',
    experiment: { ...experiment, regularization: { ...experiment.regularization, l2: 0.1 } },
  };
}

/** The fraction of the examples to hold out so that few are left for training. */
const mostTested = 0.9;

function fewer(experiment: CompleteExperiment, task: TaskDescriptor): Suggestion {
  return {
    words: `Train on only one ${task.noun} in ten`,
    watch: `The training cost keeps falling; the test cost stalls and may rise. The model is memorizing its few ${plural(task.noun)}.`,
    experiment: {
      ...experiment,
      task: {
        id: task.id,
        params: { ...(experiment.task.params as Record<string, number>), test_fraction: mostTested },
      },
    },
  };
}

function absolute(experiment: CompleteExperiment, catalog: Catalog): Suggestion[] {
  const loss = catalog.losses.find(({ meaning }) => meaning === 'absolute_difference');
  if (!loss || experiment.loss.id === loss.id) return [];
  return [
    {
      words: `Minimize the ${loss.title} instead`,
      watch: 'Predictions move toward the median, so a few outliers no longer dominate.',
      experiment: { ...experiment, loss: { id: loss.id } },
    },
  ];
}

function narrow(experiment: CompleteExperiment): Suggestion[] {
  if (experiment.loss.params.margin === undefined) return [];
  return [
    {
      words: 'Set the margin to 0.2',
      watch:
        'The embeddings move closer together: the margin sets the scale. Nearest neighbors hardly change.',
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
  // The visitor's own table is split elsewhere.
  const split = entryOf(catalog.tasks, experiment.task.id)?.kind === 'any' ? [] : [fewer(experiment, task)];
  return [...otherRate(experiment, task, catalog), penalty(experiment), ...special, ...split];
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
  // Settings that are already in use are not suggested.
  const links = suggestions(catalog, experiment, task)
    .map(({ words, watch, experiment: next }) => ({ words, watch, link: encodeExperiment(catalog, next) }))
    .filter(({ link }) => link !== present)
    .slice(0, 3);
  return tryList(
    links.map(({ words, watch, link }) => ({ words, watch, address: `#${place}${link}` })),
    element,
  );
}
