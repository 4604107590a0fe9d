import { css, html, nothing, type TemplateResult } from 'lit';
import type { Experiment } from 'loss-playground/engine';
import { whole } from '../charts/format.ts';
import { menu } from '../ui/controls.ts';
import { DataError } from './data-error.ts';
import { OwnDataField } from './own-data-field.ts';
import { searchExperiment } from './search.ts';
import type { Check } from './table/check.ts';
import {
  type Choices,
  type ColumnChoice,
  canBeInput,
  type Filling,
  type Goal,
  type Repair,
  type TextFeatures,
  withKind,
  withTarget,
  withWeights,
} from './table/choices.ts';
import type { ColumnFacts, ColumnKind } from './table/columns.ts';
import { dropWords, openProblems, type Problem } from './table/problem-words.ts';
import { mostColumns, mostRows, type Reading } from './table/read-table.ts';
import type { Delimiter } from './table/rows.ts';
import { TableReader, type Watch } from './table/table-reader.ts';
import * as words from './table/table-words.ts';
import type { Source, TableFacts } from './table/work.ts';

/** A wider table shows its other columns when asked. */
const mostShown = 40;

/** Reads a table, shows what was found in it, and asks which column to predict. */
export class OwnTable extends OwnDataField<TableFacts> {
  static override properties = {
    ...OwnDataField.properties,
    facts: { state: true },
    choices: { state: true },
    check: { state: true },
    showsAll: { state: true },
  };
  static override styles = [
    ...OwnDataField.styles,
    css`
      .ways .button { border-color: var(--edge); margin: 4px 8px 0 0; }
      .how { margin-top: 8px; }
      .how .pick { color: var(--ink); }
      .preview { overflow: auto; margin-top: 4px; border-block: 1px solid var(--rule); max-height: 420px; }
      .preview table { margin: 0; }
      .preview th, .preview td { text-align: left; padding: 4px 12px; white-space: nowrap; max-width: 220px; overflow: hidden; text-overflow: ellipsis; }
      .preview thead th { position: sticky; top: 0; background: var(--paper); vertical-align: top; padding-block: 6px; }
      .preview thead .sub { display: block; white-space: normal; min-width: 120px; }
      .preview .used { border-bottom: 2px solid var(--ink); }
      .preview .target { border-bottom: 4px solid var(--ink); }
      .preview td:not(.on) { color: var(--ink-3); }
      .preview label { display: flex; gap: 8px; align-items: center; min-height: 28px; font-weight: 600; color: var(--ink); }
      .preview input { width: 20px; height: 20px; margin: 0; flex: none; }
      .preview .pick { font-size: var(--ui); }
      .problem ul { display: flex; flex-wrap: wrap; gap: 0 20px; }
      .problem .button { border-color: var(--edge); }
    `,
  ];
  declare facts: TableFacts | null;
  declare choices: Choices | null;
  declare check: Check | null;
  declare showsAll: boolean;
  readonly #reader = new TableReader();
  #reading: Reading = {};
  protected readonly words =
    `Paste or drop a table (CSV, JSON, ARFF, Excel): one example per row, up to ${whole(mostRows)} rows and ${whole(mostColumns)} columns.`;
  protected readonly files = '.csv,.tsv,.tab,.txt,.json,.jsonl,.arff,.xlsx,text/csv';

  constructor() {
    super();
    this.facts = null;
    this.choices = null;
    this.check = null;
    this.showsAll = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#reader.close();
  }

  protected override find(source: Source, watch: Watch): Promise<TableFacts> {
    this.#reading = {};
    return this.#reader.open(source, {}, watch);
  }

  protected override get isFound() {
    return this.facts !== null;
  }

  protected override take(facts: TableFacts | null): void {
    this.facts = facts;
    this.check = null;
    this.showsAll = false;
    if (facts) this.#decide(facts.choices);
    else this.choices = null;
  }

  /** What the choices use and leave out is counted anew. */
  #decide(choices: Choices) {
    this.choices = choices;
    void this.#reader.check(choices).then((check) => {
      if (this.choices === choices) this.check = check;
    });
  }

  /** Reads the same file in another way. */
  #read(change: Reading) {
    this.#reading = { ...this.#reading, ...change };
    void this.work(async (watch) => {
      try {
        this.take(await this.#reader.read(this.#reading, watch));
        this.refused = '';
      } catch (error) {
        if (error instanceof DataError) this.take(null);
        throw error;
      }
    });
  }

  protected override async experiment(watch: Watch): Promise<Experiment> {
    const { choices } = this;
    if (!choices) throw new DataError('No table yet. Paste one or open a file.');
    const { table, pairs } = await this.#reader.make(choices, watch);
    if (pairs) return searchExperiment(pairs);
    if (!table) throw new DataError('The table has no data.');
    return { version: 1, task: { id: 'custom', params: table } };
  }

  protected override questions() {
    const { facts, choices, check } = this;
    if (!facts || !choices)
      return this.refused && this.doubt === 'separator' ? this.#otherSeparator() : nothing;
    const problems = check ? openProblems(check, choices, facts.columns.length) : [];
    return html`${this.#howRead(facts)} ${this.#openQuote(facts)} ${problems.map((problem) => this.#problem(problem, choices))}
      ${this.#sentence(facts, choices)}
      ${this.button('Train on this table', check && problems.length === 0 ? html`<span class="sub">${words.rowWords(check, facts.rows)}</span>` : nothing)}
      ${this.#preview(facts, choices)}`;
  }

  /** The way out where the text does not fall into columns. */
  #otherSeparator(): TemplateResult {
    const options = words.delimiterOptions.map(
      ({ value, words }) =>
        html`<button class="button" type="button" @click=${() => this.#read({ delimiter: value as Delimiter })}>Use ${words} as separators</button>`,
    );
    return html`<p class="ways">${options}</p>`;
  }

  #howRead(facts: TableFacts): TemplateResult {
    const { delimiter, mark, header, isNamed } = facts.reading;
    const separated =
      delimiter === null
        ? nothing
        : html`Cells are separated by ${menu('Separator', delimiter, words.delimiterOptions, (value) => this.#read({ delimiter: value as Delimiter }))}.`;
    const decimals = html`The decimal mark is ${menu('Decimal mark', mark, words.markOptions, (value) => this.#read({ mark: value as 'point' | 'comma' }))}.`;
    const first = html`The first row ${menu('First row', header ? 'names' : 'data', words.headerOptions, (value) => this.#read({ header: value === 'names' }))}.`;
    return html`<p class="how sub">${words.readWords(facts)} ${separated} ${delimiter === null ? nothing : decimals} ${isNamed ? nothing : first}</p>`;
  }

  #openQuote({ open }: TableFacts): TemplateResult | typeof nothing {
    if (!open) return nothing;
    return html`<div class="notice problem" role="alert"><strong>${words.openWords(open)}</strong>
      <button class="button" type="button" @click=${() => this.#read({ quotes: false })}>Treat quotes as ordinary characters</button></div>`;
  }

  #problem(problem: Problem, choices: Choices): TemplateResult {
    const decide = (repair: Repair) => this.#decide({ ...choices, [problem.repair]: repair });
    return html`<div class="notice problem" role="alert"><strong>${problem.title}</strong>
      <ul>${problem.places.map((place) => html`<li>${place}</li>`)}${problem.more > 0 ? html`<li>and ${whole(problem.more)} more</li>` : nothing}</ul>
      <button class="button" type="button" @click=${() => decide('drop')}>${dropWords(problem)}</button>
      <button class="button" type="button" @click=${() => decide('missing')}>${problem.repair === 'wrong' ? 'Treat as missing' : 'Treat absent cells as missing'}</button></div>`;
  }

  #sentence(facts: TableFacts, choices: Choices): TemplateResult {
    const { columns } = facts;
    const { target, goal, weights } = choices;
    const column = columns[target];
    const kind = choices.columns[target]?.kind;
    if (!column || !kind) return html``;
    const names = columns.map(({ name }, index) => ({ value: String(index), words: name }));
    const weighted = words.weightOptions(facts, choices);
    const hasTexts = choices.columns.some(
      (choice, index) => index !== target && choice.isInput && choice.kind === 'text',
    );
    const features =
      hasTexts && goal !== 'search'
        ? html`Texts are read by ${menu('Features of texts', choices.features, words.featureOptions, (value) => this.#decide({ ...choices, features: value as TextFeatures }))}.`
        : nothing;
    const weigh = (value: string) => this.#decide(withWeights(choices, value === '' ? null : Number(value)));
    const counts =
      weighted.length > 1 && goal !== 'search' && goal !== 'triplet'
        ? html`Each row counts ${menu('Sample weights', weights === null ? '' : String(weights), weighted, weigh)}.`
        : nothing;
    return html`<p class="sentence">Predict ${menu('Column to predict', String(target), names, (value) => this.#decide(withTarget(facts, choices, Number(value))))}
      as ${menu('Kind of target', goal, words.goalOptions(column, kind), (value) => this.#decide({ ...choices, goal: value as Goal }))}
      from the columns ticked below. ${features} ${counts}</p>`;
  }

  #preview(facts: TableFacts, choices: Choices): TemplateResult {
    const shown = this.showsAll ? facts.columns : facts.columns.slice(0, mostShown);
    const isOn = (index: number) => index === choices.target || choices.columns[index]?.isInput === true;
    const more = facts.columns.length - shown.length;
    return html`<div class="preview" tabindex="0" role="region" aria-label="Preview of the table"><table>
      <thead><tr>${shown.map((column, index) => this.#head(facts, choices, column, index))}</tr></thead>
      <tbody>${facts.first.map((row) => html`<tr>${shown.map((_, index) => html`<td class=${isOn(index) ? 'on' : ''}>${row[index]}</td>`)}</tr>`)}</tbody></table></div>
      ${
        more > 0
          ? html`<button class="plain" type="button" @click=${() => {
              this.showsAll = true;
            }}>Show all ${whole(facts.columns.length)} columns</button>`
          : nothing
      }`;
  }

  #head(facts: TableFacts, choices: Choices, column: ColumnFacts, index: number): TemplateResult {
    const choice = choices.columns[index];
    if (!choice) return html`<th></th>`;
    const isTarget = index === choices.target;
    const change = (next: Partial<ColumnChoice>) =>
      this.#decide({
        ...choices,
        columns: choices.columns.map((each, at) => (at === index ? { ...each, ...next } : each)),
      });
    const tick = html`<label><input type="checkbox" .checked=${choice.isInput} ?disabled=${!canBeInput(column, choice.kind)} @change=${() => change({ isInput: !choice.isInput })} />${column.name}</label>`;
    const why = choice.isInput || isTarget ? null : words.oddityWords(column);
    const hasGaps = column.missing > 0 || (choice.kind === 'number' && column.noNumbers > 0);
    const fills = hasGaps && choice.isInput && !isTarget;
    return html`<th scope="col" class=${isTarget ? 'target' : choice.isInput ? 'used' : ''}>
      ${isTarget ? html`<label>${column.name}</label>` : tick}
      ${menu(`Type of ${column.name}`, choice.kind, words.kindOptions(column), (value) => this.#decide(withKind(facts, choices, index, value as ColumnKind)))}
      <span class="sub">${isTarget ? 'to predict; ' : ''}${words.foundWords(column, choice.kind, facts.rows)}</span>
      ${why ? html`<span class="sub">${why}</span>` : nothing}
      ${fills ? menu(`Missing values of ${column.name}`, choice.filling, words.fillingOptions(choice.kind), (value) => change({ filling: value as Filling })) : nothing}</th>`;
  }
}

customElements.define('own-table', OwnTable);
