// The scene as a sentence: its points, the loss with its margin, what the miner picks.
import { html, nothing, type TemplateResult } from 'lit';
import type { Catalog, ParameterValue } from 'loss-playground/engine';
import { parameterOf } from '../../run/described.ts';
import { menu, numberField } from '../../ui/controls.ts';
import { choosable, defaultsOf, type Mining, minings, mostNegatives, type Scene, settle } from './scene.ts';

/** How the sentence names what the miner picks. */
const miningWords: Record<Mining, string> = {
  all: 'all negatives',
  hardest: 'the hardest negative',
  'semi-hard': 'the closest negative beyond the positive',
};

export interface SceneView {
  catalog: Catalog;
  scene: Scene;
  change(scene: Scene): void;
  /** Shows the valid value again. */
  keep(): void;
  /** Opens the editor of the visitor's own loss. */
  writeLoss(id: string): void;
}

export function sceneSentence(view: SceneView): TemplateResult {
  const { scene, change, keep } = view;
  const { negatives, mining, loss } = scene;
  const count = (value: number | string) => {
    if (typeof value !== 'number' || value < 1 || value > mostNegatives) return keep();
    const more = Array.from({ length: Math.max(0, value - negatives.length) }, (_, index) =>
      settle({ x: 2 - 0.4 * index, y: -2 + 0.3 * index }),
    );
    change({ ...scene, negatives: [...negatives.slice(0, value), ...more] });
  };
  const edit = html`<div class="tools"><button class="plain" type="button" @click=${() => view.writeLoss(loss.id)}>Edit your loss</button></div>`;
  return html`<section class="experiment" part="settings" aria-label="Scene"><div class="sheet"><p class="sentence">
      Take one anchor, one positive and ${numberField('Negatives', negatives.length, { type: 'integer', min: 1, max: mostNegatives }, count)} ${negatives.length === 1 ? 'negative' : 'negatives'}. Minimize ${lossMenu(view)}${lossTerms(view)},
      using ${menu(
        'Mining',
        mining,
        minings.map((name) => ({ value: name, words: miningWords[name] })),
        (name) => change({ ...scene, mining: name as Mining }),
      )}.
    </p>${loss.own ? edit : nothing}</div></section>`;
}

function lossMenu({ catalog, scene, change, writeLoss }: SceneView): TemplateResult {
  const losses = choosable(catalog);
  const options = losses.map(({ id, own, title }) => ({ value: id, words: own ? 'Your own…' : title }));
  const choose = (id: string) => {
    const found = losses.find((entry) => entry.id === id);
    if (!found) return;
    if (found.own) return writeLoss(id);
    const margin = scene.params.margin ?? parameterOf(found, 'margin')?.default ?? 1;
    change({ ...scene, loss: found, params: { ...defaultsOf(found), margin } });
  };
  return menu('Loss', scene.loss.id, options, choose, scene.loss.title);
}

/** The margin, and what else the loss lets choose. */
function lossTerms({ scene, change, keep }: SceneView): TemplateResult {
  const { loss, params } = scene;
  const margin = parameterOf(loss, 'margin');
  const set = (id: string) => (value: ParameterValue) =>
    change({ ...scene, params: { ...params, [id]: value } });
  const number = (value: number | string) => {
    if (typeof value === 'number' && value > 0) set('margin')(value);
    else keep();
  };
  const choices = loss.params.filter(({ type }) => type === 'choice');
  return html`${margin ? html` with a margin of ${numberField('Margin', Number(params.margin), margin, number)}` : nothing}${choices.map(
    ({ id, choices: names = [], doc }) =>
      html` in ${menu(
        id,
        String(params[id]),
        names.map((name) => ({ value: name, words: name.replaceAll('_', ' ') })),
        set(id),
        String(params[id]).replaceAll('_', ' '),
        doc,
      )} ${id}`,
  )}`;
}
