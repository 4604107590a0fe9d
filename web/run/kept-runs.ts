// Runs kept for comparison with the current one, and its ancestors.
import { html, type TemplateResult } from 'lit';
import type { Catalog, CompleteExperiment } from 'loss-playground/engine';
import { inks } from '../ui/inks.ts';
import { lossOf, taskOf, unitOf } from './described.ts';
import { ownDataOf } from './own-data-address.ts';
import type { Columns, Companion } from './series.ts';

export interface KeptRun {
  name: string;
  experiment: CompleteExperiment;
  history: Columns;
  /** The address at which it can be opened again. */
  address: string;
  /** The step at which another run forked off; null if it was only kept. */
  forkedAt: number | null;
}

/** The line of a kept run never has the color of the current run's family; the run before a fork is gray. */
export const inkOfRun = ({ forkedAt }: Pick<KeptRun, 'forkedAt'>, index: number): string =>
  forkedAt === null ? (inks[(index + 3) % inks.length] ?? '--ink-2') : '--ink-3';

/** Kept runs as lines next to the current one: those whose cost has the same unit. */
export function companionsOf(
  catalog: Catalog,
  runs: readonly KeptRun[],
  present: CompleteExperiment,
): Companion[] {
  const unit = costUnit(catalog, present);
  return runs.flatMap((run, index) =>
    costUnit(catalog, run.experiment) === unit
      ? [{ id: `run-${run.name}`, name: run.name, ink: inkOfRun(run, index), history: run.history }]
      : [],
  );
}

/** The unit of an experiment's cost. */
export function costUnit(catalog: Catalog, experiment: CompleteExperiment): string {
  const [loss, task] = [lossOf(catalog, experiment), taskOf(catalog, experiment)];
  return loss && task ? unitOf(loss, task) : '';
}

/** Runs that can be compared with a new one: those of the same task, and of the same table if it is the visitor's own. */
export function comparable(
  catalog: Catalog,
  runs: readonly KeptRun[],
  present: CompleteExperiment,
): readonly KeptRun[] {
  const data = ownDataOf(catalog, present)?.id;
  return runs.filter(
    ({ experiment }) => experiment.task.id === present.task.id && ownDataOf(catalog, experiment)?.id === data,
  );
}

/** A copy of a history. */
export const copyOf = (history: Columns): Columns =>
  Object.fromEntries(
    Object.entries(history).map(([name, values]) => [name, [...values]]),
  ) as unknown as Columns;

/** The button below the reading that keeps the current run. */
export const keepButton = (keep: () => void): TemplateResult =>
  html`<button class="plain" type="button" @click=${keep}>Keep this run to compare</button>`;
