// The axis of steps is the scrubber: the thick part is trained, the thumb is the step shown, diamonds are forks.
import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { whole } from '../charts/format.ts';
import type { Session } from '../run/session.ts';
import { scrub } from './scrub.ts';

export const stepAxisStyles = css`
  .axis { position: absolute; inset: 0; }
  .axis svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; pointer-events: none; }
  .axis line { shape-rendering: crispEdges; }
  .axis .ahead { stroke: var(--edge); stroke-width: 1; }
  .axis .reached { stroke: var(--edge); stroke-width: 3; }
  .axis .done { stroke: var(--ink); stroke-width: 3; }
  .axis .fork { fill: var(--paper); stroke: var(--ink); stroke-width: 1.5; }
  /* The center of the thumb, 14 px wide, moves from one end of the axis to the other. */
  .axis .scrub { position: absolute; inset: 0 -7px; width: calc(100% + 14px); height: 100%; margin: 0; appearance: none; background: none; cursor: pointer; direction: ltr; }
  .axis .scrub::-webkit-slider-runnable-track { height: 28px; background: none; }
  .axis .scrub::-webkit-slider-thumb { appearance: none; width: 14px; height: 26px; margin-top: 1px; background: var(--ink); border: 2px solid var(--paper); border-radius: 4px; }
  .axis .scrub::-moz-range-track { height: 28px; background: none; }
  .axis .scrub::-moz-range-thumb { box-sizing: border-box; width: 14px; height: 26px; background: var(--ink); border: 2px solid var(--paper); border-radius: 4px; }
`;

const firstEnds = [10, 20, 50, 100, 250, 500];

/** The end of an axis for a number of steps: 10, 20, 50, 100, 250, 500, 1,000, 2,500, … */
export function axisEnd(steps: number): number {
  for (let power = 1; ; power *= 100) {
    const end = firstEnds.find((value) => value * power >= steps);
    if (end) return end * power;
  }
}

/** The scrubber over the steps `from` to `to`; `forks` are the steps at which a setting was changed. */
export function stepAxis(
  session: Session,
  [from, to]: readonly [number, number],
  forks: readonly number[],
): TemplateResult {
  const step = session.metrics?.step ?? 0;
  const furthest = Math.max(session.reached, step);
  const place = (at: number) => `${(100 * Math.min(Math.max(at - from, 0), to - from)) / (to - from)}%`;
  return html`<div class="axis" slot="steps">
    <svg aria-hidden="true">
      <line class="ahead" x1="0" x2="100%" y1="50%" y2="50%" />
      <line class="reached" x1="0" x2=${place(furthest)} y1="50%" y2="50%" />
      <line class="done" x1="0" x2=${place(step)} y1="50%" y2="50%" />
      ${forks.map((at) => (at < from || at > to ? nothing : svg`<svg x=${place(at)} y="50%" overflow="visible"><path class="fork" d="M0 -7L7 0L0 7L-7 0Z" /></svg>`))}
    </svg>
    <input class="scrub" type="range" min=${from} max=${to} step="1" .value=${live(String(session.wanted ?? step))} aria-label="Step shown"
      aria-valuetext=${`step ${whole(session.wanted ?? step)} of ${whole(session.experiment?.steps ?? furthest)}`} @input=${scrub(session)} />
  </div>`;
}
