// The sentences of the triplet lab: pure functions of its numbers.
import { html, type TemplateResult } from 'lit';
import { brief, percent, plural, short, whole } from '../../charts/format.ts';
import { decimalsFor, decimalsThatGive, fixed } from '../../ui/rounding.ts';
import type { Measured } from './measure.ts';

/** The three roles in a search. */
export const inSearch = html`In a search, the <b>anchor</b> is the query, the <b>positive</b> is what it should find, for example its
  emoji or document, and a <b>negative</b> is any other one. <a href="#task=emoji_search&v=1">Train an emoji search</a>`;

/** The negative that the reading describes: the selected one, otherwise the active one with the highest loss. */
export function toldOf({ negatives }: Measured, selected: number | null): number | null {
  if (selected !== null && selected < negatives.length) return selected;
  const most = Math.max(0, ...negatives.map(({ loss, active }) => (active ? loss : 0)));
  const index = negatives.findIndex(({ loss, active }) => active && loss === most);
  return index < 0 ? null : index;
}

/** The scene in words. `selected` is the index of the negative that the visitor moves, or null. */
export function reading(measured: Measured, selected: number | null): TemplateResult {
  const { negatives, positiveDistance, margin, collapsed } = measured;
  if (collapsed)
    return html`Every distance is 0, so the loss ${margin === null ? html`is <b>${short(measured.average)}</b>` : html`equals the margin, <b>${brief(margin)}</b>`}. No direction reduces it: at distance 0 the
      gradient is zero or undefined. A small nudge resolves this here, in two dimensions.`;
  const told = toldOf(measured, selected);
  const one = told === null ? undefined : negatives[told];
  if (told === null || !one)
    return margin === null
      ? html`The loss of every triplet used is <b>0</b>, so nothing moves.`
      : html`Every triplet used keeps the margin of ${brief(margin)}, so each loss is <b>0</b> and nothing moves.`;
  const lead = one.distance - positiveDistance;
  const name = `N${told + 1}`;
  // A loss below the printed digits would read as a loss of 0 with a force.
  const where =
    Math.abs(lead) < 5e-4
      ? html`${name} is as far from the anchor as the positive is.`
      : html`${name} is ${short(Math.abs(lead))} ${lead > 0 ? 'farther from' : 'closer to'} the anchor than the positive is.`;
  const why = margin === null ? 'Its loss is' : `The margin asks for ${brief(margin)}, so its loss is`;
  if (one.loss === 0) return html`${where} ${why} <b>0</b> and it does not move.`;
  const skipped = one.picked ? '' : ' The miner skips it, so it does not move.';
  return html`${where} ${why} <b>${short(one.loss)}</b>.${skipped} ${activeWords(measured)}`;
}

function activeWords({ negatives }: Measured): string {
  const picked = negatives.filter((negative) => negative.picked).length;
  const active = negatives.filter((negative) => negative.active).length;
  return picked === 1
    ? ''
    : `${active} of ${picked} triplets ${active === 1 ? 'is' : 'are'} active (loss above 0).`;
}

/** How the losses of the triplets that are used become the average loss, in digits that a calculator agrees with. */
export function sumLine({ negatives, average }: Measured): TemplateResult {
  const losses = negatives.flatMap(({ picked, loss }) => (picked ? [loss] : []));
  const mean = fixed(average, decimalsFor(average));
  if (losses.length === 1)
    return html`The loss of the one triplet used is <b>${mean}</b>; the optimizer minimizes it.`;
  const byHand = (printed: number[]) =>
    fixed(printed.reduce((sum, loss) => sum + loss, 0) / losses.length, decimalsFor(average));
  const decimals = decimalsThatGive(losses, byHand, mean, decimalsFor(average));
  const parts = losses.map((loss) => (loss === 0 ? '0' : fixed(loss, decimals)));
  return html`(${parts.join(' + ')}) ÷ ${losses.length} = average loss <b>${mean}</b>, which the optimizer minimizes`;
}

/** The test examples and the triplets of a training run at one step. */
export interface Look {
  step: number;
  /** Share of the training triplets whose loss is above 0. */
  active: number;
  /** Share of the test examples whose nearest neighbor is of the same class. */
  recall: number;
  /** Mean distance of the test embeddings from their mean. */
  spread: number;
  cost: number;
  /** Norm of the gradient of the step. */
  gradNorm: number;
}

/** A spread below this fraction of the margin counts as a collapse. */
const onePlace = 0.01;

export const hasCollapsed = ({ step, spread }: Look, margin: number): boolean =>
  step > 0 && spread < onePlace * margin;

const recallWords = (noun: string, recall: number, before: Look | null) =>
  before
    ? html`Recall@1, the share of test ${plural(noun)} whose nearest neighbor has the same class, went from ${percent(before.recall)} to <b>${percent(recall)}</b>.`
    : html`Recall@1 is <b>${percent(recall)}</b>: that share of the test ${plural(noun)} has a nearest neighbor of the same class.`;

/** The training run in words: its current step while it runs, otherwise what changed since `first`. */
export function trainingReading(
  look: Look,
  first: Look | null,
  margin: number | null,
  noun: string,
): TemplateResult {
  const { step, active, recall, cost } = look;
  const rest = html`<b>${percent(active)}</b> of the training triplets are active (loss above 0)${active < 1 && margin !== null ? `; the others keep the margin of ${brief(margin)}` : ''}.`;
  if (step === 0 || !first)
    return html`${step === 0 ? 'Before the first step:' : `Step ${whole(step)}:`} ${rest} ${recallWords(noun, recall, null)}`;
  return html`In ${whole(step)} ${step === 1 ? 'step' : 'steps'} the training cost went from ${short(first.cost)} to <b>${short(cost)}</b>. ${rest} ${recallWords(noun, recall, first)}`;
}

/** Why a collapsed run does not learn. */
export const collapsedWords = ({ spread, cost, recall, gradNorm }: Look, margin: number): TemplateResult =>
  html`<strong>The embeddings have collapsed.</strong> All points lie within ${short(spread)} of one place on average. Every distance is about 0, so
    the training cost, ${short(cost)}, is about the margin of ${brief(margin)}, and no direction reduces it: the gradient norm (its length) was ${short(gradNorm)} in
    this step. Recall@1 is ${percent(recall)}.`;
