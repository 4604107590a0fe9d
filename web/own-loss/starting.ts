// The formula that the editor opens with.
import { fits, type TaskDescriptor } from 'loss-playground/engine';
import { gallery, startingFormula } from '../formulas/gallery.ts';
import { recentFormulas } from '../formulas/recent.ts';

/** A formula of the gallery is offered for the tasks that it is meant for, even if it fits others. */
const isMeantFor = (formula: string, { kind }: TaskDescriptor) =>
  gallery.find((entry) => entry.formula === formula)?.tasks.includes(kind) ?? true;

/**
 * The last formula that was used on this page and fits the task, or one of the gallery. Without a task any fits. Undefined
 * if there is none.
 */
export function formulaFor(task: TaskDescriptor | null): string | undefined {
  const [last] =
    recentFormulas().find(
      ([formula, loss]) => task === null || (fits(task, loss) === true && isMeantFor(formula, task)),
    ) ?? [];
  return last ?? (task ? startingFormula(task.kind) : undefined);
}
