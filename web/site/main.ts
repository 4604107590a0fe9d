// The page: starts the engine's worker, opens the lab of the address, and keeps the address in step.

import { labs } from 'virtual:labs';
import { type Catalog, serve, type WorkerEngine } from 'loss-playground/engine';
import { createPageEngine, type EngineSource } from '../engine/remote/page-worker.ts';
import { recoveringEngine } from '../engine/remote/recovery.ts';
import { download } from '../exports/download.ts';
import type { LabDefinition } from '../labs/definition.ts';
import type { Lab } from '../labs/lab-element.ts';
import { makeLab } from '../labs/make.ts';
// The lab that visitors see first comes with the page; the others are fetched when they are opened.
import '../labs/train/train-lab.ts';
import { placeAddress, readPlace } from './address.ts';
import { keepRow, showPresent } from './lab-row.ts';
import type { LabTrials } from './lab-trials.ts';

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

/** The lab in sight, and its element. */
let present: LabDefinition | null = null;
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
    local: async (options) =>
      (await import('../engine/remote/main-thread.ts')).createLocalEngine(serve, options),
  };
  return recoveringEngine(() => createPageEngine(source));
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

/** The element of a lab, made when it is first asked for; labs that share an element share its state. */
async function elementOf(lab: LabDefinition): Promise<Lab> {
  const made = place.querySelector<Lab>(lab.tag);
  if (made) return made;
  const element = await makeLab(lab);
  place.append(element);
  return element;
}

/** Writes the lab's title and heading and shows its text; those of the first stand on the page as it comes. */
function describe({ id, title, heading: words }: LabDefinition): void {
  heading.textContent = words;
  document.title = present === labs[0] ? 'Loss Playground' : `${title} · Loss Playground`;
  for (const about of abouts) about.hidden = about.dataset.lab !== id;
}

/** Shows the lab of the address. */
async function open(engine: Promise<WorkerEngine>): Promise<void> {
  const mine = ++turn;
  const { lab, rest } = readPlace(labs, location.hash);
  const [element, started] = await Promise.all([elementOf(lab), engine]);
  if (!lab.startsPlain) await explainEngine(started);
  if (mine !== turn) return;
  if (element !== shown) shown?.leave();
  element.engine ??= started;
  for (const child of place.children) (child as HTMLElement).hidden = child !== element;
  present = lab;
  shown = element;
  presets.hidden = !lab.sharesExperiment;
  describe(lab);
  mark();
  showPresent(row);
  if (lab.view) element.view = lab.view;
  await element.open(rest);
  if (mine !== turn) return;
  mark();
  await explainEngine(started);
  await showTrials(lab);
}

/** What to try in a lab that has no such list of its own; fetched once the lab stands. */
async function showTrials(lab: LabDefinition): Promise<void> {
  trialsPlace.hidden = lab.trials === 'own';
  if (trialsPlace.hidden) return;
  await import('./lab-trials.ts');
  trialsPlace.lab = lab;
}

/** A link to a lab, with the page's path in front: scrolled out of sight it would pass for one that skips within the page. */
const labLink = (lab: LabDefinition, rest: string) =>
  `${location.pathname}${location.search}${placeAddress(labs, lab, rest)}`;

/** Marks an entry of a navigation as the present one, or takes the mark away. */
function markEntry(entry: Element, isPresent: boolean, value: string): void {
  if (isPresent) entry.setAttribute('aria-current', value);
  else entry.removeAttribute('aria-current');
}

/** Marks where the visitor is, and renews the links that depend on it. */
function mark(): void {
  const { lab: here } = readPlace(labs, location.hash);
  const address = shown?.address ?? '';
  if (here.sharesExperiment) experiment = plainExperiment(address);
  for (const entry of navigation) {
    const lab = labs.find(({ id }) => id === entry.dataset.lab) ?? here;
    markEntry(entry, lab === here, 'page');
    entry.href = labLink(lab, lab.sharesExperiment ? experiment : '');
  }
  const task = here.sharesExperiment ? (/(?:^|&)task=(\w+)/.exec(address)?.[1] ?? firstTask) : '';
  const target = here.sharesExperiment ? here : labs[0];
  for (const entry of presets.querySelectorAll('a')) {
    if (target) entry.href = placeAddress(labs, target, `task=${entry.dataset.task}&v=1`);
    markEntry(entry, entry.dataset.task === task, 'true');
  }
  renewLink();
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
function renewLink(): void {
  if (present && shown) link.href = placeAddress(labs, present, shown.address);
}

/** Opens or closes what turns the present view into lines for someone else's page. */
async function embed(): Promise<void> {
  const opened = document.querySelector('embed-builder');
  embedButton.setAttribute('aria-expanded', String(!opened));
  if (opened) {
    opened.remove();
    return;
  }
  await import('./embed/embed-builder.ts');
  const builder = document.createElement('embed-builder');
  const view = present?.element ? present : labs[0];
  builder.lab = view?.id ?? '';
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
  showStills(section, readPlace(labs, location.hash).lab);
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
      if (event.target !== shown || !shown || !present) return;
      const next = placeAddress(labs, present, withoutStep(shown.address));
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
