import { css } from 'lit';

/** What all labs share: family colors, figures, segments, tables, notices, buttons. */
export const sharedStyles = css`
  :host { display: block; --hue: var(--ink); font: 400 var(--ui) / 1.4 var(--sans); font-variant-numeric: tabular-nums lining-nums; }
  :host([hidden]) { display: none; }
  :host([family='cross_entropy']) { --hue: var(--cross-entropy); }
  :host([family='mean_squared_error']) { --hue: var(--mean-squared-error); }
  :host([family='triplet']) { --hue: var(--triplet); }
  * { box-sizing: border-box; }
  :focus-visible { outline: 2px solid var(--hue); outline-offset: 3px; border-radius: 2px; }
  p, figure, h2, h3, ul, ol, dl, dd, fieldset { margin: 0; padding: 0; border: 0; list-style: none; }

  .experiment { display: grid; grid-template-columns: minmax(0, 9fr) minmax(0, 3fr); column-gap: 32px; padding-block: 24px 32px; }
  .aside { font-size: var(--label); color: var(--ink-2); padding-top: 12px; line-height: 1.5; }
  .aside dt { color: var(--ink-3); }
  .aside dd + dt { margin-top: 8px; }

  .notice { border-left: 4px solid var(--ink); padding: 4px 0 4px 16px; max-width: 74ch; margin-block: 8px; }
  .notice strong { display: block; font-weight: 600; }
  .notice .button { margin-block: 8px 4px; }

  .pictures { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 32px; }
  figure { border-top: 1px solid var(--ink); padding-top: 8px; min-width: 0; }
  figure > header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 16px; min-height: 30px; margin-bottom: 8px; }
  h2 { font: 600 var(--ui) / 1.4 var(--sans); }
  .sub { color: var(--ink-2); font-size: var(--label); font-weight: 400; }
  .segments { display: inline-flex; flex-wrap: wrap; gap: 0 8px; }
  .segments button { font: inherit; font-size: var(--label); color: var(--ink-2); background: none; border: 0; border-bottom: 2px solid var(--paper);
    padding: 2px 1px; min-width: 24px; min-height: 24px; cursor: pointer; }
  .segments button[aria-pressed='true'] { color: var(--ink); font-weight: 600; border-color: var(--hue); }
  .segments button:hover { border-color: var(--edge); }

  .reading { font: 400 var(--reading) / 1.5 var(--serif); max-width: 62ch; text-wrap: pretty; }
  .reading b { font-weight: 600; color: var(--hue); white-space: nowrap; }
  .reading sup { line-height: 0; }
  .lede { font: 400 1.0625rem / 1.55 var(--serif); color: var(--ink-2); max-width: 62ch; text-wrap: pretty; }

  .button { display: inline-flex; align-items: center; gap: 7px; min-height: 36px; min-width: 36px; padding: 0 10px; font: 400 var(--ui) / 1.2 var(--sans);
    color: var(--ink); background: none; border: 1px solid transparent; border-radius: 3px; cursor: pointer; }
  .button:hover { background: var(--sunk); border-color: var(--edge); }
  .button.main { border-color: var(--ink); padding-inline: 14px; font-weight: 600; min-width: 96px; justify-content: center; }
  .button svg { width: 14px; height: 14px; fill: currentColor; flex: none; }
  .button:disabled { color: var(--ink-3); border-color: var(--rule); cursor: default; background: none; }

  details { margin-top: 12px; color: var(--ink-2); }
  summary { cursor: pointer; min-height: 28px; padding-block: 2px; width: fit-content; }
  table { border-collapse: collapse; margin-top: 8px; font-size: var(--label); }
  th, td { text-align: right; padding: 4px 14px 4px 0; border-bottom: 1px solid var(--rule); font-weight: 400; }
  thead th { border-color: var(--edge); vertical-align: bottom; }
  .table { overflow-x: auto; }

  .section { margin-top: 64px; }
  .section > h2 { font: 600 1.375rem / 1.3 var(--serif); display: inline-block; padding-bottom: 5px; border-bottom: 2px solid var(--hue); margin-bottom: 12px; }
  .try ul { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 0 32px; }
  .try li { border-top: 1px solid var(--rule); padding-block: 12px; min-height: 104px; }
  .try a { font: 400 1.0625rem / 1.4 var(--serif); color: inherit; text-underline-offset: 0.2em; text-decoration-thickness: 1px;
    text-decoration-color: var(--edge); display: inline-block; min-height: 24px; }
  .try a:hover { text-decoration-color: var(--hue); text-decoration-thickness: 2px; }
  .try p { color: var(--ink-2); font-size: var(--label); margin-top: 4px; max-width: 40ch; }
  .visually-hidden { position: absolute; width: 1px; height: 1px; top: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

  @container (max-width: 720px) {
    .experiment { display: block; padding-block: 16px 24px; }
    .aside, .roomy { display: none; }
    .pictures { display: block; }
    figure + figure { margin-top: 32px; }
    .section { margin-top: 40px; }
    .try ul { display: block; }
    .try li { min-height: 0; }
  }
`;
