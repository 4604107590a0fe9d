// Curves of typed formulas that have no value in places.
import assert from 'node:assert/strict';
import { gapWords } from '../../../web/run/curve-gaps.ts';
import { curveOf } from '../../../web/run/loss-curve.ts';
import { probeOf } from '../../../web/run/loss-probe.ts';
import { cases } from '../support/cases.ts';
import { engine } from '../support/engine.ts';

cases<{ name: string; formula: string; expected: string }>(
  'gaps',
  [
    { name: 'none', formula: '(input - target)^2', expected: '' },
    {
      name: 'on the left',
      formula: 'sqrt(input - target)',
      expected: 'No finite value where the prediction is below 0.',
    },
    {
      name: 'at one point',
      formula: '1 / abs(input - target)',
      expected: 'No finite value where the prediction is 0.',
    },
    {
      name: 'on both sides, where the loss is infinite',
      formula: 'exp(1000 * (input - target)^2)',
      expected: 'No finite value where the prediction is below −0.825 or above 0.825.',
    },
    {
      name: 'everywhere',
      formula: 'sqrt(-1 - (input - target)^2)',
      expected: 'No finite value where the prediction is between −4 and 4.',
    },
    {
      name: 'of classes',
      formula: 'log(input[target] + 1)',
      expected: 'No finite value where the logit of the true class is below −0.95.',
    },
    {
      name: 'in many places',
      formula: 'sqrt(sin(4 * input) + 0 * target)',
      expected: 'The curve has gaps where the loss has no finite value.',
    },
  ],
  async ({ formula }) => {
    const { loss } = await engine.describeFormula(formula);
    assert.ok(loss);
    const probe = probeOf(loss);
    assert.ok(probe);
    const held = Object.fromEntries(probe.held.map(({ id, default: preset }) => [id, preset]));
    const curve = await curveOf(engine, loss, probe, { formula }, held);
    return typeof curve === 'string' ? curve : gapWords(curve.x, curve.values, probe.xTitle);
  },
);
