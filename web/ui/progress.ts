import { css, html, type TemplateResult } from 'lit';

/** The progress of work, with a button that starts or cancels it. */
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
  .work { display: flex; align-items: center; gap: 8px 16px; }
  .work progress { width: 120px; height: 8px; accent-color: var(--hue); }
  .work .sub { white-space: nowrap; min-width: 13em; }
  @container (max-width: 1099px) { .work .sub { display: none; } }
  @container (max-width: 720px) { .work { flex: 1; } .work progress { flex: 1; width: auto; } }
`;
