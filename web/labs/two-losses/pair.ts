// One classifier, one seed, two losses: cross-entropy, and the squared error of its probabilities.
import type { Catalog, Experiment, Metrics, WorkerEngine, WorkerRun } from 'loss-playground/engine';
import { entryOf } from '../../run/described.ts';

export interface Setting {
  optimizer: string;
  lr: number;
  /** Factor on the last layer at the start: a large one makes a model that is sure, and mostly wrong. */
  sureness: number;
  seed: number;
  steps: number;
}

export const natural: Setting = { optimizer: 'sgd', lr: 0.1, sureness: 1, seed: 1, steps: 1000 };

export interface Side {
  id: 'cross_entropy' | 'mse_loss';
  title: string;
  family: string;
  ink: string;
  run: WorkerRun;
  metrics: Metrics;
  steps: number[];
  score: number[];
  gradNorm: number[];
}

const sides = [
  {
    id: 'cross_entropy',
    title: 'cross-entropy',
    family: 'cross_entropy',
    ink: '--cross-entropy',
    activation: 'linear',
  },
  {
    id: 'mse_loss',
    title: 'mean squared error',
    family: 'mean_squared_error',
    ink: '--mean-squared-error',
    // Its outputs become probabilities.
    activation: 'sigmoid',
  },
] as const;

/** The same network twice. */
function experimentOf(
  { id, activation: output_activation }: (typeof sides)[number],
  catalog: Catalog,
  { optimizer, lr, seed, steps }: Setting,
): Experiment {
  const known = entryOf(catalog.optimizers, optimizer) ?? catalog.optimizers[0];
  return {
    version: 1,
    task: { id: 'digits' },
    model: { id: 'mlp', params: { hidden: [32], activation: 'tanh', output_activation } },
    loss: { id },
    optimizer: { id: known?.id ?? natural.optimizer, params: { lr } },
    batch_size: 32,
    steps,
    seed,
    evaluate_every: Math.max(1, Math.round(steps / 50)),
  };
}

export async function startPair(engine: WorkerEngine, setting: Setting): Promise<Side[]> {
  return Promise.all(
    sides.map(async (side): Promise<Side> => {
      const run = await engine.createRun(experimentOf(side, engine.catalog, setting));
      if (setting.sureness !== 1) {
        const parameters = await run.parameters();
        for (const tensor of parameters.slice(-2))
          tensor.data = tensor.data.map((value) => value * setting.sureness);
        await run.setParameters(parameters);
      }
      const metrics = await run.advance(0);
      return { ...side, run, metrics, steps: [0], score: [metrics.testScore], gradNorm: [Number.NaN] };
    }),
  );
}

/** Takes steps on both sides; yields after each slice how far they are. */
export async function* trainPair(pair: Side[], steps: number): AsyncGenerator<number> {
  const slice = Math.max(1, Math.round(steps / 100));
  let done = pair[0]?.metrics.step ?? 0;
  while (done < steps) {
    const take = Math.min(slice, steps - done);
    const taken = await Promise.all(pair.map(({ run }) => run.advance(take)));
    pair.forEach((side, index) => {
      const metrics = taken[index];
      if (!metrics) return;
      side.metrics = metrics;
      side.steps.push(metrics.step);
      side.score.push(metrics.testScore);
      side.gradNorm.push(metrics.gradNorm);
    });
    done += take;
    yield done / steps;
  }
}

export async function disposePair(pair: Side[]): Promise<void> {
  await Promise.all(pair.map(({ run }) => run.dispose()));
}
