// The code to paste for each documentation generator: which lines go into which file.

export interface Wanted {
  /** View of the element. */
  lab: string;
  /** Of the view guide. */
  chapter?: string;
  /** The experiment or other state of the view, as the text of an address. */
  experiment: string;
  /** As the attribute says; null for none. */
  controls: string | null;
  autoplay: boolean;
}

export interface Lines {
  file: string;
  text: string;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** The attributes of the element in the order in which people read them. */
function attributes({ lab, chapter, experiment, controls, autoplay }: Wanted): [string, string][] {
  const list: [string, string][] = [];
  if (lab !== 'train') list.push(['lab', lab]);
  if (chapter) list.push(['chapter', chapter]);
  if (experiment) list.push(['experiment', experiment]);
  if (controls !== null) list.push(['controls', controls]);
  if (autoplay) list.push(['autoplay', 'visible']);
  return list;
}

const written = (list: [string, string][], bare: boolean) =>
  list.map(([name, value]) => (bare && value === '' ? name : `${name}="${escaped(value)}"`)).join(' ');

/** The fallback for readers without scripts: the poster from the command, or words. */
const fallback = ({ lab }: Wanted, poster: string) =>
  lab === 'train'
    ? `<img src="${poster}" width="720" height="444" alt="A training run: the cost falls step by step.">`
    : 'An interactive figure that needs JavaScript.';

const tag = (wanted: Wanted, { bare = true, poster = 'poster.svg' } = {}) =>
  `<loss-playground ${written(attributes(wanted), bare)}>\n  ${fallback(wanted, poster)}\n</loss-playground>`;
const block = (wanted: Wanted, poster?: string) =>
  `<div>\n${tag(wanted, { ...(poster ? { poster } : {}) })}\n</div>`;

/** The commands that copy the files into a static folder and draw the poster. */
function commands(folder: string, { lab, experiment }: Wanted): Lines {
  const poster = `npx loss-playground poster "${experiment || 'task=circle&v=1'}" > ${folder}poster.svg`;
  const copy = `npx loss-playground copy ${folder}loss-playground`;
  return { file: 'once, in a terminal', text: lab === 'train' ? `${copy}\n${poster}` : copy };
}

/** As named parameters, whose values are not escaped. */
const named = (wanted: Wanted) =>
  attributes(wanted)
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ');

const component = (wanted: Wanted, extra: string) =>
  `<loss-playground ${written(attributes(wanted), true)} ${extra} />`;

const script = '<script src="loss-playground/loss-playground.js" defer></script>';

export const generators: Record<string, { title: string; lines(wanted: Wanted): Lines[] }> = {
  html: {
    title: 'HTML',
    lines: (wanted) => [commands('', wanted), { file: 'the page', text: `${script}\n\n${tag(wanted)}` }],
  },
  mkdocs: {
    title: 'MkDocs, Material',
    lines: (wanted) => [
      commands('docs/', wanted),
      { file: 'mkdocs.yml', text: 'extra_javascript:\n  - loss-playground/loss-playground.js' },
      { file: 'the page’s Markdown', text: block(wanted) },
    ],
  },
  sphinx: {
    title: 'Sphinx with MyST',
    lines: (wanted) => [
      commands('_static/', wanted),
      {
        file: 'conf.py',
        text: 'html_js_files = [("loss-playground/loss-playground.js", {"defer": "defer"})]',
      },
      { file: 'the page’s Markdown', text: block(wanted, '_static/poster.svg') },
    ],
  },
  hugo: {
    title: 'Hugo',
    lines: (wanted) => [
      commands('static/', wanted),
      {
        file: 'the base layout’s head',
        text: '<script src="{{ "loss-playground/loss-playground.js" | relURL }}" defer></script>',
      },
      {
        file: 'the page’s Markdown, with the shortcode of web/embed/hugo',
        text: `{{< loss-playground ${named(wanted)} >}}`,
      },
    ],
  },
  jekyll: {
    title: 'Jekyll',
    lines: (wanted) => [
      commands('', wanted),
      { file: 'the layout’s head', text: script },
      { file: 'the page’s Markdown', text: block(wanted) },
    ],
  },
  vitepress: {
    title: 'VitePress',
    lines: (wanted) => [
      commands('docs/public/', wanted),
      {
        file: 'docs/.vitepress/config.mjs',
        text: "head: [['script', { src: '/loss-playground/loss-playground.js', defer: '' }]],\nvue: { template: { compilerOptions: { isCustomElement: (tag) => tag === 'loss-playground' } } },",
      },
      { file: 'the page’s Markdown', text: tag(wanted, { poster: '/poster.svg' }) },
    ],
  },
  docusaurus: {
    title: 'Docusaurus',
    lines: (wanted) => [
      commands('static/', wanted),
      {
        file: 'docusaurus.config.js',
        text: "scripts: [{ src: '/loss-playground/loss-playground.js', defer: true }],",
      },
      {
        file: 'the page’s MDX',
        text: tag(wanted, { bare: false, poster: '/poster.svg' }).replace('the steps.">', 'the steps." />'),
      },
    ],
  },
  react: {
    title: 'React, Vue, Svelte',
    lines: (wanted) => [
      { file: 'once, in a terminal', text: 'npm install loss-playground' },
      {
        file: 'React',
        text: `import 'loss-playground';\n\n${component(wanted, 'onstep={({ detail }) => …}')}`,
      },
      { file: 'Vue', text: component(wanted, '@step="…"') },
      { file: 'Svelte', text: component(wanted, 'onstep={({ detail }) => …}') },
    ],
  },
  notebook: {
    title: 'A notebook',
    lines: (wanted) => [
      {
        file: 'a cell, with loss_playground.py from web/embed/notebook and loss-playground.standalone.js in the same folder',
        text: `from loss_playground import playground\n\nplayground(${JSON.stringify(wanted.experiment)})`,
      },
    ],
  },
};
