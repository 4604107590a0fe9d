// The transport and the settings that readers may change, loaded only where the page asks for them.
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Catalog, CompleteExperiment } from '../engine/api/types.ts';
import type { Writer, Written } from '../own-loss/write.ts';
import {
  type Changeable,
  pick,
  type SentenceView,
  sentence,
  sentenceView,
  settingsButton,
} from '../panels/sentence.ts';
import { lossButton, moreSettings } from '../panels/settings.ts';
import { taskOptions } from '../panels/task-options.ts';
import { transport, transportStyles } from '../panels/transport.ts';
import { entryOf, parameterOf } from '../run/described.ts';
import { loadsOnce } from '../run/loading.ts';
import { keepMenus, menu, numberField } from '../ui/controls.ts';
import { sentenceStyles } from '../ui/sentence-styles.ts';

export { keepMenus, transport };

const importOwnLoss = /* @__PURE__ */ loadsOnce(() => import('../own-loss/write.ts'));

/** A view whose run's loss can be written. */
type View = Writer;

/** What draws the editor of the visitor's own loss, by the view in which it is open. */
const editors = new WeakMap<View, Written>();

/** Opens the editor of the visitor's own loss. */
export function writeLoss(view: View, id: string): void {
  const close = () => {
    editors.delete(view);
    view.requestUpdate();
  };
  const open = (written: Written) => {
    editors.set(view, written);
    view.requestUpdate();
  };
  void importOwnLoss().then(({ write }) => write(view, id, open, close));
}

/** In a narrow column the transport fits in one row: the speed needs no label. */
const ownStyles = css`
  .row { display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: baseline; }
  .row > span { color: var(--ink-2); }
  .transport { padding-top: 8px; }
  .keys { gap: 8px 16px; }
  .speed { flex: 1 1 100px; min-width: 0; font-size: 0; }
  .speed select { font-size: var(--ui); max-width: min(11em, 100%); }
  @container (min-width: 640px) {
    .keys { flex-wrap: nowrap; }
    .keys .group { width: auto; gap: 4px; flex-wrap: nowrap; }
    .keys .button { min-height: 36px; padding-inline: 8px; gap: 7px; }
    .keys .button.main { min-width: 88px; }
    .minor text { visibility: visible; }
  }
  @media print { .transport { display: none; } }
`;

/** Style sheets of the parts that this script draws. */
export const controlStyles = [sentenceStyles, transportStyles, ownStyles].flatMap(({ styleSheet }) =>
  styleSheet ? [styleSheet] : [],
);

const titles: Record<string, string> = {
  task: 'Task',
  model: 'Model',
  loss: 'Loss',
  optimizer: 'Optimizer',
  lr: 'Rate',
  batch: 'Batch',
};

function rate({ catalog, experiment, change }: SentenceView): TemplateResult | typeof nothing {
  const { optimizer } = experiment;
  const lr = parameterOf(entryOf(catalog.optimizers, optimizer.id), 'lr');
  const set = (value: number | string) =>
    change({
      ...experiment,
      optimizer: { id: optimizer.id, params: { ...optimizer.params, lr: value as number } },
    });
  return lr ? numberField('Learning rate', Number(optimizer.params.lr), lr, set) : nothing;
}

function setting(name: string, view: SentenceView): TemplateResult | typeof nothing {
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
      return html`${pick(view, name as 'loss', titles[name] ?? name)} ${name === 'loss' ? lossButton(view) : nothing}`;
  }
}

/** The settings of the experiment: all of them as the sentence, or those that the page lets readers change. */
export function settings(
  of: View & Changeable,
  catalog: Catalog,
  experiment: CompleteExperiment,
  names: readonly string[],
): TemplateResult {
  const view = sentenceView(of, catalog, experiment, null);
  const editor = of.session && editors.get(of)?.(of.session);
  if (names.includes('full'))
    return html`${sentence(view)}${lossButton(view)} ${settingsButton(view)} ${view.open ? moreSettings(view) : nothing} ${editor}`;
  return html`<div class="row">${names.map(
    (name) => html`<span>${titles[name]} ${setting(name, view)}</span>`,
  )}</div>${editor}`;
}
