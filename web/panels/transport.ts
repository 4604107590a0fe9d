// The transport: play or pause, back, step, reset, speed, and in a small space a scrubber.
import { css, html, svg, type TemplateResult } from 'lit';
import { whole } from '../charts/format.ts';
import { type Speed, speeds } from '../run/pace.ts';
import type { Session } from '../run/session.ts';
import { scrub } from './scrub.ts';

/** The transport: a scrubber over the steps and its keys. */
export const transportStyles = css`
  .transport { padding-top: 24px; }
  /* Steps run from left to right, also on a right-to-left page. */
  .scrubber { position: relative; height: 52px; direction: ltr; }
  /* The thumb, 12 px wide, is centered on the line and stays inside at both ends. */
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
  .keys .group { display: flex; gap: 8px; }
  .speed select { font: inherit; color: var(--ink); background: var(--paper); border: 0; border-bottom: 2px dotted var(--edge); min-height: 28px; cursor: pointer; }
  .at { margin-left: auto; color: var(--ink-2); white-space: nowrap; text-align: right; }
  .at b { color: var(--ink); font-weight: 600; }
  /* Room for the last step from the start: more digits must not wrap the words. */
  .at::after { content: attr(data-last) / ''; display: block; height: 0; overflow: hidden; visibility: hidden; font-weight: 600; }
  @container (max-width: 720px) {
    .minor text { visibility: hidden; }
    .keys .group { width: 100%; column-gap: 0; flex-wrap: wrap; justify-content: space-between; }
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
  speed === 'max' ? 'full speed' : speed === '1' ? '1 step/frame' : `${speed} steps/frame`;

/** Round steps to label below the scrubber: about five on a wide page, two on a phone. */
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

/** Position of a step along the scrubber, from 0 to 100. */
const place = (step: number, far: number) => (100 * step) / Math.max(1, far);

function scrubber(session: Session, step: number, planned: number): TemplateResult {
  const far = Math.max(planned, session.reached);
  const furthest = Math.max(session.reached, step);
  const sought = session.wanted ?? step;
  // Only steps that were reached can be shown again. The thumb runs ahead of the picture, so that no key press is lost.
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
    </svg>
    <input class="scrub" type="range" min="0" max=${far} step="1" .value=${String(sought)} aria-label="Step shown"
      aria-valuetext=${`step ${whole(sought)} of ${whole(planned)}`} @input=${scrub(session)} />
  </div>`;
}

/** The buttons of a session: play or pause first, as the keyboard reaches it first. */
export function playKeys(session: Session): TemplateResult {
  const step = session.metrics?.step ?? 0;
  const running = session.status === 'running';
  const back = () => {
    session.pause();
    session.goTo(step - 1);
  };
  const play = session.status === 'ended' ? 'Train on' : 'Play';
  return html`<div class="group">
    ${running ? button('pause', 'Pause', () => session.pause(), 'main') : button('play', play, () => session.play(), 'main')}
    ${button('back', 'Back', back, 'back')} ${button('step', 'Step', () => session.step())} ${button('reset', 'Reset', () => session.reset(), 'reset')}
  </div>
  <label class="speed"><span>Speed</span>
    <select aria-label="Speed" data-value=${session.speed} @change=${(event: Event) => {
      session.chooseSpeed((event.target as HTMLSelectElement).value as Speed);
    }}>
      ${speeds.map((speed) => html`<option value=${speed} ?selected=${speed === session.speed}>${speedWords(speed)}</option>`)}
    </select>
  </label>`;
}

/** The transport of a session in a small space: a scrubber over the steps above the buttons. */
export function transport(session: Session): TemplateResult {
  const step = session.metrics?.step ?? 0;
  const planned = session.experiment?.steps ?? 1;
  return html`<div class="transport">
    ${scrubber(session, step, planned)}
    <div class="keys">
      ${playKeys(session)}
      <span class="at" data-last=${`step ${whole(planned)} of ${whole(planned)}`}>step <b>${whole(step)}</b> of ${whole(planned)}</span>
    </div>
  </div>`;
}
