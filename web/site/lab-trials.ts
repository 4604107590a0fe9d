import { labs } from 'virtual:labs';
import { css, LitElement } from 'lit';
import type { LabDefinition } from '../labs/definition.ts';
import { sharedStyles } from '../ui/styles.ts';
import { tryList } from '../ui/try-list.ts';
import { placeAddress } from './address.ts';

/** Things to try in a lab: links that set it up, with what to watch for. */
export class LabTrials extends LitElement {
  static override properties = { lab: { attribute: false } };
  static override styles = [sharedStyles, css`:host { display: block; --hue: var(--ink); }`];
  declare lab: LabDefinition | null;

  constructor() {
    super();
    this.lab = null;
  }

  override render() {
    const { lab } = this;
    if (!lab || lab.trials === 'own') return;
    return tryList(
      lab.trials.map((trial) => ({ ...trial, address: placeAddress(labs, lab, trial.address) })),
      this.previousElementSibling,
    );
  }
}

customElements.define('lab-trials', LabTrials);
