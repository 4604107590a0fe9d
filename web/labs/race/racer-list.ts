// The optimizers of a race to choose from, each with its learning rate.
import { css, html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Catalog, Descriptor } from 'loss-playground/engine';
import { parameterOf } from '../../run/described.ts';
import { accepts } from '../../run/own-link.ts';
import { numberField } from '../../ui/controls.ts';
import { type Plan, racerOf, ranges } from './course.ts';
import type { Racer } from './race.ts';

export const racerStyles = css`
  .racers { display: grid; grid-template-columns: repeat(auto-fill, minmax(220px, 1fr)); gap: 0 24px; }
  .racer { display: flex; align-items: center; gap: 10px; min-height: 38px; border-top: 1px solid var(--rule); }
  .racer label { display: flex; align-items: center; gap: 10px; flex: 1; }
  .racer input[type='checkbox'] { width: 24px; height: 24px; margin: 0; accent-color: var(--ink); flex: none; }
  .racer .term > input { width: 6ch; }
  legend { font-weight: 600; padding: 0 0 4px; }
`;

export interface RacerList {
  catalog: Catalog;
  plan: Plan;
  change(racers: Racer[]): void;
  /** A learning rate was entered that a link cannot have. */
  refuse(): void;
  close(): void;
}

export function racerList({ catalog, plan, change, refuse, close }: RacerList): TemplateResult {
  const { racers, course } = plan;
  const toggle = (id: string) => {
    const others = racers.filter((racer) => racer.id !== id);
    const added = others.length === racers.length ? racerOf(catalog, id, course.kind) : null;
    change(added ? [...others, added] : others);
  };
  const rate = (id: string) => (value: number | string) => {
    if (!accepts(value, ranges.lr)) return refuse();
    change(
      racers.map((racer) => (racer.id === id ? { ...racer, params: { ...racer.params, lr: value } } : racer)),
    );
  };
  const row = (optimizer: Descriptor) => {
    const racer = racers.find(({ id }) => id === optimizer.id);
    const lr = parameterOf(optimizer, 'lr');
    return html`<div class="racer"><label><input type="checkbox" .checked=${live(racer !== undefined)} @change=${() => toggle(optimizer.id)} />${optimizer.title}</label>
        ${racer && lr ? numberField(`Learning rate of ${optimizer.title}`, Number(racer.params.lr), lr, rate(optimizer.id)) : nothing}</div>`;
  };
  return html`<section class="over" aria-label="Optimizers and their learning rates"><header><h2>Optimizers and their learning rates</h2><button class="plain" type="button" @click=${close}>Close</button></header><div class="racers">${catalog.optimizers.map(row)}</div></section>`;
}
