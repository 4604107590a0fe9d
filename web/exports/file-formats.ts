// Files to download: tables as CSV, pictures as SVG.

import { plainJson } from '../run/plain-json.ts';
import type { Export } from './export.ts';

type Cell = string | number;

const quoted = (cell: Cell): string => {
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Rows in the format of RFC 4180. Numbers keep all their digits; NaN becomes an empty field. */
export const csv = (rows: Cell[][]): Blob =>
  new Blob(
    rows.map((row) => `${row.map((cell) => (Number.isNaN(cell) ? '' : quoted(cell))).join(',')}\r\n`),
    { type: 'text/csv' },
  );

export const json = (value: unknown): Blob =>
  new Blob([`${plainJson(value)}\n`], { type: 'application/json' });

/** The style properties of a shape. */
const properties = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-linecap',
  'stroke-opacity',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'paint-order',
  'visibility',
];

/** A download of what a chart draws; none while it has drawn nothing. */
export function drawingExport(words: string, file: string, chart: Element | null | undefined): Export[] {
  const picture = chart?.shadowRoot?.querySelector('svg');
  return picture?.childElementCount ? [{ words, file, make: () => svgFile(picture) }] : [];
}

/** A picture on the page as a standalone file: the values of style sheets and custom properties are written into it. */
export function svgFile(picture: SVGElement): Blob {
  const copy = picture.cloneNode(true) as SVGElement;
  const originals = [picture, ...picture.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((element, index) => {
    const style = getComputedStyle(originals[index] as Element);
    for (const name of properties) element.setAttribute(name, style.getPropertyValue(name));
    element.removeAttribute('class');
  });
  const { width, height } = picture.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.removeAttribute('aria-hidden');
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  paper.setAttribute('width', '100%');
  paper.setAttribute('height', '100%');
  paper.setAttribute('fill', getComputedStyle(picture).getPropertyValue('--paper').trim());
  copy.prepend(paper);
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' });
}
