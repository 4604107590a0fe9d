// A test surface on a grid: its height at each place is asked of the engine.
import type { Spec, WorkerEngine } from 'loss-playground/engine';

export const surfaceCells = 41;
/** Half the width of the square that is shown, and so where a start can lie. */
export const surfaceReach = 3;

/** Questions on the way at a time, so that the worker stays free for others in between. */
const together = 164;

/** Heights in the middles of the cells, from the lowest x and y, row by row. */
export async function surfaceValues(engine: WorkerEngine, surface: Spec): Promise<Float64Array> {
  const values = new Float64Array(surfaceCells ** 2);
  const place = (cell: number) => surfaceReach * ((2 * (cell + 0.5)) / surfaceCells - 1);
  const optimizer = { id: engine.catalog.optimizers[0]?.id ?? 'sgd' };
  for (let first = 0; first < values.length; first += together) {
    const cells = Array.from(
      { length: Math.min(together, values.length - first) },
      (_, index) => first + index,
    );
    const paths = await Promise.all(
      cells.map((cell) =>
        engine.minimize({
          function: surface,
          optimizer,
          start: [place(cell % surfaceCells), place(Math.floor(cell / surfaceCells))],
          steps: 0,
        }),
      ),
    );
    paths.forEach((path, index) => {
      values[first + index] = path.values[0] ?? Number.NaN;
    });
  }
  return values;
}
