// The page: starts the engine's worker, opens the lab of the address, and keeps the address in step.
import { type Catalog, serve, type WorkerEngine } from 'loss-playground/engine';
import { lastingEngine } from '../engine/lasting.ts';
import { createPageEngine, type EngineSource } from '../engine/page-engine.ts';
import type { Lab } from '../labs/lab.ts';
import { download } from './download.ts';
import { keepRow, showPresent } from './lab-row.ts';
import type { LabTrials } from './lab-trials.ts';
import type { LabWords } from './lab-words.ts';
import { elementOf, firstLab, joinAddress, labs, splitAddress } from './labs.ts';

const place = document.querySelector('.lab') as HTMLElement;
const heading = document.querySelector('h1') as HTMLElement;
const presets = document.querySelector('.presets') as HTMLElement;
const abouts = document.querySelectorAll<HTMLElement>('.about');
const row = document.querySelector('.labs') as HTMLElement;
const navigation = row.querySelectorAll<HTMLAnchorElement>('a');
const trialsPlace = document.querySelector('lab-trials') as LabTrials;
const link = document.querySelector('#link') as HTMLAnchorElement;
const exportsPlace = document.querySelector('.exports') as HTMLElement;
const embedButton = document.querySelector('#embed') as HTMLButtonElement;
const firstTask = 'digits';

/** The lab in sight. */
let shown: Lab | null = null;
/** The experiment that is taken along from lab to lab, as its permalink. */
let experiment = '';
/** Counts the labs asked for: only the last one is shown. */
let turn = 0;

/** A catalog from beside the page. */
async function fetchCatalog(file: string): Promise<Catalog> {
  const response = await fetch(new URL(file, document.baseURI));
  if (!response.ok) throw new Error(`${file} could not be loaded: ${response.status}`);
  return (await response.json()) as Catalog;
}

/** The engine, with a catalog that lacks formulas and explanations, which the first chart does not need. */
async function startEngine(): Promise<WorkerEngine> {
  if (typeof WebAssembly !== 'object') throw new Error('this browser has no WebAssembly');
  const source: EngineSource = {
    script: new URL('engine.js', document.baseURI),
    options: { catalog: await fetchCatalog('first-catalog.json') },
    local: async (options) => (await import('../engine/local.ts')).createLocalEngine(serve, options),
  };
  return lastingEngine(() => createPageEngine(source));
}

let explained: Promise<void> | undefined;

/** Gives the engine the whole catalog, once. */
function explainEngine(engine: WorkerEngine): Promise<void> {
  explained ??= fetchCatalog('catalog.json').then((catalog) => {
    Object.assign(engine, { catalog });
    shown?.requestUpdate?.();
  });
  return explained;
}

/** A lab's title and heading; null where they are on the page already, as it was opened. */
async function wordsOf(id: string): Promise<LabWords | undefined | null> {
  return id === firstLab && !shown ? null : (await import('./lab-words.ts')).labWords[id];
}

/** Shows the lab of the address; an unknown one gives way to the first. */
async function open(engine: Promise<WorkerEngine>): Promise<void> {
  const mine = ++turn;
  const { id: asked, rest } = splitAddress(location.hash);
  const id = labs[asked] ? asked : firstLab;
  const entry = labs[id];
  if (!entry) return;
  const [lab, started, words] = await Promise.all([elementOf(entry, place), engine, wordsOf(id)]);
  if (!entry.plain) await explainEngine(started);
  if (mine !== turn) return;
  if (lab !== shown) shown?.leave();
  lab.engine ??= started;
  for (const child of place.children) (child as HTMLElement).hidden = child !== lab;
  shown = lab;
  presets.hidden = !entry.trains;
  if (words) {
    heading.textContent = words.heading;
    document.title = id === firstLab ? 'Loss Playground' : `${words.title} · Loss Playground`;
  }
  for (const about of abouts) about.hidden = about.dataset.lab !== id;
  mark();
  showPresent(row);
  if (entry.view) lab.view = entry.view;
  await lab.open(rest);
  if (mine !== turn) return;
  mark();
  await explainEngine(started);
  await showTrials(id);
}

/** What to try in a lab that has no such list of its own; fetched once the lab stands. */
async function showTrials(id: string): Promise<void> {
  trialsPlace.hidden = Boolean(labs[id]?.tries);
  if (trialsPlace.hidden) return;
  await import('./lab-trials.ts');
  trialsPlace.lab = id;
}

/** A link to a lab, with the page's path in front: scrolled out of sight it would pass for one that skips within the page. */
const labLink = (id: string, rest: string) =>
  `${location.pathname}${location.search}${joinAddress(id, rest)}`;

/** Marks where the visitor is, and renews the links that depend on it. */
function mark(): void {
  const { id } = splitAddress(location.hash);
  const here = labs[id] ? id : firstLab;
  const address = shown?.address ?? '';
  if (labs[here]?.trains) experiment = plainExperiment(address);
  for (const entry of navigation) {
    const lab = entry.dataset.lab ?? '';
    if (lab === here) entry.setAttribute('aria-current', 'page');
    else entry.removeAttribute('aria-current');
    entry.href = labLink(lab, labs[lab]?.trains ? experiment : '');
  }
  const task = labs[here]?.trains ? (/(?:^|&)task=(\w+)/.exec(address)?.[1] ?? firstTask) : '';
  for (const entry of presets.querySelectorAll('a')) {
    entry.href = joinAddress(labs[here]?.trains ? here : firstLab, `task=${entry.dataset.task}&v=1`);
    if (entry.dataset.task === task) entry.setAttribute('aria-current', 'true');
    else entry.removeAttribute('aria-current');
  }
  link.href = joinAddress(here, address);
  renewExports();
}

const withoutStep = (address: string) => address.replace(/^at=\d+&/, '');

/** The experiment's permalink alone: without the step, the plane that is looked at, and the runs that it forked off. */
const plainExperiment = (address: string) => address.replace(/^(?:(?:at|look|fork)=[^&]*&)+/, '');

/** One button for each thing that can be taken away from the lab in sight. */
function renewExports(): void {
  const entries = shown?.exports ?? [];
  exportsPlace.replaceChildren(
    ...entries.map((entry) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = entry.words;
      button.addEventListener('click', () => void download(entry));
      return button;
    }),
  );
}

/** The moment is in the link only when it is taken: pointing at it or reaching it by key renews it. */
const renewLink = () => {
  if (!shown) return;
  const { id } = splitAddress(location.hash);
  link.href = joinAddress(labs[id] ? id : firstLab, shown.address);
};

/** Views of the element where they are not called as the page's labs. */
const viewNames: Record<string, string> = { shapes: 'shape', reference: 'train' };

/** Opens or closes what turns the present view into lines for someone else's page. */
async function embed(): Promise<void> {
  const present = document.querySelector('embed-builder');
  embedButton.setAttribute('aria-expanded', String(!present));
  if (present) {
    present.remove();
    return;
  }
  await import('./embed/embed-builder.ts');
  const builder = document.createElement('embed-builder');
  const { id } = splitAddress(location.hash);
  const here = labs[id] ? id : firstLab;
  builder.lab = viewNames[here] ?? here;
  builder.experiment = plainExperiment(shown?.address ?? '');
  document.querySelector('main')?.append(builder);
}

/** Says why there is no engine, above stills of what the labs would draw. */
async function explain(error: unknown): Promise<void> {
  const words = document.createElement('p');
  words.className = 'fallback';
  words.setAttribute('role', 'alert');
  const reason = error instanceof Error ? error.message : String(error);
  words.textContent = `The engine could not be started (${reason}). It needs WebAssembly with SIMD, which browsers have had since 2023. The pictures below stand still.`;
  for (const part of document.querySelectorAll('.strip, .foot > :not(.foot-words)')) part.remove();
  place.hidden = true;
  document.querySelector('.without')?.remove();
  const section = document.createElement('section');
  section.className = 'without';
  section.append(words);
  place.after(section);
  const { showStills } = await import('./stills.ts');
  showStills(section, splitAddress(location.hash).id);
}

function start(): void {
  const engine = startEngine();
  keepRow(row);
  addEventListener('hashchange', () => void engine.then(() => open(engine), explain));
  embedButton.addEventListener('click', () => void embed());
  for (const type of ['pointerenter', 'focus', 'pointerdown']) link.addEventListener(type, renewLink);
  place.addEventListener(
    'address',
    (event) => {
      if (event.target !== shown || !shown) return;
      const { id } = splitAddress(location.hash);
      const next = joinAddress(labs[id] ? id : firstLab, withoutStep(shown.address));
      if (next === location.hash) return;
      if ((event as CustomEvent<boolean>).detail) history.pushState(null, '', next);
      else history.replaceState(null, '', next);
      mark();
    },
    true,
  );
  open(engine).catch(explain);
}

start();
