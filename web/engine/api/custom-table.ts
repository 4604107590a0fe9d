// Checks the table of the task `custom`.
import * as check from './checks.ts';
import { ExperimentError, show } from './errors.ts';
import type { CustomData, TaskDescriptor, Tensor } from './types.ts';

/** Characters of a name that a table brings. */
const longestName = 1000;
/** Class names, of which the engine takes as many. */
const mostNames = 1000;

/** What describes or weights the rows, in the order of a link. */
const described = ['classes', 'columns', 'noun', 'quantity', 'unit', 'weights'] as const;

/** A copy of a table, checked. */
export function customTable(given: unknown, task: TaskDescriptor): CustomData {
  const keys = new Set(['kind', 'inputs', 'targets', ...described, ...task.params.map(({ id }) => id)]);
  const own = check.object('task.params', given, [...keys]);
  const table = rowsOf(own);
  Object.assign(table, descriptions(own, table));
  // What is not given stays out, so that a link carries no more than what was asked for.
  for (const entry of task.params)
    if (own[entry.id] !== undefined)
      Object.assign(table, { [entry.id]: check.parameter(`task.params.${entry.id}`, own[entry.id], entry) });
  return table;
}

function rowsOf({ kind, inputs, targets }: Record<string, unknown>): CustomData {
  const table: CustomData = {
    kind: check.choice('task.params.kind', kind, ['classification', 'regression', 'triplet']),
    inputs: check.finiteTensor('task.params.inputs', inputs),
    targets: check.finiteTensor('task.params.targets', targets),
  };
  // 0 for −0, as in the table's link or file.
  for (const { data } of [table.inputs, table.targets])
    for (let index = 0; index < data.length; index++) data[index] = (data[index] ?? 0) + 0;
  const [rows = 0, columns = 0] = table.inputs.shape;
  if (table.inputs.shape.length !== 2 || rows < 2 || columns < 1)
    throw new ExperimentError(
      'task.params.inputs.shape',
      show(table.inputs.shape),
      '[N, columns] with at least 2 rows',
    );
  const { shape } = table.targets;
  const wanted =
    table.kind === 'regression' ? `[${rows}] or [${rows}, numbers]` : `[${rows}], one class number per row`;
  if (shape[0] !== rows || shape.length > (table.kind === 'regression' ? 2 : 1) || shape[1] === 0)
    throw new ExperimentError('task.params.targets.shape', show(shape), wanted);
  return table;
}

/** Only what is given. */
function descriptions(own: Record<string, unknown>, table: CustomData): Partial<CustomData> {
  const checks = {
    classes: () => classNames(own.classes, table),
    columns: () => columnNames(own.columns, table),
    noun: () => name('noun', own.noun),
    quantity: () => name('quantity', own.quantity),
    unit: () => name('unit', own.unit),
    weights: () => rowWeights(own.weights, table),
  };
  return Object.fromEntries(
    described.filter((key) => own[key] !== undefined).map((key) => [key, checks[key]()]),
  );
}

const name = (key: string, given: unknown) => check.text(`task.params.${key}`, given, longestName);

const names = (key: string, given: unknown, most: number) =>
  check
    .list(`task.params.${key}`, given, most, `a list of up to ${most} names`)
    .map((one, index) => name(`${key}[${index}]`, one));

/** One name per class index. */
function classNames(given: unknown, { kind, targets }: CustomData): string[] {
  const path = 'task.params.classes';
  if (kind === 'regression')
    throw new ExperimentError(path, show(given), 'no class names, since numbers are predicted');
  const listed = names('classes', given, mostNames);
  let least = 1;
  for (let row = 0; row < targets.data.length; row++) least = Math.max(least, 1 + (targets.data[row] ?? 0));
  if (listed.length < least)
    throw new ExperimentError(path, `${listed.length} names`, `at least ${least} names`);
  return listed;
}

/** One name per input column. */
function columnNames(given: unknown, { inputs }: CustomData): string[] {
  const [, columns = 0] = inputs.shape;
  const listed = names('columns', given, Math.max(columns, mostNames));
  if (listed.length !== columns)
    throw new ExperimentError(
      'task.params.columns',
      `${listed.length} names`,
      `${columns} names, one per input column`,
    );
  return listed;
}

/** One weight per row. */
function rowWeights(given: unknown, { kind, inputs }: CustomData): Tensor {
  const path = 'task.params.weights';
  if (kind === 'triplet')
    throw new ExperimentError(path, 'a tensor', 'no weights, since a triplet consists of several rows');
  const weights = check.finiteTensor(path, given);
  const [rows = 0] = inputs.shape;
  if (weights.shape.length !== 1 || weights.shape[0] !== rows)
    throw new ExperimentError(`${path}.shape`, show(weights.shape), `[${rows}], one weight per row`);
  const { data } = weights;
  let positive = false;
  for (let row = 0; row < rows; row++) {
    const weight = data[row] ?? 0;
    if (weight < 0)
      throw new ExperimentError(`${path}.data[${row}]`, String(weight), 'a number of at least 0');
    positive ||= weight > 0;
    data[row] = weight + 0;
  }
  if (!positive) throw new ExperimentError(path, 'weights that are all 0', 'at least one weight above 0');
  return weights;
}
