// Messages about problems: an invalid value, a damaged link, a diverged run, a crashed worker.

import { html, nothing, type TemplateResult } from 'lit';
import type { CompleteExperiment, Experiment, Stopped } from 'loss-playground/engine';
import { whole } from '../charts/format.ts';
import type { Revival } from '../engine/remote/recovery.ts';
import { rateOf } from '../run/learning-rate.ts';
import { numberWords } from '../run/setting-names.ts';

/** A notice that the visitor can close, and why a value was invalid if its field is not visible. */
export function notices(
  note: string | null,
  close: () => void,
  refusal: string | null = null,
): TemplateResult {
  return html`${note ? html`<div class="notice" role="alert"><span class="happened">${note}</span> <button class="plain" type="button" @click=${close}>Close</button></div>` : nothing}
    ${refusal ? html`<p class="notice" role="alert">${refusal}</p>` : nothing}`;
}

/** The learning rate to try next: a tenth, rounded. */
const lower = (value: number) => Number((value / 10).toPrecision(6));

/** Why a run diverged, in words. */
export const divergedWords = (experiment: CompleteExperiment, { step }: Stopped): string =>
  `Stopped at step ${whole(step)}: the loss is no longer finite. At a learning rate of ${numberWords(rateOf(experiment).value)} each step overshot by more than the last.`;

/** In place of the reading: why the run stopped and, if it can be restarted, what helps and a button for that. */
export function diverged(
  experiment: CompleteExperiment,
  stopped: Stopped,
  restart?: (experiment: Experiment) => void,
): TemplateResult {
  const words = divergedWords(experiment, stopped);
  if (!restart) return html`<p class="notice" role="alert">${words}</p>`;
  const rate = rateOf(experiment);
  const slower = lower(rate.value);
  return html`<div class="notice" role="alert">
    <p>${words}</p>
    <button class="button main" type="button" @click=${() => restart(rate.set(slower))}>Restart with ${numberWords(slower)}</button>
  </div>`;
}

/** The engine broke, and so did the one that was started in its place. */
export function engineLost(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `The engine could not continue: ${reason.replace(/\.$/, '')}. Reload the page to start it again.`;
}

/** A step that could not be reached, a step that was stopped, or a crashed worker: whether the run could be restarted. */
export function runNotice({ type, detail }: CustomEvent, step: number): string {
  if (type === 'cut')
    return `Step ${whole(detail)} is too far for this machine: in half a minute it reached step ${whole(step)}. Select Play to train on.`;
  if (type === 'failure') return engineLost(detail);
  const { cause, at, from } = detail as Revival;
  if (cause === 'canceled')
    return `Step ${whole(at + 1)} took too long and was stopped. The run is back at step ${whole(from)}.`;
  return at === from
    ? `The engine crashed at step ${whole(at)}. It was restarted there; nothing is lost.`
    : `The engine crashed at step ${whole(at)}. It was restarted from step ${whole(from)}; nothing else is lost.`;
}
