import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TemplateResult } from 'lit';
import {
  type CompleteExperiment,
  completeExperiment,
  type Experiment,
  ExperimentError,
} from 'loss-playground/engine';
import { diverged, notices, workerNotice } from '../../../web/panels/notices.ts';
import { cases } from '../support/cases.ts';
import { catalog, experiment } from '../support/catalog.ts';
import { isTemplate, textOf } from '../support/text.ts';

/** What the engine says of an experiment that it refuses. */
function refusal(given: object): ExperimentError {
  try {
    completeExperiment(catalog, { version: 1, task: { id: 'digits' }, ...given });
  } catch (error) {
    if (error instanceof ExperimentError) return error;
  }
  throw new Error('The experiment was taken.');
}

interface Notice {
  name: string;
  note?: string;
  given?: object;
  expected: string;
}

cases<Notice>(
  'notices',
  [
    { name: 'nothing to tell', expected: '' },
    { name: 'a plain notice', note: 'This link is damaged.', expected: 'This link is damaged.' },
    {
      name: 'a refused number',
      given: { optimizer: { id: 'adam', params: { lr: -1 } } },
      expected:
        'optimizer.params.lr stays as it was, and the run goes on. -1 was given; allowed is a number above 0.',
    },
    {
      name: 'a refused word',
      given: { batch_size: 'ten' },
      expected:
        'batch_size stays as it was, and the run goes on. "ten" was given; allowed is a whole number from 1 to 1000000.',
    },
    {
      name: 'an unknown name with a near one',
      given: { precision: 'float23' },
      expected:
        'precision stays as it was, and the run goes on. "float23" was given; allowed is one of float32, float64. Did you mean float32?',
    },
    {
      name: 'both',
      note: 'This link is damaged.',
      given: { seed: -1 },
      expected:
        'This link is damaged. seed stays as it was, and the run goes on. -1 was given; allowed is a whole number from 0.',
    },
  ],
  ({ note, given }) => textOf(notices(note ?? null, given ? refusal(given) : null)),
);

interface Divergence {
  name: string;
  experiment: CompleteExperiment;
  step: number;
  expected: string;
}

cases<Divergence>(
  'diverged',
  [
    {
      name: 'at the optimizer’s rate',
      experiment: experiment('digits', { optimizer: { id: 'sgd', params: { lr: 100 } } }),
      step: 12,
      expected:
        'The run diverged at step 12. Each step went farther beyond the valley than the one before, until the numbers were no longer finite. The pictures show the last finite step. A rate of 100 is too large here; clipping the gradient, under More terms, can help as well. Divide the rate by 10 and start again',
    },
    {
      name: 'at the peak of a schedule, after thousands of steps',
      experiment: experiment('names', { schedule: { id: 'one_cycle_lr', params: { max_lr: 30 } } }),
      step: 1200,
      expected:
        'The run diverged at step 1,200. Each step went farther beyond the valley than the one before, until the numbers were no longer finite. The pictures show the last finite step. A rate of 30 is too large here; clipping the gradient, under More terms, can help as well. Divide the rate by 10 and start again',
    },
  ],
  ({ experiment: given, step }) =>
    textOf(diverged(given, { step, reason: 'diverged', message: '' }, () => {})),
);

/** The handler of the only button in a template. */
const handlerIn = ({ values }: TemplateResult): (() => void) | undefined =>
  values
    .map((value) =>
      typeof value === 'function' ? (value as () => void) : isTemplate(value) ? handlerIn(value) : undefined,
    )
    .find((found) => found !== undefined);

/** Presses the button of the notice. */
function mended(given: CompleteExperiment): Experiment {
  let taken: Experiment | undefined;
  const template = diverged(given, { step: 1, reason: 'diverged', message: '' }, (next) => {
    taken = next;
  });
  const press = handlerIn(template);
  press?.();
  if (!taken) throw new Error('The button did nothing.');
  return taken;
}

test('diverged: the button divides the rate by ten, without a tail of digits', () => {
  const given = experiment('digits', { optimizer: { id: 'adam', params: { lr: 0.7 } } });
  assert.deepEqual(mended(given).optimizer, {
    ...given.optimizer,
    params: { ...given.optimizer.params, lr: 0.07 },
  });
});

test('diverged: under a schedule that takes its peak from the optimizer, the button divides that', () => {
  const given = experiment('digits', {
    optimizer: { id: 'sgd', params: { lr: 50 } },
    schedule: { id: 'one_cycle_lr' },
  });
  const { optimizer, schedule } = mended(given);
  assert.equal(optimizer?.params?.lr, 5);
  assert.equal(schedule?.params?.max_lr, 0);
});

test('diverged: where nothing can be restarted there is no button, and no settings to look for', () => {
  const given = experiment('digits', { optimizer: { id: 'sgd', params: { lr: 100 } } });
  assert.equal(
    textOf(diverged(given, { step: 12, reason: 'diverged', message: '' })),
    'The run diverged at step 12. Each step went farther beyond the valley than the one before, until the numbers were no longer finite. A rate of 100 is too large here.',
  );
});

interface Break {
  name: string;
  event: CustomEvent;
  expected: string;
}

const event = (type: string, detail: unknown) => new CustomEvent(type, { detail });

cases<Break>(
  'worker notices',
  [
    {
      name: 'a worker that was started again where it stopped',
      event: event('revive', { at: 1200, from: 1200 }),
      expected: 'The engine’s worker stopped at step 1,200. It was started again there; nothing is lost.',
    },
    {
      name: 'a worker that was started again from an earlier step',
      event: event('revive', { at: 1200, from: 1000 }),
      expected:
        'The engine’s worker stopped at step 1,200. It was started again from step 1,000; nothing else is lost.',
    },
    {
      name: 'an engine that could not go on',
      event: event('failure', new Error('it is gone')),
      expected: 'The engine could not go on: it is gone.',
    },
    {
      name: 'a reason that is a sentence of its own',
      event: event('failure', new Error('The worker was ended.')),
      expected: 'The engine could not go on: The worker was ended.',
    },
    {
      name: 'a reason that is no error',
      event: event('failure', 'out of memory'),
      expected: 'The engine could not go on: out of memory.',
    },
  ],
  ({ event: given }) => workerNotice(given),
);
