// Runs the named benchmarks, or all but the long ones, prints tables and writes build/bench.json.
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createEngine } from '../engine/support.ts';
import { measureActivations } from './activations.ts';
import { measureCanceling } from './canceling.ts';
import { clockName } from './clock.ts';
import { type Result, summaryTable } from './compare.ts';
import { measureElement } from './element.ts';
import { measureEvaluation } from './evaluation.ts';
import { measureFormulas } from './formulas.ts';
import { measureFrames } from './frames.ts';
import { measureInteraction } from './interaction.ts';
import { measureMessages } from './messages.ts';
import { measureMicro } from './micro.ts';
import { measureWorkload, type Report } from './peers.ts';
import { measureScaling } from './scaling.ts';
import { soak } from './soak.ts';
import { measureStart } from './start.ts';
import { measureTabs } from './tabs.ts';
import { measureTasks } from './tasks.ts';
import { folder } from './workload-file.ts';
import { workloads } from './workloads.ts';

const engine = await createEngine();

const experimentOf = (name: string) => {
  const workload = workloads.find((entry) => entry.name === name);
  if (!workload) throw new Error(`There is no workload ${name}.`);
  return workload.experiment;
};

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '0.3' },
    steps: { type: 'string', default: '1e8' },
    minutes: { type: 'string', default: '30' },
  },
});
const timing = { rounds: Number(options.rounds), seconds: Number(options.seconds) };
const compared: { title: string; results: Result[] }[] = [];
const parts: Record<string, { title: string; run(): Promise<Report>; onlyNamed?: boolean }> = {
  ...Object.fromEntries(
    workloads.map((workload) => [
      workload.name,
      {
        title: workload.title,
        run: async () => {
          const report = await measureWorkload(engine, workload, timing);
          if (report.results.length > 0) compared.push({ title: workload.title, results: report.results });
          return report;
        },
      },
    ]),
  ),
  activations: {
    title: '64-512-10, batch 64, with each activation',
    run: () => measureActivations(engine, timing.rounds),
  },
  evaluation: {
    title: 'What evaluations add to the default training of each task',
    run: () => measureEvaluation(engine, timing.rounds),
  },
  micro: { title: 'Elementary functions and products', run: () => measureMicro(timing.rounds) },
  start: { title: 'From nothing to the first trained step', run: () => measureStart(timing.rounds) },
  element: { title: 'The element in someone’s page', run: () => measureElement(timing.rounds) },
  messages: { title: 'A call to the worker', run: () => measureMessages(timing.rounds) },
  canceling: { title: 'How soon a call that is canceled ends', run: measureCanceling },
  tasks: { title: 'The longest task on the main thread', run: () => measureTasks(timing.rounds) },
  formulas: {
    title: 'Losses that are typed as formulas',
    run: () => measureFormulas(engine, experimentOf('W2'), timing.rounds),
  },
  scaling: { title: 'How the time of a step grows', run: () => measureScaling(engine, timing.rounds) },
  soak: {
    title: 'Memory over a long run',
    run: () => soak(experimentOf('W1'), Number(options.steps)),
    onlyNamed: true,
  },
  tabs: {
    title: 'Two tabs that train flat out, shown and hidden, left and returned to',
    run: () => measureTabs(Number(options.minutes)),
    onlyNamed: true,
  },
  frames: {
    title: 'Frames while training flat out',
    run: () => measureFrames(engine, experimentOf('W2')),
    onlyNamed: true,
  },
  interaction: {
    title: 'Frames while a visitor points and drags, and how soon a scrub is answered',
    run: measureInteraction,
    onlyNamed: true,
  },
};

const unknown = positionals.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}

const report: Record<string, unknown> = {
  clock: clockName,
  processor: cpus()[0]?.model,
  processors: cpus().length,
  node: process.version,
  timing,
  loadAtStart: loadavg(),
};
console.log(
  `float32, one thread; ${clockName} of a peer's processes; median of ${timing.rounds} rounds (least–most).`,
);
for (const [name, { title, run, onlyNamed }] of Object.entries(parts)) {
  if (positionals.length > 0 ? !positionals.includes(name) : onlyNamed) continue;
  console.log(`\n### ${name}: ${title}\n`);
  const { text, data } = await run();
  console.log(text);
  report[name] = data;
}
if (compared.length > 1) console.log(`\n### All workloads\n\n${summaryTable(compared)}`);
report.loadAtEnd = loadavg();
writeFileSync(join(folder, '../bench.json'), `${JSON.stringify(report, null, 2)}\n`);
console.log(`\nLoad average at the end: ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors.`);
