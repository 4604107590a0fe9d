// The line below the figures of a lab whose work is not one run: it has a progress of its own, with a Cancel button.
import { html, nothing, type TemplateResult } from 'lit';
import { ExperimentError } from 'loss-playground/engine';
import type { Preparation } from '../run/preparation.ts';
import { cannotRun, refused } from '../run/refusals.ts';
import { engineLost, notices } from './notices.ts';
import { asked, preparing, slowNotice, stepWords } from './waiting.ts';

/** A lab that shows its work; `note`: why that did not begin, or broke off. */
interface Noted {
  note: string | null;
}

/** Work that a lab shows with a progress of its own. */
export interface LabWork {
  preparation: Preparation;
  running: boolean;
  /** Steps taken by the run that trains now; null where none trains. */
  step: number | null;
  /** The lab, whose note the visitor can close. */
  lab: Noted;
}

/** The line below a lab's figures while it has a note; null where it has none. */
export const noteLine = (lab: Noted): TemplateResult | null =>
  lab.note === null
    ? null
    : html`<div class="sum announced">${notices(lab.note, () => {
        lab.note = null;
      })}</div>`;

/** The line below a lab's figures: what the visitor is asked or waits for, what went wrong, or `otherwise`. */
export function workLine(
  { preparation, running, step, lab }: LabWork,
  otherwise: unknown,
  links: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const words = preparation.isLong ? preparing : null;
  const waited = asked(preparation.question, words, () => preparation.cancel());
  if (waited) return html`<div class="sum announced">${waited}</div>`;
  const noted = noteLine(lab);
  if (noted) return noted;
  const { slowStep } = preparation;
  const isSlow = running && slowStep !== null && step !== null;
  return html`<div class="sum"><span class="words">${isSlow ? stepWords(step + 1, slowStep) : otherwise}</span> ${links}</div>`;
}

/** Why the work of a link does not begin; null where it was canceled. `button` begins work whose steps take long. */
export function notBegun({ refusal, slowStep }: Preparation, button: string): string | null {
  if (refusal) return cannotRun(refusal);
  return slowStep === null ? null : slowNotice(slowStep, button);
}

/** Why the settings are not changed; null where the visitor decided so. */
export const notChanged = ({ refusal }: Preparation): string | null => refusal && refused(refusal);

/** Why work broke off. */
export const brokenOff = (error: unknown): string =>
  error instanceof ExperimentError ? refused(error) : engineLost(error);
