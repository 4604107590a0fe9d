// The sentences of the shapes lab: pure functions of curves.
import { html, nothing, type TemplateResult } from 'lit';
import { brief, short } from '../../charts/format.ts';

/** One loss at the selected position. */
export interface Here {
  title: string;
  value: number;
  slope: number;
}

/** Values and slopes at a position: "outlier, at 3" or "at 1.025". */
export const reading = (place: string, here: readonly Here[]): TemplateResult =>
  html`${place[0]?.toUpperCase()}${place.slice(1)}: ${here.map(
    ({ title, value, slope }, index) =>
      html`${index === 0 ? nothing : '; '}${title} is <b>${short(value)}</b> with slope ${short(slope)}`,
  )}.`;

/** Beyond this ratio a slope counts as almost 0 next to another. */
const nothingBeside = 1e4;

/** Which loss has the steepest slope there; nothing if no slope is known. */
export function steepest(here: readonly Here[]): TemplateResult | typeof nothing {
  const sizes = here
    .map(({ title, slope }) => ({ title, slope: Math.abs(slope) }))
    .filter(({ slope }) => Number.isFinite(slope))
    .sort((a, b) => b.slope - a.slope);
  const [most, least] = [sizes[0], sizes.at(-1)];
  if (!most || !least) return nothing;
  const why = 'A gradient step follows the slope, not the value.';
  if (most.slope === 0) return html`The slope there is 0: this prediction is not changed. ${why}`;
  if (most === least) return html`The slope there is <b>${short(most.slope)}</b> in size. ${why}`;
  if (most.slope === least.slope)
    return html`All slopes there are of the same size, ${short(most.slope)}. ${why}`;
  const ratio = most.slope / least.slope;
  return ratio < nothingBeside
    ? html`The slope of ${most.title} there is <b>${brief(Number(ratio.toPrecision(3)))}</b> times as large as that of ${least.title}. ${why}`
    : html`The slope of ${most.title} there is ${short(most.slope)} in size, that of ${least.title} almost 0. ${why}`;
}

/** Explains the terms of the axis and of the units, each once. */
export function terms(axis: string, units: readonly string[]): string[] {
  const said = [axis, ...units].join(' ');
  return [
    /\blogit\b/.test(said)
      ? 'A logit is a score, before softmax or sigmoid turns it into a probability.'
      : '',
    /\bnats?\b/.test(said)
      ? 'Nats are the unit of −ln p: a probability of 1/e = 37% costs 1 nat, or 1.44 bits.'
      : '',
  ].filter((sentence) => sentence !== '');
}
