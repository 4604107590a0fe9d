// The guide's pages for teachers: the overview with the class link, and the page for results.
import { readings } from './reading.mjs';

/** A tree as plain text: its formulas with their signs, without tooltips. */
export function plainText(tree) {
  if (typeof tree === 'string') return tree;
  const [tag, attributes, ...children] = tree;
  if (tag === 'annotation' || attributes.class === 'meaning') return '';
  return children.map(plainText).join('');
}

/** What pages for teachers know of the chapters: see web/guide/outline.ts. */
export function outlineOf({ chapters, writer }) {
  return chapters.map((chapter, index) => {
    const plain = (text) => writer(chapter, true).inline(text).map(plainText).join('');
    const question = ({ ask, options }) => ({
      ask: plain(ask),
      options: options.map(({ text, idea, right }) => ({
        text: plain(text),
        ...(idea ? { idea } : {}),
        ...(right ? { right } : {}),
      })),
    });
    const { lab, runs } = chapter.run;
    return {
      id: chapter.id,
      number: index + 1,
      title: plain(chapter.title),
      predict: question(chapter.predict),
      check: question(chapter.check),
      ...(lab ? { lab } : {}),
      ...(chapter.namesData ? { namesData: true } : {}),
      runs: runs.map(({ label, experiment }) => ({ label, experiment })),
    };
  });
}

/** Minutes as they are printed. */
const printed = (minutes) => `${minutes.toFixed(1)} minutes`;

function chapterSection(contents, chapter, index, minutes) {
  const { aim, short, long, discuss, stumbling } = chapter.teacher;
  const { blocks, inline } = contents.writer(chapter);
  const list = (texts) => ['ul', {}, ...texts.map((text) => ['li', {}, ...inline(text)])];
  return [
    'section',
    { class: 'lesson', id: chapter.id },
    ['h2', {}, `${index + 1}. `, ...inline(chapter.title)],
    [
      'p',
      { class: 'facts' },
      ['a', { href: `${chapter.id}.html` }, 'Open the chapter'],
      ['a', { href: `${chapter.id}-sheet.html` }, 'Printable sheet'],
      ['span', {}, `${printed(minutes)} to read and run`],
    ],
    ['p', {}, ['b', {}, 'Aim. '], ...inline(aim)],
    ['h3', {}, 'In 5 minutes'],
    ...blocks(short),
    ['h3', {}, 'In 15 minutes'],
    ...blocks(long),
    ['h3', {}, 'To discuss'],
    list(discuss),
    ['h3', {}, 'What students usually say'],
    list(stumbling),
  ];
}

const labeled = (words, field, attributes = {}) => ['label', attributes, ['span', {}, words], field];

function classLinkForm(outline) {
  const chapters = outline.map(({ id, number, title }) => ['option', { value: id }, `${number}. ${title}`]);
  return [
    'form',
    {
      class: 'class-link needs-script',
      'data-outline': JSON.stringify(outline),
      'aria-labelledby': 'class-title',
    },
    ['h2', { id: 'class-title' }, 'Class link'],
    [
      'p',
      {},
      'A link that sets the seed and the data in the runs of a chapter. With one seed the whole class sees the same curve; with a seed for each group you can compare.',
    ],
    [
      'div',
      { class: 'fields' },
      labeled('Chapter', ['select', { id: 'class-chapter' }, ...chapters]),
      labeled('Seed', ['input', { id: 'class-seed', inputmode: 'numeric', autocomplete: 'off', size: '8' }]),
      labeled('Data', ['select', { id: 'class-data' }]),
    ],
    labeled(
      'Link copied from the playground; only its data are used',
      ['input', { id: 'class-pasted', autocomplete: 'off', spellcheck: 'false' }],
      { class: 'wide', hidden: true },
    ),
    ['p', { id: 'class-fault', role: 'status' }],
    [
      'p',
      { class: 'result-line' },
      ['button', { type: 'button', class: 'copy', disabled: true }, 'Copy class link'],
      ['a', { id: 'class-link' }],
    ],
  ];
}

/** The page for teachers. */
export function teachersPage(contents) {
  const { chapters } = contents;
  const minutes = readings(contents).map((reading) => reading.minutes);
  return [
    'div',
    { class: 'prose teachers' },
    ['h1', {}, 'For teachers'],
    [
      'p',
      { class: 'lead' },
      `${chapters.length} chapters, ${Math.round(minutes.reduce((sum, each) => sum + each, 0))} minutes in all: their words at 200 a minute, and two minutes each for the run and the questions. Each has a lesson of 5 minutes, one of 15, and a sheet to print. There are no accounts: students send you a link.`,
    ],
    ['h2', {}, 'How it works in class'],
    [
      'ol',
      {},
      ['li', {}, 'Give your students a chapter, or a class link made below.'],
      [
        'li',
        {},
        'They answer, run and check. Only the first answer to a question counts; it stays in their browser.',
      ],
      [
        'li',
        {},
        'On the ',
        ['a', { href: './' }, 'contents page'],
        ' they select “Copy result link” and send it to you.',
      ],
      [
        'li',
        {},
        'You paste all links into the ',
        ['a', { href: 'results.html' }, 'page for results'],
        ' and see who answered what, and which idea is behind the wrong answers.',
      ],
    ],
    [
      'p',
      {},
      'A result link has a checksum that finds typing errors. It does not prevent cheating, but a run in it can be repeated: the same experiment gives the same test cost to the last digit.',
    ],
    classLinkForm(outlineOf(contents)),
    ...chapters.map((chapter, index) => chapterSection(contents, chapter, index, minutes[index])),
  ];
}

/** The page for results. */
export function resultsPage(contents) {
  return [
    'div',
    { class: 'prose results', 'data-outline': JSON.stringify(outlineOf(contents)) },
    ['h1', {}, 'Results'],
    [
      'p',
      { class: 'lead' },
      'Paste the result links of a class to see how each question was answered. The tables are made in this page: nothing is sent or stored.',
    ],
    ['p', { class: 'no-script' }, 'This page needs JavaScript, because your browser reads the links itself.'],
    [
      'label',
      { class: 'paste needs-script' },
      ['b', {}, 'Result links'],
      ' One per line, with a name before it if you like; a column of a spreadsheet or a whole e-mail works too.',
      ['textarea', { rows: '6', spellcheck: 'false', autocomplete: 'off' }],
    ],
    ['p', { class: 'status', role: 'status' }],
    ['div', { class: 'output' }],
  ];
}
