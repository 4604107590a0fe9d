import { css, html, LitElement, nothing } from 'lit';

export interface MixUps {
  names: readonly string[];
  /** Rows are true classes, columns what they are taken for. */
  counts: number[][];
  /** An 8 × 8 picture of one example in a cell, grey values from 0 to 1; null where there is none. */
  pictures: (ArrayLike<number> | null)[][];
}

/** Which class is taken for which: a table, with a misread example drawn where it was misread. */
export class MixUpTable extends LitElement {
  static override properties = { data: { attribute: false }, noun: {} };
  static override styles = css`
    :host { display: block; }
    table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: var(--label); font-variant-numeric: tabular-nums; }
    th { font-weight: 400; color: var(--ink-2); height: 28px; padding: 0; }
    td { border-top: 1px solid var(--rule); height: clamp(27px, 5.2vw, 40px); padding: 0; text-align: center; position: relative; }
    tr:last-child td { border-bottom: 1px solid var(--rule); }
    .right { color: var(--ink); }
    .share { color: var(--ink-2); text-align: right; width: 3.4em; white-space: nowrap; }
    .fill { position: absolute; inset: 1px; background: var(--hue); opacity: 0.25; }
    .number { position: relative; }
    canvas { width: min(26px, 70%); aspect-ratio: 1; image-rendering: pixelated; vertical-align: middle; }
    .count { position: absolute; right: 1px; bottom: 0; color: var(--hue); font-weight: 600; }
    caption { text-align: left; color: var(--ink-2); font-size: var(--label); }
    .few td { height: 72px; font-size: 1.25rem; }
    .few .count { position: static; }
  `;
  declare data: MixUps | null;
  declare noun: string;

  override render() {
    if (!this.data) return nothing;
    const { names, counts } = this.data;
    return html`<table class=${names.length < 6 ? 'few' : ''}>
      <caption>down: what it is · across: what the model says</caption>
      <thead>
        <tr><th></th>${names.map((name) => html`<th scope="col">${name}</th>`)}<th scope="col" class="share">right</th></tr>
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
    return pictured ? html`<canvas width="8" height="8" data-row=${row} data-column=${column} aria-hidden="true"></canvas>${number}` : number;
  }

  override updated(): void {
    const ink = getComputedStyle(this).color.match(/\d+/g)?.map(Number) ?? [0, 0, 0];
    for (const canvas of this.renderRoot.querySelectorAll('canvas')) {
      const { row, column } = canvas.dataset;
      const grey = this.data?.pictures[Number(row)]?.[Number(column)];
      const context = canvas.getContext('2d');
      if (!grey || !context) continue;
      const image = context.createImageData(8, 8);
      for (let pixel = 0; pixel < 64; pixel++)
        image.data.set([ink[0] ?? 0, ink[1] ?? 0, ink[2] ?? 0, Math.round(255 * (grey[pixel] ?? 0))], 4 * pixel);
      context.putImageData(image, 0, 0);
    }
  }
}

customElements.define('mix-up-table', MixUpTable);
