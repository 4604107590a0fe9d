import { css, html, LitElement } from 'lit';
import type { Experiment } from 'loss-playground/engine';
import { keepMenus, menu } from '../ui/controls.ts';
import { sentenceStyles } from '../ui/sentence-styles.ts';
import { sharedStyles } from '../ui/styles.ts';
import type { OwnTable } from './own-table.ts';
import type { OwnText } from './own-text.ts';
import './own-table.ts';
import './own-text.ts';

const isText = ({ name }: File) => /\.(?:txt|md|text)$/i.test(name);

/** Reads the visitor's own table or text. The event `experiment` has the experiment that trains on it as its detail. */
export class OwnData extends LitElement {
  static override properties = { kind: { state: true } };
  static override styles = [
    sharedStyles,
    sentenceStyles,
    css`
      :host { display: block; padding: 0 0 8px; --hue: var(--ink); }
      .sentence { font-size: var(--reading); min-height: 0; margin-bottom: 4px; }
    `,
  ];
  declare kind: string;

  constructor() {
    super();
    this.kind = 'table';
  }

  /** Opens a file in the field for its kind: a text, or a table or saved experiment. */
  async open(file: File): Promise<void> {
    this.kind = isText(file) ? 'text' : 'table';
    await this.updateComplete;
    this.renderRoot.querySelector<OwnTable | OwnText>('own-table, own-text')?.open(file);
  }

  override render() {
    const kinds = [
      { value: 'table', words: 'your own table' },
      { value: 'text', words: 'your own text' },
    ];
    const choose = (kind: string) => {
      this.kind = kind;
    };
    const pass = ({ detail }: CustomEvent<Experiment>) =>
      this.dispatchEvent(new CustomEvent<Experiment>('experiment', { detail }));
    return html`<p class="sentence">Use ${menu('Kind of data', this.kind, kinds, choose)}. It stays in your browser.</p>
      ${this.kind === 'text' ? html`<own-text @experiment=${pass}></own-text>` : html`<own-table @experiment=${pass}></own-table>`}`;
  }

  override updated(): void {
    keepMenus(this.renderRoot);
  }
}

customElements.define('own-data', OwnData);

declare global {
  interface HTMLElementTagNameMap {
    'own-data': OwnData;
  }
}
