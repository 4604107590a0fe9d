// What the page says of an address that names a lab that does not exist.
import { unknownName } from '../engine/api/errors.ts';
import type { LabDefinition } from '../labs/definition.ts';

/** `lab: "tripletts" is not valid. Use one of …. Did you mean triplet?`, and what is shown instead. */
export function unknownLabWords(labs: readonly LabDefinition[], name: string): string {
  const ids = labs.map(({ id }) => id);
  return `${unknownName('lab', name, ids).message} ${labs[0]?.title} is shown instead.`;
}

/** Says so above the labs. */
export function sayUnknownLab(place: HTMLElement, labs: readonly LabDefinition[], name: string): void {
  const words = document.createElement('p');
  words.className = 'fallback unknown-lab';
  words.setAttribute('role', 'alert');
  words.textContent = unknownLabWords(labs, name);
  place.before(words);
}
