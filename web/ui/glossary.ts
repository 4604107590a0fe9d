// The glossary: terms that are explained where they first appear on a page.
import { css, html, type TemplateResult } from 'lit';
import {
  batch_loss,
  gradient_norm,
  nats,
  objective,
  penalty,
  seed,
  test_cost,
  training_cost,
} from './terms.ts';

const meanings = Object.fromEntries(
  [batch_loss, penalty, objective, training_cost, test_cost, nats, gradient_norm, seed].map((term) => [
    term.word,
    term.meaning,
  ]),
) as Record<Term, string>;

export type Term =
  | 'batch loss'
  | 'penalty'
  | 'objective'
  | 'training cost'
  | 'test cost'
  | 'nats'
  | 'gradient norm'
  | 'seed';

/** The meaning of a unit of losses; nothing for those that need none. */
export const unitMeaning = (unit: string): string | undefined =>
  /\bnats?\b/.test(unit) ? meanings.nats : undefined;

/** Terms with their meanings, for readers who scroll. */
export const termList = (terms: readonly Term[]): TemplateResult =>
  html`<section class="section" aria-labelledby="terms"><h2 id="terms">Terms</h2>
    <dl class="terms">${terms.map((word) => html`<dt>${word}</dt><dd>${meanings[word]}</dd>`)}</dl></section>`;

/** A term with its meaning, which opens on hover and focus. */
export const term = (word: Term): TemplateResult =>
  html`<dfn tabindex="0">${word}<span class="meaning" role="tooltip">${meanings[word]}</span></dfn>`;

/** The meaning opens above its word, across the nearest positioned ancestor. */
export const termStyles = css`
  dfn { font-style: normal; display: inline-block; line-height: 24px; text-decoration: underline dotted var(--edge); text-underline-offset: 0.25em; cursor: help; }
  .meaning { visibility: hidden; position: absolute; left: 0; bottom: calc(100% + 4px); width: max-content; max-width: min(100%, 46ch); z-index: 2;
    background: var(--ink); color: var(--paper); padding: 6px 10px; border-radius: 3px; font: 400 var(--label) / 1.4 var(--sans); white-space: normal; text-align: left; }
  dfn:hover .meaning, dfn:focus .meaning { visibility: visible; }
`;
