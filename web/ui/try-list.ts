import { html, type TemplateResult } from 'lit';

export interface Suggested {
  words: string;
  /** What to watch for. */
  watch: string;
  /** The address that sets it up. */
  address: string;
}

/**
 * Things to try: links that set up the lab, with what to watch for. The list is below the pictures that it changes, so a
 * click scrolls back to `lab`, which has them.
 */
export const tryList = (entries: Suggested[], lab: Element | null): TemplateResult =>
  html`<section class="section try" aria-labelledby="try"><h2 id="try">Try this</h2><ul>${entries.map(
    ({ words, watch, address }) =>
      html`<li><a href=${address} @click=${() => scrollTo({ top: lab ? Math.min(scrollY, lab.getBoundingClientRect().top + scrollY) : 0 })}>${words}</a><p>${watch}</p></li>`,
  )}</ul></section>`;
