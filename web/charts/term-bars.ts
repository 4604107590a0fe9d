import { css, html } from 'lit';
import { short } from './format.ts';
import { Measured } from './measured.ts';

export interface TermBar {
  words: string;
  value: number;
  main: boolean;
}

/** Numbers as bars on one scale; negative ones extend to the left. A table, so that screen readers can read them. */
export class TermBars extends Measured {
  static override properties = { ...Measured.properties, data: { attribute: false }, caption: {} };
  static override styles = css`
    :host { display: block; }
    table { width: 100%; border-collapse: collapse; font-size: var(--label); font-variant-numeric: tabular-nums; }
    caption { text-align: left; color: var(--ink-2); padding-bottom: 4px; }
    th, td { padding: 0; height: 26px; border-top: 1px solid var(--rule); font-weight: 400; text-align: left; }
    th { color: var(--ink-2); padding-right: 10px; white-space: nowrap; width: 1px; }
    .number { text-align: right; width: 4.6em; }
    .main th, .main .number { color: var(--ink); font-weight: 600; }
    .room { line-height: 0; }
    svg { width: 100%; height: 25px; overflow: visible; }
    .bar { fill: var(--hue); opacity: 0.28; }
    .main .bar { opacity: 0.8; }
    .below { fill: none; stroke: var(--hue); stroke-width: 2; stroke-dasharray: 1.5 4; }
    @media (forced-colors: active) { .bar { fill: Canvas; stroke: CanvasText; opacity: 1; } .main .bar { fill: CanvasText; } }
  `;
  declare data: TermBar[];
  declare caption: string;

  override render() {
    const terms = this.data ?? [];
    const low = Math.min(0, ...terms.map(({ value }) => value));
    const high = Math.max(0, ...terms.map(({ value }) => value));
    const place = (value: number) => `${(100 * (value - low)) / (high - low || 1)}%`;
    const size = (value: number) => `${(100 * Math.abs(value)) / (high - low || 1)}%`;
    return html`<table>
      <caption>${this.caption}</caption>
      <tbody>
        ${terms.map(
          ({ words, value, main }) => html`<tr class=${main ? 'main' : ''}>
            <th scope="row">${words}</th>
            <td class="room"><svg aria-hidden="true"><rect class=${value < 0 ? 'below' : 'bar'} x=${place(Math.min(0, value))} width=${size(value)} y="5" height="15" /></svg></td>
            <td class="number">${short(value)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

customElements.define('term-bars', TermBars);
