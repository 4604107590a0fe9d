// Surfaces to race on: what the API says of them, and steps across them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from './support.ts';

const engine = await createEngine();

test('surfaces: what a page needs to draw them, and their heights on a grid', () => {
  for (const described of engine.catalog.functions) {
    const [from, to] = described.domain.x;
    const heights = engine.surface({ function: { id: described.id }, cells: 64 });
    assert.equal(heights.length, 64 * 64);
    assert.ok(heights.every(Number.isFinite), described.id);
    assert.ok(described.start[0] >= from && described.start[0] <= to);
    assert.equal(described.minima.length > 0, described.minimum !== null);
    for (const value of heights) assert.ok(value >= (described.minimum ?? -Infinity) - 1e-12);
  }
  const bowl = { id: 'quadratic', params: { condition: 2 } };
  assert.deepEqual(
    [...engine.surface({ function: bowl, x: [0, 4], y: [-2, 2], cells: 2 })],
    [1.5, 5.5, 1.5, 5.5],
  );
});

test('noise tilts each step of a surface, for optimizers that look around too', () => {
  for (const id of ['sgd', 'sam', 'lbfgs', 'newton']) {
    const descend = (noise: number, seed: number) =>
      engine.minimize({
        function: { id: 'booth' },
        optimizer: { id, params: { lr: 0.01 } },
        start: [0, 0],
        steps: 5,
        noise,
        seed,
      }).points;
    assert.deepEqual(descend(0.5, 3), descend(0.5, 3), id);
    assert.notDeepEqual(descend(0.5, 3), descend(0.5, 4), id);
    assert.notDeepEqual(descend(0.5, 3), descend(0, 3), id);
  }
});
