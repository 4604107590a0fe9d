// The editor of the visitor's own loss, for the run of a session.
import { nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Experiment } from 'loss-playground/engine';
import type { Session } from '../run/session.ts';
import { focusPanel, ownLossPanel } from './panel.ts';
import { formulaFor } from './starting.ts';

/** Draws the editor; nothing once the session has another loss. */
export type Written = (session: Session) => TemplateResult | typeof nothing;

export interface Writer extends ReactiveControllerHost {
  readonly renderRoot: ParentNode;
  readonly session: Session | null;
  /** Typing is not lasting: the browser's Back leaves it out. */
  change(experiment: Experiment, plays?: boolean, isLasting?: boolean): Promise<void>;
}

const panelOf =
  (writer: Writer, close: () => void): Written =>
  ({ engine, experiment, loss, task }) => {
    if (!experiment || !task || !loss?.own) return nothing;
    const { id, params } = experiment.loss;
    const apply = (formula: string) =>
      writer.change({ ...experiment, loss: { id, params: { formula } } }, false, false);
    return ownLossPanel({
      engine,
      task,
      formula: String(params.formula),
      apply,
      close,
    });
  };

/** Opens the editor: with the last formula that fits the task, unless the loss is a formula already. */
export async function write(
  writer: Writer,
  id: string,
  open: (written: Written) => void,
  close: () => void,
): Promise<void> {
  const { experiment, task } = writer.session ?? {};
  if (experiment && task && experiment.loss.id !== id) {
    const formula = formulaFor(task);
    await writer.change({ ...experiment, loss: { id, ...(formula ? { params: { formula } } : {}) } });
  }
  open(panelOf(writer, close));
  await writer.updateComplete;
  await focusPanel(writer.renderRoot);
}
