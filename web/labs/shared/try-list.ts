import { html, type TemplateResult } from 'lit';

export interface Suggested {
  words: string;
  /** What to watch for. */
  watch: string;
  /** The address that sets it up. */
  address: string;
}

/** The list stands below the pictures that it changes, so that these are brought back into sight. */
const showLab = () => document.querySelector('.lab')?.scrollIntoView();

/** What to try: each a link that sets it up, and what to watch for. */
export const tryList = (entries: Suggested[]): TemplateResult =>
  html`<section class="section try" aria-labelledby="try"><h2 id="try">Try this</h2><ul>${entries.map(
    ({ words, watch, address }) =>
      html`<li><a href=${address} @click=${showLab}>${words}</a><p>${watch}</p></li>`,
  )}</ul></section>`;
