import { css } from 'lit';

/** The train lab: the experiment as a sentence, two pictures on one time, what they say. */
export const styles = css`
  :host { display: block; --hue: var(--ink); font: 400 var(--ui) / 1.4 var(--sans); font-variant-numeric: tabular-nums lining-nums; }
  :host([family='cross_entropy']) { --hue: var(--cross-entropy); }
  :host([family='mean_squared_error']) { --hue: var(--mean-squared-error); }
  :host([family='triplet']) { --hue: var(--triplet); }
  * { box-sizing: border-box; }
  :focus-visible { outline: 2px solid var(--hue); outline-offset: 3px; border-radius: 2px; }
  p, figure, h2, ul, dl, dd, fieldset { margin: 0; padding: 0; border: 0; list-style: none; }

  .experiment { display: grid; grid-template-columns: minmax(0, 9fr) minmax(0, 3fr); column-gap: 32px; padding-block: 24px 32px; }
  .aside { font-size: var(--label); color: var(--ink-2); padding-top: 12px; line-height: 1.5; }
  .aside dt { color: var(--ink-3); }
  .aside dd + dt { margin-top: 8px; }

  .notice { border-left: 4px solid var(--ink); padding: 4px 0 4px 16px; max-width: 74ch; margin-block: 8px; }
  .notice strong { display: block; font-weight: 600; }
  .notice .button { margin-block: 8px 4px; }
  .told .notice { margin-block: 0 16px; }

  .pictures { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 32px; }
  figure { border-top: 1px solid var(--ink); padding-top: 8px; min-width: 0; }
  figure > header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 16px; min-height: 30px; margin-bottom: 8px; }
  h2 { font: 600 var(--ui) / 1.4 var(--sans); }
  .sub { color: var(--ink-2); font-size: var(--label); font-weight: 400; }
  .picture { min-height: 494px; --aspect: 544 / 494; }
  .words { margin-top: 16px; color: var(--ink-2); font: 400 1.0625rem / 1.5 var(--serif); }
  .words b { display: block; font: 600 var(--label) / 1.4 var(--sans); color: var(--ink); }
  .chart { height: 340px; }
  .strip { height: 66px; }
  .strip:last-child { height: 88px; }
  .segments { display: inline-flex; gap: 8px; }
  .segments button { font: inherit; font-size: var(--label); color: var(--ink-2); background: none; border: 0; border-bottom: 2px solid transparent;
    padding: 2px 1px; min-width: 24px; min-height: 24px; cursor: pointer; }
  .segments button[aria-pressed='true'] { color: var(--ink); font-weight: 600; border-color: var(--hue); }
  .segments button:hover { border-color: var(--edge); }

  .told { min-height: 138px; margin-top: 24px; }
  .reading { font: 400 var(--reading) / 1.5 var(--serif); max-width: 62ch; text-wrap: pretty; }
  .reading b { font-weight: 600; color: var(--hue); white-space: nowrap; }
  .reading sup { line-height: 0; }
  .sum { position: relative; color: var(--ink-2); min-height: 28px; }
  .sum b { color: var(--ink); font-weight: 600; }
  .beside { margin-left: 20px; white-space: nowrap; }
  dfn { font-style: normal; display: inline-block; line-height: 24px; text-decoration: underline dotted var(--edge); text-underline-offset: 0.25em; cursor: help; }
  .meaning { visibility: hidden; position: absolute; left: 0; bottom: calc(100% + 4px); width: max-content; max-width: min(100%, 46ch); z-index: 2;
    background: var(--ink); color: var(--paper); padding: 6px 10px; border-radius: 3px; font-size: var(--label); white-space: normal; line-height: 1.4; }
  dfn:hover .meaning, dfn:focus .meaning { visibility: visible; }

  details { margin-top: 12px; color: var(--ink-2); }
  summary { cursor: pointer; min-height: 28px; padding-block: 2px; width: fit-content; }
  table { border-collapse: collapse; margin-top: 8px; font-size: var(--label); }
  th, td { text-align: right; padding: 4px 14px 4px 0; border-bottom: 1px solid var(--rule); font-weight: 400; }
  thead th { border-color: var(--edge); vertical-align: bottom; }
  .table { overflow-x: auto; }

  .try { margin-top: 64px; }
  .try h2 { font: 600 1.375rem / 1.3 var(--serif); display: inline-block; padding-bottom: 5px; border-bottom: 2px solid var(--hue); margin-bottom: 12px; }
  .try ul { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 0 32px; }
  .try li { border-top: 1px solid var(--rule); padding-block: 12px; min-height: 104px; }
  .try a { font: 400 1.0625rem / 1.4 var(--serif); color: inherit; text-underline-offset: 0.2em; text-decoration-thickness: 1px;
    text-decoration-color: var(--edge); display: inline-block; min-height: 24px; }
  .try a:hover { text-decoration-color: var(--hue); text-decoration-thickness: 2px; }
  .try p { color: var(--ink-2); font-size: var(--label); margin-top: 4px; max-width: 40ch; }
  .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

  @media (max-width: 720px) {
    .experiment { display: block; padding-block: 16px 24px; }
    .aside, .roomy { display: none; }
    .pictures { display: block; }
    figure + figure { margin-top: 32px; }
    .picture { min-height: min(100vw - 40px, 480px); --aspect: 1; }
    .chart { height: 412px; }
    .strip { height: 90px; }
    .strip:last-child { height: 112px; }
    .told { min-height: 236px; }
    .beside { display: block; margin-left: 0; }
    .try { margin-top: 40px; }
    .try ul { display: block; }
    .try li { min-height: 0; }
  }
`;
