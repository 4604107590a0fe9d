// The views of the element, by the names that the attribute `lab` takes.
import { labs } from 'virtual:labs';
import type { LabView } from '../labs/definition.ts';
import { full } from './full-view.ts';

/** The view of an element without the attribute: a training, which is drawn by parts (`show`, `controls`). */
export const defaultView = 'train';

/** The whole playground in one element. */
const whole = 'full';

/** The lab behind a name or alias; undefined where it is the default view or unknown. */
export const viewOf = (name: string): LabView | undefined =>
  name === whole
    ? (full ?? undefined)
    : labs.find(({ id, element }) => element && (id === name || element.aliases?.includes(name)));

/** All names, without aliases. */
export const viewNames: readonly string[] = [
  ...new Set([
    defaultView,
    ...labs.flatMap(({ id, element }) => (element ? [id] : [])),
    ...(full ? [whole] : []),
  ]),
];
