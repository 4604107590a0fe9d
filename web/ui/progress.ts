import { css, html, type TemplateResult } from 'lit';

/** How far a piece of work is, with a button that starts it or calls it off. */
export const progress = (
  words: string,
  share: number,
  running: boolean,
  start: () => void,
  cancel: () => void,
  startWords = 'Start',
): TemplateResult => html`<div class="work">
  ${running ? html`<button class="button main" type="button" @click=${cancel}>Cancel</button>` : html`<button class="button main" type="button" @click=${start}>${startWords}</button>`}
  <progress max="1" .value=${share} aria-label=${words}></progress><span class="sub">${words}</span>
</div>`;

export const progressStyles = css`
  .work { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; min-height: 44px; margin-bottom: 16px; }
  .work .button { min-width: 150px; }
  .work progress { width: 180px; height: 8px; accent-color: var(--hue); }
  @container (max-width: 720px) { .work .sub { width: 100%; } .work progress { flex: 1; width: auto; } }
`;
