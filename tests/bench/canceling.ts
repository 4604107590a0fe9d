// From the signal to the rejected call, and to the next answer: every task of the catalog, and settings that are slow.
import type { Catalog, Experiment, WorkerEngine, WorkerRun } from 'loss-playground/engine';
import { createWorkerEngine } from '../engine/support.ts';
import { figures, markdownTable } from './statistics.ts';

/** Milliseconds that a call has been going on when it is canceled: in the middle of it. */
const before = 300;

interface Case {
  title: string;
  experiment: Experiment;
}

const digits = { id: 'digits' };
const embedding = { id: 'digits_embedding' };
const version = 1;

const casesOf = ({ tasks }: Catalog): Case[] => [
  ...tasks
    .filter(({ kind }) => kind !== 'any')
    .map(({ id }) => ({ title: id, experiment: { version, task: { id } } as Experiment })),
  {
    title: 'shakespeare, evaluated at every step',
    experiment: { version, task: { id: 'shakespeare' }, evaluate_every: 1 },
  },
  { title: 'digits, Newton', experiment: { version, task: digits, optimizer: { id: 'newton' } } },
  {
    title: 'digits, 1024 → 1024, whole set',
    experiment: {
      version,
      task: digits,
      model: { id: 'mlp', params: { hidden: [1024, 1024] } },
      batch_size: 1258,
    },
  },
  {
    title: 'digits_embedding, lifted structure, batch of 1,000',
    experiment: { version, task: embedding, loss: { id: 'lifted_structure_loss' }, batch_size: 1000 },
  },
  {
    title: 'triplet_lab, InfoNCE, batch of 19,000',
    experiment: {
      version,
      task: { id: 'triplet_lab', params: { examples: 20_000, test_fraction: 0.05 } },
      loss: { id: 'info_nce_loss' },
      batch_size: 19_000,
    },
  },
  {
    title: 'digits_embedding, semi-hard, batch of 900',
    experiment: { version, task: embedding, miner: { id: 'semi_hard' }, batch_size: 900 },
  },
];

/** Milliseconds from the signal until a call rejects; null if it ended before. */
async function cancel(call: (signal: AbortSignal) => Promise<unknown>): Promise<number | null> {
  const controller = new AbortController();
  let aborted = 0;
  setTimeout(() => {
    aborted = performance.now();
    controller.abort();
  }, before);
  const completed = await call(controller.signal).then(
    () => true,
    (error) => {
      if (!controller.signal.aborted) throw error;
      return false;
    },
  );
  return completed ? null : performance.now() - aborted;
}

async function measure(engine: WorkerEngine, { title, experiment }: Case) {
  const run: WorkerRun = await engine.createRun({ ...experiment, steps: 1e9 });
  const rejected = await cancel((signal) => run.train({ steps: 1e9, signal }));
  const started = performance.now();
  const { metrics } = await run.train({ steps: 0 });
  const answered = performance.now() - started;
  await run.dispose();
  return { title, rejected, answered, step: metrics.step };
}

async function measureAll(engine: WorkerEngine) {
  const data = [];
  for (const one of casesOf(engine.catalog)) data.push(await measure(engine, one));
  const minimizing = await cancel((signal) =>
    engine.minimize({
      function: { id: 'rosenbrock' },
      optimizer: { id: 'adam' },
      start: [0, 0],
      steps: 1e6,
      signal,
    }),
  );
  return { data, minimizing };
}

export async function measureCanceling() {
  const engine = await createWorkerEngine();
  const { data, minimizing } = await measureAll(engine).finally(() => engine.terminate());
  const rows = data.map(({ title, rejected, answered, step }) => [
    title,
    rejected === null ? 'ended' : figures(rejected),
    figures(answered),
    String(step),
  ]);
  rows.push(['minimize()', minimizing === null ? 'ended' : figures(minimizing), '', '']);
  return {
    text: markdownTable(
      [`canceled after ${before} ms`, 'ms to the rejection', 'ms to the next answer', 'step'],
      rows,
    ),
    data: { runs: data, minimizing },
  };
}
