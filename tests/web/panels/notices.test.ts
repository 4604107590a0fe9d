import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TemplateResult } from 'lit';
import type { CompleteExperiment, Experiment } from 'loss-playground/engine';
import { diverged, notices, runNotice, type StoppedRun } from '../../../web/panels/notices.ts';
import { cases } from '../support/cases.ts';
import { experiment } from '../support/catalog.ts';
import { isTemplate, textOf } from '../support/text.ts';

/** A run that stopped, with a built-in loss and a finite start. */
const stoppedRun = (experiment: CompleteExperiment, step: number): StoppedRun => ({
  experiment,
  stopped: { step, reason: 'diverged', message: '' },
  initialCost: 1,
  batchLosses: [],
  own: false,
});

cases<{ name: string; note: string | null; refusal: string | null; expected: string }>(
  'notices',
  [
    { name: 'nothing to say', note: null, refusal: null, expected: '' },
    { name: 'a note', note: 'This link is damaged.', refusal: null, expected: 'This link is damaged. Close' },
    { name: 'both', note: 'One.', refusal: 'Two.', expected: 'One. Close Two.' },
  ],
  ({ note, refusal }) => textOf(notices(note, () => {}, refusal)),
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
        'Stopped at step 12: the loss is no longer finite. At a learning rate of 100 each step overshot by more than the last. Restart with 10',
    },
    {
      name: 'at the peak of a schedule, after thousands of steps',
      experiment: experiment('names', { schedule: { id: 'one_cycle_lr', params: { max_lr: 30 } } }),
      step: 1200,
      expected:
        'Stopped at step 1,200: the loss is no longer finite. At a learning rate of 30 each step overshot by more than the last. Restart with 3',
    },
  ],
  ({ experiment: given, step }) => textOf(diverged(stoppedRun(given, step), () => {})),
);

/** The handler of the only button in a template. */
const handlerIn = ({ values }: TemplateResult): (() => void) | undefined =>
  values
    .map((value) =>
      typeof value === 'function' ? (value as () => void) : isTemplate(value) ? handlerIn(value) : undefined,
    )
    .find((found) => found !== undefined);

/** Presses the button of the notice. */
function restarted(given: CompleteExperiment): Experiment {
  let taken: Experiment | undefined;
  const template = diverged(stoppedRun(given, 1), (next) => {
    taken = next;
  });
  const press = handlerIn(template);
  press?.();
  if (!taken) throw new Error('The button did nothing.');
  return taken;
}

test('diverged: the button divides the rate by ten, without a tail of digits', () => {
  const given = experiment('digits', { optimizer: { id: 'adam', params: { lr: 0.7 } } });
  assert.deepEqual(restarted(given).optimizer, {
    ...given.optimizer,
    params: { ...given.optimizer.params, lr: 0.07 },
  });
});

test('diverged: under a schedule that takes its peak from the optimizer, the button divides that', () => {
  const given = experiment('digits', {
    optimizer: { id: 'sgd', params: { lr: 50 } },
    schedule: { id: 'one_cycle_lr' },
  });
  const { optimizer, schedule } = restarted(given);
  assert.equal(optimizer?.params?.lr, 5);
  assert.equal(schedule?.params?.max_lr, 0);
});

test('diverged: where nothing can be restarted there is no button, and no settings to look for', () => {
  const given = experiment('digits', { optimizer: { id: 'sgd', params: { lr: 100 } } });
  assert.equal(
    textOf(diverged(stoppedRun(given, 12))),
    'Stopped at step 12: the loss is no longer finite. At a learning rate of 100 each step overshot by more than the last.',
  );
});

test('stopped: a loss that is no finite number from the start is not put down to the learning rate', () => {
  const given = experiment('digits', { optimizer: { id: 'sgd', params: { lr: 0.01 } } });
  const broken = { ...stoppedRun(given, 1), initialCost: Number.NaN };
  assert.equal(
    textOf(diverged(broken, () => {})),
    'Stopped at step 1: the loss or its slope is not finite for some examples.',
  );
  assert.equal(
    textOf(
      diverged(
        { ...broken, own: true },
        () => {},
        () => {},
      ),
    ),
    'Stopped at step 1: the loss or its slope is not finite for some examples. Check its roots, logarithms and divisions. Edit your loss',
  );
});

test('stopped: a typed loss that grew with each step has overshot, one that did not has not', () => {
  const given = experiment('digits', { optimizer: { id: 'sgd', params: { lr: 100 } } });
  const own = (batchLosses: number[]) =>
    textOf(diverged({ ...stoppedRun(given, 4), own: true, batchLosses }, () => {}));
  assert.match(own([1, 10, 1e5]), /each step overshot/);
  assert.match(own([-1, 10, -1e5]), /each step overshot/);
  assert.match(own([1, 0.9, 0.8]), /not finite for some/);
});

interface Break {
  name: string;
  event: CustomEvent;
  expected: string;
}

const event = (type: string, detail: unknown) => new CustomEvent(type, { detail });

cases<Break>(
  'notices of a run',
  [
    {
      name: 'a worker that was started again where it stopped',
      event: event('revive', { cause: 'crash', at: 1200, from: 1200 }),
      expected: 'The engine crashed at step 1,200. It was restarted there; nothing is lost.',
    },
    {
      name: 'a worker that was started again from an earlier step',
      event: event('revive', { cause: 'crash', at: 1200, from: 1000 }),
      expected: 'The engine crashed at step 1,200. It was restarted from step 1,000; nothing else is lost.',
    },
    {
      name: 'a step that was ended with its worker',
      event: event('revive', { cause: 'canceled', at: 11, from: 11 }),
      expected: 'Step 12 took too long and was stopped. The run is back at step 11.',
    },
    {
      name: 'a step that is too far for half a minute',
      event: event('cut', 1e9),
      expected:
        'Step 1,000,000,000 is too far for this machine: in half a minute it reached step 812. Select Play to train on.',
    },
    {
      name: 'an engine that could not go on',
      event: event('failure', new Error('it is gone')),
      expected: 'The engine could not continue: it is gone. Reload the page to start it again.',
    },
    {
      name: 'a reason that is a sentence of its own',
      event: event('failure', new Error('The worker was ended.')),
      expected: 'The engine could not continue: The worker was ended. Reload the page to start it again.',
    },
    {
      name: 'a reason that is no error',
      event: event('failure', 'out of memory'),
      expected: 'The engine could not continue: out of memory. Reload the page to start it again.',
    },
  ],
  ({ event: given }) => runNotice(given, 812),
);
