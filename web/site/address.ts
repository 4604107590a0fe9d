// The page's address: the lab and its state.
import type { LabDefinition } from '../labs/definition.ts';

export interface Place {
  lab: LabDefinition;
  /** The part that belongs to the lab. */
  rest: string;
  /** The name of a lab that does not exist; another is opened instead. */
  unknown?: string;
}

/**
 * The lab of an address and what it shows. `#triplet`, `#lab=triplet` and `#lab=triplet&margin=…` name a lab, by its id or
 * an alias; what names none is an experiment's permalink, which the first lab opens.
 */
export function readPlace(labs: readonly LabDefinition[], hash: string): Place {
  const [first] = labs;
  if (!first) throw new Error('There are no labs');
  const text = hash.replace(/^#/, '');
  const [, name = '', rest = ''] = /^(?:lab=)?([\w-]*)(?:&(.*))?$/s.exec(text) ?? [];
  const lab = labs.find(({ id, element }) => id === name || element?.aliases?.includes(name));
  if (lab) return { lab, rest };
  if (!text.startsWith('lab=')) return { lab: first, rest: text };
  const [given = '', ...others] = text.slice('lab='.length).split('&');
  return { lab: first, rest: others.join('&'), ...(given ? { unknown: given } : {}) };
}

/** The address of a lab with its state; for the first lab, the plain permalink. */
export function placeAddress(labs: readonly LabDefinition[], { id }: LabDefinition, rest: string): string {
  if (id === labs[0]?.id && rest) return `#${rest}`;
  return `#lab=${id}${rest ? `&${rest}` : ''}`;
}
