// The part of an address that belongs to a lab: pairs joined by &, as in a permalink.
/** The pairs of an address; anything else is left out. */
export function readPairs(text: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const part of text.split('&')) {
    const split = part.indexOf('=');
    if (split > 0) pairs.set(part.slice(0, split), plain(part.slice(split + 1)));
  }
  return pairs;
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const writePairs = (pairs: Iterable<readonly [string, string]>): string =>
  Array.from(pairs, ([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`).join(
    '&',
  );
