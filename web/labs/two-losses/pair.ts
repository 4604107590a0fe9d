// One classifier, one seed, two losses: cross-entropy, and the squared error of its probabilities or the visitor's own loss.
import { median } from 'd3-array';
import {
  type Catalog,
  type Experiment,
  ExperimentError,
  fits,
  type LossDescriptor,
  type Metrics,
  type Progress,
  type WorkerEngine,
  type WorkerRun,
} from 'loss-playground/engine';
import { known } from '../../engine/api/checks.ts';
import { show } from '../../engine/api/errors.ts';
import { withSignal } from '../../engine/remote/cancel.ts';
import { writePairs } from '../../run/address-pairs.ts';
import { entryOf } from '../../run/described.ts';
import { OwnLink, type Range } from '../../run/own-link.ts';
import { asDescribed } from '../../run/own-loss.ts';
import { inParts } from '../../run/parts.ts';
import { familyInk } from '../../ui/inks.ts';

export interface Setting {
  optimizer: string;
  lr: number;
  /** Factor on the last layer at the start: a large one makes a model that is sure and mostly wrong. */
  sureness: number;
  seed: number;
  steps: number;
  /** The visitor's own loss, in place of the squared error; empty for none. */
  formula: string;
}

/** Gradient descent from an ordinary start: the values that an address may leave out. */
export const ordinary: Setting = {
  optimizer: 'sgd',
  lr: 0.1,
  sureness: 1,
  seed: 1,
  steps: 1000,
  formula: '',
};

/** The default: a start that is sure and wrong, with an optimizer whose steps do not depend on the scale of the gradient. */
export const featured: Setting = { ...ordinary, optimizer: 'adam', lr: 0.003, sureness: 30 };

/** What a link and the fields accept. */
export const ranges = {
  lr: { type: 'number', min: 1e-9, max: 1000 },
  sureness: { type: 'number', min: 0, max: 1000 },
  seed: { type: 'integer', min: 0 },
  steps: { type: 'integer', min: 1, max: 100000 },
} as const satisfies Record<string, Range>;

export interface Opened {
  setting: Setting;
  waits: boolean;
  note: string | null;
}

/** The user's own loss, as far as it is described. */
export const ownLoss = (catalog: Catalog, formula: string): LossDescriptor | undefined => {
  const entry = catalog.losses.find(({ own }) => own);
  return entry && asDescribed(entry, { formula });
};

/** A formula that fits classes. */
function ofClasses(catalog: Catalog, formula: string): string {
  const loss = ownLoss(catalog, formula);
  const isValid = loss && !catalog.losses.includes(loss) && fits({ kind: 'classification' }, loss) === true;
  if (formula === '' || isValid) return formula;
  throw new ExperimentError('loss.params.formula', show(formula), 'a formula that fits classes');
}

/** The setting of an address, and what of the address is left out. */
export function readSetting(catalog: Catalog, address: string): Opened {
  const link = new OwnLink(address);
  if (address === '') return { setting: featured, waits: false, note: null };
  const optimizer = link.value(
    'optimizer',
    ordinary.optimizer,
    (id) => known('optimizer.id', id, catalog.optimizers).id,
  );
  const setting = {
    optimizer,
    lr: link.number('lr', ordinary.lr, ranges.lr, 'optimizer.params.lr'),
    sureness: link.number('sureness', ordinary.sureness, ranges.sureness, 'factor_at_the_start'),
    seed: link.number('seed', ordinary.seed, ranges.seed),
    steps: link.number('steps', ordinary.steps, ranges.steps),
    formula: link.value('formula', '', (text) => ofClasses(catalog, text)),
  };
  const { waits } = link;
  return { setting, waits, note: link.note };
}

const names = Object.keys(ordinary) as (keyof Setting)[];

export function settingAddress(setting: Setting): string {
  if (names.every((name) => setting[name] === featured[name])) return '';
  const changed = names.filter((name) => setting[name] !== ordinary[name]);
  const told = changed.length > 0 ? changed : (['sureness'] as const);
  return writePairs([...told.map((name) => [name, String(setting[name])] as const), ['v', '1']]);
}

/** One of the two losses. */
interface SideLoss {
  id: string;
  title: string;
  /** Its name in a sentence and beside its line. */
  name: string;
  family: string;
  ink: string;
  /** What turns the outputs of the network into what the loss reads. */
  activation: 'linear' | 'sigmoid';
  params?: { formula: string };
}

export interface Side extends SideLoss {
  run: WorkerRun;
  metrics: Metrics;
  steps: number[];
  score: number[];
  gradNorm: number[];
  /** Norm of the gradient of each batch so far. */
  batchNorms: number[];
  /** The step at which it diverged. */
  diverged: number | null;
}

const sides: readonly [SideLoss, SideLoss] = [
  {
    id: 'cross_entropy',
    title: 'cross-entropy',
    name: 'cross-entropy',
    family: 'cross_entropy',
    ink: '--cross-entropy',
    activation: 'linear',
  },
  {
    id: 'mse_loss',
    title: 'mean squared error',
    name: 'squared error',
    family: 'mean_squared_error',
    ink: '--mean-squared-error',
    // Each output becomes a separate probability.
    activation: 'sigmoid',
  },
];

/** Cross-entropy, and the loss that it is compared with. */
function sidesOf(catalog: Catalog, { formula }: Setting): readonly [SideLoss, SideLoss] {
  const own = formula === '' ? undefined : ownLoss(catalog, formula);
  if (!own) return sides;
  // A formula of single numbers that does not turn them into probabilities compares values with 0 and 1.
  const isOfValues = own.target === 'real' && own.family === sides[1].family;
  const { id, title, family } = own;
  const activation = isOfValues ? 'sigmoid' : 'linear';
  const ink = family === sides[0].family ? '--ink-2' : familyInk(family);
  return [sides[0], { id, title, name: title, family, ink, activation, params: { formula } }];
}

/** The same network twice: only the loss differs, with its softmax or sigmoid. */
function experimentOf(
  { id, params, activation: output_activation }: SideLoss,
  catalog: Catalog,
  { optimizer, lr, seed, steps }: Setting,
): Experiment {
  const known = entryOf(catalog.optimizers, optimizer) ?? catalog.optimizers[0];
  return {
    version: 1,
    task: { id: 'digits' },
    model: { id: 'mlp', params: { hidden: [32], activation: 'tanh', output_activation } },
    loss: { id, ...(params ? { params } : {}) },
    optimizer: { id: known?.id ?? ordinary.optimizer, params: { lr } },
    batch_size: 32,
    steps,
    seed,
    evaluate_every: Math.max(1, Math.round(steps / 50)),
  };
}

/** The experiments of both sides. */
export const experimentsOf = (catalog: Catalog, setting: Setting): Experiment[] =>
  sidesOf(catalog, setting).map((side) => experimentOf(side, catalog, setting));

export async function startPair(engine: WorkerEngine, setting: Setting): Promise<Side[]> {
  const made = await Promise.allSettled(
    sidesOf(engine.catalog, setting).map(async (side): Promise<Side> => {
      const run = await engine.createRun(experimentOf(side, engine.catalog, setting));
      if (setting.sureness !== 1) {
        const parameters = await run.parameters();
        for (const tensor of parameters.slice(-2))
          tensor.data = tensor.data.map((value) => value * setting.sureness);
        await run.setParameters(parameters);
      }
      const metrics = await run.advance(0);
      return {
        ...side,
        run,
        metrics,
        steps: [0],
        score: [metrics.testScore],
        gradNorm: [Number.NaN],
        batchNorms: [],
        diverged: null,
      };
    }),
  );
  const pair = made.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = made.find((one) => one.status === 'rejected');
  if (!failed) return pair;
  await disposePair(pair);
  throw failed.reason;
}

/** A copy of both sides, to show while they go on. */
export const copyOf = (pair: readonly Side[]): Side[] =>
  pair.map((side) => ({
    ...side,
    steps: [...side.steps],
    score: [...side.score],
    gradNorm: [...side.gradNorm],
    batchNorms: [...side.batchNorms],
  }));

/** Whether both runs have taken this share of the steps, and rest there. */
export const isLevel = (pair: readonly Side[], share: number, steps: number): boolean =>
  pair.every((side) => (side.steps.at(-1) ?? 0) / steps === share);

/** Takes steps in both runs; yields the share of them that is taken: of both, and on the way where that takes long. */
export async function* trainPair(pair: Side[], steps: number, signal: AbortSignal): AsyncGenerator<number> {
  const slice = Math.max(1, Math.round(steps / 100));
  for (let done = pair[0]?.metrics.step ?? 0; done < steps; ) {
    const take = Math.min(slice, steps - done);
    for (const [index, side] of pair.entries()) {
      const run = withSignal(side.run, signal);
      // Where the last training was canceled, a run may be at another step than the one that is shown.
      const { step } = await run.advance(0, { evaluate: false });
      const missing = Math.max(0, done + take - step);
      for await (const taken of inParts(run, missing))
        if (taken < missing) yield (done + ((index + taken / missing) * take) / pair.length) / steps;
      follow(side, done + take, await run.train({ steps: 0, since: side.batchNorms.length, evaluate: true }));
    }
    done += take;
    yield done / steps;
  }
}

/** Adds what a run has shown up to a step. */
function follow(side: Side, step: number, { metrics, history, stopped }: Progress): void {
  side.metrics = metrics;
  side.diverged = stopped?.step ?? null;
  side.steps.push(step);
  side.score.push(stopped ? Number.NaN : metrics.testScore);
  side.gradNorm.push(stopped ? Number.NaN : metrics.gradNorm);
  side.batchNorms.push(...history.gradNorm);
}

export async function disposePair(pair: Side[]): Promise<void> {
  await Promise.all(pair.map(({ run }) => run.dispose()));
}

/** Ratio of the first run's gradient norm to the second's: the median over the batches so far. */
export function normRatio([first, second]: readonly Pick<Side, 'batchNorms'>[]): number {
  const ratios = (first?.batchNorms ?? []).map(
    (norm, index) => norm / (second?.batchNorms[index] ?? Number.NaN),
  );
  return median(ratios.filter(Number.isFinite)) ?? Number.NaN;
}
