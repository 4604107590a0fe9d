import { css, LitElement } from 'lit';
import { sharedStyles } from '../ui/styles.ts';
import { tryList } from '../ui/try-list.ts';
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
    return tryList(
      (trials[this.lab] ?? []).map((trial) => ({ ...trial, address: joinAddress(this.lab, trial.address) })),
      this.previousElementSibling,
    );
  }
}

customElements.define('lab-trials', LabTrials);
