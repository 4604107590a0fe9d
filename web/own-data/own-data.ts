import { css, html, LitElement } from 'lit';
import type { Experiment } from 'loss-playground/engine';
import { keepMenus, menu } from '../ui/controls.ts';
import { sentenceStyles } from '../ui/sentence-styles.ts';
import { sharedStyles } from '../ui/styles.ts';
import './own-table.ts';
import './own-text.ts';

/** Takes a table or a text of the visitor's own. The event `experiment` gives the experiment that trains on it (detail). */
export class OwnData extends LitElement {
  static override properties = { kind: { state: true } };
  static override styles = [
    sharedStyles,
    sentenceStyles,
    css`
      :host { display: block; border-left: 4px solid var(--rule); padding: 4px 0 8px 16px; margin-block: 12px; --hue: var(--ink); }
      .sentence { font-size: var(--reading); min-height: 0; margin-bottom: 8px; }
    `,
  ];
  declare kind: string;

  constructor() {
    super();
    this.kind = 'table';
  }

  override render() {
    const kinds = [
      { value: 'table', words: 'a table' },
      { value: 'text', words: 'a text' },
    ];
    const choose = (kind: string) => {
      this.kind = kind;
    };
    const pass = ({ detail }: CustomEvent<Experiment>) =>
      this.dispatchEvent(new CustomEvent<Experiment>('experiment', { detail }));
    return html`<section aria-label="Your own data">
      <p class="sentence">Bring ${menu('What to bring', this.kind, kinds, choose)}: nothing of it leaves this page.</p>
      ${this.kind === 'text' ? html`<own-text @experiment=${pass}></own-text>` : html`<own-table @experiment=${pass}></own-table>`}
    </section>`;
  }

  override updated(): void {
    keepMenus(this.renderRoot);
  }
}

customElements.define('own-data', OwnData);
