// What a reader sees of a template, without a DOM.
import assert from 'node:assert/strict';
import { nothing, type TemplateResult } from 'lit';

type Shown =
  | TemplateResult
  | typeof nothing
  | readonly Shown[]
  | string
  | number
  | boolean
  | null
  | undefined;

export const isTemplate = (value: unknown): value is TemplateResult =>
  typeof value === 'object' && value !== null && 'strings' in value;

/** Templates of a directive, for instance keyed(), are among its values. */
const isDirective = (value: unknown): value is { values: unknown[] } =>
  typeof value === 'object' && value !== null && '_$litDirective$' in value;

/** The markup with its values; of attributes only a field's text is kept, as the reader sees it. */
function markup(shown: unknown): string {
  if (shown === nothing || shown === null || shown === undefined || typeof shown === 'function') return '';
  if (Array.isArray(shown)) return shown.map(markup).join('');
  if (isDirective(shown)) return shown.values.filter(isTemplate).map(markup).join('');
  if (!isTemplate(shown)) return String(shown).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  let all = '';
  for (const [index, text] of shown.strings.entries()) {
    all += text;
    if (index === shown.values.length) break;
    const value = shown.values[index];
    const isInTag = all.lastIndexOf('<') > all.lastIndexOf('>');
    if (!isInTag) all += markup(value);
    else if (text.endsWith('.value=')) all += `>${markup(value)}<i `;
  }
  return all;
}

const unseen = /<select.*?<\/select>|<span class="meaning".*?<\/span>|<!--.*?-->/gs;
const inline = /<\/?(?:a|b|em|i|input|span|strong|sub|sup|dfn)\b[^>]*>/gs;

/** The text of a template with single spaces. Lists of choices and meanings of words, which open on demand, are left out. */
export const textOf = (shown: Shown): string =>
  markup(shown)
    .replace(unseen, '')
    .replaceAll('<sup>', '^')
    .replace(inline, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();

/** Fails where a text shows what is no number, or what is nothing. */
export function assertReadable(text: string, about: string): void {
  assert.doesNotMatch(text, /NaN|Infinity|undefined|\bnull\b|\[object|∞/, `${about}: ${text}`);
}

/** Where the links of a template lead, in their order. */
export function linksOf(shown: unknown): string[] {
  if (Array.isArray(shown)) return shown.flatMap(linksOf);
  if (!isTemplate(shown)) return [];
  return shown.values.flatMap((value, index) =>
    shown.strings[index]?.endsWith('href=') ? [String(value)] : linksOf(value),
  );
}
