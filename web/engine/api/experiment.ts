// The experiment: from what someone wrote to something complete and checked.
import * as check from './checks.ts';
import { ExperimentError, show } from './errors.ts';
import type {
  Catalog,
  CompleteExperiment,
  CompleteSpec,
  CustomData,
  FineTuning,
  LossDescriptor,
  Precision,
  TaskDescriptor,
} from './types.ts';

export const experimentVersion = 1;

const keys = [
  'version',
  'task',
  'model',
  'loss',
  'miner',
  'optimizer',
  'schedule',
  'regularization',
  'gradient_clip',
  'batch_size',
  'steps',
  'seed',
  'precision',
  'evaluate_every',
  'fine_tuning',
] as const;

/** The miner of losses that learn from no triplets. */
const noMiner = 'random';

/** Whether a loss can train on a kind of task: true, or the reason why not. */
export function fits(task: Pick<TaskDescriptor, 'kind'>, loss: LossDescriptor): true | string {
  const { kind } = task;
  if (kind === 'any') return loss.target !== 'none' || `${loss.title} ${loss.misfits.classification}`;
  const reason = loss.misfits[kind];
  return reason === undefined || `${loss.title} ${reason}`;
}

/**
 * The experiment with every default filled in. A section that is absent is the task's natural one; a section that is
 * given takes its descriptor's defaults for absent parameters. Throws an ExperimentError that names the place.
 */
export function completeExperiment(catalog: Catalog, given: unknown): CompleteExperiment {
  const draft = check.object('', given, keys);
  checkVersion(draft.version);
  const { id, params } = check.object('task', draft.task, ['id', 'params']);
  const task = check.known('task.id', id, catalog.tasks);
  const custom = task.kind === 'any' ? customTable(params) : undefined;
  const natural = task.experiment;
  const section = (
    name: 'model' | 'loss' | 'miner' | 'optimizer' | 'schedule',
    list: Parameters<typeof check.spec>[2],
  ) => check.spec(name, draft[name] ?? naturalSpec(name, natural[name], custom), list) as CompleteSpec;
  const loss = section('loss', catalog.losses);
  const reason = fits(custom ?? task, check.known('loss.id', loss.id, catalog.losses));
  if (reason !== true) {
    const fitting = catalog.losses
      .filter((entry) => fits(custom ?? task, entry) === true)
      .map((entry) => entry.id);
    throw new ExperimentError('loss.id', `"${loss.id}" (${reason})`, `one of ${fitting.join(', ')}`);
  }
  const { minable } = check.known('loss.id', loss.id, catalog.losses);
  // A task's natural miner is for its natural loss: one that learns from no triplets needs none.
  const mined = draft.miner !== undefined || minable;
  const miner = mined
    ? section('miner', catalog.miners)
    : (check.spec('miner', { id: noMiner }, catalog.miners) as CompleteSpec);
  if (!minable && !check.known('miner.id', miner.id, catalog.miners).draws)
    throw new ExperimentError(
      'miner.id',
      `"${miner.id}"`,
      `${noMiner}, since ${loss.id} learns from no triplets`,
    );
  const { l1, l2 } = check.object('regularization', draft.regularization ?? {}, ['l1', 'l2']);
  const optional = <Kind>(value: unknown, read: (value: unknown) => Kind) =>
    value == null ? null : read(value);
  return {
    version: experimentVersion,
    task: { id: task.id, params: custom ?? check.parameters('task.params', params, task) },
    model: section('model', catalog.models),
    loss,
    miner,
    optimizer: section('optimizer', catalog.optimizers),
    schedule: section('schedule', catalog.schedules),
    regularization: {
      l1: check.number('regularization.l1', l1 ?? natural.regularization.l1, { min: 0 }),
      l2: check.number('regularization.l2', l2 ?? natural.regularization.l2, { min: 0 }),
    },
    gradient_clip: optional(draft.gradient_clip, (value) =>
      check.number('gradient_clip', value, { min: 0, above_min: true }),
    ),
    batch_size: check.integer('batch_size', draft.batch_size ?? natural.batch_size, { min: 1, max: 1e6 }),
    steps: check.integer('steps', draft.steps ?? natural.steps, { min: 1, max: 1e9 }),
    seed: check.integer('seed', draft.seed ?? natural.seed, { min: 0 }),
    precision: check.choice<Precision>('precision', draft.precision ?? natural.precision, [
      'float32',
      'float64',
    ]),
    evaluate_every: optional(draft.evaluate_every, (value) =>
      check.integer('evaluate_every', value, { min: 1, max: 1e9 }),
    ),
    fine_tuning: optional(draft.fine_tuning, (value) => fineTuning(catalog, value)),
  };
}

function fineTuning(catalog: Catalog, given: unknown): Required<FineTuning> {
  const keys = ['initial', 'source', 'freeze', 'l2_sp', 'replay'];
  const { initial, source, freeze, l2_sp, replay } = check.object('fine_tuning', given, keys);
  const stored = catalog.tasks.filter((task) => task.trained).map((task) => task.id);
  const start = check.choice('fine_tuning.initial', initial, [...stored, 'snapshot']);
  const texts = catalog.tasks
    .filter((task) => task.kind === 'next_token' && task.file)
    .map((task) => task.id);
  if (freeze !== undefined && !Array.isArray(freeze))
    throw new ExperimentError('fine_tuning.freeze', show(freeze), 'a list of beginnings of names');
  return {
    initial: start,
    source: check.choice('fine_tuning.source', source ?? (start === 'snapshot' ? undefined : start), texts),
    freeze: (freeze ?? []).map((name, index) => check.text(`fine_tuning.freeze[${index}]`, name)),
    l2_sp: check.number('fine_tuning.l2_sp', l2_sp ?? 0, { min: 0 }),
    replay: check.number('fine_tuning.replay', replay ?? 0, { min: 0, max: 0.9 }),
  };
}

/** The task that was learnt before, with the task's own values of the parameters that all next-token tasks have. */
export function sourceSpec(catalog: Catalog, experiment: CompleteExperiment): CompleteSpec | null {
  const source = catalog.tasks.find((task) => task.id === experiment.fine_tuning?.source);
  if (!source) return null;
  const alike = catalog.tasks.filter(({ kind }) => kind === source.kind);
  const shared = Object.entries(experiment.task.params).filter(([id]) =>
    alike.every(({ params }) => params.some((entry) => entry.id === id)),
  );
  return {
    id: source.id,
    params: check.parameters('fine_tuning.source', Object.fromEntries(shared), source),
  };
}

function checkVersion(version: unknown) {
  if (version === experimentVersion) return;
  if (typeof version === 'number' && version > experimentVersion)
    throw new ExperimentError(
      'version',
      show(version),
      `${experimentVersion}; a newer playground made this experiment`,
    );
  throw new ExperimentError('version', show(version), String(experimentVersion));
}

/** A user's table brings its own kind, and with it another natural loss. */
function naturalSpec(name: string, spec: CompleteSpec, custom: CustomData | undefined): CompleteSpec {
  if (name !== 'loss' || !custom || custom.kind === 'classification') return spec;
  return { id: custom.kind === 'regression' ? 'mse_loss' : 'triplet_margin_loss', params: {} };
}

function customTable(given: unknown): CustomData {
  const { kind, inputs, targets, classes, noun, unit } = check.object('task.params', given, [
    'kind',
    'inputs',
    'targets',
    'classes',
    'noun',
    'unit',
  ]);
  const table: CustomData = {
    kind: check.choice('task.params.kind', kind, ['classification', 'regression', 'triplet']),
    inputs: check.finiteTensor('task.params.inputs', inputs),
    targets: check.finiteTensor('task.params.targets', targets),
  };
  const [rows = 0, columns = 0] = table.inputs.shape;
  if (table.inputs.shape.length !== 2 || rows < 2 || columns < 1)
    throw new ExperimentError(
      'task.params.inputs.shape',
      show(table.inputs.shape),
      '[N, columns] with at least 2 rows',
    );
  const { shape } = table.targets;
  const wanted =
    table.kind === 'regression' ? `[${rows}] or [${rows}, numbers]` : `[${rows}], a class number a row`;
  if (shape[0] !== rows || shape.length > (table.kind === 'regression' ? 2 : 1) || shape[1] === 0)
    throw new ExperimentError('task.params.targets.shape', show(shape), wanted);
  if (classes !== undefined) table.classes = classNames(classes, table);
  if (noun !== undefined) table.noun = check.text('task.params.noun', noun);
  if (unit !== undefined) table.unit = check.text('task.params.unit', unit);
  return table;
}

/** A name for each class number. */
function classNames(given: unknown, { kind, targets }: CustomData): string[] {
  const path = 'task.params.classes';
  if (kind === 'regression')
    throw new ExperimentError(path, show(given), 'nothing, since numbers are predicted');
  if (!Array.isArray(given)) throw new ExperimentError(path, show(given), 'a list of names');
  const least = 1 + Array.from(targets.data).reduce((most, label) => Math.max(most, label), 0);
  if (given.length < least) throw new ExperimentError(path, `${given.length} names`, `at least ${least}`);
  return given.map((name, index) => check.text(`${path}[${index}]`, name));
}
