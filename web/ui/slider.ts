// A slider made from a parameter's descriptor, for pictures that update while it moves.
import { css, html, type TemplateResult } from 'lit';
import type { ParameterDescriptor } from 'loss-playground/engine';
import { short } from '../charts/format.ts';

/** Steps along a slider. */
const notches = 200;

/** Ends of a slider for a range without limits: around the default. */
function ends({ default: preset, min, max, scale, type }: ParameterDescriptor): [number, number] {
  const middle = Number(preset);
  const size = Math.max(Math.abs(middle), type === 'integer' ? 5 : 1);
  const low = min !== undefined && Number.isFinite(min) ? min : -4 * size;
  const high = max !== undefined && Number.isFinite(max) ? max : Math.max(low, 0) + 4 * size;
  return scale === 'log' ? [low > 0 ? low : Math.min(1e-3, middle / 10 || 1e-3), high] : [low, high];
}

/** Whether a parameter suits a slider: a number with a default of moderate size. */
export const slides = ({ type, min, default: preset }: ParameterDescriptor): boolean =>
  type === 'number'
    ? Number(preset) === 0 || Math.abs(Number(preset)) >= 1e-3
    : type === 'integer' && min !== undefined;

export function slider(
  descriptor: ParameterDescriptor,
  name: string,
  value: number,
  change: (value: number) => void,
): TemplateResult {
  const [low, high] = ends(descriptor);
  const log = descriptor.scale === 'log';
  const whole = descriptor.type === 'integer';
  const toNotch = (at: number) =>
    log ? Math.log(Math.max(at, low) / low) / Math.log(high / low) : (at - low) / (high - low);
  const fromNotch = (share: number) => {
    const exact = log ? low * (high / low) ** share : low + share * (high - low);
    const given = whole ? Math.round(exact) : Number(exact.toPrecision(3));
    // An excluded lower end of a range is not reached.
    return descriptor.above_min && given <= low
      ? Number((low + (high - low) / notches).toPrecision(3))
      : given;
  };
  const steps = whole && !log ? Math.max(1, high - low) : notches;
  const read = (event: Event) => change(fromNotch(Number((event.target as HTMLInputElement).value) / steps));
  return html`<label class="slider"><span class="slider-name">${name}</span>
    <input type="range" min="0" max=${steps} .value=${String(Math.round(steps * toNotch(value)))} aria-valuetext=${short(value)}
      aria-description=${descriptor.doc} @input=${read} /><output>${whole ? value : short(value)}</output>
    <span class="slider-doc" aria-hidden="true">${descriptor.doc}</span></label>`;
}

export const sliderStyles = css`
  .slider { display: grid; grid-template-columns: minmax(0, 1.2fr) minmax(90px, 1.2fr) 3.6em; align-items: center; gap: 0 12px; min-height: 34px; border-top: 1px solid var(--rule);
    position: relative; }
  .slider-name { color: var(--ink-2); overflow-wrap: anywhere; }
  .slider input { width: 100%; min-width: 0; height: 28px; margin: 0; accent-color: var(--hue); direction: ltr; }
  .slider output { text-align: right; }
  .slider-doc { visibility: hidden; position: absolute; left: 0; right: 0; top: calc(100% + 2px); z-index: 2; background: var(--ink); color: var(--paper);
    padding: 6px 10px; border-radius: 3px; font-size: var(--label); pointer-events: none; }
  .slider-doc:empty { display: none; }
  .slider:hover .slider-doc, .slider:focus-within .slider-doc { visibility: visible; }
`;
