// The tasks that a menu offers.
import type { Catalog, TaskDescriptor } from 'loss-playground/engine';
import type { Option } from '../ui/controls.ts';

/** Whether a task's data are the visitor's own: a table or a text, which no menu can choose. */
export const isOwn = ({ kind, params }: TaskDescriptor): boolean =>
  kind === 'any' || params.some(({ type }) => type === 'text');

/** All that bring their data along, and the present one. */
export const taskOptions = (catalog: Catalog, present?: string): Option[] =>
  catalog.tasks
    .filter((task) => !isOwn(task) || task.id === present)
    .map(({ id, title }) => ({ value: id, words: title }));
