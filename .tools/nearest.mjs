// The nearest known word, for errors. Only Node's own modules: it serves commands that run before anything is installed.

/** How many letters must be added, removed or replaced to make one word of the other. */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries())
      next.push(Math.min(next[j] + 1, row[j + 1] + 1, row[j] + (letter === other ? 0 : 1)));
    row = next;
  }
  return row[b.length];
}

/** The word of a list that is most like the given one. */
export const nearest = (word, words) =>
  words.map((candidate) => ({ candidate, far: distance(word, candidate) })).sort((a, b) => a.far - b.far)[0]
    ?.candidate;
