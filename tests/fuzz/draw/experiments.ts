// Experiments to try: most of them valid, some with a value that is not.
import type { Catalog, Descriptor, TaskDescriptor } from 'loss-playground/engine';
import type { Random } from '../random.ts';
import { oddValue, parameterValue } from './values.ts';

export type Draft = Record<string, unknown>;

/** Some of an entry's parameters. */
export function params(random: Random, { params: entries }: Descriptor): Record<string, unknown> {
  const drawn: Record<string, unknown> = {};
  for (const entry of entries) if (random.chance(0.3)) drawn[entry.id] = parameterValue(random, entry);
  if (random.chance(0.02)) drawn[random.pick(['constructor', '__proto__', 'lr', 'x'])] = oddValue(random);
  return drawn;
}

/** An entry of a list, with some of its parameters. */
export const spec = (random: Random, list: readonly Descriptor[]) => {
  const entry = random.pick(list);
  return { id: entry.id, params: params(random, entry) };
};

/** A small table of a visitor's own. */
export function customTable(random: Random): Record<string, unknown> {
  const [rows, columns] = [random.integer(0, 12), random.integer(0, 3)];
  const kind = random.pick(['classification', 'regression', 'triplet', 'other']);
  const targets = random.list(rows, () => (kind === 'regression' ? random.normal() : random.integer(0, 2)));
  return {
    kind,
    inputs: { shape: [rows, columns], data: random.list(rows * columns, () => random.normal()) },
    targets: { shape: [rows], data: targets },
    ...(random.chance(0.2) ? { test_fraction: random.pick([0, 0.2, 0.9, 1, -1]) } : {}),
  };
}

/** Losses that fit a task according to the catalog, so that most experiments get beyond the checks. */
const suiting = (catalog: Catalog, { kind }: TaskDescriptor) =>
  catalog.losses.filter(
    ({ target, misfits }) => target !== 'none' && (kind === 'any' || misfits[kind] === undefined),
  );

export function experiment(random: Random, catalog: Catalog): Draft {
  // Generated data and small tables are quick to make; real data, up to a second each, come rarely.
  const quick = catalog.tasks.filter(({ reference, file }) => !reference && !file);
  const task = random.pick(random.chance(0.997) ? quick : catalog.tasks);
  const draft: Draft = {
    version: 1,
    task: { id: task.id, params: task.kind === 'any' ? customTable(random) : params(random, task) },
  };
  const sections = {
    model: catalog.models,
    loss: random.chance(0.95) ? suiting(catalog, task) : catalog.losses,
    miner: catalog.miners,
    optimizer: catalog.optimizers,
    schedule: catalog.schedules,
  };
  for (const [name, list] of Object.entries(sections))
    if (random.chance(name === 'miner' || name === 'model' ? 0.1 : 0.4)) draft[name] = spec(random, list);
  // A step of Newton grows with the cube of the parameters: seconds with the default model of a spiral.
  if ((draft.optimizer as Draft | undefined)?.id === 'newton')
    draft.model = {
      id: 'mlp',
      params: { hidden: random.list(random.integer(0, 2), () => random.integer(1, 4)) },
    };
  if (random.chance(0.2)) draft.regularization = { l1: random.unit() * 0.1, l2: random.unit() * 0.1 };
  if (random.chance(0.2)) draft.gradient_clip = random.pick([1e-300, 0.1, 1, 1e300, 0]);
  if (random.chance(0.3)) draft.batch_size = random.pick([1, 2, 3, 10, 64, 1000, 0]);
  if (random.chance(0.3)) draft.steps = random.pick([1, 2, 10, 100, 1e9, 1.5]);
  if (random.chance(0.3)) draft.seed = random.pick([0, 1, 2 ** 31, 2 ** 53 - 1, -1]);
  if (random.chance(0.2)) draft.precision = random.pick(['float32', 'float64', 'float16']);
  if (random.chance(0.1)) draft.evaluate_every = random.pick([1, 7, 1e9, 0]);
  if (random.chance(0.05))
    draft[random.pick(['task', 'loss', 'steps', 'seed', 'constructor', 'version', 'fine_tuning'])] =
      oddValue(random);
  return draft;
}
