import { css, html, svg } from 'lit';
import { percent } from './format.ts';
import { Measured } from './measured.ts';

export interface TokenShare {
  /** The character that represents the token. */
  label: string;
  /** The token in words, where its character is not self-explanatory. */
  words?: string;
  share: number;
}

const naturalRow = 25;
const leastRow = 16;
/** Below this width a column has no room for its bars. */
const leastColumn = 93;
const label = 26;
const number = 50;
/** Below this total width there is room for only one column. */
const narrow = 260;
/** From this many tokens on there are three columns, if the total width allows. */
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
    const columns = this.#columns;
    const rows = Math.ceil(tokens.length / columns);
    const row = Math.max(
      leastRow,
      Math.min(naturalRow, Math.floor(this.heightOr(Number.POSITIVE_INFINITY) / rows)),
    );
    const height = rows * row;
    if (width === 0 || tokens.length === 0) return html`<svg height=${height}></svg>`;
    const room = Math.floor(width / columns);
    const most = Math.max(...tokens.map(({ share }) => share));
    return html`<svg role="img" aria-label=${this.summary} height=${height} viewBox=${`0 0 ${width} ${height}`}>
      ${Array.from({ length: columns }, (_, column) => svg`<path class="base" d=${`M${column * room + label + 0.5} 0V${height}`} />`)}
      ${tokens.map((token, index) => this.#bar(token, Math.floor(index / rows) * room, (index % rows) * row, { row, room: room - label - number - 14, most }))}
    </svg>`;
  }

  /** As many columns as the height requires; if the height is free, as many as read well. */
  get #columns(): number {
    const { tokens, width } = this;
    if (!this.fill || this.boxHeight === 0)
      return width < narrow ? 1 : tokens.length > many && width > wide ? 3 : 2;
    const needed = Math.ceil((tokens.length * 20) / this.boxHeight);
    return Math.max(1, Math.min(needed, Math.floor(width / leastColumn)));
  }

  #bar(
    token: TokenShare,
    left: number,
    top: number,
    { row, room, most }: { row: number; room: number; most: number },
  ) {
    const base = top + row / 2 + 5;
    const x = left + label;
    const length = Math.max(0.5, token.share * room);
    const strong = token.share === most ? 'most' : '';
    return svg`<g><title>${token.words ?? token.label}: ${(100 * token.share).toPrecision(3)}%</title>
      <text class=${strong} x=${x - 8} y=${base} text-anchor="end">${token.label}</text>
      <rect class="bar" x=${x} y=${top + 3} width=${length} height=${row - 6} />
      <text class=${strong} x=${x + length + 6} y=${base}>${token.share < 0.005 ? '' : percent(token.share)}</text></g>`;
  }
}

customElements.define('token-bars', TokenBars);
