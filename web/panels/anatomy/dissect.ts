// A step in parts: the losses of its examples, their mean, the penalty, the objective. All from the engine.
import type {
  LossDescriptor,
  Metrics,
  OwnedTensor,
  Split,
  TaskDescriptor,
  Tensor,
  WorkerEngine,
  WorkerRun,
} from 'loss-playground/engine';
import { entryOf } from '../../run/described.ts';
import type { Chosen, Examples } from '../../run/examples.ts';
import type { Row } from '../../run/history.ts';
import type { Session } from '../../run/session.ts';
import { isWeighted } from '../../run/weights.ts';
import { Probe } from './probe.ts';

export interface Evaluated {
  /** Outputs of the model, as the loss reads them; for triplets of each of the three. */
  outputs: OwnedTensor[];
  /** One loss per example. */
  losses: Float64Array;
  /** How much each counts in the mean; null where all count alike. */
  weights: Float64Array | null;
}

export interface Dissected extends Evaluated {
  // Empty if the loss compares the examples of a batch with each other.
  metrics: Metrics;
  chosen: Chosen[];
}

const dataOf = (examples: Examples, split: Split, name: string) => examples[split][name] as OwnedTensor;

function gather({ shape, data }: OwnedTensor, rows: number[]): Tensor {
  const width = shape.slice(1).reduce((product, length) => product * length, 1);
  const gathered = new Float64Array(rows.length * width);
  rows.forEach((row, index) => {
    gathered.set(data.subarray(row * width, (row + 1) * width), index * width);
  });
  return { shape: [rows.length, ...shape.slice(1)], data: gathered };
}

/** Examples as the tensors of the loss, by name; none if the loss is not row by row. */
export async function evaluate(
  engine: WorkerEngine,
  run: WorkerRun,
  loss: LossDescriptor,
  examples: Examples,
  chosen: Chosen[],
): Promise<Evaluated> {
  const split = chosen[0]?.split ?? 'train';
  const parts = Array.from({ length: chosen[0]?.rows.length ?? 1 }, (_, part) =>
    chosen.map(({ rows }) => rows[part] ?? 0),
  );
  const outputs = await Promise.all(
    parts.map((rows) => outputsOf(run, loss, gather(dataOf(examples, split, 'input'), rows))),
  );
  const names = (loss.inputs ?? []).filter(({ optional }) => !optional).map(({ id }) => id);
  const given: Tensor[] =
    outputs.length > 1
      ? outputs
      : [outputs[0] as Tensor, gather(dataOf(examples, split, 'target'), parts[0] ?? [])];
  const { id, params } = run.experiment.loss;
  const { value } = await engine.evaluateLoss(
    { id, params, reduction: 'none', precision: run.experiment.precision },
    Object.fromEntries(names.map((name, index) => [name, given[index] as Tensor])),
  );
  if (!isWeighted(loss, run.experiment))
    return { outputs, losses: perExample(value, chosen.length), weights: null };
  const width = typeof value === 'number' ? 1 : value.data.length / chosen.length;
  return { outputs, ...(await weighted(run, chosen, width)) };
}

/** Losses of examples without their weights, and these where they differ from 1. All from the engine. */
async function weighted(
  run: WorkerRun,
  chosen: Chosen[],
  /** Losses of one example that are averaged first. */
  width: number,
): Promise<Pick<Evaluated, 'losses' | 'weights'>> {
  const { data, weights } = await run.exampleLosses(chosen[0]?.split ?? 'train');
  const losses = Float64Array.from(chosen, ({ rows: [row = 0] }) => data[row] ?? Number.NaN);
  const own = Float64Array.from(chosen, ({ rows: [row = 0] }) => (weights[row] ?? Number.NaN) / width);
  return { losses, weights: own.some((weight) => weight !== 1) ? own : null };
}

/** The input of the loss: the model's outputs, or a function of them. */
async function outputsOf(run: WorkerRun, loss: LossDescriptor, inputs: Tensor): Promise<OwnedTensor> {
  const outputs = await run.predict(inputs, { probabilities: loss.link !== 'identity' });
  return loss.link === 'log_softmax' ? { ...outputs, data: outputs.data.map(Math.log) } : outputs;
}

/** Whether the loss of a batch is the mean of separate losses of its examples. */
function standsAlone(
  task: TaskDescriptor,
  loss: LossDescriptor,
  examples: Examples,
  drawn: boolean,
): boolean {
  if (loss.target === 'pair' || loss.target === 'batch') return false;
  // A model that predicts after every token has many losses an example.
  if (task.kind === 'next_token') return dataOf(examples, 'train', 'target').shape.length === 1;
  return loss.target !== 'triplet' || drawn;
}

function perExample(value: number | Tensor, count: number): Float64Array {
  const data = typeof value === 'number' ? [value] : value.data;
  const width = data.length / count;
  return Float64Array.from({ length: count }, (_, row) => {
    let sum = 0;
    for (let index = 0; index < width; index++) sum += data[row * width + index] ?? 0;
    return sum / width;
  });
}

/** Splits past steps into their parts, in a second run. */
export class Dissector {
  readonly #probe = new Probe();

  /** A step; for the one before the first, the next one. `before` is called with the model before the step. */
  async dissect(
    session: Session,
    shown: Row,
    task: TaskDescriptor,
    loss: LossDescriptor,
    examples: Examples,
    before: (probe: WorkerRun, batch: Omit<Dissected, 'metrics'>) => Promise<void>,
  ): Promise<Dissected | null> {
    const { run } = session;
    if (!run) return null;
    const step = Math.max(session.floor + 1, shown.step);
    const kept = session.snapshotBefore(step - 1);
    if (!kept) return null;
    const probe = await this.#probe.of(session, run);
    await probe.restore(kept.bytes);
    // `since` saves the probe the evaluations that the run on the page has already done.
    await probe.train({ steps: step - 1 - kept.step, since: step });
    const rows = Array.from(await probe.batchIndices(step));
    const drawn = entryOf(session.engine.catalog.miners, run.experiment.miner.id)?.draws ?? false;
    const width = loss.target === 'triplet' && drawn ? 3 : 1;
    const chosen = Array.from(
      { length: rows.length / width },
      (_, index): Chosen => ({
        split: 'train',
        rows: rows.slice(index * width, (index + 1) * width),
      }),
    );
    const state = await probe.snapshot();
    // An optimizer that averages predicts with the mean; the step sees what is trained.
    await probe.setParameters(await probe.parameters());
    const alone = standsAlone(task, loss, examples, drawn);
    const evaluated = alone
      ? await evaluate(session.engine, probe, loss, examples, chosen)
      : { outputs: [], losses: new Float64Array(0), weights: null };
    await before(probe, { ...evaluated, chosen });
    await probe.restore(state);
    const { metrics: taken } = await probe.train({ steps: 1, since: step });
    return { ...evaluated, chosen, metrics: { ...taken, cost: shown.cost, testCost: shown.testCost } };
  }

  /** The model of a snapshot; until the next call. */
  async modelOf(session: Session, run: WorkerRun, bytes: Uint8Array): Promise<WorkerRun> {
    const probe = await this.#probe.of(session, run);
    await probe.restore(bytes);
    return probe;
  }

  dispose(): Promise<void> {
    return this.#probe.dispose();
  }
}
