// An experiment as a link and back: the same, whatever it sets. The experiments are random, with a seed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type {
  Catalog,
  CompleteExperiment,
  Descriptor,
  Experiment,
  ParameterDescriptor,
  ParameterValue,
} from 'loss-playground/engine';
import { sectionNames, sections } from '../../web/engine/api/sections.ts';
import { completeExperiment, decodeExperiment, ExperimentError, encodeExperiment, root } from './support.ts';

const catalog = JSON.parse(readFileSync(join(root, 'dist/catalog.json'), 'utf8')) as Catalog;
const count = 100_000;

let state = 1;
/** Numbers from 0 to 1 (mulberry32). */
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
const below = (most: number) => Math.floor(most * random());
const pick = <Kind>(list: readonly Kind[]): Kind => list[below(list.length)] as Kind;
const chance = (share: number) => random() < share;

const texts = [
  'a&b=c',
  '100%',
  '%41',
  '#?',
  ' ',
  'ä ß',
  '日本',
  '🙂',
  'a+b',
  ',',
  '"',
  '\n\n',
  '__proto__',
  'null',
];
const someText = () => Array.from({ length: 1 + below(4) }, () => pick(texts)).join('');

/** A number of a range, near its ends, in its middle, or with many digits. */
function someNumber(
  { min = -1e9, max = 1e9, above_min }: { min?: number; max?: number; above_min?: boolean },
  whole: boolean,
) {
  const least = Math.max(min, -1e9);
  const most = Math.min(max, 1e9);
  const value = pick([least, most, -0, 1, 1e-12, least + random() * (most - least), least + random()]);
  const fitting = Math.min(most, Math.max(least, whole ? Math.round(value) : value));
  return above_min && fitting <= min ? most : fitting;
}

function someValue(entry: ParameterDescriptor): ParameterValue {
  switch (entry.type) {
    case 'boolean':
      return chance(0.5);
    case 'choice':
      return pick(entry.choices ?? []);
    case 'text':
      return someText();
    case 'integers':
    case 'numbers':
      return Array.from({ length: below(5) }, () => someNumber(entry, entry.type === 'integers'));
    default:
      return someNumber(entry, entry.type === 'integer');
  }
}

const someParameters = ({ params }: Descriptor) =>
  Object.fromEntries(params.filter(() => chance(0.3)).map((entry) => [entry.id, someValue(entry)]));

function someTable() {
  const [rows, columns] = [2 + below(3), 1 + below(3)];
  const numbers = (length: number) => Array.from({ length }, () => someNumber({}, false));
  const kind = pick(['classification', 'regression', 'triplet'] as const);
  const targets = kind === 'regression' ? numbers(rows) : Array.from({ length: rows }, () => below(3));
  return {
    kind,
    inputs: {
      shape: [rows, columns],
      data: chance(0.2) ? Float64Array.from(numbers(rows * columns)) : numbers(rows * columns),
    },
    targets: { shape: [rows], data: targets },
    ...(kind !== 'regression' && chance(0.5) ? { classes: [someText(), someText(), someText()] } : {}),
    ...(chance(0.3) ? { noun: someText() } : {}),
    ...(chance(0.3) ? { unit: someText() } : {}),
    ...(chance(0.3) ? { columns: Array.from({ length: columns }, someText) } : {}),
    ...(chance(0.3) ? { quantity: someText() } : {}),
    ...(kind !== 'triplet' && chance(0.3)
      ? { weights: { shape: [rows], data: Array.from({ length: rows }, () => pick([-0, 1, random()])) } }
      : {}),
    ...(chance(0.3) ? { test_fraction: 0.25 } : {}),
  };
}

function someTuning() {
  const stored = catalog.tasks.filter(({ trained }) => trained).map(({ id }) => id);
  const initial = pick([...stored, 'snapshot']);
  return {
    initial,
    ...(initial === 'snapshot' || chance(0.3) ? { source: pick(stored) } : {}),
    ...(initial === 'snapshot' && chance(0.5) ? { source_seed: below(99), source_test_fraction: 0.3 } : {}),
    ...(chance(0.5) ? { freeze: pick([['embedding'], ['0.', '2.weight'], []]) } : {}),
    ...(chance(0.5) ? { l2_sp: random(), replay: 0.9 * random() } : {}),
  };
}

/** An experiment that may not fit together. */
function someExperiment(): Experiment {
  const task = pick(catalog.tasks);
  const given = sectionNames
    .filter((name) => name !== 'task' && chance(0.4))
    .map((name) => {
      const entry = pick<Descriptor>(catalog[sections[name]]);
      return [name, { id: entry.id, params: someParameters(entry) }];
    });
  const scalars = {
    regularization: { l1: random(), ...(chance(0.5) ? { l2: 1e-4 } : {}) },
    gradient_clip: chance(0.5) ? null : 0.1 + random(),
    batch_size: 1 + below(1000),
    steps: 1 + below(1e9),
    seed: below(2 ** 53),
    precision: pick(['float32', 'float64'] as const),
    evaluate_every: chance(0.5) ? null : 1 + below(100),
    ...(task.kind === 'next_token' ? { fine_tuning: someTuning() } : {}),
  };
  return {
    version: 1,
    task: { id: task.id, params: task.kind === 'any' ? someTable() : someParameters(task) },
    ...Object.fromEntries(given),
    ...Object.fromEntries(Object.entries(scalars).filter(() => chance(0.4))),
  };
}

/** A typed array becomes the array that a link has. */
const textOf = (experiment: CompleteExperiment) =>
  JSON.stringify(experiment, (_key, value) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value,
  );

test(`${count} random experiments come back from their links as they were`, () => {
  let valid = 0;
  for (let tried = 0; valid < count; tried++) {
    assert.ok(tried < 10 * count, `of ${tried} experiments only ${valid} are valid`);
    const given = someExperiment();
    let complete: CompleteExperiment;
    try {
      complete = completeExperiment(catalog, given);
    } catch (error) {
      if (error instanceof ExperimentError) continue;
      throw error;
    }
    valid++;
    const link = encodeExperiment(catalog, given);
    const back = decodeExperiment(catalog, link);
    // Texts are compared faster than objects.
    if (textOf(back) !== textOf(complete)) assert.deepEqual(back, complete, link);
  }
});
