// The page: starts the engine's worker, opens the experiment of the address, and keeps the address in step.
import {
  createWorkerEngine,
  decodeExperiment,
  type Experiment,
  ExperimentError,
  encodeExperiment,
  type WorkerEngine,
} from 'loss-playground/engine';
import '../labs/train/train-lab.ts';

const lab = document.querySelector('train-lab');
const presets = document.querySelectorAll<HTMLAnchorElement>('.presets a');
const link = document.querySelector<HTMLAnchorElement>('#link');
/** What opens where the address says nothing. */
const first: Experiment = { version: 1, task: { id: 'digits' } };

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

/** Marks the way in that was taken, if it was one of the three, and refreshes the link. */
function mark(engine: WorkerEngine): void {
  const experiment = lab?.session?.experiment;
  if (!experiment) return;
  for (const entry of presets) {
    if (entry.dataset.task === experiment.task.id) entry.setAttribute('aria-current', 'true');
    else entry.removeAttribute('aria-current');
  }
  if (link) link.href = `#${encodeExperiment(engine.catalog, experiment)}`;
}

function explain(error: unknown): void {
  const words = document.createElement('p');
  words.className = 'fallback';
  words.setAttribute('role', 'alert');
  const reason = error instanceof Error ? error.message : String(error);
  words.textContent = `The engine could not be started (${reason}). It needs WebAssembly with SIMD, which browsers have had since 2023.`;
  lab?.replaceChildren(words);
}

async function start(): Promise<void> {
  if (typeof WebAssembly !== 'object') throw new Error('this browser has no WebAssembly');
  const engine = await createWorkerEngine();
  if (!lab) return;
  lab.engine = engine;
  addEventListener('hashchange', () => void open(engine));
  lab.addEventListener('experiment', (event) => {
    const text = encodeExperiment(engine.catalog, (event as CustomEvent<Experiment>).detail);
    if (`#${text}` !== location.hash) history.pushState(null, '', `#${text}`);
    mark(engine);
  });
  await open(engine);
}

start().catch(explain);
