// A chapter as a tree: question, run, what could be seen, why, a common mistake, a second question. All of it is there
// from the start, so that it makes sense without a script and in print; styles hide what comes after the first question
// until that is answered.
import type { Chapter, Choice, Fact, Live, Option, Question } from './chapter.ts';
import type { Tree } from './tree.ts';

/** A number with thousands separators. */
const whole = (value: number) => value.toLocaleString('en-US');

/** Makes trees of a chapter's texts. */
export interface Writer {
  blocks(text: string): Tree[];
  inline(text: string): Tree[];
  formula(tex: string, display?: boolean): Tree;
  /** A loss of the catalog: its title, and its call in PyTorch; none where PyTorch has no such function. */
  loss(id: string): { title: string; pytorch: string | null };
  /** A link to a lab, or only its words. */
  toLab(lab: string, address: string, words: string): Tree;
}

/** What surrounds a chapter on its page; nothing does in an element. */
export interface Place {
  /** Where to go on: the chapter after it, or the contents after the last. */
  next?: { words: string; address: string };
  /** The size of its still picture. */
  still?: { width: number; height: number } | undefined;
  /** The lab of the run: its title, and the address that opens it. */
  lab?: { title: string; address: string };
}

/** Where a script finds a fact's present value; null for one that no run of the reader's changes. */
function placeOfValue(fact: Fact): Live | null {
  const { live } = fact;
  if (live) return { step: 'step' in fact ? fact.step : 0, ...live };
  return 'read' in fact ? fact : null;
}

/** What a script finds a fact's present value by; nothing for one that no run of the reader's changes. */
export function factAttributes(fact: Fact): Record<string, string> {
  const place = placeOfValue(fact);
  if (!place) return {};
  const { as, times } = fact;
  return {
    'data-run': place.run,
    'data-step': String(place.step),
    'data-read': place.read,
    ...(as ? { 'data-as': as } : {}),
    ...(times ? { 'data-times': String(times) } : {}),
  };
}

const option = (writer: Writer, name: string, { text, feedback, right }: Option): Tree => [
  'label',
  { class: right ? 'right' : undefined },
  ['input', { type: 'radio', name }],
  ['span', {}, ...writer.inline(text)],
  [
    'span',
    { class: 'feedback' },
    ['b', {}, right ? 'Correct.' : 'Not quite.'],
    ' ',
    ...writer.inline(feedback),
  ],
];

const question = (
  writer: Writer,
  chapter: Chapter,
  name: 'predict' | 'check',
  { ask, options }: Question,
): Tree => [
  'fieldset',
  { class: `ask ${name}`, 'data-question': name },
  ['legend', {}, name === 'predict' ? 'Predict first' : 'Check yourself'],
  ...writer.blocks(ask),
  ...options.map((each) => option(writer, `${chapter.id}-${name}`, each)),
];

/** The still picture, for readers without a script or without WebAssembly, and its words. */
const still = ({ id, run }: Chapter, { width, height }: { width: number; height: number }): Tree => [
  'figure',
  { class: 'still' },
  [
    'p',
    { class: 'no-script' },
    `The live run needs JavaScript. The picture shows it${run.still.step === undefined ? '' : ` at step ${whole(run.still.step)}`}.`,
  ],
  [
    'picture',
    {},
    ['source', { media: '(prefers-color-scheme: dark)', srcset: `stills/${id}-dark.png` }],
    [
      'img',
      {
        src: `stills/${id}-light.png`,
        width: String(width),
        height: String(height),
        alt: run.still.seen,
        loading: 'lazy',
      },
    ],
  ],
  ['figcaption', {}, run.still.words],
];

function run(writer: Writer, chapter: Chapter, place: Place): Tree {
  const { lab, whole, controls, show, runs, instruction } = chapter.run;
  const [first] = runs;
  return [
    'section',
    { class: 'run after', 'aria-label': 'The run' },
    [
      'header',
      {},
      ['h2', {}, 'Run it'],
      ...(place.lab ? [['a', { href: place.lab.address }, `Open in ${place.lab.title}`] as const] : []),
    ],
    ['div', { class: 'instruction' }, ...writer.blocks(instruction)],
    ...(runs.length > 1
      ? [
          [
            'div',
            { class: 'runs', role: 'group', 'aria-label': 'Runs' },
            ...runs.map(
              ({ id, label, experiment }): Tree => [
                'button',
                {
                  type: 'button',
                  'data-run': id,
                  'data-experiment': experiment,
                  'aria-pressed': String(id === first?.id),
                },
                label,
              ],
            ),
          ] as const,
        ]
      : []),
    [
      'loss-playground',
      {
        lab,
        class: lab && !whole ? 'brief' : undefined,
        experiment: first?.experiment,
        controls: lab ? undefined : (controls ?? true),
        show: lab ? undefined : (show ?? 'chart reading'),
        'data-run': first?.id,
      },
      ...(place.still ? [still(chapter, place.still)] : []),
    ],
  ];
}

function choice(
  writer: Writer,
  { when, loss: id, why, instead, lab = 'train', experiment, link = 'See a run' }: Choice,
): Tree {
  const { title, pytorch } = writer.loss(id);
  return [
    'section',
    {},
    ['h3', {}, ...writer.inline(when)],
    ['p', {}, ['b', {}, `${title}. `], ...writer.inline(why)],
    ['p', {}, ...writer.inline(instead)],
    pytorch
      ? // Scrolled by keys, too, where it is wider than the page.
        ['pre', { tabindex: '0' }, ['code', {}, pytorch]]
      : ['p', {}, 'PyTorch has no such function; the exported script of a run has it.'],
    ['p', {}, writer.toLab(lab, experiment, link)],
  ];
}

/** The trees of a chapter's parts, to be put into one element of the class `chapter`. */
export function chapterTrees(chapter: Chapter, writer: Writer, place: Place = {}): Tree[] {
  const { formula, mistake } = chapter;
  const symbols = formula.symbols.flatMap(([tex, meaning], index): Tree[] => [
    ...(index > 0 ? ['; '] : []),
    writer.formula(tex),
    ': ',
    ...writer.inline(meaning),
  ]);
  return [
    [
      'div',
      { class: 'text' },
      ['h1', {}, ...writer.inline(chapter.title)],
      ...writer.blocks(chapter.intro),
      question(writer, chapter, 'predict', chapter.predict),
    ],
    run(writer, chapter, place),
    [
      'div',
      { class: 'text after' },
      ['h2', {}, 'What the run shows'],
      ...writer.blocks(chapter.see),
      ...(chapter.choices
        ? [['div', { class: 'choices' }, ...chapter.choices.map((each) => choice(writer, each))] as const]
        : []),
      ['h2', {}, 'Why'],
      ...writer.blocks(chapter.why),
      [
        'div',
        { class: 'formula' },
        // A long one scrolls, also by the keyboard.
        [
          'div',
          { class: 'equation', tabindex: '0', role: 'group', 'aria-label': 'Formula' },
          writer.formula(formula.tex, true),
        ],
        ['p', { class: 'symbols' }, ...symbols],
      ],
      [
        'section',
        { class: 'mistake' },
        ['h2', {}, 'A common mistake: ', ...writer.inline(mistake.claim)],
        ...writer.blocks(mistake.answer),
      ],
      question(writer, chapter, 'check', chapter.check),
      ...(place.next
        ? [
            [
              'p',
              { class: 'next' },
              ['a', { class: 'go', href: place.next.address }, place.next.words],
            ] as const,
          ]
        : []),
    ],
  ];
}
