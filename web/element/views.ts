// The views of the element, by the names that the attribute `lab` takes.
import { labs } from 'virtual:labs';
import type { LabView } from '../labs/definition.ts';
import { full } from './full-view.ts';
import { guide } from './guide-view.ts';

/** The view of an element without the attribute: a training run, drawn in parts (`show`, `controls`). */
export const defaultView = 'train';

/** Views that are no labs: a chapter of the guide, and the whole playground. Some scripts do not have them. */
const others: Readonly<Record<string, LabView | null>> = { guide, full };

/** The lab behind a name or alias; undefined where it is the default view or unknown. */
export const viewOf = (name: string): LabView | undefined =>
  Object.hasOwn(others, name)
    ? (others[name] ?? undefined)
    : labs.find(({ id, element }) => element && (id === name || element.aliases?.includes(name)));

/** All names, without aliases. */
export const viewNames: readonly string[] = [
  ...new Set([
    defaultView,
    ...labs.flatMap(({ id, element }) => (element ? [id] : [])),
    ...Object.keys(others).filter((name) => others[name]),
  ]),
];
