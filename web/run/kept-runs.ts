// Runs that were kept: to compare with the present one, and those that a fork branched off from.
import { html, type TemplateResult } from 'lit';
import type { CompleteExperiment } from 'loss-playground/engine';
import { inks } from '../ui/inks.ts';
import type { Columns, Companion } from './series.ts';

export interface KeptRun {
  name: string;
  experiment: CompleteExperiment;
  history: Columns;
  /** Where it can be opened again; empty where its table or text is too long for a link. */
  address: string;
  /** The step at which another run branched off from it; null where it was only kept. */
  forkedAt: number | null;
}

/** Kept runs never have the colour of the present one's family. */
export const inkOfRun = (index: number): string => inks[(index + 3) % inks.length] ?? '--ink-2';

export const companionsOf = (runs: readonly KeptRun[]): Companion[] =>
  runs.map(({ name, history }, index) => ({ id: `run-${name}`, name, ink: inkOfRun(index), history }));

/** A copy of a history, as it is now. */
export const copyOf = (history: Columns): Columns =>
  Object.fromEntries(
    Object.entries(history).map(([name, values]) => [name, [...values]]),
  ) as unknown as Columns;

/** Below the reading: keeps the present run. */
export const keepButton = (keep: () => void): TemplateResult =>
  html`<button class="plain" type="button" @click=${keep}>Keep this run to compare</button>`;
