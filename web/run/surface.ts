// A test surface on a grid: its height at each point comes from the engine.
import type { Spec, SurfaceDescriptor, WorkerEngine } from 'loss-playground/engine';

/** Grid points per side; the outer ones lie on the edge. */
export const surfaceCells = 121;

export interface SurfaceView {
  x: { from: number; to: number; title: string };
  y: { from: number; to: number; title: string };
  start: [number, number];
  /** The minima; none if the surface is unbounded below. */
  minima: [number, number][];
}

/** The part of the plane to show, and where to start, as the catalog says. */
export function viewOf({ domain, start, minima }: SurfaceDescriptor): SurfaceView {
  const side = ([from, to]: [number, number], title: string) => ({ from, to, title });
  return { x: side(domain.x, 'x'), y: side(domain.y, 'y'), start, minima };
}

const known = new Map<string, Promise<Float64Array>>();

/** Heights from the lowest x and y, row by row; each surface is evaluated once. */
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

/** The engine gives heights at cell centers, so the cells extend half a cell beyond the edge. */
function ask(engine: WorkerEngine, surface: Spec, { x, y }: SurfaceView): Promise<Float64Array> {
  const beyond = ({ from, to }: { from: number; to: number }): [number, number] => {
    const half = (to - from) / (surfaceCells - 1) / 2;
    return [from - half, to + half];
  };
  return engine.surface({ function: surface, x: beyond(x), y: beyond(y), cells: surfaceCells });
}
