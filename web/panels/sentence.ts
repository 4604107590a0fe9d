// The experiment as a sentence, made from the catalog: its grammar from the task, its terms from descriptors.

import { html, nothing, type TemplateResult } from 'lit';
import {
  type Catalog,
  type CompleteExperiment,
  type CompleteSpec,
  type Descriptor,
  type Experiment,
  fits,
  type RunInfo,
  type TaskDescriptor,
} from 'loss-playground/engine';
import { whole } from '../charts/format.ts';
import { entryOf, parameterOf, taskOf } from '../run/described.ts';
import { rateOf } from '../run/learning-rate.ts';
import { menu, numberField } from '../ui/controls.ts';
import { taskOptions } from './task-options.ts';

export type Section = 'model' | 'loss' | 'optimizer' | 'schedule';
const lists = { model: 'models', loss: 'losses', optimizer: 'optimizers', schedule: 'schedules' } as const;

export interface SentenceView {
  catalog: Catalog;
  experiment: CompleteExperiment;
  info: { inputs: number; outputs: number } | null;
  /** Path of a refused value. */
  bad: string | null;
  open: boolean;
  toggle(): void;
  change(experiment: Experiment): void;
}

export const entries = (catalog: Catalog, section: Section): Descriptor[] => catalog[lists[section]];

/** A spec with one parameter changed. */
export const withParam = (spec: CompleteSpec, id: string, value: unknown): CompleteSpec => ({
  id: spec.id,
  params: { ...spec.params, [id]: value as never },
});

/** The chosen model, with its layers where it has some: "64 → 32 → 10 network". */
function modelWords({ catalog, experiment, info }: SentenceView): string {
  const title = entryOf(catalog.models, experiment.model.id)?.title ?? experiment.model.id;
  const layers = Object.values(experiment.model.params).find((value) => Array.isArray(value));
  return layers && info ? `${[info.inputs, ...layers, info.outputs].join(' → ')} ${title}` : title;
}

/** "a" or "an", also before figures that are read with a vowel: an 8, an 11. */
const article = (words: string) => (/^([aeiou]|8|1[18]\b)/i.test(words) ? 'an' : 'a');

/** "to read handwritten digits": the verb, and what stands as the term. */
function splitGoal(goal: string): [string, string] {
  const [to = '', verb = '', ...object] = goal.split(' ');
  return [`${to} ${verb}`, object.join(' ')];
}

/** A menu of what fits the task. */
export function pick(view: SentenceView, section: Section, name: string, words?: string) {
  const { catalog, experiment, change } = view;
  const task = taskOf(catalog, experiment);
  const fitting =
    section !== 'loss'
      ? entries(catalog, section)
      : catalog.losses.filter((loss) => task && fits(task, loss) === true);
  const options = fitting.map((descriptor) => ({ value: descriptor.id, words: descriptor.title }));
  const choose = (id: string) => {
    // The task's own choice comes back with the task's own settings.
    const natural = task?.experiment[section];
    change({ ...experiment, [section]: natural?.id === id ? natural : { id } });
  };
  return menu(name, experiment[section].id, options, choose, words);
}

/** The first sentence: what is taught, by what, how. */
export function sentence(view: SentenceView): TemplateResult {
  const { catalog, experiment, change, bad } = view;
  const rate = rateOf(experiment);
  const described = parameterOf(
    entryOf(entries(catalog, rate.section), experiment[rate.section].id),
    rate.id,
  );
  const tasks = taskOptions(catalog, experiment.task.id);
  const [verb, object] = splitGoal(entryOf(catalog.tasks, experiment.task.id)?.goal ?? '');
  const network = modelWords(view);
  return html`<p class="sentence">
    Teach ${article(network)} ${pick(view, 'model', 'Model', network)}
    ${verb} <span class="kept">${menu('Task', experiment.task.id, tasks, (id) => change({ version: 1, task: { id } }), object)},</span> minimising
    ${pick(view, 'loss', 'Loss')} with ${pick(view, 'optimizer', 'Optimizer')} ${rate.words}
    <span class="kept">${described ? numberField('Learning rate', rate.value, described, (value) => change(rate.set(value)), bad === `${rate.section}.params.${rate.id}`) : nothing},</span>
    ${numberField('Batch size', experiment.batch_size, { type: 'integer', scale: 'log', min: 1, max: 1e6 }, (value) => change({ ...experiment, batch_size: value as number }), bad === 'batch_size')}
    examples at a time.
  </p>`;
}

/** The button that unfolds the second part. */
export const settingsButton = ({ open, toggle }: SentenceView): TemplateResult =>
  html`<button class="plain" type="button" aria-expanded=${open} @click=${toggle}>
    ${open ? 'Fewer terms' : 'More terms: model, loss, optimizer, schedule, penalties, seed'}
  </button>`;

/** Beside the sentence, in small print: what the data and the model are. */
export const taskFacts = (task: TaskDescriptor, info: RunInfo): TemplateResult => html`<dl class="aside">
  <dt>Data</dt>
  <dd>${task.summary} ${whole(info.trainRows)} to learn from, ${whole(info.testRows)} unseen.</dd>
  <dt>Model</dt>
  <dd>${whole(info.parameterCount)} numbers to learn</dd>
</dl>`;
