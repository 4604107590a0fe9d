// The editor of the visitor's own loss over the figures of a lab, or below the settings of an element.
import { html, type TemplateResult } from 'lit';
import type { TaskDescriptor, WorkerEngine } from 'loss-playground/engine';
import './own-loss.ts';

export { formulaFor } from './starting.ts';

export interface OwnLossView {
  engine: WorkerEngine;
  /** The task that the loss is for; null where it may be for any. */
  task: TaskDescriptor | null;
  /** The formula in use. */
  formula: string;
  /** Uses a valid formula that fits the task. */
  apply(formula: string): Promise<void>;
  close(): void;
}

export const ownLossPanel = ({ engine, task, formula, apply, close }: OwnLossView): TemplateResult =>
  html`<section class="over wide" aria-label="Your own loss"><own-loss .engine=${engine} .task=${task} .formula=${formula} .apply=${apply} .close=${close}></own-loss></section>`;

/**
 * Moves the focus into the editor that has just been opened. It stays in a menu that is used with the keys: there an arrow
 * selects an entry on the way to another.
 */
export async function focusPanel(root: ParentNode): Promise<void> {
  if (root.querySelector('select:focus-visible')) return;
  const editor = root.querySelector('own-loss');
  await editor?.updateComplete;
  editor?.focus();
}
