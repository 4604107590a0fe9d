// A table for the task `custom`: clouds of numbers around the center of each class, from a seed.

/** Numbers from 0 to 1: mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Parameters of the task: so many rows of so many columns, with a class each. */
export function ownTable(rows: number, columns: number, classes: number, testFraction: number) {
  const random = seeded(1);
  const centers = Array.from({ length: classes * columns }, random);
  const targets = Float64Array.from({ length: rows }, (_, row) => row % classes);
  const inputs = [...targets].flatMap((label) =>
    Array.from({ length: columns }, (_, column) => {
      const value = (centers[label * columns + column] ?? 0) + 4 * (random() - 0.5);
      return Math.round(100 * value) / 100;
    }),
  );
  return {
    kind: 'classification' as const,
    test_fraction: testFraction,
    inputs: { shape: [rows, columns], data: Float64Array.from(inputs) },
    targets: { shape: [rows], data: targets },
  };
}
