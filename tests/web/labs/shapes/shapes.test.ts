import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  besides,
  type Choice,
  choiceAddress,
  choose,
  drawable,
  readChoice,
} from '../../../../web/labs/shapes/choice.ts';
import { axisOf, curveOf } from '../../../../web/run/loss-curve.ts';
import { probeOf } from '../../../../web/run/loss-probe.ts';
import { cases } from '../../support/cases.ts';
import { catalog, lossOf } from '../../support/catalog.ts';
import { engine } from '../../support/engine.ts';

interface Case {
  name: string;
  address: string;
  /** Losses with the parameters that are not their defaults, then what else is held. */
  expected: string;
}

const told = ({ shown, held, probe }: Choice) =>
  [
    ...shown.map(({ loss, params }) => {
      const changed = loss.params.filter(({ id, default: preset }) => params[id] !== preset);
      return [loss.id, ...changed.map(({ id }) => `${id}=${params[id]}`)].join(' ');
    }),
    ...probe.held.map(({ id }) => `${id}=${held[id]}`),
  ].join(', ');

cases<Case>(
  'choice',
  [
    { name: 'nothing told', address: '', expected: 'mse_loss, l1_loss, huber_loss, target=0' },
    { name: 'one loss', address: 'loss=cross_entropy&v=1', expected: 'cross_entropy, classes=10' },
    {
      name: 'a loss with a parameter, beside another with one',
      address: 'loss=huber_loss&loss.delta=0.5&with=smooth_l1_loss&smooth_l1_loss.beta=2&v=1',
      expected: 'huber_loss delta=0.5, smooth_l1_loss beta=2, target=0',
    },
    {
      name: 'a loss of another axis is not set beside it',
      address: 'loss=mse_loss&with=cross_entropy,mse_loss,nonsense,l1_loss&v=1',
      expected: 'mse_loss, l1_loss, target=0',
    },
    {
      name: 'an unknown loss',
      address: 'loss=nonsense&v=1',
      expected: 'mse_loss, l1_loss, huber_loss, target=0',
    },
    {
      name: 'a parameter out of its range',
      address: 'loss=huber_loss&loss.delta=-1&v=1',
      expected: 'huber_loss, target=0',
    },
    {
      name: 'a parameter without an end',
      address: 'loss=huber_loss&loss.delta=Infinity&at.target=NaN&v=1',
      expected: 'huber_loss, target=0',
    },
    {
      name: 'a switch',
      address: 'loss=triplet_margin_loss&loss.swap=true&v=1',
      expected: 'triplet_margin_loss swap=true, positive=1',
    },
    {
      name: 'a choice, and one that is none',
      address:
        'loss=triplet_margin_with_distance_loss&loss.distance=cosine&with=contrastive_loss&contrastive_loss.distance=far&v=1',
      expected: 'triplet_margin_with_distance_loss distance=cosine, positive=1',
    },
    {
      name: 'a target',
      address: 'loss=mse_loss&at.target=1.5&v=1',
      expected: 'mse_loss, target=1.5',
    },
    {
      name: 'more classes than there can be',
      address: 'loss=cross_entropy&at.classes=1000&v=1',
      expected: 'cross_entropy, classes=10',
    },
  ],
  ({ address }) => told(readChoice(catalog, address)),
);

test('choice: a link says what is left out of it', () => {
  const noteOf = (address: string) => readChoice(catalog, address).note;
  assert.equal(noteOf('loss=huber_loss&loss.delta=0.5&with=l1_loss&at.target=1&v=1'), null);
  assert.equal(
    noteOf('loss=huber_loss&loss.delta=0&with=l2_loss&v=1'),
    'This link is damaged. l2_loss is left out: "l2_loss" is not a valid loss. Did you mean l1_loss? loss.delta=0 is left out: 0 is not a valid delta. Enter a number greater than 0.',
  );
});

test('choice: what is written is read again, for each loss that can be drawn', () => {
  for (const { id } of drawable(catalog)) {
    const choice = choose(catalog, id);
    for (const entry of choice.probe.held) choice.held[entry.id] = entry.max;
    for (const loss of besides(catalog, choice).slice(0, 1))
      choice.shown.push({
        loss,
        params: Object.fromEntries(loss.params.map((entry) => [entry.id, entry.default])),
      });
    assert.equal(told(readChoice(catalog, choiceAddress(choice))), told(choice));
  }
});

test('choice: beside a loss stand those of the same axis, without itself', () => {
  const others = besides(catalog, choose(catalog, 'l1_loss')).map(({ id }) => id);
  assert.ok(
    others.includes('huber_loss') && !others.includes('l1_loss') && !others.includes('cross_entropy'),
  );
});

const curve = async (id: string, params = {}, held: Record<string, number> = {}) => {
  const loss = lossOf(id);
  const probe = probeOf(loss);
  if (!probe) throw new Error(`${id} has no axis.`);
  const presets = Object.fromEntries(loss.params.map((entry) => [entry.id, entry.default]));
  const still = Object.fromEntries(probe.held.map((entry) => [entry.id, entry.default]));
  return curveOf(engine, loss, probe, { ...presets, ...params }, { ...still, ...held });
};

test('curve: value and slope of the squared error about its target', async () => {
  const found = await curve('mse_loss', {}, { target: 1 });
  assert.ok(typeof found !== 'string');
  const at = found.x.findIndex((x) => Math.abs(x - 3) < 1e-9);
  assert.ok(at > 0);
  assert.equal(found.values[at], 4);
  assert.equal(found.slopes[at], 4);
});

interface Refusal {
  name: string;
  params?: Record<string, number>;
  expected: string;
}

cases<Refusal>(
  'curve of',
  [
    {
      name: 'n_pair_loss',
      expected:
        'N-pair loss compares the examples of a batch with each other, so a single example has no curve.',
    },
    {
      name: 'multi_similarity_loss',
      expected:
        'multi-similarity loss compares the examples of a batch with each other, so a single example has no curve.',
    },
    {
      name: 'huber_loss',
      params: { delta: 0 },
      expected: 'Huber loss cannot be drawn here: params.delta: 0 is not valid. Use a number greater than 0.',
    },
  ],
  async ({ name, params }) => {
    const found = await curve(name, params);
    return typeof found === 'string' ? found : 'a curve';
  },
);

test('curve: of every loss that can be drawn it is a curve of numbers, or a sentence', async () => {
  for (const { id } of drawable(catalog)) {
    const found = await curve(id);
    if (typeof found === 'string') assert.match(found, /has no curve\.$/, id);
    else assert.ok([...found.values, ...found.slopes].every(Number.isFinite), id);
  }
});

test('axis: from end to end', () => {
  const probe = probeOf(lossOf('mse_loss'));
  assert.ok(probe);
  const x = axisOf(probe);
  assert.deepEqual([x[0], x[160], x[320], x.length], [-4, 0, 4, 321]);
});

test('probe: its words are told, and its marks lie on the axis', () => {
  for (const loss of drawable(catalog)) {
    const probe = probeOf(loss);
    assert.ok(probe?.xTitle && probe.slopeTitle.startsWith('slope by'), loss.id);
    for (const bound of ['min', 'max', 'default'] as const)
      for (const { x, words } of probe.marks(
        Object.fromEntries(probe.held.map((entry) => [entry.id, entry[bound]])),
      ))
        assert.ok(x > probe.from - 0.02 && x <= probe.to && words, `${loss.id} ${words} at ${x}`);
  }
});
