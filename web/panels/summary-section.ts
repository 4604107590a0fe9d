import { css, html, type TemplateResult } from 'lit';

export const sawStyles = css`
  .saw-room { min-height: 180px; }
  .saw { font: 400 var(--reading) / 1.5 var(--serif); max-width: 62ch; }
  .saw b { color: var(--hue); }
  @container (max-width: 720px) { .saw-room { min-height: 270px; } }
`;

/** What a run has shown, under its heading: worked out and told once the run stands; `below` follows in the same section. */
export const sawSection = (
  running: boolean,
  sentences: () => readonly TemplateResult[] | null,
  below?: TemplateResult,
): TemplateResult =>
  html`<section class="section" aria-labelledby="saw"><h2 id="saw">What you just saw</h2>
    <div class="saw-room"><p class="saw">${running ? 'The run goes on. Pause it, or let it end, and this tells what it has shown.' : (sentences()?.map((sentence) => html`${sentence} `) ?? 'Nothing yet: the run has only begun.')}</p>${below}</div></section>`;
