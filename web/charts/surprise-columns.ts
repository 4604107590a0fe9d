import { css, html, svg } from 'lit';
import { percent, short } from './format.ts';
import { Measured } from './measured.ts';

export interface Surprise {
  /** The character that represents the token. */
  label: string;
  probability: number;
  /** −ln of it, in nats. */
  loss: number;
}

const height = 190;
const foot = 52;
const head = 24;
/** Width that a column needs for its numbers. */
const roomy = 46;

/** A text token by token: one column of −ln p per token, its probability below. Columns wrap into new rows. */
export class SurpriseColumns extends Measured {
  static override properties = { ...Measured.properties, tokens: { attribute: false }, summary: {} };
  static override styles = css`
    :host { display: block; min-height: 190px; }
    svg { display: block; width: 100%; overflow: visible; }
    text { font: 400 14px var(--sans); fill: var(--ink-2); text-anchor: middle; }
    .letter { font: 600 17px var(--serif); fill: var(--ink); }
    .column { fill: var(--hue); fill-opacity: 0.8; }
    .base { stroke: var(--edge); shape-rendering: crispEdges; }
    @media (forced-colors: active) { .column { fill: CanvasText; } text { fill: CanvasText; } }
  `;
  declare tokens: Surprise[];
  declare summary: string;

  constructor() {
    super();
    this.tokens = [];
    this.summary = '';
  }

  override render() {
    const { tokens, width } = this;
    if (width === 0 || tokens.length === 0) return html`<svg height=${height}></svg>`;
    const across = Math.max(1, Math.min(tokens.length, Math.floor(width / roomy)));
    const rows = Math.ceil(tokens.length / across);
    const room = Math.min(72, width / across);
    const most = Math.max(3.3, ...tokens.map(({ loss }) => loss));
    return html`<svg role="img" aria-label=${this.summary} height=${rows * height} viewBox=${`0 0 ${width} ${rows * height}`}>
      ${Array.from({ length: rows }, (_, index) => svg`<path class="base" d=${`M0 ${(index + 1) * height - foot + 0.5}H${width}`} />`)}
      ${tokens.map((token, index) => this.#column(token, (index % across) * room, Math.floor(index / across) * height, room, most))}
    </svg>`;
  }

  #column({ label, probability, loss }: Surprise, left: number, top: number, room: number, most: number) {
    const ground = top + height - foot;
    const size = ((height - foot - head) * loss) / most;
    const middle = left + room / 2;
    return svg`<g><title>${label}: p = ${short(probability)}, −ln p = ${short(loss)} nats</title>
      <rect class="column" x=${left + room * 0.2} y=${ground - size} width=${room * 0.6} height=${size} />
      <text x=${middle} y=${ground - size - 6}>${loss.toFixed(2)}</text>
      <text class="letter" x=${middle} y=${ground + 20}>${label}</text>
      <text x=${middle} y=${ground + 40}>${probability < 0.005 ? '<1%' : percent(probability)}</text></g>`;
  }
}

customElements.define('surprise-columns', SurpriseColumns);
