import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  alongPath,
  filterNormalized,
  normals,
  onPlane,
  placed,
  type Weights,
} from '../../../../web/labs/landscape/plane.ts';

const weights = (...data: number[]): Weights => [{ name: 'w', shape: [data.length], data }];
function near(found: readonly number[], wanted: readonly number[]) {
  for (const [index, value] of found.entries())
    assert.ok(Math.abs(value - (wanted[index] ?? 0)) < 1e-9, `${found} is not ${wanted}`);
}

test('normals: the same seed gives the same numbers, spread as a normal distribution', () => {
  const [a, b, other] = [normals(1), normals(1), normals(2)];
  assert.equal(a(), b());
  assert.notEqual(a(), other());
  const next = normals(3);
  const drawn = Array.from({ length: 20_000 }, next);
  assert.ok(drawn.every(Number.isFinite));
  const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
  const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length;
  assert.ok(Math.abs(mean) < 0.03 && Math.abs(variance - 1) < 0.05, `mean ${mean}, variance ${variance}`);
});

test('a random direction is as long as each filter, and leaves biases', () => {
  const middle: Weights = [
    { name: '0.weight', shape: [2, 3], data: [3, 4, 0, 0, 0, 2] },
    { name: '0.bias', shape: [2], data: [5, 6] },
    { name: 'empty', shape: [0], data: [] },
  ];
  const [weight, bias, empty] = filterNormalized(middle, normals(1));
  near([Math.hypot(...(weight?.subarray(0, 3) ?? [])), Math.hypot(...(weight?.subarray(3) ?? []))], [5, 2]);
  assert.deepEqual([[...(bias ?? [])], empty?.length], [[0, 0], 0]);
});

test('a filter of zeros has a direction of zeros', () => {
  const [direction] = filterNormalized([{ name: 'w', shape: [1, 2], data: [0, 0] }], normals(1));
  assert.deepEqual([...(direction ?? [])], [0, 0]);
});

test('along a path: the start lies on the first direction, the middle of the way beside it', () => {
  const path = [weights(4, 0), weights(2, 1), weights(0, 0)];
  const directions = alongPath(path);
  const end = path[2] as Weights;
  near(onPlane(path[0] as Weights, end, directions), [1, 0]);
  near(onPlane(path[1] as Weights, end, directions), [0.5, 0.25]);
  near(onPlane(end, end, directions), [0, 0]);
  const [first, second] = directions.map(([part]) => [...(part ?? [])]);
  near([(first?.[0] ?? 0) * (second?.[0] ?? 0) + (first?.[1] ?? 0) * (second?.[1] ?? 0)], [0]);
});

test('along a path that goes straight, or nowhere, there are still numbers', () => {
  for (const path of [
    [weights(4, 0), weights(2, 0), weights(0, 0)],
    [weights(1, 1), weights(1, 1), weights(1, 1)],
  ]) {
    const directions = alongPath(path);
    assert.ok(directions.flat().every((part) => part.every(Number.isFinite)));
    assert.ok(onPlane(path[1] as Weights, path[2] as Weights, directions).every(Number.isFinite));
  }
});

test('a place of the plane is found again, off the plane the nearest one', () => {
  const middle: Weights = [
    { name: 'a', shape: [2], data: [1, 2] },
    { name: 'b', shape: [1], data: [3] },
  ];
  const directions = [
    [Float64Array.of(1, 1), Float64Array.of(0)],
    [Float64Array.of(0, 1), Float64Array.of(0)],
  ];
  const there = placed(middle, directions, 2, -0.5);
  assert.deepEqual(
    there.map(({ name, data }) => [name, ...data]),
    [
      ['a', 3, 3.5],
      ['b', 3],
    ],
  );
  near(onPlane(there, middle, directions), [2, -0.5]);
  const off = there.map((part) => (part.name === 'b' ? { ...part, data: Float64Array.of(9) } : part));
  near(onPlane(off, middle, directions), [2, -0.5]);
  assert.deepEqual(onPlane(there, middle, []), [0, 0]);
  assert.deepEqual([...(placed(middle, [], 1, 1)[0]?.data ?? [])], [1, 2]);
});
