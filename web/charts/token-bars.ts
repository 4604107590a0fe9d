import { css, html, svg } from 'lit';
import { percent } from './format.ts';
import { Measured } from './measured.ts';

export interface TokenShare {
  /** What stands for the token, one character. */
  label: string;
  /** The token in words, where its character says nothing. */
  words?: string;
  share: number;
}

const row = 25;
const label = 26;
const number = 50;
/** Below this width of the whole one column is all there is room for. */
const narrow = 260;
/** So many tokens take three columns, where the whole is as wide. */
const many = 40;
const wide = 480;

/** The probability of each token as a bar with its number, in the order of the vocabulary, so that bars stay in place. */
export class TokenBars extends Measured {
  static override properties = { ...Measured.properties, tokens: { attribute: false }, summary: {} };
  static override styles = css`
    :host { display: block; min-height: 350px; }
    svg { display: block; width: 100%; overflow: visible; }
    text { font: 400 14px var(--sans); fill: var(--ink-2); }
    .most { font-weight: 600; fill: var(--ink); }
    .bar { fill: var(--hue); fill-opacity: 0.8; }
    .base { stroke: var(--edge); shape-rendering: crispEdges; }
    @media (forced-colors: active) { .bar { fill: CanvasText; } text { fill: CanvasText; } }
  `;
  declare tokens: TokenShare[];
  declare summary: string;

  constructor() {
    super();
    this.tokens = [];
    this.summary = '';
  }

  override render() {
    const { tokens, width } = this;
    const columns = width < narrow ? 1 : tokens.length > many && width > wide ? 3 : 2;
    const rows = Math.ceil(tokens.length / columns);
    const height = rows * row;
    if (width === 0 || tokens.length === 0) return html`<svg height=${height}></svg>`;
    const room = Math.floor(width / columns);
    const most = Math.max(...tokens.map(({ share }) => share));
    return html`<svg role="img" aria-label=${this.summary} height=${height} viewBox=${`0 0 ${width} ${height}`}>
      ${Array.from({ length: columns }, (_, column) => svg`<path class="base" d=${`M${column * room + label + 0.5} 0V${height}`} />`)}
      ${tokens.map((token, index) => this.#bar(token, Math.floor(index / rows) * room, (index % rows) * row, room - label - number - 14, most))}
    </svg>`;
  }

  #bar(token: TokenShare, left: number, top: number, room: number, most: number) {
    const x = left + label;
    const length = Math.max(0.5, token.share * room);
    const strong = token.share === most ? 'most' : '';
    return svg`<g><title>${token.words ?? token.label}: ${(100 * token.share).toPrecision(3)} %</title>
      <text class=${strong} x=${x - 8} y=${top + 17} text-anchor="end">${token.label}</text>
      <rect class="bar" x=${x} y=${top + 4} width=${length} height=${row - 8} />
      <text class=${strong} x=${x + length + 6} y=${top + 17}>${token.share < 0.005 ? '' : percent(token.share)}</text></g>`;
  }
}

customElements.define('token-bars', TokenBars);
