import { css } from 'lit';

export const editorStyles = css`
  :host { display: block; padding: 0 4px 8px; }
  /* What has the way out of the editor stays in sight. */
  header { position: sticky; top: 0; z-index: 1; display: flex; justify-content: space-between; align-items: baseline; min-height: 26px; background: var(--paper); }
  header .plain { margin: 0; }
  .editor { display: grid; grid-template: auto 1fr / minmax(0, 1fr) minmax(0, 1fr); gap: 0 32px; align-items: start; }
  .shown { grid-area: 1 / 2 / 3 / 3; }
  .editor > * { min-width: 0; }
  .head { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 16px; align-items: baseline; min-height: 28px; }
  label[for] { font-weight: 600; }
  textarea, pre { font: 400 var(--ui) / 24px ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; tab-size: 2; }
  /* A rule below each line. */
  textarea { display: block; width: 100%; min-height: 122px; field-sizing: content; max-height: 320px; resize: vertical; white-space: pre-wrap; overflow: auto; color: var(--ink);
    background: linear-gradient(transparent 23px, var(--rule) 23px) 0 0 / 100% 24px local var(--paper); border: 1px solid var(--edge); padding: 0 8px 1px; border-radius: 0; }
  textarea[aria-invalid='true'] { border-left: 4px solid var(--wrong); padding-left: 5px; }
  pre { margin: 0; overflow-x: auto; white-space: pre; }
  /* Room for a place with carets and two lines: what follows does not jump while the visitor types. */
  .problem { min-height: 104px; padding-top: 6px; }
  .problem pre { background: var(--sunk); padding: 2px 8px; line-height: 1.4; }
  .problem .carets { color: var(--wrong); font-weight: 700; }
  .problem p, .notes p { max-width: 62ch; margin-top: 4px; overflow-wrap: anywhere; }
  .problem .plain, .notes .plain { margin: 0 0 0 8px; padding: 0; min-height: 24px; color: var(--ink); }
  .notes code { font: 400 var(--label) / 1.5 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
  .notes p { border-left: 4px solid var(--edge); padding-left: 10px; margin-block: 6px; }
  legend { font-weight: 600; padding: 8px 0 4px; }
  fieldset { min-width: 0; }
  .gallery li { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 0 16px; border-top: 1px solid var(--rule); padding-block: 4px; }
  .gallery .plain { margin: 0; padding: 0; min-height: 24px; color: var(--ink); }
  .gallery .plain:disabled { color: var(--ink-2); text-decoration: none; cursor: default; }
  .gallery em { color: var(--ink-3); font-style: normal; }
  .code { background: var(--sunk); padding: 8px 10px; font-size: var(--label); line-height: 1.5; }
  .draw { min-height: 264px; }
  @container (max-width: 720px) { .editor { display: block; } .problem { min-height: 56px; } .gallery li { display: block; } }
`;
