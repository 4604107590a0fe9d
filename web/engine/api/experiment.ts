// Completes and checks an experiment.
import * as check from './checks.ts';
import { customTable } from './custom-table.ts';
import { ExperimentError, show } from './errors.ts';
import { scalars, sectionNames } from './sections.ts';
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

const keys = ['version', ...sectionNames, 'regularization', ...scalars, 'fine_tuning'] as const;

/** Groups of parameters that fine-tuning freezes. */
const mostFrozen = 1000;

/** The miner of losses that do not train on triplets. */
const noMiner = 'random';

/** Whether a loss can be trained on a task: true, or the reason why not. */
export function fits(task: Pick<TaskDescriptor, 'kind'>, loss: LossDescriptor): true | string {
  const { kind } = check.entry('task', task);
  const { title, target, misfits } = check.entry('loss', loss);
  if (kind === 'any' && target !== 'none') return true;
  const reasons = check.entry('loss.misfits', misfits);
  const reason = reasons[kind === 'any' ? 'classification' : check.text('task.kind', kind)];
  return reason === undefined || [title, reason].map((words) => check.text('loss', words)).join(' ');
}

/**
 * The experiment with every default filled in. A section that is absent is the task's default; a section that is given
 * takes its descriptor's defaults for absent parameters. Throws an ExperimentError with the path of an invalid value.
 */
export function completeExperiment(from: Catalog, given: unknown): CompleteExperiment {
  const catalog = check.catalog(from);
  const draft = check.object('', given, keys);
  checkVersion(draft.version);
  const { id, params } = check.object('task', draft.task, ['id', 'params']);
  const task = check.known('task.id', id, catalog.tasks);
  const custom = task.kind === 'any' ? customTable(params, task) : undefined;
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
  // A task's default miner is for its default loss: one that does not train on triplets needs none.
  const mined = draft.miner !== undefined || minable;
  const miner = mined
    ? section('miner', catalog.miners)
    : (check.spec('miner', { id: noMiner }, catalog.miners) as CompleteSpec);
  if (!minable && !check.known('miner.id', miner.id, catalog.miners).draws)
    throw new ExperimentError(
      'miner.id',
      `"${miner.id}"`,
      `${noMiner}, since ${loss.id} does not train on triplets`,
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
  const keys = ['initial', 'source', 'source_seed', 'source_test_fraction', 'freeze', 'l2_sp', 'replay'];
  const asked = check.object('fine_tuning', given, keys);
  const { initial, freeze, l2_sp, replay } = asked;
  const stored = catalog.tasks.filter((task) => task.trained).map((task) => task.id);
  const start = check.choice('fine_tuning.initial', initial, [...stored, 'snapshot']);
  const texts = catalog.tasks
    .filter((task) => task.kind === 'next_token' && task.file)
    .map((task) => task.id);
  const source = check.choice(
    'fine_tuning.source',
    asked.source ?? (start === 'snapshot' ? undefined : start),
    texts,
  );
  return {
    initial: start,
    source,
    ...sourceSplit(check.known('fine_tuning.source', source, catalog.tasks), start !== 'snapshot', asked),
    freeze: frozen(freeze ?? []),
    l2_sp: check.number('fine_tuning.l2_sp', l2_sp ?? 0, { min: 0 }),
    replay: check.number('fine_tuning.replay', replay ?? 0, { min: 0, max: 0.9 }),
  };
}

/** Beginnings of parameter names; others would freeze nothing. */
function frozen(given: unknown): string[] {
  const path = 'fine_tuning.freeze';
  return check
    .list(path, given, mostFrozen, `a list of up to ${mostFrozen} prefixes of parameter names`)
    .map((entry, index) => {
      const name = check.text(`${path}[${index}]`, entry);
      if (/^[\w.]+$/.test(name)) return name;
      throw new ExperimentError(
        `${path}[${index}]`,
        show(name),
        'the beginning of a parameter name, for example embedding',
      );
    });
}

/**
 * How the source's examples were split when the starting weights were trained. A stored model comes from the task's default
 * experiment, trained to its end, so its split is known; of a snapshot the caller may know another.
 */
function sourceSplit(
  source: TaskDescriptor,
  isStored: boolean,
  { source_seed, source_test_fraction }: Record<string, unknown>,
): Pick<Required<FineTuning>, 'source_seed' | 'source_test_fraction'> {
  const { seed, task } = source.experiment;
  const fraction = check.parameters('fine_tuning.source', task.params, source).test_fraction as number;
  const split = {
    source_seed: check.integer('fine_tuning.source_seed', source_seed ?? seed, { min: 0 }),
    source_test_fraction: check.parameter(
      'fine_tuning.source_test_fraction',
      source_test_fraction ?? fraction,
      check.known('fine_tuning.source_test_fraction', 'test_fraction', source.params),
    ) as number,
  };
  const stored = { source_seed: seed, source_test_fraction: fraction };
  for (const name of ['source_seed', 'source_test_fraction'] as const)
    if (isStored && split[name] !== stored[name])
      throw new ExperimentError(
        `fine_tuning.${name}`,
        show(split[name]),
        `${stored[name]}, with which the stored model was trained`,
      );
  return split;
}

/** The task that the model was pretrained on, with the task's own values of the parameters that all next-token tasks have. */
export function sourceSpec(catalog: Catalog, experiment: CompleteExperiment): CompleteSpec | null {
  const source = catalog.tasks.find((task) => task.id === experiment.fine_tuning?.source);
  if (!source) return null;
  const alike = catalog.tasks.filter(({ kind }) => kind === source.kind);
  const shared = Object.entries(experiment.task.params).filter(([id]) =>
    alike.every(({ params }) => params.some((entry) => entry.id === id)),
  );
  return {
    id: source.id,
    params: check.parameters(
      'fine_tuning.source',
      { ...Object.fromEntries(shared), test_fraction: experiment.fine_tuning?.source_test_fraction },
      source,
    ),
  };
}

function checkVersion(version: unknown) {
  if (version === experimentVersion) return;
  if (typeof version === 'number' && version > experimentVersion)
    throw new ExperimentError(
      'version',
      `${version}, which a newer version of the playground has written,`,
      String(experimentVersion),
    );
  throw new ExperimentError('version', show(version), String(experimentVersion));
}

/** A user's table has a kind of its own, and with it another default loss. */
function naturalSpec(name: string, spec: CompleteSpec, custom: CustomData | undefined): CompleteSpec {
  if (name !== 'loss' || !custom || custom.kind === 'classification') return spec;
  return { id: custom.kind === 'regression' ? 'mse_loss' : 'triplet_margin_loss', params: {} };
}
