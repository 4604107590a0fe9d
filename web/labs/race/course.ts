// What is raced, and its address: `on=rosenbrock&start=-2,2&noise=0.1&steps=200&seeds=10&race=sgd:0.001,adam:0.1&v=1`.
import type { Catalog } from 'loss-playground/engine';
import { isOwn } from '../../panels/task-options.ts';
import { numberOf, readPairs, writePairs } from '../../run/address-pairs.ts';
import { entryOf } from '../../run/described.ts';
import { viewOf } from '../../run/surface.ts';
import { defaults } from '../shapes/choice.ts';
import type { Course, Racer } from './race.ts';

export interface Plan {
  course: Course;
  racers: Racer[];
}

const firstRacers = ['sgd', 'adam', 'rmsprop', 'adagrad'];

/** An optimizer at its natural rate on a kind of course, or at a given one. */
export function racerOf(catalog: Catalog, id: string, kind: Course['kind'], lr?: number): Racer | null {
  const optimizer = entryOf(catalog.optimizers, id);
  if (!optimizer) return null;
  const { model, surface } = optimizer.natural_lr;
  return { id, params: { lr: lr ?? (kind === 'surface' ? surface : model) } };
}

export function courseOf(catalog: Catalog, id: string): Course {
  const surface = catalog.functions.find((entry) => entry.id === id);
  const task = catalog.tasks.find((entry) => entry.id === id && !isOwn(entry));
  const shown = surface ?? catalog.functions[0];
  const view = shown ? viewOf(shown) : null;
  if (task && !surface)
    return {
      kind: 'task',
      id: task.id,
      params: {},
      start: [0, 0],
      noise: 0,
      steps: Math.min(500, task.experiment.steps),
      seeds: 10,
    };
  return {
    kind: 'surface',
    id: shown?.id ?? '',
    params: shown ? defaults(shown) : {},
    start: view?.start ?? [-2, 2],
    noise: 0.5,
    steps: 150,
    seeds: 10,
  };
}

export function planFor(catalog: Catalog, id: string): Plan {
  const course = courseOf(catalog, id);
  return { course, racers: firstRacers.flatMap((name) => racerOf(catalog, name, course.kind) ?? []) };
}

export function readPlan(catalog: Catalog, address: string): Plan {
  const pairs = readPairs(address);
  const plan = planFor(catalog, pairs.get('on') ?? catalog.functions[0]?.id ?? '');
  const { course } = plan;
  const [x, y] = pairs.get('start')?.split(',') ?? [];
  course.start = [numberOf(x, course.start[0], -100, 100), numberOf(y, course.start[1], -100, 100)];
  course.noise = numberOf(pairs.get('noise'), course.noise, 0, 1e3);
  course.steps = Math.round(numberOf(pairs.get('steps'), course.steps, 1, 20000));
  course.seeds = Math.round(numberOf(pairs.get('seeds'), course.seeds, 1, 100));
  const given = pairs
    .get('race')
    ?.split(',')
    .flatMap((text) => {
      const [id = '', lr] = text.split(':');
      return (
        racerOf(catalog, id, course.kind, lr === undefined ? undefined : numberOf(lr, 0.1, 1e-12, 1e6)) ?? []
      );
    });
  return given?.length ? { course, racers: given } : plan;
}

export const planAddress = ({ course, racers }: Plan): string =>
  writePairs([
    ['on', course.id],
    ...(course.kind === 'surface'
      ? [
          ['start', course.start.map((value) => Number(value.toFixed(3))).join(',')] as const,
          ['noise', String(course.noise)] as const,
        ]
      : []),
    ['steps', String(course.steps)],
    ['seeds', String(course.seeds)],
    ['race', racers.map(({ id, params }) => ('lr' in params ? `${id}:${params.lr}` : id)).join(',')],
    ['v', '1'],
  ]).replaceAll('%3A', ':');
