// The sentences of the shapes lab, each with the losses that produce it.
import { readChoice } from '../../../../web/labs/shapes/choice.ts';
import { type Here, reading, steepest, terms } from '../../../../web/labs/shapes/words.ts';
import { curveOf } from '../../../../web/run/loss-curve.ts';
import { cases } from '../../support/cases.ts';
import { catalog } from '../../support/catalog.ts';
import { engine } from '../../support/engine.ts';
import { textOf } from '../../support/text.ts';

/** Value and slope of an address's losses at a place of the axis. */
async function here(address: string, x: number): Promise<Here[]> {
  const { shown, probe, held } = readChoice(catalog, address);
  return Promise.all(
    shown.map(async ({ loss, params }) => {
      const curve = await curveOf(engine, loss, probe, params, held);
      if (typeof curve === 'string') throw new Error(curve);
      const index = curve.x.findIndex((at) => Math.abs(at - x) < 0.02);
      return {
        title: loss.title,
        value: curve.values[index] ?? Number.NaN,
        slope: curve.slopes[index] ?? Number.NaN,
      };
    }),
  );
}

interface Case {
  name: string;
  address: string;
  at: number;
  expected: string[];
}

cases<Case>(
  'shapes in words',
  [
    {
      name: 'three losses at the outlier',
      address: '',
      at: 3,
      expected: [
        'At 3: mean squared error is 9.000 with slope 6.000; mean absolute error is 3.000 with slope 1.000; Huber loss is 2.500 with slope 1.000.',
        'The slope of mean squared error there is 6 times as large as that of Huber loss. A gradient step follows the slope, not the value.',
      ],
    },
    {
      name: 'at the target',
      address: '',
      at: 0,
      expected: [
        'At 0: mean squared error is 0.000 with slope 0.000; mean absolute error is 0.000 with slope 0.000; Huber loss is 0.000 with slope 0.000.',
        'The slope there is 0: this prediction is not changed. A gradient step follows the slope, not the value.',
      ],
    },
    {
      name: 'sure and wrong',
      address: 'loss=cross_entropy&with=brier_loss&v=1',
      at: -5,
      expected: [
        'At -5: cross-entropy is 7.198 with slope −0.999; Brier score is 1.109 with slope −0.002.',
        'The slope of cross-entropy there is 602 times as large as that of Brier score. A gradient step follows the slope, not the value.',
      ],
    },
    {
      name: 'one loss',
      address: 'loss=huber_loss&loss.delta=0.5&v=1',
      at: 3,
      expected: [
        'At 3: Huber loss is 1.375 with slope 0.500.',
        'The slope there is 0.500 in size. A gradient step follows the slope, not the value.',
      ],
    },
    {
      name: 'a slope that is almost nothing',
      address: 'loss=cross_entropy&with=brier_loss&v=1',
      at: -8,
      expected: [
        'At -8: cross-entropy is 10.20 with slope −1.000; Brier score is 1.111 with slope −8.3e−5.',
        'The slope of cross-entropy there is 1.000 in size, that of Brier score almost 0. A gradient step follows the slope, not the value.',
      ],
    },
    {
      name: 'two of the same slope',
      address: 'loss=l1_loss&with=huber_loss&v=1',
      at: 3,
      expected: [
        'At 3: mean absolute error is 3.000 with slope 1.000; Huber loss is 2.500 with slope 1.000.',
        'All slopes there are of the same size, 1.000. A gradient step follows the slope, not the value.',
      ],
    },
  ],
  async ({ address, at }) => {
    const found = await here(address, at);
    return [textOf(reading(`at ${at}`, found)), textOf(steepest(found))];
  },
);

interface Terms {
  name: string;
  axis: string;
  units: string[];
  expected: string[];
}

const logit = 'A logit is a score, before softmax or sigmoid turns it into a probability.';
const nats = 'Nats are the unit of −ln p: a probability of 1/e = 37% costs 1 nat, or 1.44 bits.';

cases<Terms>(
  'terms explained',
  [
    { name: 'none', axis: 'prediction', units: ['units of the target'], expected: [] },
    {
      name: 'logits and nats',
      axis: 'logit of the true class, the others at 0',
      units: ['nats', 'squared probability'],
      expected: [logit, nats],
    },
    {
      name: 'nats in a longer unit',
      axis: 'predicted probability',
      units: ['nats a pair'],
      expected: [nats],
    },
  ],
  ({ axis, units }) => terms(axis, units),
);
