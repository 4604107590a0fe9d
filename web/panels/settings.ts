// All other settings, shown below the sentence on demand.
import { html, nothing, type TemplateResult } from 'lit';
import type {
  CompleteSpec,
  Descriptor,
  Experiment,
  ParameterDescriptor,
  ParameterValue,
  RunInfo,
  TaskDescriptor,
} from 'loss-playground/engine';
import { whole } from '../charts/format.ts';
import { entryOf, lossOf } from '../run/described.ts';
import { settingName, wordsOf } from '../run/setting-names.ts';
import { balanced, isWeightList } from '../run/weights.ts';
import { menu, numberField } from '../ui/controls.ts';
import { parameterControl } from '../ui/parameter-control.ts';
import { entries, pick, type Section, type SentenceView, withParam, wrongAt } from './sentence.ts';

/** Parameters that the first sentence already shows. */
const inSentence: Partial<Record<Section | 'task', string>> = { optimizer: 'lr' };

function sectionControls(
  view: SentenceView,
  section: Section | 'task',
  title: string,
): TemplateResult | typeof nothing {
  const { catalog, experiment, change } = view;
  const list: Descriptor[] = section === 'task' ? catalog.tasks : entries(catalog, section);
  const spec = experiment[section] as CompleteSpec;
  const params =
    entryOf(list, spec.id)?.params.filter(({ id, type }) => type !== 'text' && id !== inSentence[section]) ??
    [];
  if (params.length === 0 && section !== 'schedule') return nothing;
  return html`<fieldset>
    <legend>${title}</legend>
    ${section === 'schedule' ? pick(view, 'schedule', 'Schedule') : nothing}
    ${params.map((entry) => {
      const path = `${section}.params.${entry.id}`;
      const set = (value: unknown) => change({ ...experiment, [section]: withParam(spec, entry.id, value) });
      const label = wordsOf(entry.id);
      const name = `${title}: ${label}`;
      return html`${parameterControl({ label, name }, entry, spec.params[entry.id] ?? entry.default, set, wrongAt(view, path))}
        ${section === 'loss' ? weightButtons(view, entry, name, set) : nothing}`;
    })}
  </fieldset>`;
}

/** Below a list of weights: what balances the classes, and what undoes it. */
function weightButtons(
  { catalog, experiment, info }: SentenceView,
  entry: ParameterDescriptor,
  name: string,
  set: (value: ParameterValue) => void,
): TemplateResult | typeof nothing {
  const loss = entryOf(catalog.losses, experiment.loss.id);
  const weights = loss && info && isWeightList(loss, entry) ? balanced(loss, info) : null;
  if (!weights) return nothing;
  const now = experiment.loss.params[entry.id] as number[];
  const button = (words: string, list: number[]) =>
    html`<button class="plain" type="button" aria-label=${`${name}: ${words.toLowerCase()}`} aria-pressed=${String(list) === String(now)} @click=${() => set(list)}>${words}</button>`;
  return html`<div class="weigh">${button('Balanced', weights)}${button('All 1', [])}</div>`;
}

function general(view: SentenceView): TemplateResult {
  const { experiment, change } = view;
  const { l1, l2 } = experiment.regularization;
  const positive = { scale: 'log', min: 0 } as const;
  const number = (
    path: string,
    value: number | null,
    limits: Parameters<typeof numberField>[2],
    set: (value: never) => Experiment,
  ) => {
    const words = settingName(path);
    return html`<label class="parameter"><span class="parameter-name">${words}</span>
      ${numberField(words, value, limits, (next) => change(set(next as never)), wrongAt(view, path))}</label>`;
  };
  const penalties = (next: object) => ({ ...experiment, regularization: { l1, l2, ...next } });
  return html`<fieldset>
    <legend>Training</legend>
    ${number('regularization.l1', l1, positive, (value) => penalties({ l1: value }))}
    ${number('regularization.l2', l2, positive, (value) => penalties({ l2: value }))}
    ${number('gradient_clip', experiment.gradient_clip, positive, (value) => ({ ...experiment, gradient_clip: value === '' ? null : value }))}
    ${number('steps', experiment.steps, { type: 'integer', scale: 'log', min: 1 }, (value) => ({ ...experiment, steps: value }))}
    ${number('seed', experiment.seed, { type: 'integer', min: 0 }, (value) => ({ ...experiment, seed: value }))}
    <label class="parameter"><span class="parameter-name">precision</span>
      ${menu(
        'Precision',
        experiment.precision,
        ['float32', 'float64'].map((value) => ({ value, words: value })),
        (value) => change({ ...experiment, precision: value as 'float32' }),
      )}</label>
  </fieldset>`;
}

/** The button that opens the editor of the visitor's own loss, if that is the loss. */
export const lossButton = ({
  catalog,
  experiment,
  writeLoss,
}: SentenceView): TemplateResult | typeof nothing =>
  lossOf(catalog, experiment)?.own
    ? html`<button class="plain" type="button" @click=${() => writeLoss(experiment.loss.id)}>Edit your loss</button>`
    : nothing;

export function moreSettings(view: SentenceView): TemplateResult {
  return html`<div class="more">
    ${sectionControls(view, 'task', 'Task')} ${sectionControls(view, 'model', 'Model')} ${sectionControls(view, 'loss', 'Loss')}
    ${sectionControls(view, 'optimizer', 'Optimizer')} ${sectionControls(view, 'schedule', 'Schedule')} ${general(view)}
  </div>`;
}

/** Facts about data and model, next to the sentence. */
export const taskFacts = (task: TaskDescriptor, info: RunInfo): TemplateResult => html`<dl class="aside">
  <dt>Data</dt>
  <dd>${task.summary} ${whole(info.trainRows)} for training, ${whole(info.testRows)} for testing.</dd>
  <dt>Model</dt>
  <dd>${whole(info.parameterCount)} parameters</dd>
</dl>`;
