import { css, html, LitElement, nothing } from 'lit';

export interface MixUps {
  names: readonly string[];
  /** Rows are true classes, columns what they are taken for. */
  counts: number[][];
  /** How large the picture of an example is, where examples are pictures. */
  picture: { width: number; height: number } | null;
  /** A picture of one example in a cell, gray values from 0 to 1; null where there is none. */
  pictures: (ArrayLike<number> | null)[][];
  /** Which example that is, to be chosen; null where none can be. */
  examples: (number | null)[][];
}

/** Which class is taken for which: a table, with a misread example drawn where it was misread. */
export class MixUpTable extends LitElement {
  static override properties = { data: { attribute: false } };
  static override styles = css`
    :host { display: block; }
    table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: var(--label); font-variant-numeric: tabular-nums; }
    caption { text-align: left; color: var(--ink-2); padding: 0 0 2px; }
    th { font-weight: 400; color: var(--ink); height: 28px; padding: 0; }
    td { border-top: 1px solid var(--rule); height: var(--mix-up-cell, clamp(28px, 7.6cqi, 43px)); padding: 0; text-align: center; position: relative; }
    tbody th { border-top: 1px solid var(--rule); }
    tr:last-child td, tr:last-child th { border-bottom: 1px solid var(--rule); }
    .corner { border: 0; height: auto; width: 1.1em; }
    .share { color: var(--ink-2); text-align: right; width: 3.4em; white-space: nowrap; }
    .fill { position: absolute; inset: 1px; background: var(--hue); opacity: 0.25; }
    .number { position: relative; color: var(--ink); }
    button { font: inherit; color: inherit; position: absolute; inset: 0; width: 100%; padding: 0; border: 0; background: none; cursor: pointer; }
    button:hover { background: var(--sunk); }
    button:focus-visible { outline: 2px solid var(--hue); outline-offset: -2px; }
    canvas { width: min(28px, 78%); aspect-ratio: 1; image-rendering: pixelated; vertical-align: middle; }
    .count { position: absolute; right: 1px; bottom: 0; color: var(--hue); font-weight: 600; line-height: 1;
      text-shadow: 0 0 2px var(--paper), 0 0 2px var(--paper), 0 0 3px var(--paper), 0 0 3px var(--paper); }
    .few td:not(.corner) { height: 96px; font-size: 1.5rem; }
    .few td.share, .few th { font-size: var(--ui); }
    .named tbody th, .named .corner { width: 5.5em; }
    .named tbody th { text-align: left; }
    .named th:not(.share) { overflow-wrap: anywhere; line-height: 1.2; }
    /* In a small cell the number stands under the picture. */
    @container (max-width: 720px) {
      td { height: var(--mix-up-cell, clamp(34px, 7.6cqi, 43px)); }
      canvas:has(+ .count:not(:empty)) { position: absolute; top: 1px; left: 1px; }
    }
    @media (forced-colors: active) { .fill { background: none; border: 1px solid; opacity: 1; } }
  `;
  declare data: MixUps | null;

  override render() {
    if (!this.data) return nothing;
    const { names, counts } = this.data;
    const few = names.length < 6;
    const named = few || names.some((name) => name.length > 2);
    return html`<table class=${`${few ? 'few' : ''} ${named ? 'named' : ''}`}>
      <caption>Each row: what it is. Each column: what the model says.</caption>
      <thead>
        <tr><td class="corner"></td>${names.map((name) => html`<th scope="col">${name}</th>`)}<th scope="col" class="share">right</th></tr>
      </thead>
      <tbody>${names.map((name, row) => this.#row(name, row, counts[row] ?? []))}</tbody>
    </table>`;
  }

  #row(name: string, row: number, counts: number[]) {
    const total = counts.reduce((sum, count) => sum + count, 0);
    const share = total > 0 ? `${Math.round((100 * (counts[row] ?? 0)) / total)} %` : '–';
    return html`<tr>
      <th scope="row">${name}</th>
      ${counts.map((count, column) => html`<td>${this.#cell(count, row, column)}</td>`)}
      <td class="share">${share}</td>
    </tr>`;
  }

  #cell(count: number, row: number, column: number) {
    if (row === column) return html`<span class="fill"></span><span class="number right">${count}</span>`;
    if (count === 0) return nothing;
    const pictured = this.data?.pictures[row]?.[column];
    const number = html`<span class=${pictured ? 'count' : 'number'}>${pictured && count === 1 ? nothing : count}</span>`;
    if (!pictured) return number;
    const canvas = html`<canvas width=${this.data?.picture?.width ?? 0} height=${this.data?.picture?.height ?? 0} data-row=${row} data-column=${column} aria-hidden="true"></canvas>${number}`;
    if (this.data?.examples[row]?.[column] == null) return canvas;
    const words = `${count} ${this.data.names[row]} taken for ${this.data.names[column]}: work one out`;
    return html`<button type="button" aria-label=${words} @click=${() => this.#choose(row, column)}>${canvas}</button>`;
  }

  /** Tells which example stands in a cell (event `choose`, detail: its index). */
  #choose(row: number, column: number) {
    const detail = this.data?.examples[row]?.[column];
    if (detail != null)
      this.dispatchEvent(new CustomEvent('choose', { detail, bubbles: true, composed: true }));
  }

  override updated(): void {
    const ink = getComputedStyle(this).color.match(/\d+/g)?.map(Number) ?? [0, 0, 0];
    for (const canvas of this.renderRoot.querySelectorAll('canvas')) {
      const { row, column } = canvas.dataset;
      const grey = this.data?.pictures[Number(row)]?.[Number(column)];
      const context = canvas.getContext('2d');
      if (!grey || !context) continue;
      const image = context.createImageData(canvas.width, canvas.height);
      for (let pixel = 0; pixel < grey.length; pixel++)
        image.data.set(
          [ink[0] ?? 0, ink[1] ?? 0, ink[2] ?? 0, Math.round(255 * (grey[pixel] ?? 0))],
          4 * pixel,
        );
      context.putImageData(image, 0, 0);
    }
  }
}

customElements.define('mix-up-table', MixUpTable);
