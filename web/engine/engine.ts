import type { Bindings } from 'loss-playground-wasm';
import * as check from './check.ts';
import { ExperimentError, show, unknownName } from './errors.ts';
import { completeExperiment, sourceSpec } from './experiment.ts';
import { fetchPacked, loadBindings } from './load.ts';
import { EngineOptimizer } from './optimizer.ts';
import { EngineRun, unwrap } from './run.ts';
import type {
  Catalog,
  CompleteExperiment,
  CustomData,
  Engine,
  EngineOptions,
  Experiment,
  LossRequest,
  LossResult,
  MinimizeRequest,
  Optimizer,
  OptimizerRequest,
  Path,
  Precision,
  Reduction,
  Run,
  RunOptions,
  Spec,
  SurfaceRequest,
  TaskDescriptor,
  Tensor,
} from './types.ts';

declare const LOSS_PLAYGROUND_VERSION: string;
export const version = LOSS_PLAYGROUND_VERSION;

export const dataFolder = new URL('./data/', import.meta.url);

const isSingle = (precision: unknown) =>
  check.choice<Precision>('precision', precision ?? 'float64', ['float32', 'float64']) === 'float32';
const constant: Spec = { id: 'constant' };

/** The run of a complete experiment in a module. */
export async function startRun(
  bindings: Bindings,
  catalog: Catalog,
  complete: CompleteExperiment,
  data: URL,
  options: RunOptions = {},
): Promise<EngineRun> {
  const file = (name: string | undefined) => (name ? fetchPacked(new URL(name, data)) : null);
  const named = (id: string | undefined) => catalog.tasks.find((task) => task.id === id);
  const plain = plainTask(complete);
  const source = sourceSpec(catalog, complete);
  const request = source ? { ...plain, fine_tuning: { ...complete.fine_tuning, source } } : plain;
  const weights = source && (await startingWeights(complete, file, named, options.initial));
  const [bytes, first] = await Promise.all([
    file(named(complete.task.id)?.file),
    file(named(source?.id)?.file),
  ]);
  const handle = unwrap(bindings.runCreate(request, bytes, tableOf(complete), weights, first));
  return new EngineRun(bindings, handle, complete);
}

/** What fine-tuning starts from: a stored model, or the bytes that were given. */
async function startingWeights(
  { fine_tuning }: CompleteExperiment,
  file: (name: string) => Promise<Uint8Array> | null,
  named: (id: string | undefined) => TaskDescriptor | undefined,
  given: unknown,
): Promise<Uint8Array> {
  const stored = named(fine_tuning?.initial)?.trained;
  const packed = stored ? file(stored) : null;
  if (packed) return packed;
  if (given instanceof Uint8Array) return given;
  throw new ExperimentError('options.initial', show(given), 'a Uint8Array from snapshot()');
}

/** The table of the task `custom`; null for others. */
const tableOf = ({ task }: CompleteExperiment) =>
  'inputs' in task.params ? (task.params as CustomData) : null;

/** The experiment as the module reads it: a table crosses apart from it. */
export function plainTask(complete: CompleteExperiment): CompleteExperiment {
  const table = tableOf(complete);
  return table ? { ...complete, task: { id: complete.task.id, params: { kind: table.kind } } } : complete;
}

class WasmEngine implements Engine {
  readonly version = version;
  readonly catalog: Catalog;
  #bindings: Bindings;
  #data: URL;

  constructor(bindings: Bindings, data: URL) {
    this.#bindings = bindings;
    this.#data = data;
    this.catalog = bindings.catalog();
  }

  evaluateLoss(request: LossRequest, tensors: Record<string, Tensor>): LossResult {
    const { id, params, reduction, precision } = check.object('loss', request, [
      'id',
      'params',
      'reduction',
      'precision',
    ]);
    const loss = check.known('id', id, this.catalog.losses);
    const names = (loss.inputs ?? []).map((input) => input.id);
    const given = check.object('tensors', tensors, names);
    const checked = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, check.tensor(name, value)]),
    );
    const reduce = check.choice<Reduction>('reduction', reduction ?? 'mean', [
      'none',
      'mean',
      'sum',
      'batchmean',
    ]);
    const spec = { id: loss.id, params: check.parameters('params', params, loss) };
    const result = unwrap(this.#bindings.evaluateLoss(spec, reduce, isSingle(precision), checked));
    for (const tensor of [result.value, ...Object.values(result.gradients)])
      if (typeof tensor === 'object') Reflect.deleteProperty(tensor, 'name');
    return result;
  }

  createOptimizer(request: OptimizerRequest, initial: Tensor[]): Optimizer {
    const { id, params, schedule, steps, precision } = check.object('optimizer', request, [
      'id',
      'params',
      'schedule',
      'steps',
      'precision',
    ]);
    if (!Array.isArray(initial)) throw new ExperimentError('initial', show(initial), 'a list of tensors');
    const complete = {
      optimizer: check.spec('optimizer', { id, params }, this.catalog.optimizers),
      schedule: check.spec('schedule', schedule ?? constant, this.catalog.schedules),
      steps: check.integer('steps', steps ?? 1000, { min: 1, max: 1e9 }),
      precision: isSingle(precision) ? 'float32' : 'float64',
    };
    return new EngineOptimizer(this.#bindings, complete, initial);
  }

  schedule(spec: Spec, steps: number, lr: number): Float64Array {
    return this.#bindings.schedule(
      check.spec('schedule', spec, this.catalog.schedules),
      check.integer('steps', steps, { min: 0, max: 1e7 }),
      check.number('lr', lr, { min: 0 }),
    );
  }

  minimize(request: MinimizeRequest): Path {
    const given = check.object('minimize', request, [
      'function',
      'optimizer',
      'schedule',
      'start',
      'steps',
      'noise',
      'seed',
      'precision',
    ]);
    const start = Array.isArray(given.start) ? given.start : [given.start];
    return unwrap(
      this.#bindings.minimize({
        function: check.spec('function', given.function, this.catalog.functions),
        optimizer: check.spec('optimizer', given.optimizer, this.catalog.optimizers),
        schedule: check.spec('schedule', given.schedule ?? constant, this.catalog.schedules),
        start: start.map((value, index) => check.number(`start[${index}]`, value)),
        steps: check.integer('steps', given.steps, { min: 0, max: 1e7 }),
        noise: check.number('noise', given.noise ?? 0, { min: 0 }),
        seed: check.integer('seed', given.seed ?? 1, { min: 0 }),
        precision: isSingle(given.precision) ? 'float32' : 'float64',
      }),
    );
  }

  surface(request: SurfaceRequest): Float64Array {
    const given = check.object('surface', request, ['function', 'x', 'y', 'cells']);
    const spec = check.spec('function', given.function, this.catalog.functions);
    const { domain } = check.known('function.id', spec.id, this.catalog.functions);
    return this.#bindings.surface({
      function: spec,
      x: check.interval('x', given.x ?? domain.x),
      y: check.interval('y', given.y ?? domain.y),
      cells: check.integer('cells', given.cells, { min: 1, max: 4096 }),
    });
  }

  async createRun(experiment: Experiment, options: RunOptions = {}): Promise<Run> {
    const complete = completeExperiment(this.catalog, experiment);
    return startRun(this.#bindings, this.catalog, complete, this.#data, options);
  }
}

/** Loads the engine. Without options its module and data sets come from beside this script. */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  for (const key of Object.keys(options))
    if (!['wasm', 'data'].includes(key)) throw unknownName(key, key, ['wasm', 'data']);
  // Apart from this script, since a first training on a page needs the starter alone.
  const { default: createModule } = await import('loss-playground-wasm');
  const bindings = await loadBindings(
    createModule,
    options.wasm ?? new URL('./engine.wasm', import.meta.url),
  );
  return new WasmEngine(bindings, options.data ?? dataFolder);
}
