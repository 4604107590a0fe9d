import { css } from 'lit';

/** The train lab: the experiment as a sentence, two pictures on one time, what they say. */
export const styles = css`
  :host { display: block; --hue: var(--ink); font: 400 var(--ui) / 1.4 var(--sans); font-variant-numeric: tabular-nums lining-nums; }
  :host([family='cross_entropy']) { --hue: var(--cross-entropy); }
  :host([family='mean_squared_error']) { --hue: var(--mean-squared-error); }
  :host([family='triplet']) { --hue: var(--triplet); }
  * { box-sizing: border-box; }
  :focus-visible { outline: 2px solid var(--hue); outline-offset: 3px; border-radius: 2px; }
  p, figure, h2, dl, dd, fieldset { margin: 0; padding: 0; border: 0; }

  .experiment { display: grid; grid-template-columns: minmax(0, 9fr) minmax(0, 3fr); column-gap: 32px; padding-block: 40px 24px; }
  .sentence { font: 400 var(--sentence) / 1.62 var(--serif); text-wrap: pretty; min-height: 4.9em; }
  .term { position: relative; display: inline-flex; align-items: baseline; color: var(--hue); white-space: nowrap; max-width: 100%;
    border-bottom: 2px dotted color-mix(in srgb, var(--hue) 70%, transparent); line-height: 1.16; }
  .term:hover { background: var(--sunk); border-bottom-style: solid; }
  .term:focus-within { border-bottom: 2px solid var(--hue); background: var(--sunk); }
  .term[data-bad] { border-bottom: 3px double var(--class-5); }
  .term > select, .term > input { font: inherit; color: inherit; background: none; border: 0; margin: 0; padding: 0; min-height: 28px;
    max-width: 100%; border-radius: 0; appearance: none; field-sizing: content; text-overflow: ellipsis; cursor: pointer; }
  .term > select { padding-right: 0.72em; }
  .term > select option { font: 1rem var(--sans); color: var(--ink); background: var(--paper); }
  .term > input { min-width: 1ch; }
  .term.num > input { cursor: ew-resize; padding-right: 0.62em; }
  .term.num > input:focus { cursor: text; }
  .term.pick::after, .term.num::after { content: ''; position: absolute; top: 50%; background: currentColor; opacity: 0.75; pointer-events: none; }
  .term.pick::after { right: 0.1em; width: 0.38em; height: 0.22em; clip-path: polygon(0 0, 100% 0, 50% 100%); }
  .term.num::after { right: 0; width: 0.46em; height: 0.34em; margin-top: -0.1em;
    clip-path: polygon(0 50%, 40% 0, 40% 100%, 0 50%, 100% 50%, 60% 0, 60% 100%, 100% 50%); }
  .plain { font: inherit; color: var(--ink-2); background: none; border: 0; padding: 4px 0; min-height: 28px; cursor: pointer; text-align: left;
    text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.2em; text-decoration-color: var(--edge); }
  .plain:hover { color: var(--ink); }
  .more { display: grid; grid-template-columns: repeat(auto-fill, minmax(230px, 1fr)); gap: 20px 32px; padding-top: 16px; }
  legend { font-weight: 600; padding: 0 0 4px; }
  .parameter { display: flex; justify-content: space-between; align-items: baseline; gap: 12px; min-height: 32px; border-top: 1px solid var(--rule); padding-top: 2px; }
  .parameter-name { color: var(--ink-2); }
  .parameter input[type='checkbox'] { width: 24px; height: 24px; margin: 0; accent-color: var(--hue); }
  .parameter .term > input { text-align: right; max-width: 11ch; }
  fieldset > .term { margin-bottom: 4px; }
  .aside { font-size: var(--label); color: var(--ink-2); padding-top: 12px; line-height: 1.5; }
  .aside dt { color: var(--ink-3); }
  .aside dd + dt { margin-top: 8px; }

  .notice { border-left: 4px solid var(--ink); padding: 4px 0 4px 16px; max-width: 74ch; margin-bottom: 16px; }
  .notice strong { display: block; font-weight: 600; }

  .pictures { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 32px; }
  figure { border-top: 1px solid var(--ink); padding-top: 8px; min-width: 0; }
  figure > header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 16px; min-height: 28px; margin-bottom: 8px; }
  h2 { font: 600 var(--ui) / 1.4 var(--sans); }
  .sub { color: var(--ink-2); font-size: var(--label); font-weight: 400; }
  .picture { min-height: 470px; }
  .picture > :not(mix-up-table) { max-width: 470px; }
  .chart { min-height: 352px; }
  .strip { min-height: 92px; }
  .segments { display: inline-flex; gap: 8px; }
  .segments button { font: inherit; font-size: var(--label); color: var(--ink-2); background: none; border: 0; border-bottom: 2px solid transparent;
    padding: 2px 1px; min-width: 24px; min-height: 24px; cursor: pointer; }
  .segments button[aria-pressed='true'] { color: var(--ink); font-weight: 600; border-color: var(--hue); }
  .segments button:hover { border-color: var(--edge); }

  .transport { padding-top: 16px; }
  .scrub { width: 100%; margin: 0; height: 32px; accent-color: var(--ink); cursor: pointer; }
  .keys { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 24px; }
  .keys .group { display: flex; gap: 8px; margin-left: -10px; }
  .button { display: inline-flex; align-items: center; gap: 7px; min-height: 36px; min-width: 36px; padding: 0 10px; font: 400 var(--ui) / 1 var(--sans);
    color: var(--ink); background: none; border: 1px solid transparent; border-radius: 3px; cursor: pointer; }
  .button:hover { background: var(--sunk); border-color: var(--edge); }
  .button.main { border-color: var(--ink); padding-inline: 14px; font-weight: 600; min-width: 96px; justify-content: center; }
  .button svg { width: 14px; height: 14px; fill: currentColor; }
  .speed select { font: inherit; color: var(--ink); background: var(--paper); border: 0; border-bottom: 2px dotted var(--edge); min-height: 28px; cursor: pointer; }
  .at { margin-left: auto; color: var(--ink-2); }
  .at b { color: var(--ink); font-weight: 600; }

  .reading { font: 400 var(--reading) / 1.5 var(--serif); margin-top: 24px; max-width: 62ch; min-height: 6em; text-wrap: pretty; }
  .reading b { font-weight: 600; color: var(--hue); white-space: nowrap; }
  .sum { margin-top: 16px; color: var(--ink-2); min-height: 28px; }
  .sum b { color: var(--ink); font-weight: 600; }
  .beside { margin-left: 20px; white-space: nowrap; }
  dfn { font-style: normal; position: relative; border-bottom: 1px dotted var(--edge); cursor: help; }
  dfn:hover::after, dfn:focus::after { content: attr(data-meaning); position: absolute; left: 0; bottom: 1.8em; width: max-content; max-width: 30ch; z-index: 2;
    background: var(--ink); color: var(--paper); padding: 6px 10px; border-radius: 3px; font-size: var(--label); white-space: normal; }
  details { margin-top: 12px; color: var(--ink-2); }
  summary { cursor: pointer; min-height: 28px; }
  table { border-collapse: collapse; margin-top: 8px; font-size: var(--label); }
  th, td { text-align: right; padding: 4px 14px 4px 0; border-bottom: 1px solid var(--rule); font-weight: 400; }
  .table { overflow-x: auto; }
  .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

  @media (max-width: 720px) {
    .experiment { display: block; padding-block: 24px; }
    .sentence { line-height: 1.72; min-height: 9.5em; }
    .aside { display: none; }
    .pictures { display: block; }
    figure + figure { margin-top: 32px; }
    .picture { min-height: 340px; }
    .keys .group { width: calc(100% + 20px); margin-inline: -10px; justify-content: space-between; gap: 0; }
    .button { min-height: 44px; padding-inline: 8px; }
    .button.main { min-width: 92px; }
    .reading { min-height: 11em; }
    .beside { display: block; margin-left: 0; }
    dfn:hover::after, dfn:focus::after { max-width: 22ch; }
  }
`;
