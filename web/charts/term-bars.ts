import { css, html } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { short } from './format.ts';
import { Measured } from './measured.ts';

export interface TermBar {
  words: string;
  value: number;
  main: boolean;
}

/** Numbers as bars that lie on each other's scale; those below 0 go to the left. A table, so that they can be read out. */
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
    .room { position: relative; }
    .bar { position: absolute; top: 6px; bottom: 6px; background: var(--hue); opacity: 0.28; min-width: 1px; }
    .main .bar { opacity: 0.8; }
    .bar.below { background: none; border: 2px dotted var(--hue); opacity: 1; }
    @media (forced-colors: active) { .bar { border: 1px solid CanvasText; } }
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
            <td class="room"><span class=${value < 0 ? 'bar below' : 'bar'} style=${styleMap({ left: place(Math.min(0, value)), width: size(value) })}></span></td>
            <td class="number">${short(value)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

customElements.define('term-bars', TermBars);
