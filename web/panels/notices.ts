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

/** A run that has stopped. */
export interface StoppedRun {
  experiment: CompleteExperiment;
  stopped: Stopped;
  /** Cost before the first step. */
  initialCost: number | undefined;
  /** Batch losses of the steps that were taken. */
  batchLosses: readonly number[];
  /** Whether its loss is the visitor's own. */
  own: boolean;
}

/** A loss that has grown by this factor was driven up by the steps. */
const grown = 4;

/** Whether the steps were too long; otherwise the loss itself is no finite number for some examples. */
function overshot({ initialCost = 0, batchLosses, own }: StoppedRun): boolean {
  if (!Number.isFinite(initialCost)) return false;
  if (!own) return true;
  const losses = batchLosses.filter(Number.isFinite).map(Math.abs);
  return (losses.at(-1) ?? 0) > grown * (losses[0] ?? 0);
}

/** Why a run has stopped, in words. */
function stoppedWords(run: StoppedRun): string {
  const { experiment, stopped, own } = run;
  const at = `Stopped at step ${whole(stopped.step)}`;
  if (overshot(run))
    return `${at}: the loss is no longer finite. At a learning rate of ${numberWords(rateOf(experiment).value)} each step overshot by more than the last.`;
  const where = `${at}: the loss or its slope is not finite for some examples.`;
  return own ? `${where} Check its roots, logarithms and divisions.` : where;
}

/** In place of the reading: why the run stopped and, if it can be restarted, what helps and a button for that. */
export function diverged(
  run: StoppedRun,
  restart?: (experiment: Experiment) => void,
  edit?: () => void,
): TemplateResult {
  const words = stoppedWords(run);
  const rate = rateOf(run.experiment);
  const slower = lower(rate.value);
  const button = overshot(run)
    ? restart && { words: `Restart with ${numberWords(slower)}`, press: () => restart(rate.set(slower)) }
    : run.own && edit && { words: 'Edit your loss', press: edit };
  if (!button) return html`<p class="notice" role="alert">${words}</p>`;
  return html`<div class="notice" role="alert">
    <p>${words}</p>
    <button class="button main" type="button" @click=${button.press}>${button.words}</button>
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
