// The engine on the whole module. It is a script of its own, with that module's loader, since the first run on a page does
// not need it; what it shares with the first script is passed to it, so that errors are of one class.
import type { Bindings, DescentPath } from 'loss-playground-wasm';
import createModule from 'loss-playground-wasm';
import type {
  Catalog,
  Engine,
  Experiment,
  FormulaDescription,
  FormulaExample,
  FormulaTrace,
  InputDescriptor,
  LossDescriptor,
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
import { describeFormula, traceFormula } from './formulas.ts';
import { EngineOptimizer } from './optimizer.ts';
import {
  atOnce,
  inSlices,
  pieceByPiece,
  type Sliceable,
  SliceClock,
  type Sliced,
  withoutPause,
} from './slices.ts';

export { createModule };

const constant: Spec = { id: 'constant' };

/** Numbers of a starting point; a surface has fewer, and says how many. */
const mostDimensions = 64;

/** Cells of a surface that are computed at a time: a few milliseconds. */
const cellsAPiece = 2 ** 15;

/** The complete engine, on the whole module. */
export class WholeEngine implements Engine, Sliceable {
  readonly version: string;
  readonly catalog: Catalog;
  #shared: Shared;
  #bindings: Bindings;
  #data: URL;
  #speed: Promise<number> | undefined;

  constructor(shared: Shared, bindings: Bindings, catalog: Catalog, data: URL) {
    this.#shared = shared;
    this.#bindings = bindings;
    this.#data = data;
    this.version = shared.version;
    this.catalog = catalog;
  }

  #precision(given: unknown): Precision {
    return this.#shared.check.choice('precision', given ?? 'float64', ['float32', 'float64']);
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
    const spec = { id: loss.id, params: check.parameters('params', params, loss) };
    const names = this.#inputsOf(loss, spec).map((input) => input.id);
    const given = check.object('tensors', tensors, names);
    const own = this.#precision(precision);
    const checked = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, check.finiteTensor(name, value, own)]),
    );
    const reduce = check.choice<Reduction>('reduction', reduction ?? 'mean', [
      'none',
      'mean',
      'sum',
      'batchmean',
    ]);
    const result = unwrap(this.#bindings.evaluateLoss(spec, reduce, own === 'float32', checked));
    for (const tensor of [result.value, ...Object.values(result.gradients)])
      if (typeof tensor === 'object') Reflect.deleteProperty(tensor, 'name');
    return result;
  }

  #inputsOf(loss: LossDescriptor, { params }: Required<Spec>): InputDescriptor[] {
    const written = loss.own ? this.#bindings.describeFormula(params.formula as string).loss : null;
    return (written ?? loss).inputs ?? [];
  }

  describeFormula(formula: string): FormulaDescription {
    return describeFormula(this.#shared, this.#bindings, formula);
  }

  traceFormula(formula: string, example: FormulaExample): FormulaTrace {
    return traceFormula(this.#shared, this.#bindings, formula, example);
  }

  createOptimizer(request: OptimizerRequest, initial: Tensor[]): Optimizer {
    const { check } = this.#shared;
    const { id, params, schedule, steps, precision } = check.object('optimizer', request, [
      'id',
      'params',
      'schedule',
      'steps',
      'precision',
    ]);
    const complete = {
      optimizer: check.spec('optimizer', { id, params }, this.catalog.optimizers),
      schedule: check.spec('schedule', schedule ?? constant, this.catalog.schedules),
      steps: check.integer('steps', steps ?? 1000, { min: 1, max: 1e9 }),
      precision: this.#precision(precision),
    };
    return new EngineOptimizer(this.#shared, this.#bindings, complete, initial);
  }

  schedule(spec: Spec, steps: number, lr: number): Float64Array {
    const { check, unwrap } = this.#shared;
    return unwrap(
      this.#bindings.schedule(
        check.spec('schedule', spec, this.catalog.schedules),
        check.integer('steps', steps, { min: 0, max: 1e7 }),
        check.number('lr', lr, { min: 0 }),
      ),
    );
  }

  minimize(request: MinimizeRequest): Path {
    return withoutPause(this.#minimize(request, Infinity));
  }

  surface(request: SurfaceRequest): Float64Array {
    return withoutPause(this.#surface(request, Infinity));
  }

  [inSlices](milliseconds: number) {
    return {
      minimize: (request: MinimizeRequest) => this.#minimize(request, milliseconds),
      surface: (request: SurfaceRequest) => this.#surface(request, milliseconds),
      createRun: async (experiment: Experiment, options?: RunOptions) => {
        const make = await this.#loadRun(experiment, options);
        return atOnce(make);
      },
    };
  }

  *#minimize(request: MinimizeRequest, slice: number): Sliced<Path> {
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
      'signal',
    ]);
    check.signal('minimize.signal', given.signal);
    // A surface over a line starts at one number.
    const start =
      typeof given.start === 'number'
        ? [given.start]
        : check.list('start', given.start, mostDimensions, 'a list of numbers, one per dimension');
    const handle = unwrap(
      this.#bindings.minimizeBegin({
        function: check.spec('function', given.function, this.catalog.functions),
        optimizer: check.spec('optimizer', given.optimizer, this.catalog.optimizers),
        schedule: check.spec('schedule', given.schedule ?? constant, this.catalog.schedules),
        start: start.map((value, index) => check.number(`start[${index}]`, value)),
        steps: check.integer('steps', given.steps, { min: 0, max: 1e7 }),
        noise: check.number('noise', given.noise ?? 0, { min: 0 }),
        seed: check.integer('seed', given.seed ?? 1, { min: 0 }),
        precision: this.#precision(given.precision),
      }),
    );
    const work = pieceByPiece<DescentPath>(this.#bindings, handle, new SliceClock(slice));
    const { points, values, divergedAt } = yield* work;
    const message = `The path diverged: at step ${divergedAt} the point or its value was no longer finite. It ends before that step.`;
    return { points, values, stopped: divergedAt ? { step: divergedAt, reason: 'diverged', message } : null };
  }

  *#surface(request: SurfaceRequest, slice: number): Sliced<Float64Array> {
    const { check } = this.#shared;
    const given = check.object('surface', request, ['function', 'x', 'y', 'cells', 'signal']);
    check.signal('surface.signal', given.signal);
    const spec = check.spec('function', given.function, this.catalog.functions);
    const { domain } = check.known('function.id', spec.id, this.catalog.functions);
    const x = check.interval('x', given.x ?? domain.x);
    const y = check.interval('y', given.y ?? domain.y);
    const cells = check.integer('cells', given.cells, { min: 1, max: 4096 });
    const clock = new SliceClock(slice);
    const heights = new Float64Array(cells * cells);
    const rows = Math.max(1, Math.floor(cellsAPiece / cells));
    for (let begin = 0; begin < cells; begin += rows) {
      const end = Math.min(begin + rows, cells);
      heights.set(this.#bindings.surface({ function: spec, x, y, cells, begin, end }), begin * cells);
      yield* clock.pauseWhenOver();
    }
    return heights;
  }

  speed(): Promise<number> {
    this.#speed ??= this.#shared.measureSpeed(this);
    return this.#speed;
  }

  async createRun(experiment: Experiment, options?: RunOptions): Promise<Run> {
    const make = await this.#loadRun(experiment, options);
    return make();
  }

  #loadRun(experiment: Experiment, options: RunOptions = {}): Promise<() => Run> {
    const { completeExperiment, loadRun } = this.#shared;
    const complete = completeExperiment(this.catalog, experiment);
    return loadRun(this.#bindings, this.catalog, complete, this.#data, options);
  }
}
