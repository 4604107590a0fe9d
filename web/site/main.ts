// The page: starts the engine's worker, opens the lab of the address, and keeps the address up to date.

import { labs } from 'virtual:labs';
import type { WorkerEngine } from 'loss-playground/engine';
import { download } from '../exports/download.ts';
import type { LabDefinition } from '../labs/definition.ts';
import type { Lab } from '../labs/lab-element.ts';
import { makeLab } from '../labs/make.ts';
// The first lab comes with the page; the others are loaded when they are opened.
import '../labs/train/train-lab.ts';
import { isDownloadError, missing, untilLoaded } from '../run/loading.ts';
import { placeAddress, readPlace } from './address.ts';
import type { LabTrials } from './lab-trials.ts';
import { followTrouble, showEmpty, showError, showLoading } from './messages.ts';
import { type Linkable, MomentLink } from './moment-link.ts';
import { keepForOffline } from './offline.ts';
import { isPresenting, onPresentation, togglePresentation } from './presentation.ts';
import { followPresent, roving } from './roving.ts';
import { shortcuts } from './shortcuts.ts';
import { fetchCatalog, isForbidden, lacksWebAssembly, startEngine } from './start-engine.ts';

const place = document.querySelector('.lab') as HTMLElement;
const heading = document.querySelector('h1') as HTMLElement;
const tasks = document.querySelector('.tasks') as HTMLElement;
const abouts = document.querySelectorAll<HTMLElement>('.about');
const row = document.querySelector('.labs') as HTMLElement;
const navigation = row.querySelectorAll<HTMLAnchorElement>('a');
const trialsPlace = document.querySelector('lab-trials') as LabTrials;
const exportsPlace = document.querySelector('.exports') as HTMLElement;
const embedButton = document.querySelector('#embed') as HTMLButtonElement;
const firstTask = 'digits';

/** The current lab, and its element. */
let present: LabDefinition | null = null;
let shown: Lab | null = null;
/** The experiment that labs share, as its permalink. */
let experiment = '';
/** Counts the labs asked for: only the last one is shown. */
let turn = 0;
/** The labs that have shown something. */
const opened = new WeakSet<Lab>();
const momentLink = new MomentLink(document.querySelector('#link') as HTMLAnchorElement, linkable);

let explained: Promise<void> | undefined;

/** Gives the engine the whole catalog, once. */
function explainEngine(engine: WorkerEngine): Promise<void> {
  explained ??= untilLoaded(() => fetchCatalog('catalog.json')).then((catalog) => {
    Object.assign(engine, { catalog });
    shown?.requestUpdate?.();
  });
  return explained;
}

/** The element of a lab, made when it is first needed; labs that share an element share its state. */
async function elementOf(lab: LabDefinition): Promise<Lab> {
  const made = place.querySelector<Lab>(lab.tag);
  if (made) return made;
  const element = await makeLab(lab);
  place.append(element);
  return element;
}

/** Writes the lab's title and heading and shows its text; those of the first lab are in the HTML. */
function describe({ id, title, heading: words }: LabDefinition): void {
  heading.textContent = words;
  document.title = present === labs[0] ? 'Loss Playground' : `${title} · Loss Playground`;
  for (const about of abouts) about.hidden = about.dataset.lab !== id;
}

/** Drops the message about the lab that was asked for last. */
let forgetLab = () => {};

/** A lab whose script is missing: the present one stays, with its address, and the link opens the lab once it can be loaded. */
function keepPresent(lab: LabDefinition, reason: string, engine: Promise<WorkerEngine>): void {
  const { hash } = location;
  if (present && shown)
    history.replaceState(null, '', placeAddress(labs, present, withoutStep(shown.address)));
  mark();
  const again = () => {
    if (location.hash === hash) void show(engine);
    else location.hash = hash;
  };
  forgetLab = () => missing.drop(again);
  showLoading(null);
  missing.add(`The lab ${lab.title} could not be loaded. ${reason}`, again);
}

/** Shows the lab of the address. */
async function open(engine: Promise<WorkerEngine>): Promise<void> {
  const mine = ++turn;
  const { lab, rest, unknown } = readPlace(labs, location.hash);
  document.querySelector('.unknown-lab')?.remove();
  if (unknown !== undefined)
    (await untilLoaded(() => import('./unknown-lab.ts'))).sayUnknownLab(place, labs, unknown);
  forgetLab();
  if (present) showLoading(`Loading the lab ${lab.title}`);
  let element: Lab;
  try {
    element = await elementOf(lab);
  } catch (error) {
    if (!isDownloadError(error)) throw error;
    if (mine === turn) keepPresent(lab, error.message, engine);
    return;
  }
  const started = await engine;
  if (!lab.startsPlain) await explainEngine(started);
  if (mine !== turn) return;
  if (element !== shown) shown?.leave();
  element.engine ??= started;
  for (const child of place.children) (child as HTMLElement).hidden = child !== element;
  present = lab;
  shown = element;
  tasks.hidden = !lab.sharesExperiment;
  describe(lab);
  mark();
  element.presenting = isPresenting();
  if (lab.view) element.view = lab.view;
  showLoading(`Loading the data of ${lab.title}`);
  showEmpty(!opened.has(element));
  await element.open(rest);
  if (mine !== turn) return;
  opened.add(element);
  showEmpty(false);
  showLoading(null);
  mark();
  await explainEngine(started);
  await showTrials(lab);
}

/** The same, where an error has its place on the page. */
const show = (engine: Promise<WorkerEngine>): Promise<void> => open(engine).catch(explain);

/** Things to try in a lab that has no such list of its own; loaded once the lab is drawn. */
async function showTrials(lab: LabDefinition): Promise<void> {
  trialsPlace.hidden = true;
  if (lab.trials === 'own') return;
  await untilLoaded(() => import('./lab-trials.ts'));
  if (lab !== present) return;
  trialsPlace.lab = lab;
  trialsPlace.slot = 'after';
  // Inside the lab, so that the bar below the stage stays visible next to them.
  shown?.append(trialsPlace);
  trialsPlace.hidden = false;
}

/** A link to a lab with the page's path in front: without it, an off-screen link would count as a skip link. */
const labLink = (lab: LabDefinition, rest: string) =>
  `${location.pathname}${location.search}${placeAddress(labs, lab, rest)}`;

/** Marks an entry of a navigation as the current one, or removes the mark. */
function markEntry(entry: Element, isPresent: boolean, value: string): void {
  if (isPresent) entry.setAttribute('aria-current', value);
  else entry.removeAttribute('aria-current');
}

/** Marks the current lab and task, and updates the links that depend on them. */
function mark(): void {
  const { lab: here, rest } = readPlace(labs, location.hash);
  // A lab that is still loading has no address of its own.
  const address = shown?.address || rest;
  if (here.sharesExperiment) experiment = plainExperiment(address);
  for (const entry of navigation) {
    const lab = labs.find(({ id }) => id === entry.dataset.lab) ?? here;
    markEntry(entry, lab === here, 'page');
    entry.href = labLink(lab, lab.sharesExperiment ? experiment : '');
  }
  const task = here.sharesExperiment ? (/(?:^|&)task=(\w+)/.exec(address)?.[1] ?? firstTask) : '';
  const target = here.sharesExperiment ? here : labs[0];
  for (const entry of tasks.querySelectorAll('a')) {
    if (target) entry.href = placeAddress(labs, target, `task=${entry.dataset.task}&v=1`);
    markEntry(entry, entry.dataset.task === task, 'true');
  }
  for (const list of [row, tasks]) followPresent(list);
  momentLink.renew();
  renewExports();
}

const withoutStep = (address: string) => address.replace(/^at=\d+&/, '');

/** The experiment's permalink alone: without the step, the plane that is looked at, and the runs that it forked off. */
const plainExperiment = (address: string) => address.replace(/^(?:(?:at|look|fork)=[^&]*&)+/, '');

/** Whether the lab has other exports than the panel. */
const hasOtherExports = () => (shown?.exports ?? []).length !== exportsPlace.childElementCount;

/** One button for each export of the current lab. */
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

/** The target of the link to this moment. */
function linkable(): Linkable | null {
  if (!present || !shown) return null;
  const { address, dataAddress = null } = shown;
  return {
    hash: placeAddress(labs, present, address),
    withData: dataAddress && placeAddress(labs, present, dataAddress),
  };
}

/** Opens or closes the embed builder for the current view. */
async function embed(): Promise<void> {
  const opened = document.querySelector('embed-builder');
  embedButton.setAttribute('aria-expanded', String(!opened));
  if (opened) {
    opened.remove();
    return;
  }
  await untilLoaded(() => import('./embed/embed-builder.ts'));
  // Asked for again while it was missing.
  if (document.querySelector('embed-builder')) return;
  const builder = document.createElement('embed-builder');
  const view = present?.element ? present : labs[0];
  builder.lab = view?.id ?? '';
  // Another page does not have the data that only this page has.
  builder.experiment = plainExperiment(shown?.dataAddress || shown?.address || '');
  document.querySelector('main')?.append(builder);
}

/** Says why there is no engine, above still images of the labs if the browser cannot run it. */
async function explain(error: unknown): Promise<void> {
  showLoading(null);
  if (!lacksWebAssembly(error)) {
    showError(error);
    return;
  }
  const words = document.createElement('p');
  words.className = 'fallback';
  words.setAttribute('role', 'alert');
  const reason = error instanceof Error ? error.message : String(error);
  const why = isForbidden(reason)
    ? 'The Content-Security-Policy of this page forbids WebAssembly.'
    : 'It needs WebAssembly with SIMD, which browsers have had since 2023.';
  words.textContent = `The engine could not be started (${reason}). ${why} The pictures below are still images.`;
  for (const part of document.querySelectorAll('.strip, .actions, .panel')) part.remove();
  place.hidden = true;
  document.querySelector('.without')?.remove();
  const section = document.createElement('section');
  section.className = 'without';
  section.append(words);
  place.after(section);
  const { showStills } = await untilLoaded(() => import('./stills.ts'));
  showStills(section, readPlace(labs, location.hash).lab);
}

const hasFile = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') === true;

/** A file that is dropped anywhere is opened, where the present lab takes none in the first one. */
async function takeDropped(event: DragEvent, engine: Promise<WorkerEngine>): Promise<void> {
  const file = event.dataTransfer?.files[0];
  if (event.defaultPrevented || !file) return;
  event.preventDefault();
  if (!shown?.takeFile) {
    history.pushState(null, '', '#');
    await show(engine);
  }
  await shown?.takeFile?.(file);
}

function start(): void {
  document.documentElement.dataset.started = '';
  followTrouble();
  const engine = startEngine();
  roving(document.querySelector('.start') as HTMLElement);
  roving(row);
  roving(tasks);
  shortcuts({ labs: navigation, shown: () => shown, present: togglePresentation });
  addEventListener('hashchange', () => void engine.then(() => show(engine), explain));
  addEventListener('dragover', (event) => {
    if (hasFile(event)) event.preventDefault();
  });
  addEventListener('drop', (event) => void takeDropped(event, engine));
  // A link to what is shown, or to what could not be loaded, changes no address.
  document.addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest('a') : null;
    if (link?.hash && link.href === location.href) missing.retry();
  });
  // A chart may have been drawn since.
  document.querySelector('#share-panel')?.addEventListener('beforetoggle', renewExports);
  // The panel may be open before the first chart is drawn, which adds its pictures.
  place.addEventListener('shown', () => hasOtherExports() && renewExports(), true);
  embedButton.addEventListener('click', () => void embed());
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
  document.querySelector('#present')?.addEventListener('click', togglePresentation);
  onPresentation((presenting) => {
    for (const lab of place.children) (lab as Lab).presenting = presenting;
  });
  void show(engine).then(keepForOffline);
}

start();
