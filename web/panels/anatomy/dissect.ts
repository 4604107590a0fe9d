// A step taken apart: the losses of its examples, their mean, the penalty, the objective. All from the engine.
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
import type { Session } from '../../run/session.ts';

export interface Evaluated {
  /** Outputs of the model, as the loss reads them; for triplets of each of the three. */
  outputs: OwnedTensor[];
  /** One loss an example. */
  losses: Float64Array;
}

export interface Dissected extends Evaluated {
  // Without examples where the loss compares the examples of a batch with each other.
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

/** Examples as the names of the loss's tensors; where its names are not those of a row, there is nothing to work out. */
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
  return { outputs, losses: perExample(value, chosen.length) };
}

/** What the loss sees of the model: its outputs, or what stands between them and the loss. */
async function outputsOf(run: WorkerRun, loss: LossDescriptor, inputs: Tensor): Promise<OwnedTensor> {
  const outputs = await run.predict(inputs, { probabilities: loss.link !== 'identity' });
  return loss.link === 'log_softmax' ? { ...outputs, data: outputs.data.map(Math.log) } : outputs;
}

/** Whether the loss of a batch is the mean of losses that its examples have by themselves. */
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

/** A second run of the same experiment that looks at past steps without disturbing the one on the page. */
export class Dissector {
  #probe: WorkerRun | null = null;
  #of: WorkerRun | null = null;

  async #probeOf(session: Session, run: WorkerRun): Promise<WorkerRun> {
    if (this.#of === run && this.#probe) return this.#probe;
    await this.#probe?.dispose();
    this.#of = run;
    this.#probe = await session.engine.createRun(run.experiment);
    return this.#probe;
  }

  /** The step that is shown; before the first step, the one to come. `before` sees the model as the step found it. */
  async dissect(
    session: Session,
    task: TaskDescriptor,
    loss: LossDescriptor,
    examples: Examples,
    before: (probe: WorkerRun, batch: Omit<Dissected, 'metrics'>) => Promise<void>,
  ): Promise<Dissected | null> {
    const { run, metrics } = session;
    if (!run || !metrics) return null;
    const step = Math.max(session.floor + 1, metrics.step);
    const kept = session.snapshotBefore(step - 1);
    if (!kept) return null;
    const probe = await this.#probeOf(session, run);
    await probe.restore(kept.bytes);
    await probe.advance(step - 1 - kept.step, { evaluate: false });
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
      : { outputs: [], losses: new Float64Array(0) };
    if (alone) await before(probe, { ...evaluated, chosen });
    await probe.restore(state);
    const taken = await probe.advance(1, { evaluate: false });
    return { ...evaluated, chosen, metrics: { ...taken, cost: metrics.cost, testCost: metrics.testCost } };
  }

  async dispose(): Promise<void> {
    const probe = this.#probe;
    this.#probe = this.#of = null;
    await probe?.dispose();
  }
}
