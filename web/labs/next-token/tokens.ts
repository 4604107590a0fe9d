// Tokens as a reader sees them.

/** The sign of a token in a picture. A vocabulary's first character is the boundary of texts. */
export function sign(character: string, characters: string): string {
  if (character === characters[0]) return '·';
  return character === ' ' ? '␣' : character;
}

/** The token in words, where its sign needs them. */
export function inWords(character: string, characters: string): string {
  if (character === characters[0]) return 'the end of the word or text';
  return character === ' ' ? 'a space' : character;
}
