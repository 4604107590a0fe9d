// Words that are kept apart on every screen, with their meanings.
import { css, html, type TemplateResult } from 'lit';

const meanings = {
  'example loss': 'How wrong the model is on one example, as the loss function measures it.',
  'batch loss': 'The mean loss of the examples of this step, before the step was taken.',
  penalty: 'What large weights cost: ½·l2·‖w‖² + l1·‖w‖₁.',
  objective: 'What the optimizer goes down: the batch loss plus the penalty.',
  'cost J': 'The mean loss over the whole training set, without the penalty. The optimizer never sees it.',
} as const;

/** A word with its meaning, which shows under pointer and focus. */
export const term = (word: keyof typeof meanings, shown: string = word): TemplateResult =>
  html`<dfn tabindex="0">${shown}<span class="meaning" role="tooltip">${meanings[word]}</span></dfn>`;

/** The meaning opens above its word, across the nearest positioned ancestor. */
export const termStyles = css`
  dfn { font-style: normal; display: inline-block; line-height: 24px; text-decoration: underline dotted var(--edge); text-underline-offset: 0.25em; cursor: help; }
  .meaning { visibility: hidden; position: absolute; left: 0; bottom: calc(100% + 4px); width: max-content; max-width: min(100%, 46ch); z-index: 2;
    background: var(--ink); color: var(--paper); padding: 6px 10px; border-radius: 3px; font: 400 var(--label) / 1.4 var(--sans); white-space: normal; text-align: left; }
  dfn:hover .meaning, dfn:focus .meaning { visibility: visible; }
`;
