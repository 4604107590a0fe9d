import { html, type TemplateResult } from 'lit';

export interface Suggested {
  words: string;
  /** What to watch for. */
  watch: string;
  /** The address that sets it up. */
  address: string;
}

/**
 * What to try: each a link that sets it up, and what to watch for. The list stands below the pictures that it changes, so
 * that a click brings `lab`, which has them, back into sight.
 */
export const tryList = (entries: Suggested[], lab: Element | null): TemplateResult =>
  html`<section class="section try" aria-labelledby="try"><h2 id="try">Try this</h2><ul>${entries.map(
    ({ words, watch, address }) =>
      html`<li><a href=${address} @click=${() => lab?.scrollIntoView()}>${words}</a><p>${watch}</p></li>`,
  )}</ul></section>`;
