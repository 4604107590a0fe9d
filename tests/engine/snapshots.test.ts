// Models that the page keeps to go back in time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Snapshots } from '../../web/run/snapshots.ts';

for (const [size, most] of [
  [1000, 64],
  [1e6, 32],
  [40e6, 1],
] as const)
  test(`of models of ${size} bytes at the most ${most} are kept, ever farther apart, the first always`, () => {
    const bytes = { length: size } as Uint8Array;
    const kept = new Snapshots({ step: 0, bytes });
    const list = () =>
      new Set(
        Array.from({ length: 1001 }, (_, step) => kept.before(step)?.step).filter(
          (step) => step !== undefined,
        ),
      );
    for (let step = 1; step <= 1000; step++) {
      if (!kept.wants(step)) continue;
      kept.add({ step, bytes });
      assert.ok(list().size <= most);
      assert.equal(kept.before(0)?.step, 0);
    }
    const steps = [...list()];
    assert.ok(steps.length > most / 2 - 1);
    const gaps = new Set(steps.slice(1).map((step, i) => step - (steps[i] ?? 0)));
    assert.ok(gaps.size <= 2, `${[...gaps]}`);
  });
