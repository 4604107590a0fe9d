// The characters of a visitor's file.

export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252';

/** Says which encoding a file has, if not the usual one. */
export const encodingWords = (encoding: Encoding): string =>
  encoding === 'UTF-8' ? '' : `The file is not UTF-8; it was read as ${encoding}. `;

export interface Decoded {
  text: string;
  encoding: Encoding;
}

/** Bytes that are looked at where no mark says what they are. */
const mostSearched = 4096;

const startsWith = (bytes: Uint8Array, ...mark: number[]) => mark.every((byte, at) => bytes[at] === byte);

/** UTF-16 without its mark: every second byte of a text in a Latin alphabet is 0. */
function markless(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(mostSearched, bytes.length - (bytes.length % 2));
  const zeros = [0, 0];
  for (let at = 0; at < length; at++) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (Math.max(even, odd) < 0.3 * (length / 2) || length < 4) return null;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/** Reads the bytes as UTF-8 or UTF-16; where they are neither, as Windows-1252, which has a character for each byte. */
export function decoded(bytes: Uint8Array): Decoded {
  const wide = startsWith(bytes, 0xff, 0xfe)
    ? 'utf-16le'
    : startsWith(bytes, 0xfe, 0xff)
      ? 'utf-16be'
      : markless(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: 'UTF-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' };
  }
}
