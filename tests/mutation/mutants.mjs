// Small mistakes in C++ code, one at a time: a sign, a comparison, a constant, a term.

/** What a mistake looks like: a pattern, and what stands in its place. */
const mistakes = [
  [/ \+ /g, ' - '],
  [/ - /g, ' + '],
  [/ \* /g, ' / '],
  [/ \/ /g, ' * '],
  [/ \+= /g, ' -= '],
  [/ -= /g, ' += '],
  [/ > /g, ' < '],
  [/ < /g, ' > '],
  [/ >= /g, ' < '],
  [/ <= /g, ' > '],
  [/ == /g, ' != '],
  [/ != /g, ' == '],
  [/ && /g, ' || '],
  [/ \|\| /g, ' && '],
  [/\bT\(0\)/g, 'T(1)'],
  [/\bT\(1\)/g, 'T(2)'],
  [/\bT\(2\)/g, 'T(1)'],
  [/\bT\(0\.5\)/g, 'T(1)'],
  [/([(,=?:] ?)-(?=[a-z(])/g, '$1'],
  [/([=(,] ?)(?=(math::|call\.scale|weight(?!\.)|slope))/g, '$1-'],
];

/** Loops and template brackets hold no arithmetic of a loss; what may stand there is no mistake worth making. */
const skipped =
  /^\s*(\/\/|#|template|static constexpr|for \(|using|struct|class|namespace|inline constexpr|constexpr)/;

/** All mutants of a source: the line, what it becomes, and the whole text. */
export function mutantsOf(source) {
  const lines = source.split('\n');
  const start = Math.max(
    0,
    lines.findIndex((line) => /^ {2}void parameters/.test(line)),
  );
  const found = [];
  for (let number = start; number < lines.length; number++) {
    const line = lines[number] ?? '';
    const code = line.replace(/\/\/.*$/, '');
    if (skipped.test(line) || /"|error = |static_cast<const/.test(code)) continue;
    for (const [pattern, instead] of mistakes)
      for (const match of code.matchAll(pattern)) {
        const replaced = instead.replace('$1', match[1] ?? '');
        const text = code.slice(0, match.index) + replaced + code.slice(match.index + match[0].length);
        found.push({
          number: number + 1,
          before: line.trim(),
          after: text.trim(),
          text: [...lines.slice(0, number), text, ...lines.slice(number + 1)].join('\n'),
        });
      }
    if (
      /^\s+(if \(.*\) )?[\w.[\]*]+(\[[^\]]+\])? (\+=|-=|\*=) .*;$|^\s+(distance|batch)\.\w+\(.*\);$/.test(
        code,
      )
    )
      found.push({
        number: number + 1,
        before: line.trim(),
        after: '(left out)',
        text: [...lines.slice(0, number), ...lines.slice(number + 1)].join('\n'),
      });
  }
  return found;
}
