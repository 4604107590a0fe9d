// Colours for canvases: read from the custom properties in force, so that charts follow the page.

/** A custom property's value at an element, as a colour a canvas takes. */
export const color = (element: Element, name: string): string =>
  getComputedStyle(element).getPropertyValue(name).trim() || '#888';

/** Red, green and blue, from 0 to 255, of a colour written as #rrggbb. */
export function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** Calls back when the reader's system turns light or dark; returns what ends it. */
export function onThemeChange(callback: () => void): () => void {
  const query = matchMedia('(prefers-color-scheme: dark)');
  query.addEventListener('change', callback);
  return () => query.removeEventListener('change', callback);
}
