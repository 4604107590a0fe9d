// The course of a race, and its address: `on=rosenbrock&start=-2,2&noise=0.1&steps=200&seeds=10&race=sgd:0.001,adam:0.1&v=1`.
import { type Catalog, ExperimentError } from 'loss-playground/engine';
import { known } from '../../engine/api/checks.ts';
import { show } from '../../engine/api/errors.ts';
import { isOwn } from '../../panels/task-options.ts';
import { writePairs } from '../../run/address-pairs.ts';
import { entryOf } from '../../run/described.ts';
import { inRange, OwnLink, type Range } from '../../run/own-link.ts';
import { viewOf } from '../../run/surface.ts';
import { defaults } from '../shapes/choice.ts';
import type { Course, Racer } from './race.ts';

export interface Plan {
  course: Course;
  racers: Racer[];
}

/** What a link and the fields accept. */
export const ranges = {
  start: { type: 'number', min: -100, max: 100 },
  noise: { type: 'number', min: 0, max: 1000 },
  steps: { type: 'integer', min: 1, max: 20000 },
  seeds: { type: 'integer', min: 1, max: 100 },
  lr: { type: 'number', min: 1e-12, max: 1e6 },
} as const satisfies Record<string, Range>;

const firstRacers = ['sgd', 'adam', 'rmsprop', 'adagrad'];

/** An optimizer at its default learning rate on a kind of course, or at a given one. */
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

/** A place to start from, within what an address can have. */
function placeOf(text: string): [number, number] {
  const coordinates = text.split(',');
  if (coordinates.length !== 2) throw new ExperimentError('start', show(text), 'two numbers, x,y');
  return coordinates.map((one) => inRange('start', one, ranges.start)) as [number, number];
}

/** An optimizer of an address, at a learning rate if it has one: `adam:0.1`. */
function readRacer(catalog: Catalog, text: string, kind: Course['kind']): Racer | null {
  const [id = '', lr] = text.split(':');
  known('optimizer.id', id, catalog.optimizers);
  const rate = lr === undefined ? undefined : inRange('optimizer.params.lr', lr, ranges.lr);
  return racerOf(catalog, id, kind, rate);
}

/** More than there are optimizers. */
const mostNamed = 100;

export interface Opened extends Plan {
  waits: boolean;
  note: string | null;
}

/** The race of an address, and what of the address is left out. */
export function readPlan(catalog: Catalog, address: string): Opened {
  const link = new OwnLink(address);
  const courses = [...catalog.functions, ...catalog.tasks.filter((task) => !isOwn(task))];
  const [first] = courses;
  const on = first && link.entry('on', first, courses, 'course');
  const plan = planFor(catalog, on?.id ?? '');
  const { course } = plan;
  if (course.kind === 'surface') {
    course.start = link.value('start', course.start, placeOf);
    course.noise = link.number('noise', course.noise, ranges.noise);
  }
  course.steps = link.number('steps', course.steps, ranges.steps);
  course.seeds = link.number('seeds', course.seeds, ranges.seeds);
  // The last of the same optimizer counts, as among pairs.
  const given = new Map<string, Racer>();
  for (const text of link.text('race')?.split(',').slice(0, mostNamed) ?? []) {
    const racer = link.checked(text, null, () => readRacer(catalog, text, course.kind));
    if (racer) given.set(racer.id, racer);
  }
  const racers = given.size > 0 ? [...given.values()] : plan.racers;
  const { waits } = link;
  return { course, racers, waits, note: link.note };
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
