import { html, nothing } from 'lit';
import type { Experiment } from 'loss-playground/engine';
import { whole } from '../charts/format.ts';
import { menu } from '../ui/controls.ts';
import { OwnDataField } from './own-data-field.ts';
import { canBeInput, customData, readTable, type Table, type TargetKind, targetKinds } from './table.ts';
import { DataError } from './text.ts';

/** Takes a table and asks which column to predict. */
export class OwnTable extends OwnDataField {
  static override properties = {
    ...OwnDataField.properties,
    table: { state: true },
    target: { state: true },
    kind: { state: true },
    left: { state: true },
  };
  declare table: Table | null;
  /** Index of the column to predict. */
  declare target: number;
  declare kind: TargetKind;
  /** Columns that are not predicted from. */
  declare left: ReadonlySet<number>;
  protected readonly words =
    'Paste or drop a table: a row an example, commas, semicolons or tabs between the cells.';
  protected readonly files = '.csv,.tsv,.txt,text/csv';

  constructor() {
    super();
    this.table = null;
    this.target = 0;
    this.kind = 'regression';
    this.left = new Set();
  }

  protected override read(text: string): void {
    this.table = null;
    if (text.trim() === '') return;
    const table = readTable(text);
    this.table = table;
    this.left = new Set(table.columns.flatMap((column, index) => (canBeInput(column) ? [] : [index])));
    this.#choose(table.columns.length - 1);
  }

  #choose(target: number) {
    const column = this.table?.columns[target];
    if (!column) return;
    this.target = target;
    this.kind = targetKinds(column)[0] ?? 'regression';
  }

  protected override experiment(): Experiment {
    const { table } = this;
    const target = table?.columns[this.target];
    if (!table || !target) throw new DataError('There is no table yet.');
    const inputs = table.columns.filter((_, index) => index !== this.target && !this.left.has(index));
    return {
      version: 1,
      task: { id: 'custom', params: customData(table, target, inputs, this.kind) },
    };
  }

  protected override questions() {
    const { table } = this;
    if (!table) return nothing;
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
      ${this.button('Train on this table')}`;
  }
}

customElements.define('own-table', OwnTable);
