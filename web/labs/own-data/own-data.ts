import { css, html, LitElement, nothing } from 'lit';
import type { Experiment } from 'loss-playground/engine';
import { whole } from '../../charts/format.ts';
import { keepMenus, menu } from '../shared/controls.ts';
import { sentenceStyles } from '../shared/sentence-styles.ts';
import { sharedStyles } from '../shared/styles.ts';
import {
  canBeInput,
  customData,
  readTable,
  type Table,
  TableError,
  type TargetKind,
  targetKinds,
} from './table.ts';

/**
 * Takes a table by paste, drop or file and asks which column to predict. The event `experiment` gives the experiment
 * that trains on it (detail). Nothing leaves the page.
 */
export class OwnData extends LitElement {
  static override properties = {
    family: { reflect: true },
    table: { state: true },
    target: { state: true },
    kind: { state: true },
    left: { state: true },
    refused: { state: true },
  };
  static override styles = [
    sharedStyles,
    sentenceStyles,
    css`
      :host { border-left: 4px solid var(--rule); padding: 4px 0 8px 16px; margin-block: 12px; --hue: var(--ink); }
      textarea { width: 100%; min-height: 120px; font: 400 var(--label) / 1.5 ui-monospace, Menlo, Consolas, monospace; color: var(--ink); background: var(--paper); border: 1px solid var(--edge); padding: 8px; }
      .keys { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; margin-top: 8px; }
      .sentence { font-size: var(--reading); min-height: 0; margin-top: 12px; }
      .inputs { display: flex; flex-wrap: wrap; gap: 0 20px; margin-top: 8px; }
      .inputs label { display: inline-flex; gap: 8px; align-items: center; min-height: 32px; }
      .inputs input { width: 24px; height: 24px; margin: 0; }
      input[type='file'] { font: inherit; max-width: 100%; min-height: 28px; }
    `,
  ];
  declare family: string;
  declare table: Table | null;
  /** Index of the column to predict. */
  declare target: number;
  declare kind: TargetKind;
  /** Columns that are not predicted from. */
  declare left: ReadonlySet<number>;
  declare refused: string;

  constructor() {
    super();
    this.family = '';
    this.table = null;
    this.target = 0;
    this.kind = 'regression';
    this.left = new Set();
    this.refused = '';
  }

  #read(text: string) {
    this.table = null;
    this.refused = '';
    if (text.trim() === '') return;
    try {
      const table = readTable(text);
      this.table = table;
      this.left = new Set(table.columns.flatMap((column, index) => (canBeInput(column) ? [] : [index])));
      this.#choose(table.columns.length - 1);
    } catch (error) {
      if (!(error instanceof TableError)) throw error;
      this.refused = error.message;
    }
  }

  #choose(target: number) {
    const column = this.table?.columns[target];
    if (!column) return;
    this.target = target;
    this.kind = targetKinds(column)[0] ?? 'regression';
  }

  async #file(file: File | undefined | null) {
    if (!file) return;
    const text = await file.text();
    const area = this.renderRoot.querySelector('textarea');
    if (area) area.value = text.length > 20000 ? `${text.slice(0, 20000)}…` : text;
    this.#read(text);
  }

  #drop(event: DragEvent) {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) void this.#file(file);
    else this.#read(event.dataTransfer?.getData('text/plain') ?? '');
  }

  #train() {
    const { table } = this;
    const target = table?.columns[this.target];
    if (!table || !target) return;
    try {
      const inputs = table.columns.filter((_, index) => index !== this.target && !this.left.has(index));
      const params = customData(table, target, inputs, this.kind);
      const experiment: Experiment = { version: 1, task: { id: 'custom', params } };
      this.refused = '';
      this.dispatchEvent(new CustomEvent<Experiment>('experiment', { detail: experiment }));
    } catch (error) {
      if (!(error instanceof TableError)) throw error;
      this.refused = error.message;
    }
  }

  override render() {
    return html`<section aria-label="Your own data" @dragover=${(event: DragEvent) => event.preventDefault()} @drop=${(event: DragEvent) => this.#drop(event)}>
      <label for="table">Paste or drop a table: a row an example, commas, semicolons or tabs between the cells. It stays in this page.</label>
      <textarea id="table" spellcheck="false" @input=${(event: Event) => this.#read((event.target as HTMLTextAreaElement).value)}></textarea>
      <div class="keys"><label>or open a file <input type="file" accept=".csv,.tsv,.txt,text/csv" @change=${(event: Event) => void this.#file((event.target as HTMLInputElement).files?.[0])} /></label></div>
      ${this.refused ? html`<p class="notice" role="alert">${this.refused}</p>` : nothing} ${this.table ? this.#questions(this.table) : nothing}
    </section>`;
  }

  #questions(table: Table) {
    const columns = table.columns.map(({ name }, index) => ({ value: String(index), words: name }));
    const target = table.columns[this.target];
    const kinds = target ? targetKinds(target) : [];
    const words = { classification: `a class, one of ${target?.distinct.length}`, regression: 'a number' };
    const toggle = (index: number) => {
      const left = new Set(this.left);
      if (!left.delete(index)) left.add(index);
      this.left = left;
    };
    return html`<p class="sentence">${whole(table.rows)} examples. Predict ${menu('Column to predict', String(this.target), columns, (value) => this.#choose(Number(value)))}
      as ${menu(
        'Kind of target',
        this.kind,
        kinds.map((kind) => ({ value: kind, words: words[kind] })),
        (kind) => {
          this.kind = kind as TargetKind;
        },
      )} from</p>
      <div class="inputs" role="group" aria-label="Columns to predict from">${table.columns.map(
        (column, index) =>
          index === this.target
            ? nothing
            : html`<label><input type="checkbox" .checked=${!this.left.has(index)} ?disabled=${!canBeInput(column)} @change=${() => toggle(index)} />${column.name}${column.numbers ? nothing : html` <span class="sub">(${column.distinct.length} texts)</span>`}</label>`,
      )}</div>
      <div class="keys"><button class="button main" type="button" @click=${() => this.#train()}>Train on this table</button></div>`;
  }

  override updated(): void {
    keepMenus(this.renderRoot);
  }
}

customElements.define('own-data', OwnData);
