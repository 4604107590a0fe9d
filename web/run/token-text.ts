// Tokens as the page shows them.
import type { TokenShare } from '../charts/token-bars.ts';

/** The sign of a token in a picture. A vocabulary's first character is the boundary of texts. */
export function sign(character: string, characters: string): string {
  if (character === characters[0]) return '·';
  return { ' ': '␣', '\t': '⇥' }[character] ?? character;
}

/** The tokens of the largest vocabulary; then the last one, this sign, stands for all other characters. */
const mostTokens = 512;
const other = '□';

const hasOther = (characters: string) => characters.endsWith(other) && [...characters].length === mostTokens;

/** Whether a vocabulary has all characters of a text; one that begins with a dot accepts any ASCII text. */
export const knows = (characters: string, text: string): boolean =>
  hasOther(characters) ||
  [...text].every((character) =>
    characters.startsWith('.') ? character < '\u0080' : characters.includes(character),
  );

/** The token in words if its character needs them. */
export function inWords(character: string, characters: string): string {
  if (character === characters[0]) return 'the end of the word or text';
  if (character === other && hasOther(characters)) return 'any other character';
  return { ' ': 'a space', '\t': 'a tab' }[character] ?? character;
}

/** Of a vocabulary with more tokens than the first number, only the second number of them is drawn, the likeliest first. */
const mostDrawn = 100;
const drawnOfMany = 40;

/** The tokens to draw: all in the order of the vocabulary, or the likeliest of many. */
export const drawnTokens = (shares: TokenShare[]): TokenShare[] =>
  shares.length <= mostDrawn ? shares : shares.toSorted((a, b) => b.share - a.share).slice(0, drawnOfMany);
