// The printable sheet of a chapter: the questions on the first page, the picture and the answers on the second.

const box = ['span', { class: 'box', 'aria-hidden': 'true' }];
const line = ['span', { class: 'line' }];

const letterOf = (index) => String.fromCharCode(97 + index);

function asked({ inline, blocks }, heading, { ask, options }) {
  return [
    'section',
    { class: 'question' },
    ['h2', {}, heading],
    ...blocks(ask),
    [
      'ol',
      { class: 'options', type: 'a' },
      ...options.map(({ text }) => ['li', {}, box, ['span', {}, ...inline(text)]]),
    ],
    ['p', { class: 'reason' }, 'Because:'],
    ['div', { class: 'lines', 'aria-hidden': 'true' }, line, line],
  ];
}

function answered({ inline }, heading, { options }) {
  return [
    'section',
    { class: 'answers' },
    ['h3', {}, heading],
    [
      'dl',
      {},
      ...options.flatMap(({ text, feedback, right }, index) => [
        [
          'dt',
          { class: right ? 'right' : undefined },
          `${letterOf(index)}: `,
          ...inline(text),
          right ? ' ✓' : '',
        ],
        ['dd', {}, right ? 'Correct. ' : 'Not quite. ', ...inline(feedback)],
      ]),
    ],
  ];
}

function formulaPart({ formula, inline }, chapter) {
  const symbols = chapter.formula.symbols.flatMap(([tex, meaning], index) => [
    ...(index > 0 ? ['; '] : []),
    formula(tex),
    ': ',
    ...inline(meaning),
  ]);
  return [
    'div',
    { class: 'formula' },
    formula(chapter.formula.tex, true),
    ['p', { class: 'symbols' }, ...symbols],
  ];
}

/** The sheet of a chapter; `still` is the size of its picture, if it has one. */
export function sheetPage({ writer, chapters }, chapter, still) {
  const write = writer(chapter);
  const { inline, blocks } = write;
  const picture = still && [
    'figure',
    {},
    [
      'img',
      {
        src: `stills/${chapter.id}-light.png`,
        width: String(still.width),
        height: String(still.height),
        alt: chapter.run.still.seen,
      },
    ],
    ['figcaption', {}, chapter.run.still.words],
  ];
  return [
    'article',
    { class: 'sheet' },
    [
      'div',
      { class: 'front' },
      ['p', { class: 'name-line' }, 'Name', line],
      ['p', { class: 'number' }, `Chapter ${chapters.indexOf(chapter) + 1} of ${chapters.length}`],
      ['h1', {}, ...inline(chapter.title)],
      ...blocks(chapter.intro),
      asked(write, 'Predict first', chapter.predict),
      asked(write, 'Check yourself', chapter.check),
    ],
    [
      'div',
      { class: 'back' },
      ['h2', {}, 'Answers: ', ...inline(chapter.title)],
      ...(picture ? [picture] : []),
      formulaPart(write, chapter),
      answered(write, 'Predict first', chapter.predict),
      answered(write, 'Check yourself', chapter.check),
    ],
  ];
}
