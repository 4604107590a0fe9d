// The sentences of the next-token lab: pure functions of a run's numbers.
import { html, nothing, type TemplateResult } from 'lit';
import { plural, short, whole } from '../../charts/format.ts';
import { decimalsFor, decimalsThatGive, fixed } from '../../ui/rounding.ts';

/** Explains the loss of a letter, of a text and of all texts. */
export const surprise = html`The loss of one letter is −ln of the probability p that the model gave it, in nats: p = 1/e = 37% costs 1 nat. A cost is the
  average over all letters. The losses of a text add up to −ln of the probability (the likelihood) of the whole text.`;

export interface Forgetting {
  /** Cost on test names, which neither the stored model nor this run has learned from: at the start, and now. */
  before: number;
  now: number;
  /** Share of names in each batch. */
  replay: number;
}

/** Nats of change that count as forgetting. */
const forgotten = 0.05;

/** How fine-tuning has changed what the model learned before. */
export function forgetting({ before, now, replay }: Forgetting): TemplateResult {
  const change = now - before;
  const costs = html`the test cost on names went from ${short(before)} to <b>${short(now)}</b> nats per letter, perplexity ${short(Math.exp(before))} to ${short(Math.exp(now))}`;
  const verdict =
    change > forgotten
      ? 'The model is forgetting names.'
      : change < -forgotten
        ? 'It predicts names better than before.'
        : 'The model still knows names.';
  const names = `Names are ${Math.round(100 * replay)}% of each batch.`;
  const help = replay > 0 ? names : change > forgotten ? 'Mixing names into each batch reduces this.' : '';
  return html`During fine-tuning on Shakespeare ${costs}. ${verdict}${help ? ` ${help}` : nothing}`;
}

/** Perplexity in words: e to the cost, and what it means. */
export function perplexity(before: number, now: number, noun: string): TemplateResult {
  const [first, last] = [Math.exp(before), Math.exp(now)];
  return html`Perplexity (e<sup>cost</sup>) on test ${plural(noun)} went from ${short(first)} to <b>${short(last)}</b>: predicting each ${noun} is like choosing among ${short(last)}
    equally likely ones.`;
}

/** The losses of a text's letters: their sum, the likelihood, their mean and its perplexity, in digits that agree with a calculator. */
export function textSum(losses: readonly number[], noun: string): TemplateResult | typeof nothing {
  if (losses.length === 0) return nothing;
  const count = losses.length;
  const sum = losses.reduce((total, loss) => total + loss, 0);
  const mean = sum / count;
  const likelihood = short(Math.exp(-sum));
  const choices = short(Math.exp(mean));
  const decimals = decimalsThatGive(
    [mean],
    ([value = 0]) => short(Math.exp(value)),
    choices,
    decimalsFor(mean),
  );
  const given = fixed(mean, decimals);
  const both = ([value = 0]: number[]) => `${short(Math.exp(-value))} ${fixed(value / count, decimals)}`;
  const printed = fixed(sum, decimalsThatGive([sum], both, `${likelihood} ${given}`, 2));
  return html`The losses of the ${whole(count)} ${plural(noun)} add up to <b>${printed}</b> nats, so the likelihood of the whole text is
    e<sup>−${printed}</sup> = ${likelihood}. Their mean is ${printed} ÷ ${count} = ${given}, a perplexity of e<sup>${given}</sup> = <b>${choices}</b>: like
    choosing among ${choices} equally likely ${plural(noun)} each time. The sign · is the end of a word.`;
}
