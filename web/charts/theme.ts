// Colors for canvases, read from the current custom properties, so that charts follow the page.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The value of a custom property at an element, as a color that a canvas accepts. */
export const color = (element: Element, name: string): string =>
  getComputedStyle(element).getPropertyValue(name).trim() || '#888';

/** The colors of an element for one drawing: each is read once, since that takes as long as a stroke. */
export function inksOf(element: Element): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const ink = known.get(name) ?? color(element, name);
    known.set(name, ink);
    return ink;
  };
}

/** Red, green and blue, from 0 to 255, of a color written as #rrggbb. */
export function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

const changes = new EventTarget();

/** Redraws all charts, for a page whose colors change independently of the system setting. */
export const tellThemeChange = (): boolean => changes.dispatchEvent(new Event('change'));

/** Calls back when the colors may have changed; returns a function that unsubscribes. */
export function onThemeChange(callback: () => void): () => void {
  const sources = [
    matchMedia('(prefers-color-scheme: dark)'),
    matchMedia('(forced-colors: active)'),
    changes,
  ];
  for (const source of sources) source.addEventListener('change', callback);
  return () => {
    for (const source of sources) source.removeEventListener('change', callback);
  };
}

/** Updates an element when the colors may have changed, for pictures that are drawn in them. */
export class ThemeController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #end: (() => void) | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#end = onThemeChange(() => this.#host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#end?.();
  }
}

/** How large text is beside its usual size: more in a presentation, or where a visitor's browser says so. */
export const textScale = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
