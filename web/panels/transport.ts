// One time for both pictures: reset, back, play or pause, step, speed, and a scrubber over the steps.
import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { whole } from '../charts/format.ts';
import type { KeptRun } from '../run/kept-runs.ts';
import { type Speed, speeds } from '../run/pace.ts';
import type { Session } from '../run/session.ts';

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
  @container (max-width: 720px) {
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

const icons = {
  reset: 'M8 2a6 6 0 1 1-5.7 4.2l1.4.5A4.5 4.5 0 1 0 8 3.5V6L4.2 2.8 8 0z',
  back: 'M3 2h2v12H3zM13 2v12L6 8z',
  play: 'M4 2l9 6-9 6z',
  pause: 'M4 2h3v12H4zM9 2h3v12H9z',
  step: 'M11 2h2v12h-2zM3 2v12l7-6z',
};

const button = (name: keyof typeof icons, words: string, click: () => void, kind = '') =>
  html`<button type="button" class=${`button ${kind}`} @click=${click}>
    <svg viewBox="0 0 16 16" aria-hidden="true"><path d=${icons[name]} /></svg>${words}
  </button>`;

const speedWords = (speed: Speed) =>
  speed === 'max' ? 'as fast as it goes' : speed === '1' ? '1 step a frame' : `${speed} steps a frame`;

/** Round steps to write below the scrubber: about five on a wide page, two on a phone. */
function marks(far: number): { step: number; minor: boolean }[] {
  const rough = far / 5;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  const size = ([1, 2, 5, 10].find((digit) => digit * power >= rough) ?? 10) * power;
  const steps = Array.from({ length: Math.floor(far / size) + 1 }, (_, index) => index * size);
  const last = steps.at(-1) ?? 0;
  if (last !== far)
    steps.splice(far - last < size / 2 ? -1 : steps.length, far - last < size / 2 ? 1 : 0, far);
  return steps.map((step) => ({ step, minor: step !== 0 && step !== far }));
}

/** Where a step lies along the scrubber, from 0 to 100. */
const place = (step: number, far: number) => (100 * step) / Math.max(1, far);

function scrubber(session: Session, step: number, planned: number, runs: readonly KeptRun[]): TemplateResult {
  const far = Math.max(planned, session.reached);
  const furthest = Math.max(session.reached, step);
  const sought = session.wanted ?? step;
  const scrub = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const wanted = Math.min(Number(input.value), furthest);
    input.value = String(wanted);
    session.pause();
    session.goTo(wanted);
  };
  // Only steps that were reached can be shown again. The thumb is ahead of the picture, so that no key is lost on the way.
  return html`<div class="scrubber">
    <svg class="track" aria-hidden="true">
      <line class="planned" x1="0" x2="100%" y1="14" y2="14" />
      <line class="reached" x1="0" x2=${`${place(furthest, far)}%`} y1="14" y2="14" />
      <line class="done" x1="0" x2=${`${place(step, far)}%`} y1="14" y2="14" />
      ${marks(far).map(
        (mark) => svg`<g class=${mark.minor ? 'minor' : ''}>
          <line class="planned" x1=${`${place(mark.step, far)}%`} x2=${`${place(mark.step, far)}%`} y1="20" y2="25" />
          <text x=${`${place(mark.step, far)}%`} y="41" text-anchor=${mark.step === 0 ? 'start' : mark.step === far ? 'end' : 'middle'}>${whole(mark.step)}</text>
        </g>`,
      )}
      ${runs.map(({ forkedAt }) => (forkedAt === null ? nothing : svg`<svg x=${`${place(forkedAt, far)}%`} y="14" overflow="visible"><path class="fork" d="M0 -7L7 0L0 7L-7 0Z" /></svg>`))}
    </svg>
    <input class="scrub" type="range" min="0" max=${far} step="1" .value=${String(sought)} aria-label="Step shown"
      aria-valuetext=${`step ${whole(sought)} of ${whole(planned)}`} @input=${scrub} />
  </div>`;
}

/** The transport of a session; `forks` says that a setting changed at an earlier step continues from there. */
export function transport(session: Session, runs: readonly KeptRun[] = [], forks = true): TemplateResult {
  const step = session.metrics?.step ?? 0;
  const planned = session.experiment?.steps ?? 1;
  const running = session.status === 'running';
  const back = () => {
    session.pause();
    session.goTo(step - 1);
  };
  return html`<div class="transport">
    ${scrubber(session, step, planned, runs)}
    <div class="keys">
      <div class="group">
        ${button('reset', 'Reset', () => session.reset())} ${button('back', 'Back', back)}
        ${running ? button('pause', 'Pause', () => session.pause(), 'main') : button('play', 'Play', () => session.play(), 'main')}
        ${button('step', 'Step', () => session.step())}
      </div>
      <label class="speed">Speed
        <select data-value=${session.speed} @change=${(event: Event) => {
          session.chooseSpeed((event.target as HTMLSelectElement).value as Speed);
        }}>
          ${speeds.map((speed) => html`<option value=${speed} ?selected=${speed === session.speed}>${speedWords(speed)}</option>`)}
        </select>
      </label>
      ${forks && step > session.floor && step < session.reached && !running ? html`<span class="hint">Change a term to fork from here</span>` : nothing}
      <span class="at" data-last=${`step ${whole(planned)} of ${whole(planned)}`}>step <b>${whole(step)}</b> of ${whole(planned)}</span>
    </div>
  </div>`;
}
