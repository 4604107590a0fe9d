// The experiment as a sentence, made from the catalog: its grammar from the task, its terms from descriptors.

import { html, nothing, type TemplateResult } from 'lit';
import {
  type Catalog,
  type CompleteExperiment,
  type CompleteSpec,
  type CustomData,
  type Descriptor,
  type Experiment,
  fits,
  type TaskDescriptor,
} from 'loss-playground/engine';
import { menu, numberField, parameterControl } from '../shared/controls.ts';
import { taskOptions } from '../shared/tasks.ts';

type Section = 'model' | 'loss' | 'optimizer' | 'schedule';
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

const entries = (catalog: Catalog, section: Section): Descriptor[] => catalog[lists[section]];

/** A spec with one parameter changed. */
export const withParam = (spec: CompleteSpec, id: string, value: unknown): CompleteSpec => ({
  id: spec.id,
  params: { ...spec.params, [id]: value as never },
});

/** The chosen model, with its layers where it has some: "64 → 32 → 10 network". */
function modelWords({ catalog, experiment, info }: SentenceView): string {
  const title =
    catalog.models.find((entry) => entry.id === experiment.model.id)?.title ?? experiment.model.id;
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

/** A table that the visitor brought says its kind itself. */
const kindOf = (task: TaskDescriptor, { task: { params } }: CompleteExperiment): TaskDescriptor['kind'] =>
  task.kind === 'any' ? (params as CustomData).kind : task.kind;

/** A menu of what fits the task. */
export function pick(view: SentenceView, section: Section, name: string, words?: string) {
  const { catalog, experiment, change } = view;
  const task = catalog.tasks.find((entry) => entry.id === experiment.task.id);
  const fitting =
    section !== 'loss'
      ? entries(catalog, section)
      : catalog.losses.filter((loss) => task && fits({ kind: kindOf(task, experiment) }, loss) === true);
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
  const optimizer = catalog.optimizers.find((entry) => entry.id === experiment.optimizer.id);
  const lr = optimizer?.params.find((entry) => entry.id === 'lr');
  const tasks = taskOptions(catalog, experiment.task.id);
  const [verb, object] = splitGoal(catalog.tasks.find((task) => task.id === experiment.task.id)?.goal ?? '');
  const network = modelWords(view);
  return html`<p class="sentence">
    Teach ${article(network)} ${pick(view, 'model', 'Model', network)}
    ${verb} <span class="kept">${menu('Task', experiment.task.id, tasks, (id) => change({ version: 1, task: { id } }), object)},</span> minimising
    ${pick(view, 'loss', 'Loss')} with ${pick(view, 'optimizer', 'Optimizer')} at rate
    <span class="kept">${lr ? numberField('Learning rate', Number(experiment.optimizer.params.lr), lr, (value) => change({ ...experiment, optimizer: withParam(experiment.optimizer, 'lr', value) }), bad === 'optimizer.params.lr') : nothing},</span>
    ${numberField('Batch size', experiment.batch_size, { type: 'integer', scale: 'log', min: 1, max: 1e6 }, (value) => change({ ...experiment, batch_size: value as number }), bad === 'batch_size')}
    examples at a time.
  </p>`;
}

function sectionControls(
  view: SentenceView,
  section: Section | 'task',
  title: string,
): TemplateResult | typeof nothing {
  const { catalog, experiment, change, bad } = view;
  const list: Descriptor[] = section === 'task' ? catalog.tasks : entries(catalog, section);
  const spec = experiment[section] as CompleteSpec;
  const params =
    list
      .find((entry) => entry.id === spec.id)
      ?.params.filter(({ id, type }) => type !== 'text' && !(section === 'optimizer' && id === 'lr')) ?? [];
  if (params.length === 0 && section !== 'schedule') return nothing;
  return html`<fieldset>
    <legend>${title}</legend>
    ${section === 'schedule' ? pick(view, 'schedule', 'Schedule') : nothing}
    ${params.map((entry) => {
      const path = `${section}.params.${entry.id}`;
      const set = (value: unknown) => change({ ...experiment, [section]: withParam(spec, entry.id, value) });
      return parameterControl(
        `${title}: ${entry.id}`,
        entry,
        spec.params[entry.id],
        set,
        bad?.startsWith(path) ?? false,
      );
    })}
  </fieldset>`;
}

function general({ experiment, change, bad }: SentenceView): TemplateResult {
  const { l1, l2 } = experiment.regularization;
  const positive = { scale: 'log', min: 0 } as const;
  const number = (
    path: string,
    words: string,
    value: number | null,
    limits: Parameters<typeof numberField>[2],
    set: (value: never) => Experiment,
  ) =>
    html`<label class="parameter"><span class="parameter-name">${words}</span>
      ${numberField(words, value, limits, (next) => change(set(next as never)), bad === path)}</label>`;
  const penalties = (next: object) => ({ ...experiment, regularization: { l1, l2, ...next } });
  return html`<fieldset>
    <legend>Training</legend>
    ${number('regularization.l1', 'l1 penalty', l1, positive, (value) => penalties({ l1: value }))}
    ${number('regularization.l2', 'l2 penalty', l2, positive, (value) => penalties({ l2: value }))}
    ${number('gradient_clip', 'clip gradient at', experiment.gradient_clip, positive, (value) => ({ ...experiment, gradient_clip: value === '' ? null : value }))}
    ${number('steps', 'steps', experiment.steps, { type: 'integer', scale: 'log', min: 1 }, (value) => ({ ...experiment, steps: value }))}
    ${number('seed', 'seed', experiment.seed, { type: 'integer', min: 0 }, (value) => ({ ...experiment, seed: value }))}
    <label class="parameter"><span class="parameter-name">precision</span>
      ${menu(
        'Precision',
        experiment.precision,
        ['float32', 'float64'].map((value) => ({ value, words: value })),
        (value) => change({ ...experiment, precision: value as 'float32' }),
      )}</label>
  </fieldset>`;
}

/** The second part, unfolded on demand: everything else that can be set. */
export function moreTerms(view: SentenceView): TemplateResult {
  return html`<button class="plain" type="button" aria-expanded=${view.open} @click=${view.toggle}>
      ${view.open ? 'Fewer terms' : 'More terms: model, loss, optimizer, schedule, penalties, seed'}
    </button>
    ${
      view.open
        ? html`<div class="more">
          ${sectionControls(view, 'task', 'Task')} ${sectionControls(view, 'model', 'Model')} ${sectionControls(view, 'loss', 'Loss')}
          ${sectionControls(view, 'optimizer', 'Optimizer')} ${sectionControls(view, 'schedule', 'Schedule')} ${general(view)}
        </div>`
        : nothing
    }`;
}
