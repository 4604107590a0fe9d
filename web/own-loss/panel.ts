// The editor of the visitor's own loss over the figures of a lab, or below the settings of an element.
import { html, type TemplateResult } from 'lit';
import type { TaskDescriptor, WorkerEngine } from 'loss-playground/engine';
import './own-loss.ts';

export { startingFormula } from '../formulas/gallery.ts';

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
  html`<section class="over wide" aria-label="Your own loss" tabindex="-1"><header><h2>Your own loss</h2><button class="plain" type="button" @click=${close}>Close</button></header>
    <own-loss .engine=${engine} .task=${task} .formula=${formula} .apply=${apply}></own-loss></section>`;

/** Moves the focus to the editor that has just been opened; what it covers comes before it in the order of the Tab key. */
export const focusPanel = (root: ParentNode): void =>
  root.querySelector<HTMLElement>('.over[tabindex]')?.focus();
