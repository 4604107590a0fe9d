// Native controls in a sentence: a menu or a number, with a dotted rule under it.

import { html, nothing, type TemplateResult } from 'lit';
import type { ParameterDescriptor } from 'loss-playground/engine';

export interface Option {
  value: string;
  words: string;
}

/**
 * A menu in the sentence. The choice is shown as text, so that it can break across lines; the native menu is on top of it,
 * invisible, and takes pointer, keys and focus.
 */
export function menu(
  name: string,
  value: string,
  options: Option[],
  change: (value: string) => void,
  words = options.find((option) => option.value === value)?.words ?? value,
  about?: string,
): TemplateResult {
  return html`<span class="term pick"><span class="chosen" aria-hidden="true">${words}</span><select aria-label=${name} aria-description=${about ?? nothing} data-value=${value}
    @change=${(event: Event) => change((event.target as HTMLSelectElement).value)}>
    ${options.map((option) => html`<option value=${option.value} ?selected=${option.value === value}>${option.words}</option>`)}
  </select></span>`;
}

/** A menu's options can change with its value, so the value is set after them: call this after each update. */
export function keepMenus(root: ParentNode): void {
  for (const select of root.querySelectorAll<HTMLSelectElement>('select[data-value]'))
    if (select.value !== select.dataset.value) select.value = select.dataset.value ?? '';
}

/** Replaces what a visitor typed by the values in use. */
export function restoreFields(root: ParentNode): void {
  for (const field of root.querySelectorAll<HTMLInputElement>('input[data-value]'))
    field.value = field.dataset.value ?? '';
}

const steps125 = [1, 2, 5];

/** The next value up or down: 1, 2, 5, 10, … on a log scale, otherwise by a round fraction of the range. */
export function stepped(
  value: number,
  up: boolean,
  { type, scale, min, max, above_min }: Partial<ParameterDescriptor>,
): number {
  let next: number;
  if (scale === 'log' && value > 0) {
    const exponent = Math.floor(Math.log10(value) + 1e-9);
    const mantissa = value / 10 ** exponent;
    const larger = steps125.find((step) => step > mantissa * 1.001) ?? 10;
    const smaller = steps125.findLast((step) => step < mantissa * 0.999) ?? 0.5;
    next = Number(((up ? larger : smaller) * 10 ** exponent).toPrecision(3));
  } else {
    const size =
      type === 'integer'
        ? 1
        : scale === 'log'
          ? 0.001
          : max !== undefined && Number.isFinite(max) && max > 0
            ? max / 20
            : 0.1;
    next = Number((value + (up ? size : -size)).toPrecision(6));
  }
  if (type === 'integer')
    next = up ? Math.max(value + 1, Math.round(next)) : Math.min(value - 1, Math.round(next));
  if (max !== undefined && next > max) return max;
  if (min !== undefined && (above_min ? next <= min : next < min)) return above_min ? value : min;
  return next;
}

/** The id of the message at a field. */
const messageId = (name: string) => `wrong-${name.replace(/\W+/g, '-').toLowerCase()}`;

/** Connects a field with the message below it; nothing if the value is valid. */
export const describedBy = (name: string, wrong: string | null) =>
  wrong === null ? nothing : messageId(name);

/** The message that says why the value in a field is invalid. */
export const fieldMessage = (name: string, wrong: string | null): TemplateResult | typeof nothing =>
  wrong === null
    ? nothing
    : html`<span class="field-message" id=${messageId(name)} role="alert">${wrong}</span>`;

/**
 * A number in the sentence: typed, stepped with the arrow keys, or dragged sideways. `wrong` says why the entered
 * value is invalid: the text then stays as typed.
 */
export function numberField(
  name: string,
  value: number | null,
  limits: Partial<ParameterDescriptor>,
  change: (value: number | string) => void,
  wrong: string | null = null,
): TemplateResult {
  const read = (input: HTMLInputElement) => {
    const text = input.value.trim().replace('−', '-').replaceAll(',', '');
    change(text !== '' && Number.isFinite(Number(text)) ? Number(text) : text);
  };
  const onKey = (event: KeyboardEvent) => {
    const input = event.target as HTMLInputElement;
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      const next = stepped(Number(input.value) || 0, event.key === 'ArrowUp', limits);
      input.value = String(next);
      change(next);
    }
  };
  const text = value === null ? '' : String(value);
  return html`<span class="term num" ?data-bad=${wrong !== null}><input type="text" inputmode="decimal" autocomplete="off" placeholder="none" aria-label=${name}
    aria-description=${limits.doc ?? nothing} aria-describedby=${describedBy(name, wrong)}
    aria-invalid=${wrong !== null} size=${Math.max(2, text.length || 4)} data-value=${text} .value=${text} @keydown=${onKey}
    @change=${(event: Event) => read(event.target as HTMLInputElement)}
    @pointerdown=${(event: PointerEvent) => drag(event, limits, change)} />${fieldMessage(name, wrong)}</span>`;
}

/** One step per this many pixels of dragging. */
const dragStep = 14;

function drag(event: PointerEvent, limits: Partial<ParameterDescriptor>, change: (value: number) => void) {
  const input = event.target as HTMLInputElement;
  if (document.activeElement === input || event.button !== 0) return;
  let from = event.clientX;
  let moved = false;
  const move = (now: PointerEvent) => {
    while (Math.abs(now.clientX - from) >= dragStep) {
      const up = now.clientX > from;
      from += up ? dragStep : -dragStep;
      input.value = String(stepped(Number(input.value) || 0, up, limits));
      moved = true;
    }
  };
  const end = () => {
    removeEventListener('pointermove', move);
    removeEventListener('pointerup', end);
    removeEventListener('pointercancel', end);
    if (moved) change(Number(input.value));
  };
  addEventListener('pointermove', move);
  addEventListener('pointerup', end);
  addEventListener('pointercancel', end);
}
