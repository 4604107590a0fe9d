// The tasks in the menu.
import type { Catalog, TaskDescriptor } from 'loss-playground/engine';
import type { Option } from '../ui/controls.ts';

/** Whether a task trains on the visitor's own table or text, which cannot be chosen from a menu. */
export const isOwn = ({ kind, params }: TaskDescriptor): boolean =>
  kind === 'any' || params.some(({ type }) => type === 'text');

/** All tasks that include their data, and the current one. */
export const taskOptions = (catalog: Catalog, present?: string): Option[] =>
  catalog.tasks
    .filter((task) => !isOwn(task) || task.id === present)
    .map(({ id, title }) => ({ value: id, words: title }));
