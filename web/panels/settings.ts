// The second part of the sentence, unfolded on demand: everything else that can be set.
import { html, nothing, type TemplateResult } from 'lit';
import type { CompleteSpec, Descriptor, Experiment } from 'loss-playground/engine';
import { entryOf } from '../run/described.ts';
import { menu, numberField } from '../ui/controls.ts';
import { parameterControl } from '../ui/parameter-control.ts';
import { entries, pick, type Section, type SentenceView, withParam } from './sentence.ts';

/** Parameters that the first sentence has already. */
const inSentence: Partial<Record<Section | 'task', string>> = { optimizer: 'lr' };

function sectionControls(
  view: SentenceView,
  section: Section | 'task',
  title: string,
): TemplateResult | typeof nothing {
  const { catalog, experiment, change, bad } = view;
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

export function moreSettings(view: SentenceView): TemplateResult {
  return html`<div class="more">
    ${sectionControls(view, 'task', 'Task')} ${sectionControls(view, 'model', 'Model')} ${sectionControls(view, 'loss', 'Loss')}
    ${sectionControls(view, 'optimizer', 'Optimizer')} ${sectionControls(view, 'schedule', 'Schedule')} ${general(view)}
  </div>`;
}
