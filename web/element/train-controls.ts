// The transport and the terms that readers may change, fetched only where a writer asks for them.
import { css, html, nothing, type TemplateResult } from 'lit';
import type { CompleteExperiment, Descriptor, Experiment } from '../engine/types.ts';
import { keepMenus, menu, numberField } from '../labs/shared/controls.ts';
import { sentenceStyles } from '../labs/shared/sentence-styles.ts';
import { taskOptions } from '../labs/shared/tasks.ts';
import { moreTerms } from '../labs/train/more-terms.ts';
import { pick, sentence, termsButton } from '../labs/train/sentence.ts';
import { transport } from '../labs/train/transport.ts';
import { transportStyles } from '../labs/train/transport-styles.ts';
import type { TrainView } from './train-view.ts';

export { keepMenus, transport };

/** In a column the transport stays in one row where it can: the speed tells its own name. */
const ownStyles = css`
  .row { display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: baseline; }
  .row > span { color: var(--ink-2); }
  .transport { padding-top: 8px; }
  .keys { gap: 8px 16px; }
  .speed { flex: 1 1 100px; min-width: 0; font-size: 0; }
  .speed select { font-size: var(--ui); max-width: min(11em, 100%); }
  @container (min-width: 640px) {
    .keys { flex-wrap: nowrap; }
    .keys .group { width: auto; margin: 0; gap: 4px; flex-wrap: nowrap; }
    .keys .button { min-height: 36px; padding-inline: 8px; gap: 7px; }
    .keys .button.main { min-width: 88px; }
    .minor text { visibility: visible; }
  }
  @media print { .transport { display: none; } }
`;

/** Style sheets of what this script draws. */
export const controlStyles = [sentenceStyles, transportStyles, ownStyles].flatMap(({ styleSheet }) =>
  styleSheet ? [styleSheet] : [],
);

type View = Parameters<typeof sentence>[0];

const titles: Record<string, string> = {
  task: 'Task',
  model: 'Model',
  loss: 'Loss',
  optimizer: 'Optimizer',
  lr: 'Rate',
  batch: 'Batch',
};

/** The words of `controls` that name a term. */
export const termNames = Object.keys(titles);

function rate({ catalog, experiment, change }: View): TemplateResult | typeof nothing {
  const { optimizer } = experiment;
  const lr = (catalog.optimizers as Descriptor[])
    .find(({ id }) => id === optimizer.id)
    ?.params.find(({ id }) => id === 'lr');
  const set = (value: number | string) =>
    change({
      ...experiment,
      optimizer: { id: optimizer.id, params: { ...optimizer.params, lr: value as number } },
    });
  return lr ? numberField('Learning rate', Number(optimizer.params.lr), lr, set) : nothing;
}

function term(name: string, view: View): TemplateResult | typeof nothing {
  const { catalog, experiment, change } = view;
  switch (name) {
    case 'task':
      return menu('Task', experiment.task.id, taskOptions(catalog, experiment.task.id), (id) =>
        change({ version: 1, task: { id } }),
      );
    case 'lr':
      return rate(view);
    case 'batch':
      return numberField(
        'Batch size',
        experiment.batch_size,
        { type: 'integer', scale: 'log', min: 1, max: 1e6 },
        (value) => change({ ...experiment, batch_size: value as number }),
      );
    default:
      return pick(view, name as 'loss', titles[name] ?? name);
  }
}

/** The terms of the experiment: all of them as the sentence, or those that the writer lets readers change. */
export function terms(view: TrainView): TemplateResult | typeof nothing {
  const { training, catalog } = view;
  const { experiment, info } = training;
  if (!experiment || !catalog) return nothing;
  const change = (next: Experiment) => void view.change(next);
  const toggle = () => {
    view.open = !view.open;
  };
  const own: View = {
    catalog,
    experiment: experiment as CompleteExperiment,
    info,
    bad: null,
    open: view.open,
    toggle,
    change,
  };
  if (view.terms.includes('full'))
    return html`${sentence(own)}${termsButton(own)} ${own.open ? moreTerms(own) : nothing}`;
  return html`<div class="row">${view.terms.map(
    (name) => html`<span>${titles[name]} ${term(name, own)}</span>`,
  )}</div>`;
}
