// The formula that the editor opens with.
import { fits, type TaskDescriptor } from 'loss-playground/engine';
import { gallery, startingFormula } from '../formulas/gallery.ts';
import { recentFormulas } from '../formulas/recent.ts';

/** The last formula that was used on this page; undefined before the first. */
export const lastFormula = (): string | undefined => recentFormulas()[0]?.[0];

/** A formula of the gallery is offered for the tasks that it is meant for, even if it fits others. */
const isMeantFor = (formula: string, { kind }: TaskDescriptor) =>
  gallery.find((entry) => entry.formula === formula)?.tasks.includes(kind) ?? true;

/** The last one that was used on this page and fits the task, or one of the gallery; undefined if none fits. */
export function formulaFor(task: TaskDescriptor): string | undefined {
  const [last] =
    recentFormulas().find(([formula, loss]) => fits(task, loss) === true && isMeantFor(formula, task)) ?? [];
  return last ?? startingFormula(task.kind);
}
