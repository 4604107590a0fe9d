import { css } from 'lit';

/** The transport: a scrubber over the steps and its keys. */
export const transportStyles = css`
  .transport { padding-top: 24px; }
  .scrubber { position: relative; height: 52px; }
  /* The thumb, 12 px wide, has its middle on the line and stays inside at both ends. */
  .track { position: absolute; inset: 0 6px; width: calc(100% - 12px); height: 100%; overflow: visible; pointer-events: none; }
  .track line { shape-rendering: crispEdges; }
  .planned { stroke: var(--edge); stroke-width: 1; }
  .reached { stroke: var(--edge); stroke-width: 3; }
  .done { stroke: var(--ink); stroke-width: 3; }
  .track text { font: 400 14px var(--sans); fill: var(--ink-3); }
  .scrub { position: absolute; inset: 0; width: 100%; height: 28px; margin: 0; appearance: none; background: none; cursor: pointer; }
  .scrub::-webkit-slider-runnable-track { height: 28px; background: none; }
  .scrub::-webkit-slider-thumb { appearance: none; width: 12px; height: 28px; background: var(--ink); border: 0; border-radius: 2px; }
  .scrub::-moz-range-track { height: 28px; background: none; }
  .scrub::-moz-range-thumb { width: 12px; height: 28px; background: var(--ink); border: 0; border-radius: 2px; }
  .keys { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 24px; }
  .keys .group { display: flex; gap: 8px; margin-left: -10px; }
  .speed select { font: inherit; color: var(--ink); background: var(--paper); border: 0; border-bottom: 2px dotted var(--edge); min-height: 28px; cursor: pointer; }
  .fork { fill: var(--paper); stroke: var(--ink); stroke-width: 1.5; }
  .hint { color: var(--ink-2); font-size: var(--label); }
  .at { margin-left: auto; color: var(--ink-2); white-space: nowrap; text-align: right; }
  .at b { color: var(--ink); font-weight: 600; }
  /* Room for the last step from the start: more digits must not push the words into another line. */
  .at::after { content: attr(data-last) / ''; display: block; height: 0; overflow: hidden; visibility: hidden; font-weight: 600; }
  @media (max-width: 720px) {
    .minor text { visibility: hidden; }
    .keys .group { width: 100%; margin-left: 0; column-gap: 0; flex-wrap: wrap; justify-content: space-between; }
    .keys { column-gap: 12px; }
    .speed, .at { font-size: var(--label); }
    .button { min-height: 44px; padding-inline: 8px; }
    .button.main { min-width: 92px; padding-inline: 14px; }
    .keys .button { padding-inline: 0; gap: 4px; }
    .keys .button.main { min-width: 84px; padding-inline: 8px; }
  }
`;
