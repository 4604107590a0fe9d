import { css } from 'lit';

/** A button that looks like a link. */
export const plainStyles = css`
  .plain { font: inherit; color: var(--ink-2); background: none; border: 0; padding: 4px 0; margin: 12px 24px 0 0; min-height: 28px; cursor: pointer; text-align: left;
    text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.2em; text-decoration-color: var(--edge); }
  .plain:hover { color: var(--ink); text-decoration-color: var(--hue); text-decoration-thickness: 2px; }
`;

/** The sentence, its settings, and the further settings. */
export const sentenceStyles = css`
  .sentence { font: 400 var(--sentence) / 1.62 var(--serif); text-wrap: pretty; min-height: 4.86em; }
  .term { position: relative; display: inline-block; max-width: calc(100% - 0.5em); color: var(--hue); line-height: 1.2; vertical-align: baseline;
    border-bottom: 2px dotted color-mix(in srgb, var(--hue) 70%, transparent); }
  .term:hover { background: var(--sunk); border-bottom-style: solid; }
  .term:focus-within { border-bottom: 2px solid var(--hue); background: var(--sunk); outline: 2px solid var(--hue); outline-offset: 2px; border-radius: 2px; }
  .term[data-bad] { border-bottom: 3px double var(--wrong); }
  /* Covers what is below the field, so that nothing moves. */
  .field-message { position: absolute; left: 0; top: calc(100% + 6px); z-index: 3; width: max-content; max-width: min(36ch, 80vw); padding: 6px 10px;
    background: var(--paper); color: var(--ink); border: 1px solid var(--ink); border-left: 4px solid var(--wrong); border-radius: 3px;
    font: 400 var(--label) / 1.4 var(--sans); white-space: normal; text-align: left; }
  .chosen::after { content: ''; display: inline-block; width: 0.4em; height: 0.24em; margin-left: 0.22em; vertical-align: 0.16em;
    background: currentColor; opacity: 0.75; forced-color-adjust: none; clip-path: polygon(0 0, 100% 0, 50% 100%); }
  .term > select { position: absolute; inset: 0; width: 100%; height: 100%; min-height: 28px; opacity: 0; cursor: pointer; font: 1rem var(--sans);
    color: var(--ink); background: var(--paper); appearance: none; border: 0; margin: 0; padding: 0; }
  .term > input { font: inherit; line-height: 1.2; color: inherit; background: none; border: 0; margin: 0; padding: 0; min-height: 28px; min-width: max(1.6ch, 24px);
    max-width: 100%; border-radius: 0; appearance: none; field-sizing: content; outline: 0; cursor: ew-resize; touch-action: pan-y; }
  .term > input::placeholder { color: inherit; opacity: 1; }
  .term > input:focus { cursor: text; }
  .term.num::after { content: ''; display: inline-block; width: 0.46em; height: 0.34em; margin-left: 0.14em; vertical-align: 0.16em; background: currentColor;
    opacity: 0.75; forced-color-adjust: none; clip-path: polygon(0 50%, 40% 0, 40% 100%, 0 50%, 100% 50%, 60% 0, 60% 100%, 100% 50%); }
  .kept { white-space: nowrap; }
  .chosen { white-space: normal; }
  ${plainStyles}
  .more { display: grid; grid-template-columns: repeat(auto-fill, minmax(236px, 1fr)); gap: 20px 32px; padding-top: 16px; }
  fieldset { min-width: 0; }
  legend { font-weight: 600; padding: 0 0 4px; }
  .parameter { display: flex; justify-content: space-between; align-items: center; gap: 12px; min-height: 34px; border-top: 1px solid var(--rule); }
  .parameter { position: relative; }
  .doc { visibility: hidden; position: absolute; left: 0; right: 0; top: calc(100% + 2px); z-index: 2; background: var(--ink); color: var(--paper);
    padding: 6px 10px; border-radius: 3px; font-size: var(--label); pointer-events: none; }
  .parameter:hover .doc, .parameter:focus-within .doc { visibility: visible; }
  .parameter-name { color: var(--ink-2); }
  .parameter input[type='checkbox'] { width: 24px; height: 24px; margin: 0; accent-color: var(--hue); }
  .parameter .term > input { text-align: right; max-width: 11ch; min-width: 3ch; }
  .weigh { display: flex; justify-content: flex-end; gap: 16px; padding-bottom: 6px; }
  .weigh .plain { margin: 0; font-size: var(--label); }
  .weigh .plain[aria-pressed='true'] { color: var(--ink); text-decoration: none; font-weight: 600; }
  /* On a phone as wide as the sheet: beside its field it would end outside the screen. */
  @container (max-width: 720px) {
    .term:has(> .field-message) { position: static; }
    .term > .field-message { inset: auto 8px auto; margin-top: 34px; width: auto; max-width: none; }
  }
  @container (max-width: 720px) { .sentence { line-height: 1.72; min-height: 8.6em; } }
  @media (forced-colors: active) { .term { border-bottom-color: ButtonText; } }
`;
