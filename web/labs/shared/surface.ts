// A test surface on a grid: its height at each place is asked of the engine.
import type { Descriptor, Spec, WorkerEngine } from 'loss-playground/engine';

/** Places a side, the outer ones on the edge. */
export const surfaceCells = 45;
/** Questions on the way at a time, so that the worker stays free for others in between. */
const together = 135;

export interface SurfaceView {
  x: { from: number; to: number; title: string };
  y: { from: number; to: number; title: string };
  start: [number, number];
  /** Lowest places, where the catalog knows them. */
  minima: [number, number][];
}

/** What a catalog may say of a surface beside its formula. */
interface Facts {
  domain?: { x: [number, number]; y: [number, number] };
  start?: [number, number];
  minima?: [number, number][];
}

/** The part of the plane to show, and where to start: as the catalog says, else a square around 0. */
export function viewOf(surface: Descriptor): SurfaceView {
  const { domain, start = [-2, 2], minima = [] } = surface as Descriptor & Facts;
  const side = ([from, to]: [number, number], title: string) => ({ from, to, title });
  return { x: side(domain?.x ?? [-3, 3], 'x'), y: side(domain?.y ?? [-3, 3], 'y'), start, minima };
}

const known = new Map<string, Promise<Float64Array>>();

/** Heights from the lowest x and y, row by row; each surface is asked for once. */
export function surfaceValues(
  engine: WorkerEngine,
  surface: Required<Spec>,
  view: SurfaceView,
): Promise<Float64Array> {
  const key = JSON.stringify(surface);
  const values = known.get(key) ?? ask(engine, surface, view);
  known.set(key, values);
  return values;
}

async function ask(engine: WorkerEngine, surface: Spec, { x, y }: SurfaceView): Promise<Float64Array> {
  const values = new Float64Array(surfaceCells ** 2);
  const place = ({ from, to }: { from: number; to: number }, index: number) =>
    from + (index / (surfaceCells - 1)) * (to - from);
  const optimizer = { id: engine.catalog.optimizers[0]?.id ?? '' };
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
          start: [place(x, cell % surfaceCells), place(y, Math.floor(cell / surfaceCells))],
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
