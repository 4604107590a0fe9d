// What happens when the visitor changes a setting, and the notice about it: pure functions of the two experiments.
import type { Catalog, CompleteExperiment, CustomData } from 'loss-playground/engine';
import { plural, whole } from '../charts/format.ts';
import type { Fresh } from './continuation.ts';
import { rateOf } from './learning-rate.ts';
import { changedSettings, isSection } from './setting-names.ts';

/** Why a run cannot continue with the new settings. */
export type RestartReason = 'task' | 'data' | 'model' | 'loss' | 'weights' | 'seed' | 'precision';

export type ChangeAction = 'restart' | 'undo';

/** The notice of a change, and its buttons. */
export interface ChangeNotice {
  words: string;
  actions: readonly ChangeAction[];
}

const same = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);

type TaskParams = CompleteExperiment['task']['params'];

/** A visitor's own table is compared by its arrays, without reading them. */
function sameData(before: TaskParams, after: TaskParams): boolean {
  if (!('inputs' in before && 'inputs' in after)) return same(before, after);
  const { inputs: oldInputs, targets: oldTargets, weights: oldWeights, ...old } = before as CustomData;
  const { inputs, targets, weights, ...now } = after as CustomData;
  const sameArrays =
    oldInputs.data === inputs.data && oldTargets.data === targets.data && oldWeights?.data === weights?.data;
  return sameArrays && same(old, now);
}

/** Whether two experiments are the same. */
export function isSameExperiment(before: CompleteExperiment, after: CompleteExperiment): boolean {
  const { task: oldTask, ...old } = before;
  const { task: newTask, ...now } = after;
  return oldTask.id === newTask.id && same(old, now) && sameData(oldTask.params, newTask.params);
}

/** Why training restarts with the new settings; null if it can continue, as long as the model keeps its shape. */
export function restartReason(before: CompleteExperiment, after: CompleteExperiment): RestartReason | null {
  if (before.task.id !== after.task.id) return 'task';
  if (!sameData(before.task.params, after.task.params)) return 'data';
  if (before.model.id !== after.model.id) return 'model';
  if (before.loss.id !== after.loss.id || before.loss.params.formula !== after.loss.params.formula)
    return 'loss';
  if (!same(before.fine_tuning, after.fine_tuning)) return 'weights';
  if (before.seed !== after.seed) return 'seed';
  if (before.precision !== after.precision) return 'precision';
  return null;
}

/** A notice lists up to this many settings and counts the rest. */
const mostListed = 2;

/** "learning rate 0.003 → 0.05": of an entry that was replaced, only its learning rate besides its name. */
function changesInWords(catalog: Catalog, before: CompleteExperiment, after: CompleteExperiment): string {
  const changes = changedSettings(catalog, before, after);
  const replaced = new Set(changes.map(({ path }) => path).filter(isSection));
  const rate = rateOf(after);
  const isTold = (path: string) => {
    const [section = '', parameter] = path.split('.');
    return (
      parameter === undefined ||
      !isSection(section) ||
      !replaced.has(section) ||
      path === `${rate.section}.${rate.id}`
    );
  };
  const told = changes.filter(
    ({ path, before: old, after: now }) => isTold(path) && old !== null && now !== null,
  );
  const listed = told
    .slice(0, mostListed)
    .map(({ name, before: old, after: now }) => `${name} ${old} → ${now}`);
  if (told.length > mostListed) listed.push(`${told.length - mostListed} more`);
  return listed.join(', ');
}

const capitalized = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

export interface Data {
  /** Rows of the training set. */
  rows: number;
  /** The noun for one of them. */
  noun: string;
}

/** The sentence for a batch size above the size of the training set. */
export const wholeBatch = ({ rows, noun }: Data): string =>
  `There are ${whole(rows)} training ${plural(noun)}, so each batch is the whole training set.`;

const newThings: Partial<Record<RestartReason, string>> = {
  task: 'New task',
  data: 'New data',
  loss: 'New loss',
  weights: 'New starting weights',
};

export interface Change {
  catalog: Catalog;
  before: CompleteExperiment;
  after: CompleteExperiment;
  /** The training set of the run after the change. */
  data?: Data;
}

/** What changed, as a sentence, with a note if each batch became the whole training set. */
function changed({ catalog, before, after, data }: Change): string {
  const words = `${capitalized(changesInWords(catalog, before, after))}.`;
  const isWhole = data && after.batch_size !== before.batch_size && after.batch_size > data.rows;
  return isWhole ? `${words} ${wholeBatch(data)}` : words;
}

/** The notice of a change after which training continues from a step. */
export function forkNotice(change: Change, step: number, fresh: Fresh): ChangeNotice {
  const memory =
    fresh === 'optimizer' ? ' with the same parameters; the optimizer’s memory starts fresh' : '';
  return {
    words: `${changed(change)} Training continues from step ${whole(step)}${memory}; gray: the run before the change.`,
    actions: ['restart', 'undo'],
  };
}

/**
 * The notice of a change after which training restarts. `reason` is null if it could have continued, but had not begun or
 * was over; `kept` is the name under which the previous run is kept for comparison.
 */
export function restartNotice(
  change: Change,
  reason: RestartReason | null,
  kept: string | null = null,
): ChangeNotice {
  const { before, after } = change;
  const comparison = kept === null ? '' : `; ${kept} is the run before the change`;
  const start = `tarted again at step 0${comparison}.`;
  const newThing =
    reason === 'model' && before.model.id !== after.model.id ? 'New model' : reason && newThings[reason];
  if (newThing) return { words: `${newThing}: s${start}`, actions: ['undo'] };
  const because = reason === 'model' ? 'The model has another shape: s' : 'S';
  return { words: `${changed(change)} ${because}${start}`, actions: ['undo'] };
}

/** The notice after the visitor restarted with the new settings. */
export const fromStartNotice: ChangeNotice = {
  words: 'Started again at step 0 with the new settings.',
  actions: ['undo'],
};
