// The frame of a lab with its parts; `stage-styles.ts` has the layout.
import { html, nothing, type TemplateResult } from 'lit';

type Part = TemplateResult | typeof nothing;

export interface StageParts {
  /** The settings: part `settings`. */
  settings: Part;
  /** Figures, parts `picture` and `chart`, and what covers them. */
  figures: Part;
  /** One line below the figures: how a number is computed, or what has just happened. */
  sum?: Part;
  /** The transport; nothing if there is nothing to play. */
  keys?: Part;
  /** The reading: the current step in words. */
  reading: unknown;
  /** The part below the first screen. */
  below: Part;
  /** Handles the keys that close what covers the figures. */
  onKey?(event: KeyboardEvent): void;
}

/** The bar is first in the document, so that the keyboard reaches it first; it is drawn last. */
export const stage = ({
  settings,
  figures,
  sum,
  keys,
  reading,
  below,
  onKey,
}: StageParts): TemplateResult => html`
  <div class="bar" part="transport">${keys ? html`<div class="keys">${keys}</div>` : nothing}
    <div class="reading-part" part="reading">${reading}</div></div>
  <div class="stage" @keydown=${onKey ?? nothing}>
    ${settings}
    <div class="figures">${figures}</div>
    ${sum ?? nothing}
  </div>
  <div class="below">${below} <slot name="after"></slot></div>`;
