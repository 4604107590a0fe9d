// The editor of the visitor's own loss over the figures of a lab.
import { html, type TemplateResult } from 'lit';
import type { TaskDescriptor, WorkerEngine } from 'loss-playground/engine';
import { loadsOnce } from '../run/loading.ts';

export const importOwnLoss = /* @__PURE__ */ loadsOnce(() => import('../own-loss/own-loss.ts'));

export interface OwnLossView {
  engine: WorkerEngine;
  /** The task that the loss is for; null where it may be for any. */
  task: TaskDescriptor | null;
  /** The formula in use. */
  formula: string;
  /** Uses a valid formula that fits the task. */
  apply(formula: string): Promise<void>;
}

export const ownLossEditor = ({ engine, task, formula, apply }: OwnLossView): TemplateResult =>
  html`<own-loss .engine=${engine} .task=${task} .formula=${formula} .apply=${apply}></own-loss>`;

export const ownLossPanel = (editor: TemplateResult, close: () => void): TemplateResult =>
  html`<section class="over wide" aria-label="Your own loss" tabindex="-1"><header><h2>Your own loss</h2><button class="plain" type="button" @click=${close}>Close</button></header>${editor}</section>`;
