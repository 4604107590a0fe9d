// Messages for what did not go as asked: a refused value, a damaged link, a run that diverged, a crashed worker.

import { html, nothing, type TemplateResult } from 'lit';
import type { CompleteExperiment, Experiment, ExperimentError, Stopped } from 'loss-playground/engine';
import { whole } from '../charts/format.ts';
import type { Revival } from '../engine/remote/recovery.ts';
import { rateOf } from '../run/learning-rate.ts';

/** Below the sentence: a plain notice, and what is allowed where a value was refused. */
export function notices(note: string | null, problem: ExperimentError | null): TemplateResult {
  const near = problem?.nearest ? ` Did you mean ${problem.nearest}?` : '';
  return html`${note ? html`<p class="notice" role="alert">${note}</p>` : nothing}
  ${
    problem
      ? html`<p class="notice" role="alert">
        <strong>${problem.path} stays as it was, and the run goes on.</strong>
        ${problem.given} was given; allowed is ${problem.allowed}.${near}
      </p>`
      : nothing
  }`;
}

/** In place of the reading: why the run stopped; where it can be restarted, with more words and a button for that. */
export function diverged(
  experiment: CompleteExperiment,
  { step }: Stopped,
  restart?: (experiment: Experiment) => void,
): TemplateResult {
  const rate = rateOf(experiment);
  const slower = rate.set(Number((rate.value / 10).toPrecision(6)));
  return html`<div class="notice" role="alert">
    <p><strong>The run diverged at step ${whole(step)}.</strong> Each step went farther beyond the valley than the one
      before, until the numbers were no longer finite. ${restart ? 'The pictures show the last finite step. ' : nothing}A rate of ${rate.value} is too
      large here${restart ? '; clipping the gradient, under More terms, can help as well' : nothing}.</p>
    ${restart ? html`<button class="button main" type="button" @click=${() => restart(slower)}>Divide the rate by 10 and start again</button>` : nothing}
  </div>`;
}

/** A crashed worker: the run was restarted, or could not be. */
export function workerNotice({ type, detail }: CustomEvent): string {
  if (type === 'failure') {
    const reason = detail instanceof Error ? detail.message : String(detail);
    return `The engine could not go on: ${reason.replace(/\.$/, '')}.`;
  }
  const { at, from } = detail as Revival;
  return at === from
    ? `The engine’s worker stopped at step ${whole(at)}. It was started again there; nothing is lost.`
    : `The engine’s worker stopped at step ${whole(at)}. It was started again from step ${whole(from)}; nothing else is lost.`;
}
