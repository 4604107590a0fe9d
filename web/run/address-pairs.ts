// The part of an address that belongs to a lab: pairs joined by &, as in a permalink.

/** The pairs of an address; what is no pair is left out. */
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

/** A number of an address, where it is a finite one and in its range; else what it falls back on. */
export function numberOf(
  text: string | undefined,
  fallback: number,
  min = -Infinity,
  max = Infinity,
): number {
  const value = Number(text);
  const isGiven = text !== undefined && text.trim() !== '' && Number.isFinite(value);
  return isGiven && value >= min && value <= max ? value : fallback;
}
