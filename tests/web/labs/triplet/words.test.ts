// The sentences of the triplet lab, each with the scene or the run that produces it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { follow, measure, nudge } from '../../../../web/labs/triplet/measure.ts';
import { readScene } from '../../../../web/labs/triplet/scene.ts';
import {
  collapsedWords,
  hasCollapsed,
  inSearch,
  type Look,
  reading,
  sumLine,
  trainingReading,
} from '../../../../web/labs/triplet/words.ts';
import { cases } from '../../support/cases.ts';
import { catalog } from '../../support/catalog.ts';
import { engine } from '../../support/engine.ts';
import { textOf } from '../../support/text.ts';

const measured = (address: string) => measure(engine, readScene(catalog, address));
const told = (shown: Parameters<typeof textOf>[0]) => textOf(shown).replaceAll(' %', '%');
const onePlace = 'a=0,0&p=0,0&n=0,0;0,0;0,0&v=1';

interface Case {
  name: string;
  address: string;
  selected?: number;
  expected: string;
}

cases<Case>(
  'reading of a scene',
  [
    {
      name: 'as it opens',
      address: '',
      expected:
        'N1 is 0.102 closer to the anchor than the positive is. The margin asks for 1, so its loss is 1.102. 3 of 6 triplets are active (loss above 0).',
    },
    {
      name: 'a negative in the hand, inside the margin',
      address: '',
      selected: 1,
      expected:
        'N2 is 0.507 farther from the anchor than the positive is. The margin asks for 1, so its loss is 0.493. 3 of 6 triplets are active (loss above 0).',
    },
    {
      name: 'one that keeps the margin',
      address: '',
      selected: 3,
      expected:
        'N4 is 1.080 farther from the anchor than the positive is. The margin asks for 1, so its loss is 0 and it does not move.',
    },
    {
      name: 'one that the miner skips',
      address: 'mining=hardest&v=1',
      selected: 1,
      expected:
        'N2 is 0.507 farther from the anchor than the positive is. The margin asks for 1, so its loss is 0.493. The miner skips it, so it does not move.',
    },
    {
      name: 'the nearest beyond the positive',
      address: 'mining=semi-hard&v=1',
      expected:
        'N2 is 0.507 farther from the anchor than the positive is. The margin asks for 1, so its loss is 0.493.',
    },
    {
      name: 'a small margin',
      address: 'loss.margin=0.2&v=1',
      expected:
        'N1 is 0.102 closer to the anchor than the positive is. The margin asks for 0.2, so its loss is 0.302. 1 of 6 triplets is active (loss above 0).',
    },
    {
      name: 'a tie with the positive',
      address: 'a=0,0&p=1,0&n=0,1;-1,0;0,2&v=1',
      expected:
        'N1 is as far from the anchor as the positive is. The margin asks for 1, so its loss is 1.000. 2 of 3 triplets are active (loss above 0).',
    },
    {
      name: 'every margin kept',
      address: 'a=0,0&p=1,0&n=2.5,0&v=1',
      expected: 'Every triplet used keeps the margin of 1, so each loss is 0 and nothing moves.',
    },
    {
      name: 'all points in one place',
      address: onePlace,
      expected:
        'Every distance is 0, so the loss equals the margin, 1. No direction reduces it: at distance 0 the gradient is zero or undefined. A small nudge resolves this here, in two dimensions.',
    },
  ],
  async ({ address, selected = null }) => told(reading(await measured(address), selected)),
);

cases<Case>(
  'sum line',
  [
    {
      name: 'all negatives',
      address: '',
      expected: '(1.102 + 0.493 + 0.265 + 0 + 0 + 0) ÷ 6 = average loss 0.310, which the optimizer minimizes',
    },
    {
      name: 'the hardest alone',
      address: 'mining=hardest&v=1',
      expected: 'The loss of the one triplet used is 1.102; the optimizer minimizes it.',
    },
    {
      name: 'a tie at the end of the margin costs nothing',
      address: 'a=0,0&p=1,0&n=0,1;-1,0;0,2&v=1',
      expected: '(1.000 + 1.000 + 0) ÷ 3 = average loss 0.667, which the optimizer minimizes',
    },
  ],
  async ({ address }) => told(sumLine(await measured(address))),
);

test('sum line: a calculator comes to the printed average, wherever the points lie', async () => {
  for (let turn = 1; turn <= 40; turn++) {
    const at = (index: number) => (((turn * 7919 + index * 104729) % 5000) / 1000 - 2.5).toFixed(2);
    const points = Array.from({ length: 5 }, (_, index) => `${at(index + 4)},${at(index + 40)}`).join(';');
    const words = told(sumLine(await measured(`a=${at(0)},${at(1)}&p=${at(2)},${at(3)}&n=${points}&v=1`)));
    const [, sum = '', count = '', mean = ''] = /^\((.*)\) ÷ (\d) = average loss ([\d.]+),/.exec(words) ?? [];
    const total = sum.split(' + ').reduce((all, part) => all + Number(part), 0);
    const decimals = mean.split('.')[1]?.length ?? 0;
    assert.equal((total / Number(count)).toFixed(decimals), mean, words);
  }
});

interface Zones {
  name: string;
  address: string;
  expected: string[];
}

cases<Zones>(
  'zones at ties are those of the rings',
  [
    {
      name: 'on the inner ring, from four sides',
      address: 'a=0,0&p=1,0&n=0,1;-1,0;0,-1;1,0&v=1',
      expected: ['hard', 'hard', 'hard', 'hard'],
    },
    {
      name: 'on the outer ring, from four sides',
      address: 'a=0,0&p=1,0&n=0,2;-2,0;0,-2;2,0&v=1',
      expected: ['easy', 'easy', 'easy', 'easy'],
    },
    {
      name: 'a hundredth off',
      address: 'a=0,0&p=1,0&n=0,0.99;-1.01,0;0,-1.99;2.01,0&v=1',
      expected: ['hard', 'semi-hard', 'semi-hard', 'easy'],
    },
  ],
  async ({ address }) => (await measured(address)).negatives.map(({ zone }) => zone),
);

test('all points in one place: no force, no step that raises the loss, and a nudge resolves it', async () => {
  const losses = [
    'triplet_margin_loss',
    'triplet_margin_with_distance_loss',
    'triplet_margin_loss&loss.swap=true',
  ];
  for (const loss of losses) {
    const collapsed = readScene(catalog, `loss=${loss}&${onePlace}`);
    const before = await measure(engine, collapsed);
    assert.equal(before.collapsed, true);
    const { anchor, positive, negatives } = before.forces;
    for (const { x, y } of [anchor, positive, ...negatives]) assert.ok(Math.hypot(x, y) < 1e-12, loss);
    const still = await measure(engine, await follow(engine, collapsed, before, 0.2));
    assert.ok(Math.abs(before.average - 1) < 1e-4 && Math.abs(still.average - 1) < 1e-4, loss);
    let scene = nudge(collapsed);
    let last = before.average;
    for (let step = 0; step < 12; step++) {
      const now = await measure(engine, scene);
      assert.ok(now.average < last, `${loss}: step ${step} went from ${last} to ${now.average}`);
      last = now.average;
      scene = await follow(engine, scene, now, 0.2);
    }
    assert.ok(last < 0.4, `${loss}: ${last}`);
  }
});

test('a point on the anchor has no direction, the others keep theirs', async () => {
  const { forces, collapsed } = await measured('a=0,0&p=1,0&n=0,0;0,1.5&v=1');
  assert.equal(collapsed, false);
  assert.deepEqual(forces.negatives[0], { x: 0, y: 0 });
  assert.ok((forces.negatives[1]?.y ?? 0) > 0.4 && forces.positive.x < -0.9);
});

const look = (given: Partial<Look>): Look => ({
  step: 0,
  active: 0.62,
  recall: 0.71,
  spread: 1,
  cost: 0.8,
  gradNorm: 0.3,
  ...given,
});

interface Training {
  name: string;
  look: Partial<Look>;
  first?: Partial<Look>;
  expected: string;
}

cases<Training>(
  'reading of a training run',
  [
    {
      name: 'before the first step',
      look: {},
      expected:
        'Before the first step: 62% of the training triplets are active (loss above 0); the others keep the margin of 1. Recall@1 is 71%: that share of the test digits has a nearest neighbor of the same class.',
    },
    {
      name: 'while it runs',
      look: { step: 40, active: 0.2, recall: 0.9 },
      expected:
        'Step 40: 20% of the training triplets are active (loss above 0); the others keep the margin of 1. Recall@1 is 90%: that share of the test digits has a nearest neighbor of the same class.',
    },
    {
      name: 'when it stands',
      look: { step: 40, active: 0.2, recall: 0.9, cost: 0.1234 },
      first: {},
      expected:
        'In 40 steps the training cost went from 0.800 to 0.123. 20% of the training triplets are active (loss above 0); the others keep the margin of 1. Recall@1, the share of test digits whose nearest neighbor has the same class, went from 71% to 90%.',
    },
  ],
  ({ look: given, first }) => told(trainingReading(look(given), first ? look(first) : null, 1, 'digit')),
);

test('collapse in training: said from the run at a learning rate of 1', async () => {
  const run = await engine.createRun({
    version: 1,
    task: { id: 'digits_embedding' },
    optimizer: { id: 'adam', params: { lr: 1 } },
    steps: 300,
  });
  const { cost, gradNorm } = await run.advance(300);
  const places = await run.predict((await run.data('test')).input ?? { shape: [0], data: [] });
  const width = places.shape[1] ?? 1;
  const spread = Math.max(
    ...Array.from(places.data, (value, index) => Math.abs(value - (places.data[index % width] ?? 0))),
  );
  await run.dispose();
  assert.ok(spread < 0.01, `the spread is ${spread}`);
  assert.ok(Math.abs(cost - 1) < 0.01, `the cost is ${cost}`);
  const found = look({ step: 300, cost, gradNorm, spread, recall: 0.1 });
  assert.equal(hasCollapsed(found, 1), true);
  assert.equal(hasCollapsed(look({ step: 300 }), 1), false);
  assert.match(
    told(collapsedWords(found, 1)),
    /^The embeddings have collapsed\. .* Every distance is about 0, so the training cost, [\d.]+, is about the margin of 1, and no direction reduces it: the gradient norm \(its length\) was .* Recall@1 is 10%\.$/,
  );
});

test('the roles of a triplet in search are told, with a link to a run', () => {
  assert.match(told(inSearch), /the anchor is the query, the positive is what it should find/);
});
