import { css, html, LitElement, nothing } from 'lit';
import { drawGray, inkOf } from './gray-pixels.ts';
import { ThemeController } from './theme.ts';

export interface MixUps {
  names: readonly string[];
  /** Rows are true classes, columns predicted classes. */
  counts: number[][];
  /** How large the picture of an example is, where examples are pictures. */
  picture: { width: number; height: number } | null;
  /** A picture of one example in a cell, gray values from 0 to 1; null where there is none. */
  pictures: (ArrayLike<number> | null)[][];
  /** Index of that example, which can be selected; null where none can be. */
  examples: (number | null)[][];
}

/** Heights of a row in pixels, at most and at least. */
const largestCell = 96;
const leastCell = 17;

/** A confusion matrix: true class against predicted class, with a misclassified example drawn in its cell. */
export class MixUpTable extends LitElement {
  static override properties = { data: { attribute: false }, stop: { state: true } };
  static override styles = css`
    :host { display: block; overflow: hidden; }
    table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: var(--label); font-variant-numeric: tabular-nums; }
    caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    thead th, thead td { height: 22px; }
    th { font-weight: 400; color: var(--ink); padding: 0; line-height: 1; }
    td { border-top: 1px solid var(--rule); height: var(--cell, 28px); padding: 0; line-height: 1; text-align: center; position: relative; }
    tbody th { border-top: 1px solid var(--rule); }
    tr:last-child td, tr:last-child th { border-bottom: 1px solid var(--rule); }
    .corner { border: 0; height: auto; width: 1.1em; }
    .share { color: var(--ink-2); text-align: right; width: 3.7em; white-space: nowrap; }
    :host([narrow]) .share { display: none; }
    .fill { position: absolute; inset: 1px; background: var(--hue); opacity: 0.25; }
    .number { position: relative; color: var(--ink); }
    button { font: inherit; color: inherit; position: absolute; inset: 0; width: 100%; padding: 0; border: 0; background: none; cursor: pointer; }
    button:hover { background: var(--sunk); }
    button:focus-visible { outline: 2px solid var(--hue); outline-offset: -2px; }
    canvas { width: min(28px, 78%, var(--cell, 28px) - 2px); aspect-ratio: 1; image-rendering: pixelated; vertical-align: middle; }
    .count { position: absolute; right: 1px; bottom: 0; color: var(--hue); font-weight: 600; line-height: 1;
      text-shadow: 0 0 2px var(--paper), 0 0 2px var(--paper), 0 0 3px var(--paper), 0 0 3px var(--paper); }
    .few tbody td:not(.share) { font-size: 1.5rem; }
    .few td.share, .few th { font-size: var(--ui); }
    .named tbody th, .named .corner { width: 5.5em; }
    .named tbody th { text-align: left; }
    /* A name wraps between its words; one word that is too long ends in an ellipsis, and its title says all of it. */
    .named th:not(.share) { overflow: hidden; text-overflow: ellipsis; line-height: 1.2; padding-inline: 2px; }
    @media (forced-colors: active) { .fill { background: none; border: 1px solid; opacity: 1; } }
  `;
  declare data: MixUps | null;
  /** Row and column of the cell in the Tab order; arrow keys move from there. */
  declare stop: readonly [number, number] | null;
  constructor() {
    super();
    new ThemeController(this);
    this.data = null;
    this.stop = null;
  }

  /** The rows share the available height. */
  #observer = new ResizeObserver(() => this.#fit());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  #fit() {
    const rows = this.data?.names.length ?? 0;
    if (rows === 0 || this.clientHeight === 0) return;
    this.toggleAttribute('narrow', this.clientWidth < 24 * (rows + 3));
    const head = this.renderRoot.querySelector('thead')?.offsetHeight ?? 0;
    const cell = Math.floor((this.clientHeight - head - 1) / rows) - 1;
    this.style.setProperty('--cell', `${Math.min(largestCell, Math.max(leastCell, cell))}px`);
  }

  override render() {
    if (!this.data) return nothing;
    const { names, counts } = this.data;
    const few = names.length < 6;
    const named = few || names.some((name) => name.length > 2);
    return html`<table class=${`${few ? 'few' : ''} ${named ? 'named' : ''}`}>
      <caption>Rows: true class. Columns: predicted class.</caption>
      <thead>
        <tr><td class="corner"></td>${names.map((name) => html`<th scope="col" title=${name.length > 2 ? name : nothing}>${name}</th>`)}<th scope="col" class="share">correct</th></tr>
      </thead>
      <tbody>${names.map((name, row) => this.#row(name, row, counts[row] ?? []))}</tbody>
    </table>`;
  }

  #row(name: string, row: number, counts: number[]) {
    const total = counts.reduce((sum, count) => sum + count, 0);
    const share = total > 0 ? `${Math.round((100 * (counts[row] ?? 0)) / total)}%` : '–';
    return html`<tr>
      <th scope="row" title=${name.length > 2 ? name : nothing}>${name}</th>
      ${counts.map((count, column) => html`<td>${this.#cell(count, row, column)}</td>`)}
      <td class="share">${share}</td>
    </tr>`;
  }

  #cell(count: number, row: number, column: number) {
    const drawn = this.#drawn(count, row, column);
    if (!this.#isSelectable(row, column)) return drawn;
    const words = `${count} ${this.data?.names[row]} predicted as ${this.data?.names[column]}: show one with its numbers`;
    const [stopRow, stopColumn] = this.#stopCell ?? [];
    const isStop = row === stopRow && column === stopColumn;
    return html`<button type="button" tabindex=${isStop ? 0 : -1} data-cell=${`${row} ${column}`} aria-label=${words} @click=${() => this.#choose(row, column)} @keydown=${(event: KeyboardEvent) => this.#onKey(event, row, column)}>${drawn}</button>`;
  }

  #drawn(count: number, row: number, column: number) {
    if (row === column) return html`<span class="fill"></span><span class="number right">${count}</span>`;
    if (count === 0) return nothing;
    const pictured = this.data?.pictures[row]?.[column];
    const number = html`<span class=${pictured ? 'count' : 'number'}>${pictured && count === 1 ? nothing : count}</span>`;
    if (!pictured) return number;
    return html`<canvas width=${this.data?.picture?.width ?? 0} height=${this.data?.picture?.height ?? 0} data-row=${row} data-column=${column} aria-hidden="true"></canvas>${number}`;
  }

  /** Among pictures, the wrong ones are selected; where there are none, also one that is right. */
  #isSelectable(row: number, column: number): boolean {
    const hasExample = this.data?.examples[row]?.[column] != null;
    return hasExample && (row !== column || !this.data?.picture);
  }

  /** The cells that can be selected, row by row. */
  get #cells(): [number, number][] {
    const examples = this.data?.examples ?? [];
    return examples.flatMap((line, row) =>
      line.flatMap((example, column): [number, number][] =>
        example != null && this.#isSelectable(row, column) ? [[row, column]] : [],
      ),
    );
  }

  get #stopCell(): readonly [number, number] | undefined {
    const cells = this.#cells;
    return cells.find(([row, column]) => row === this.stop?.[0] && column === this.stop[1]) ?? cells[0];
  }

  /** Arrow keys move to the nearest selectable cell in their direction. */
  #onKey(event: KeyboardEvent, row: number, column: number) {
    const moves: Record<string, [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const [down, right] = move;
    const along = ([r, c]: [number, number]) => (r - row) * down + (c - column) * right;
    const aside = ([r, c]: [number, number]) => Math.abs((r - row) * right) + Math.abs((c - column) * down);
    const [next] = this.#cells
      .filter((cell) => along(cell) > 0)
      .sort((a, b) => aside(a) - aside(b) || along(a) - along(b));
    if (!next) return;
    this.stop = next;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`[data-cell="${next.join(' ')}"]`)?.focus(),
    );
  }

  /** Reports the example in a cell (event `choose`, detail: its index). */
  #choose(row: number, column: number) {
    const detail = this.data?.examples[row]?.[column];
    if (detail != null)
      this.dispatchEvent(new CustomEvent('choose', { detail, bubbles: true, composed: true }));
  }

  override updated(): void {
    this.#fit();
    const ink = inkOf(this);
    for (const canvas of this.renderRoot.querySelectorAll('canvas')) {
      const { row, column } = canvas.dataset;
      const gray = this.data?.pictures[Number(row)]?.[Number(column)];
      if (gray) drawGray(canvas, gray, ink);
    }
  }
}

customElements.define('mix-up-table', MixUpTable);
