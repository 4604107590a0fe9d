/**
 * Mean weighted by nearness on both sides, so that a smoothed line does not lag behind the steps it smooths. The
 * weight falls by `most` from one value to the next, and faster in short runs, which are steep.
 */
export function smooth(values: (number | null)[], most: number): (number | null)[] {
  const keep = Math.min(most, values.length / 100);
  const sums = new Float64Array(values.length);
  const weights = new Float64Array(values.length);
  const pass = (start: number, stride: 1 | -1) => {
    let sum = 0;
    let weight = 0;
    for (let index = start; index >= 0 && index < values.length; index += stride) {
      sums[index] = (sums[index] ?? 0) + sum;
      weights[index] = (weights[index] ?? 0) + weight;
      const value = values[index] ?? null;
      sum = keep * (sum + (value ?? 0));
      weight = keep * (weight + (value === null ? 0 : 1));
    }
  };
  pass(0, 1);
  pass(values.length - 1, -1);
  return values.map((value, index) =>
    value === null ? null : ((sums[index] ?? 0) + value) / ((weights[index] ?? 0) + 1),
  );
}
