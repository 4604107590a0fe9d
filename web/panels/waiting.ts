// What a visitor waits for, with a button to cancel it, and the question before settings whose steps take long.
import { html, type TemplateResult } from 'lit';
import { whole } from '../charts/format.ts';
import type { Session } from '../run/session.ts';
import type { SlowQuestion } from '../run/slowness.ts';

/** "about 12 s" */
export const about = (seconds: number): string =>
  seconds < 90
    ? `about ${whole(Math.max(1, Math.round(seconds)))} s`
    : `about ${whole(Math.round(seconds / 60))} min`;

/** For a link whose work begins with a button. */
export const slowNotice = (seconds: number, button = 'Play'): string =>
  `A step of this run takes ${about(seconds)} on this machine. Select ${button} to train.`;

/** The step that is being taken, and how long one takes. */
export const stepWords = (step: number, seconds: number): string =>
  `Training step ${whole(step)}.${seconds >= 1 ? ` Each takes ${about(seconds)}.` : ''}`;

export const preparing = 'Preparing the run.';

type Waited = Pick<Session, 'wanted' | 'metrics' | 'activity' | 'stepSeconds'>;

/** What the run is doing, in words. */
export function waitWords({ wanted, metrics, activity, stepSeconds }: Waited): string {
  const step = metrics?.step ?? 0;
  if (activity === 'loading') return preparing;
  if (activity === 'evaluating') return `Computing the training and test cost at step ${whole(step)}.`;
  if (wanted !== null && wanted !== step + 1)
    return `Going to step ${whole(wanted)}. The run is at step ${whole(step)}.`;
  return stepWords(step + 1, stepSeconds);
}

/** What the visitor is asked, or waits for, with a button that cancels it; null if neither. */
export function asked(question: SlowQuestion | null, words: string | null, cancel: () => void) {
  if (question)
    return html`<p class="notice change" role="alert"><span class="happened">With these settings a step takes ${about(question.seconds)} on this machine.</span>
      <button class="plain" type="button" @click=${() => question.answer(true)}>Train anyway</button>
      <button class="plain" type="button" @click=${() => question.answer(false)}>Keep the present settings</button></p>`;
  if (!words) return null;
  return html`<p class="notice change" role="status"><span class="happened">${words}</span>
    <button class="plain" type="button" @click=${cancel}>Cancel</button></p>`;
}

/** Of a run that plays. */
export const waiting = (session: Session): TemplateResult | null =>
  asked(session.question, session.activity && waitWords(session), () => session.cancel());
