// npm run fuzz: tries random input on everything that takes some. `npm run fuzz -- snapshots --minutes 10` tries one part
// for ten minutes; `--seed S --case N` tries one case again.
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { loadPart, type PartName, partNames, quickParts } from './part.ts';
import type { Failure, Order } from './part-worker.ts';

/** A case that takes longer than this hangs. */
const longestCase = 60_000;
/** After so many failures a part is given up: they are probably one fault. */
const mostFailures = 5;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '1' },
    count: { type: 'string' },
    seed: { type: 'string' },
    case: { type: 'string' },
  },
});

/** A number of the command line. */
function numberOf(name: string, text: string | undefined, preset: number): number {
  const value = text === undefined ? preset : Number(text);
  if (!(value >= 0)) {
    console.error(`--${name}: ${text} is not a number of at least 0.`);
    process.exit(1);
  }
  return value;
}

function partsOf(names: string[]): PartName[] {
  const unknown = names.find((name) => !(partNames as readonly string[]).includes(name));
  if (unknown !== undefined) {
    console.error(`There is no part "${unknown}". The parts are ${partNames.join(', ')} and native.`);
    process.exit(1);
  }
  return names.length > 0 ? (names as PartName[]) : [...quickParts];
}

const seed = numberOf('seed', values.seed, Math.floor(Math.random() * 2 ** 31));
const count = numberOf('count', values.count, Infinity);
const minutes = values.count === undefined ? numberOf('minutes', values.minutes, 1) : Infinity;
const only = values.case === undefined ? null : numberOf('case', values.case, 0);

/** Threads do not inherit the loader of TypeScript. */
const startTyped = `import('tsx/esm/api').then(({ register }) => {
  register();
  return import(require('node:worker_threads').workerData.script);
});`;

interface Outcome {
  tried: number;
  failures: Failure[];
}

/** Runs cases in a thread until they are through, time is up, or one hangs. */
function inThread(order: Omit<Order, 'counter'>): Promise<{ next: number; failures: Failure[] }> {
  const counter = new SharedArrayBuffer(8);
  const present = new BigInt64Array(counter);
  const worker = new Worker(startTyped, {
    eval: true,
    // Node's test runner, which the tests' helpers start, would write among the results.
    stdout: true,
    workerData: { ...order, counter, script: new URL('./part-worker.ts', import.meta.url).href },
  });
  const failures: Failure[] = [];
  let [last, since] = [-1n, Date.now()];
  return new Promise((done) => {
    const end = (next: number) => {
      clearInterval(watch);
      void worker.terminate();
      done({ next, failures });
    };
    const fail = (message: string) => {
      const index = Number(Atomics.load(present, 0));
      failures.push({ index, message, notes: '' });
      end(index + 1);
    };
    const watch = setInterval(() => {
      const now = Atomics.load(present, 0);
      if (now !== last) [last, since] = [now, Date.now()];
      else if (Date.now() - since > longestCase) fail(`did not end within ${longestCase / 1000} s`);
    }, 500);
    worker.on('error', (error) => fail(`ended the thread: ${error.stack ?? error}`));
    worker.on('message', (message: Failure | number) => {
      if (typeof message === 'number') end(message);
      else failures.push(message);
    });
  });
}

async function runPart(part: PartName): Promise<Outcome> {
  const until = Date.now() + minutes * 60_000;
  const [first, to] = only === null ? [0, count] : [only, only + 1];
  const failures: Failure[] = [];
  let next = first;
  while (next < to && Date.now() < until && failures.length < mostFailures) {
    const result = await inThread({ part, seed, from: next, to, until });
    failures.push(...result.failures);
    next = result.next;
  }
  return { tried: next - first, failures };
}

const asked = partsOf(positionals);
console.log(`seed ${seed}`);
let failed = 0;
const waiting = [...asked];
async function work(): Promise<void> {
  for (let part = waiting.shift(); part; part = waiting.shift()) {
    const { title } = await loadPart(part);
    const { tried, failures } = await runPart(part);
    if (failures.length > 0) failed++;
    console.log(`${failures.length > 0 ? '✖' : '✔'} ${part}: ${title}, ${tried.toLocaleString('en')} cases`);
    for (const { index, message, notes } of failures.slice(0, mostFailures))
      console.log(
        `  ${message}\n  drawn: ${notes}\n  again: npm run fuzz -- ${part} --seed ${seed} --case ${index}\n`,
      );
  }
}
await Promise.all([work(), work()]);
console.log(`\n${asked.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
