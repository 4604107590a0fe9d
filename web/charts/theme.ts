// Colours for canvases: read from the custom properties in force, so that charts follow the page.

/** A custom property's value at an element, as a colour a canvas takes. */
export const color = (element: Element, name: string): string =>
  getComputedStyle(element).getPropertyValue(name).trim() || '#888';

/** Red, green and blue, from 0 to 255, of a colour written as #rrggbb. */
export function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

const changes = new EventTarget();

/** For a page whose colours change in other ways than the reader's system tells: all charts are drawn anew. */
export const tellThemeChange = (): boolean => changes.dispatchEvent(new Event('change'));

/** Calls back when the colours in force may have changed; returns what ends it. */
export function onThemeChange(callback: () => void): () => void {
  const sources = [matchMedia('(prefers-color-scheme: dark)'), changes];
  for (const source of sources) source.addEventListener('change', callback);
  return () => {
    for (const source of sources) source.removeEventListener('change', callback);
  };
}
