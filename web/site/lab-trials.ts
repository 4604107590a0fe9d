import { css, html, LitElement } from 'lit';
import { sharedStyles } from '../labs/shared/styles.ts';
import { joinAddress } from './labs.ts';
import { trials } from './trials.ts';

/** What to try in a lab: each a link that sets it up, and what to watch for. */
export class LabTrials extends LitElement {
  static override properties = { lab: {} };
  static override styles = [sharedStyles, css`:host { display: block; --hue: var(--ink); }`];
  declare lab: string;

  constructor() {
    super();
    this.lab = '';
  }

  override render() {
    return html`<section class="section try" aria-labelledby="try"><h2 id="try">Try this</h2><ul>${(
      trials[this.lab] ?? []
    ).map(
      ({ words, watch, address }) =>
        html`<li><a href=${joinAddress(this.lab, address)}>${words}</a><p>${watch}</p></li>`,
    )}</ul></section>`;
  }
}

customElements.define('lab-trials', LabTrials);
