// The static pages of the guide: contents, chapters, glossary; real HTML, which makes sense without a script.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { guideContents, placeOf, pngSize } from './guide.mjs';
import { sheetPage } from './guide-sheets.mjs';
import { resultsPage, teachersPage } from './guide-teachers.mjs';
import { usualMinutes } from './reading.mjs';
import { root } from './run.mjs';

const source = (...parts) => join(root, 'web', ...parts);

/** Where the site will be, for search engines and previews: relative addresses unless the build is told. */
const home = process.env.LOSS_PLAYGROUND_SITE?.replace(/\/?$/, '/guide/') ?? '';

const title = 'The guide: what a loss function does';
const description =
  'Twelve short chapters about loss functions. Predict, watch a real training run in the page, and check yourself.';

/** A script that is data: what the page is, for search engines. */
const structured = (data) =>
  `<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`;

const course = (chapters) => ({
  '@context': 'https://schema.org',
  '@type': 'Course',
  name: title,
  description,
  provider: { '@type': 'Organization', name: 'Loss Playground' },
  isAccessibleForFree: true,
  hasPart: chapters.map(({ id, title: name }) => ({
    '@type': 'LearningResource',
    name,
    url: `${home}${id}.html`,
  })),
});

const lesson = (chapter) => ({
  '@context': 'https://schema.org',
  '@type': 'LearningResource',
  name: chapter.title,
  description: chapter.description,
  teaches: chapter.teacher.aim,
  isPartOf: { '@type': 'Course', name: title, url: `${home}index.html` },
});

/** Fills the shell. */
function page(shell, { file, head, words, picture = null, data = null, isContents = false, labs }, main) {
  const links = labs.map(({ id, title: name }) => `<a href="../#lab=${id}" data-title="${name}">${name}</a>`);
  const parts = {
    TITLE: `${head} · Loss Playground`,
    DESCRIPTION: words,
    ADDRESS: `${home}${file === 'index.html' ? '' : file}`,
    PICTURE: picture ? `<meta property="og:image" content="${home}${picture}" />` : '',
    COURSE: data ? structured(data) : '',
    IN_GUIDE: isContents ? 'aria-current="page"' : '',
    LABS: links.join(''),
    MAIN: main,
  };
  return shell.replaceAll(/%([A-Z_]+)%/g, (_place, name) => parts[name]);
}

function contentsPage(contents) {
  const { chapters, writer } = contents;
  const entries = chapters.map((chapter, index) => [
    'li',
    {},
    [
      'a',
      { href: `${chapter.id}.html`, 'data-chapter': chapter.id },
      ['span', { class: 'number' }, String(index + 1)],
      [
        'span',
        {},
        ['b', {}, ...writer(chapter).inline(chapter.title)],
        ['span', { class: 'question' }, chapter.question],
      ],
      ['span', { class: 'state' }],
    ],
  ]);
  const [first] = chapters;
  return [
    'div',
    { class: 'contents' },
    [
      'div',
      { class: 'top' },
      [
        'div',
        {},
        ['h1', {}, title],
        [
          'p',
          { class: 'lead' },
          `Twelve short chapters. In each one you predict, watch a real training run in the page, and check yourself. About ${usualMinutes(contents)} minutes each. You need powers, logarithms, sums, and what the slope of a curve is.`,
        ],
      ],
      [
        'div',
        { class: 'progress' },
        ['span', { class: 'done needs-script' }],
        ['a', { class: 'go', href: `${first.id}.html` }, `Start: 1, ${first.title}`],
        [
          'small',
          { class: 'needs-script' },
          ['span', { class: 'kept-where' }, 'Your progress is stored only in this browser.'],
          ' ',
          ['button', { type: 'button', class: 'forget' }, 'Start over'],
        ],
      ],
    ],
    ['ol', { class: 'chapters' }, ...entries],
    [
      'section',
      { class: 'result needs-script', id: 'result', 'aria-label': 'Result link' },
      [
        'p',
        {},
        ['b', {}, 'For your teacher: '],
        ['button', { type: 'button', class: 'copy-result' }, 'Copy result link'],
        ' The link contains your first answers and the runs you made. It contains no name and is sent to no one unless you send it.',
      ],
    ],
  ];
}

function glossaryPage({ terms }) {
  const sorted = [...terms].sort(([, a], [, b]) =>
    a.word.localeCompare(b.word, 'en', { sensitivity: 'base' }),
  );
  return [
    'div',
    { class: 'prose' },
    ['h1', {}, 'Glossary'],
    ['p', { class: 'lead' }, `${terms.size} terms of the field, each in a sentence or two.`],
    [
      'dl',
      { class: 'glossary' },
      ...sorted.flatMap(([slug, { word, meaning }]) => [
        ['dt', { id: slug }, word],
        ['dd', {}, meaning],
      ]),
    ],
  ];
}

/** The still picture of a chapter: its size and its address. */
function stillOf({ id }) {
  const file = source('guide/stills', `${id}-light.png`);
  return existsSync(file) ? pngSize(file) : undefined;
}

function chapterPage(contents, chapter) {
  const { writer, chapterTrees } = contents;
  const place = { ...placeOf(contents, chapter), still: stillOf(chapter) };
  const number = contents.chapters.indexOf(chapter) + 1;
  return [
    'div',
    {},
    [
      'p',
      { class: 'crumb' },
      ['a', { href: './' }, 'Guide'],
      ['span', {}, `Chapter ${number} of ${contents.chapters.length}`],
    ],
    [
      'article',
      {
        class: 'chapter',
        'data-chapter': chapter.id,
        'data-family': chapter.family,
        'data-names-data': chapter.namesData,
      },
      ...chapterTrees(chapter, writer(chapter), place),
    ],
  ];
}

/** Writes all pages into `guide/` of a built site. */
export async function writeGuidePages(site) {
  const contents = await guideContents();
  const { chapters, labs, toHtml } = contents;
  const shell = readFileSync(source('site/guide/page.html'), 'utf8');
  const folder = join(site, 'guide');
  mkdirSync(join(folder, 'stills'), { recursive: true });
  const stills = source('guide/stills');
  if (existsSync(stills))
    for (const file of readdirSync(stills)) cpSync(join(stills, file), join(folder, 'stills', file));
  const write = (about, tree) =>
    writeFileSync(join(folder, about.file), page(shell, { ...about, labs }, toHtml(tree)));
  write(
    { file: 'index.html', head: title, words: description, data: course(chapters), isContents: true },
    contentsPage(contents),
  );
  write(
    {
      file: 'glossary.html',
      head: 'Glossary',
      words: 'The terms of training and loss functions, in plain words.',
    },
    glossaryPage(contents),
  );
  write(
    {
      file: 'teachers.html',
      head: 'For teachers',
      words:
        'Lessons of 5 and 15 minutes, questions to discuss, printable sheets and class links for the guide.',
    },
    teachersPage(contents),
  );
  write(
    {
      file: 'results.html',
      head: 'Results',
      words: 'Paste the result links of a class and see how each question of the guide was answered.',
    },
    resultsPage(contents),
  );
  for (const chapter of chapters) {
    write(
      {
        file: `${chapter.id}-sheet.html`,
        head: `Sheet: ${chapter.title}`,
        words: `Questions and answers of the chapter “${chapter.title}” to print, on two pages.`,
      },
      sheetPage(contents, chapter, stillOf(chapter)),
    );
    write(
      {
        file: `${chapter.id}.html`,
        head: chapter.title,
        words: chapter.description,
        picture: stillOf(chapter) ? `stills/${chapter.id}-light.png` : null,
        data: lesson(chapter),
      },
      chapterPage(contents, chapter),
    );
  }
}

/** The pages' styles and script. */
export async function buildGuide(site) {
  const [{ build: bundle }, { build }, { runtimePlugins }, { importedFiles, workersBeside }] =
    await Promise.all([
      import('esbuild'),
      import('vite'),
      import('./element.mjs'),
      import('./checked-imports.mjs'),
    ]);
  await writeGuidePages(site);
  await bundle({
    bundle: true,
    minify: true,
    logLevel: 'warning',
    entryPoints: [source('site/guide/page.css')],
    outfile: join(site, 'guide/guide.css'),
  });
  const outDir = join(root, 'build/guide');
  await build({
    configFile: false,
    root: source('site/guide'),
    base: './',
    publicDir: false,
    logLevel: 'warn',
    plugins: await runtimePlugins(),
    worker: workersBeside('guide-'),
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: importedFiles('guide.js'),
      rollupOptions: {
        checks: { ineffectiveDynamicImport: false, pluginTimings: false },
        input: { guide: source('site/guide/page.ts') },
        external: ['loss-playground/engine'],
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'guide-[name].js',
          codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] },
          paths: { 'loss-playground/engine': './engine.js' },
        },
      },
    },
  });
  for (const file of readdirSync(outDir)) cpSync(join(outDir, file), join(site, file));
}
