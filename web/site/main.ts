// The page: starts the engine's worker, opens the experiment of the address, and keeps the address in step.
import { createWorkerEngine, decodeExperiment, encodeExperiment, type Experiment, ExperimentError, type WorkerEngine } from 'loss-playground/engine';
import '../labs/train/train-lab.ts';

/** One way in for each family. */
const presets = [
  { task: 'digits', words: 'Cross-entropy', family: 'cross_entropy' },
  { task: 'houses', words: 'Mean squared error', family: 'mean_squared_error' },
  { task: 'digits_embedding', words: 'Triplet loss', family: 'triplet' },
] as const;

const lab = document.querySelector('train-lab');
const navigation = document.querySelector('#presets');
const link = document.querySelector<HTMLAnchorElement>('#link');
const first: Experiment = { version: 1, task: { id: presets[0].task } };

/** Shows the experiment of the address; a damaged address opens the first one and says so. */
async function open(engine: WorkerEngine): Promise<void> {
  const text = location.hash.slice(1);
  let experiment = first;
  let note: string | null = null;
  try {
    if (text) experiment = decodeExperiment(engine.catalog, text);
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    note = `This link could not be read, so the first experiment is shown. ${error.message}`;
  }
  if (!lab) return;
  await lab.show(experiment);
  lab.note = note;
  mark(engine);
}

/** Marks the family in force and refreshes the link. */
function mark(engine: WorkerEngine): void {
  const experiment = lab?.session?.experiment;
  if (!experiment || !lab) return;
  for (const entry of navigation?.querySelectorAll('a') ?? []) {
    if (entry.dataset.family === lab.family) entry.setAttribute('aria-current', 'true');
    else entry.removeAttribute('aria-current');
  }
  if (link) link.href = `#${encodeExperiment(engine.catalog, experiment)}`;
}

function offerPresets(engine: WorkerEngine): void {
  navigation?.replaceChildren(
    ...presets.map(({ task, words, family }) => {
      const entry = document.createElement('a');
      entry.href = `#${encodeExperiment(engine.catalog, { version: 1, task: { id: task } })}`;
      entry.textContent = words;
      entry.dataset.family = family;
      return entry;
    }),
  );
}

function explain(error: unknown): void {
  const words = document.createElement('p');
  words.className = 'fallback';
  words.setAttribute('role', 'alert');
  words.textContent = `The engine could not be started: ${error instanceof Error ? error.message : String(error)} It needs WebAssembly with SIMD, which browsers have had since 2023.`;
  lab?.replaceChildren(words);
}

async function start(): Promise<void> {
  const engine = await createWorkerEngine();
  if (!lab) return;
  lab.engine = engine;
  offerPresets(engine);
  addEventListener('hashchange', () => void open(engine));
  lab.addEventListener('experiment', (event) => {
    const text = encodeExperiment(engine.catalog, (event as CustomEvent<Experiment>).detail);
    if (`#${text}` !== location.hash) history.pushState(null, '', `#${text}`);
    mark(engine);
  });
  addEventListener('popstate', () => void open(engine));
  await open(engine);
}

start().catch(explain);
