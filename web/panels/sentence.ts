// The experiment as a sentence, made from the catalog: its grammar from the task, its terms from descriptors.

import { html, nothing, type TemplateResult } from 'lit';
import {
  type Catalog,
  type CompleteExperiment,
  type CompleteSpec,
  type Descriptor,
  type Experiment,
  fits,
  type LossDescriptor,
  type RunInfo,
} from 'loss-playground/engine';
import { entryOf, parameterOf, taskOf } from '../run/described.ts';
import { rateOf } from '../run/learning-rate.ts';
import type { Refusal } from '../run/refusals.ts';
import { menu, numberField } from '../ui/controls.ts';
import { taskOptions } from './task-options.ts';

export type Section = 'model' | 'loss' | 'optimizer' | 'schedule';
const lists = { model: 'models', loss: 'losses', optimizer: 'optimizers', schedule: 'schedules' } as const;

export interface SentenceView {
  catalog: Catalog;
  experiment: CompleteExperiment;
  /** Facts about the run. */
  info: Pick<RunInfo, 'inputs' | 'outputs' | 'trainRows' | 'classCounts'> | null;
  /** The last invalid value, if any. */
  refusal: Refusal | null;
  open: boolean;
  toggle(): void;
  /** Opens the editor of the visitor's own loss. */
  writeLoss(id: string): void;
  change(experiment: Experiment): void;
}

/** A view whose settings the visitor may change. */
export interface Changeable {
  readonly session: { info: SentenceView['info'] } | null;
  /** Whether all settings are shown. */
  unfolded: boolean;
  toggleSettings(): void;
  change(experiment: Experiment): Promise<void>;
  writeLoss(id: string): void;
}

/** The input of the sentence and the settings. */
export const sentenceView = (
  view: Changeable,
  catalog: Catalog,
  experiment: CompleteExperiment,
  refusal: Refusal | null,
): SentenceView => ({
  catalog,
  experiment,
  info: view.session?.info ?? null,
  refusal,
  open: view.unfolded,
  toggle: () => view.toggleSettings(),
  change: (next) => void view.change(next),
  writeLoss: (id) => view.writeLoss(id),
});

/** Why the value of a field is invalid; null if it is valid. An item of a list belongs to the list. */
export const wrongAt = ({ refusal }: Pick<SentenceView, 'refusal'>, path: string): string | null =>
  refusal && (refusal.path === path || refusal.path.startsWith(`${path}[`)) ? refusal.words : null;

/** Whether a visible field shows the message of an invalid value. */
export const hasField = ({ refusal, experiment, open }: SentenceView): boolean => {
  const rate = rateOf(experiment);
  const inSentence = [`${rate.section}.params.${rate.id}`, 'batch_size'];
  return refusal !== null && (inSentence.includes(refusal.path) || (open && !refusal.path.endsWith('.id')));
};

export const entries = (catalog: Catalog, section: Section): Descriptor[] => catalog[lists[section]];

/** A spec with one parameter changed. */
export const withParam = (spec: CompleteSpec, id: string, value: unknown): CompleteSpec => ({
  id: spec.id,
  params: { ...spec.params, [id]: value as never },
});

/** The selected model, with its layers if it has some: "64 → 32 → 10 network". */
function modelWords({ catalog, experiment, info }: SentenceView): string {
  const title = entryOf(catalog.models, experiment.model.id)?.title ?? experiment.model.id;
  const layers = Object.values(experiment.model.params).find((value) => Array.isArray(value));
  return layers && info ? `${[info.inputs, ...layers, info.outputs].join(' → ')} ${title}` : title;
}

/** "a" or "an", also before numbers whose names start with a vowel: an 8, an 11. */
const article = (words: string) => (/^([aeiou]|8|1[18]\b)/i.test(words) ? 'an' : 'a');

/** "to read handwritten digits": the verb, and the words of the menu. */
function splitGoal(goal: string): [string, string] {
  const [to = '', verb = '', ...object] = goal.split(' ');
  return [`${to} ${verb}`, object.join(' ')];
}

/** A menu of the entries that fit the task. */
export function pick(view: SentenceView, section: Section, name: string, words?: string) {
  const { catalog, experiment, change } = view;
  const task = taskOf(catalog, experiment);
  const fitting: (Descriptor & Pick<LossDescriptor, 'own'>)[] =
    section !== 'loss'
      ? entries(catalog, section)
      : catalog.losses.filter((loss) => task && fits(task, loss) === true);
  const options = fitting.map(({ id, title, own }) => ({ value: id, words: own ? 'Your own…' : title }));
  const choose = (id: string) => {
    if (entryOf(fitting, id)?.own) return view.writeLoss(id);
    // The task's default entry is restored with the task's own settings.
    const preset = task?.experiment[section];
    change({ ...experiment, [section]: preset?.id === id ? preset : { id } });
  };
  const { id } = experiment[section];
  return menu(name, id, options, choose, words ?? entryOf(fitting, id)?.title);
}

/** The experiment as a sentence: model, task, loss, optimizer. */
export function sentence(view: SentenceView): TemplateResult {
  const { catalog, experiment, info, change } = view;
  const rate = rateOf(experiment);
  const described = parameterOf(
    entryOf(entries(catalog, rate.section), experiment[rate.section].id),
    rate.id,
  );
  const tasks = taskOptions(catalog, experiment.task.id);
  const [verb, object] = splitGoal(taskOf(catalog, experiment)?.goal ?? '');
  const network = modelWords(view);
  const isWhole = info !== null && experiment.batch_size >= info.trainRows;
  return html`<p class="sentence">
    Train ${article(network)} ${pick(view, 'model', 'Model', network)}
    ${verb} ${menu('Task', experiment.task.id, tasks, (id) => change({ version: 1, task: { id } }), object)} by minimizing
    ${pick(view, 'loss', 'Loss')} with ${pick(view, 'optimizer', 'Optimizer')} ${rate.words}
    <span class="kept">${described ? numberField('Learning rate', rate.value, described, (value) => change(rate.set(value)), wrongAt(view, `${rate.section}.params.${rate.id}`)) : nothing},</span>
    in batches of <span class="kept">${numberField('Batch size', experiment.batch_size, batchLimits, (value) => change({ ...experiment, batch_size: value as number }), wrongAt(view, 'batch_size'))}${isWhole ? nothing : '.'}</span>${isWhole ? ' (the whole training set).' : nothing}
  </p>`;
}

/** The experiment in a few words, for a phone: task, loss, optimizer. */
export function summarized({ catalog, experiment }: Pick<SentenceView, 'catalog' | 'experiment'>): string {
  const title = (list: Descriptor[], id: string) => entryOf(list, id)?.title ?? id;
  const rate = rateOf(experiment);
  const parts = [
    title(catalog.tasks, experiment.task.id),
    title(catalog.losses, experiment.loss.id),
    `${title(catalog.optimizers, experiment.optimizer.id)} ${rate.value}`,
  ];
  return parts.join(' · ');
}
/** The range of a batch size. */
const batchLimits = { type: 'integer', scale: 'log', min: 1, max: 1e6 } as const;

/** The button that shows the other settings. */
export const settingsButton = ({ open, toggle }: SentenceView): TemplateResult =>
  html`<button class="plain" type="button" aria-expanded=${open} @click=${toggle}>
    ${open ? 'Fewer settings' : 'More settings'}
  </button>`;
