// The engine on the whole module. It stands in a script of its own with that module's loader, which a first training on
// a page does not need; what it shares with the first script is handed to it, so that errors are of one class.
import type { Bindings } from 'loss-playground-wasm';
import createModule from 'loss-playground-wasm';
import type {
  Catalog,
  Engine,
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
  Tensor,
} from '../api/types.ts';
import type { Shared } from './first-script.ts';
import { EngineOptimizer } from './optimizer.ts';

export { createModule };

const constant: Spec = { id: 'constant' };

/** The engine with all that it can do, on the whole module. */
export class WholeEngine implements Engine {
  readonly version: string;
  readonly catalog: Catalog;
  #shared: Shared;
  #bindings: Bindings;
  #data: URL;

  constructor(shared: Shared, bindings: Bindings, catalog: Catalog, data: URL) {
    this.#shared = shared;
    this.#bindings = bindings;
    this.#data = data;
    this.version = shared.version;
    this.catalog = catalog;
  }

  #isSingle(precision: unknown): boolean {
    const precisions: Precision[] = ['float32', 'float64'];
    return this.#shared.check.choice('precision', precision ?? 'float64', precisions) === 'float32';
  }

  evaluateLoss(request: LossRequest, tensors: Record<string, Tensor>): LossResult {
    const { check, unwrap } = this.#shared;
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
    const result = unwrap(this.#bindings.evaluateLoss(spec, reduce, this.#isSingle(precision), checked));
    for (const tensor of [result.value, ...Object.values(result.gradients)])
      if (typeof tensor === 'object') Reflect.deleteProperty(tensor, 'name');
    return result;
  }

  createOptimizer(request: OptimizerRequest, initial: Tensor[]): Optimizer {
    const { check, ExperimentError, show } = this.#shared;
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
      precision: this.#isSingle(precision) ? 'float32' : 'float64',
    };
    return new EngineOptimizer(this.#shared, this.#bindings, complete, initial);
  }

  schedule(spec: Spec, steps: number, lr: number): Float64Array {
    const { check } = this.#shared;
    return this.#bindings.schedule(
      check.spec('schedule', spec, this.catalog.schedules),
      check.integer('steps', steps, { min: 0, max: 1e7 }),
      check.number('lr', lr, { min: 0 }),
    );
  }

  minimize(request: MinimizeRequest): Path {
    const { check, unwrap } = this.#shared;
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
        precision: this.#isSingle(given.precision) ? 'float32' : 'float64',
      }),
    );
  }

  surface(request: SurfaceRequest): Float64Array {
    const { check } = this.#shared;
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
    const { completeExperiment, startRun } = this.#shared;
    const complete = completeExperiment(this.catalog, experiment);
    return startRun(this.#bindings, this.catalog, complete, this.#data, options);
  }
}
