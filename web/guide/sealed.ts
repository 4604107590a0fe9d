// Text with a checksum at its end that finds typing errors. It is no protection against invention.

/** The largest prime below 32⁴: a checksum has four digits. */
const prime = 1_048_573;
/** Without i, l, o and u, which are misread. */
const digits = '0123456789abcdefghjkmnpqrstvwxyz';
const sealLength = 5;

/**
 * Four digits that depend on all of a text. A factor for each place, modulo a prime, makes them differ for certain when one
 * character is changed or two neighbors are swapped; other errors are missed once in a million.
 */
function checksum(text: string): string {
  let sum = 1;
  for (let index = 0; index < text.length; index++) sum = (sum * 65_599 + text.charCodeAt(index) + 1) % prime;
  return [15, 10, 5, 0].map((shift) => digits[(sum >> shift) & 31]).join('');
}

export const sealed = (text: string): string => `${text}~${checksum(text)}`;

/** The text without its checksum; null if that does not fit. */
export function unsealed(text: string): string | null {
  const inner = text.slice(0, -sealLength);
  return sealed(inner) === text ? inner : null;
}
