// One time for both pictures: reset, back, play or pause, step, speed, and a scrubber over the steps.
import { html, type TemplateResult } from 'lit';
import { whole } from '../../charts/format.ts';
import { type Session, type Speed, speeds } from './session.ts';

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

export function transport(session: Session): TemplateResult {
  const step = session.metrics?.step ?? 0;
  const planned = session.experiment?.steps ?? 1;
  const running = session.status === 'running';
  const far = Math.max(planned, session.reached);
  return html`<div class="transport">
    <input class="scrub" type="range" min="0" max=${far} step="1" .value=${String(step)} aria-label="Step shown"
      aria-valuetext=${`step ${step} of ${planned}`}
      @input=${(event: Event) => {
        session.pause();
        session.goTo(Math.min(Number((event.target as HTMLInputElement).value), Math.max(session.reached, step)));
      }} />
    <div class="keys">
      <div class="group">
        ${button('reset', 'Reset', () => session.reset())}
        ${button('back', 'Back', () => {
          session.pause();
          session.goTo(step - 1);
        })}
        ${running ? button('pause', 'Pause', () => session.pause(), 'main') : button('play', 'Play', () => session.play(), 'main')}
        ${button('step', 'Step', () => session.step())}
      </div>
      <label class="speed">Speed
        <select @change=${(event: Event) => {
          session.speed = (event.target as HTMLSelectElement).value as Speed;
        }}>
          ${speeds.map((speed) => html`<option value=${speed} ?selected=${speed === session.speed}>${speedWords(speed)}</option>`)}
        </select>
      </label>
      <span class="at">step <b>${whole(step)}</b> of ${whole(planned)}</span>
    </div>
  </div>`;
}
