// The guide: its chapters (web/guide/chapters), as static pages and as modules for the element.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { compile, formulaTree } from './guide-text.mjs';
import { labDefinitions } from './labs.mjs';
import { nearest } from './nearest.mjs';
import { root } from './run.mjs';

const source = (...parts) => join(root, 'web', ...parts);
const load = (...parts) => tsImport(pathToFileURL(source(...parts)).href, import.meta.url);

/** The chapters in their order. A file with another name than its chapter is refused. */
export async function chapterDefinitions() {
  const files = readdirSync(source('guide/chapters')).filter((file) => file.endsWith('.ts'));
  const chapters = await Promise.all(
    files.map(async (file) => {
      const { default: chapter } = await load('guide/chapters', file);
      if (`${chapter?.id}.ts` !== file)
        throw new Error(`web/guide/chapters/${file}: its id is ${chapter?.id}; it must be that of its file`);
      return chapter;
    }),
  );
  return chapters.sort((a, b) => a.order - b.order);
}

/** A term's name in addresses. */
export const slugOf = (name) => name.replaceAll('_', '-');

/** The glossary: terms by their names in addresses. */
export async function glossary() {
  const terms = await load('ui/terms.ts');
  return new Map(Object.entries(terms).map(([name, term]) => [slugOf(name), term]));
}

/** The entry of a list, or an error that names the nearest one. */
function known(list, id, what, where) {
  if (list.includes(id)) return id;
  throw new Error(`${where}: there is no ${what} ${id}; did you mean ${nearest(id, list)}?`);
}

/** The address of a lab, with its part after `?`, from a page of the guide. */
const labAddress = (rest) => {
  const [, id, part] = /^([\w-]+)\??(.*)$/.exec(rest);
  return `../#lab=${id}${part && `&${part}`}`;
};

/** What links of a text become: in pages of the guide, or in an element, where there is nothing to lead to. */
function linkOf({ chapters, terms, labs, isEmbedded }, { id, facts = {} }, factAttributes) {
  return (kind, rest, words) => {
    switch (kind) {
      case 'fact': {
        known(Object.keys(facts), rest, 'fact', id);
        const fact = facts[rest];
        return [
          'span',
          { class: 'fact', 'data-measured': 'measure' in fact, ...factAttributes(fact) },
          ...words,
        ];
      }
      case 'term': {
        known([...terms.keys()], rest, 'term', id);
        const meaning = ['span', { class: 'meaning', role: 'tooltip' }, terms.get(rest).meaning];
        return isEmbedded
          ? ['dfn', { tabindex: '0' }, ...words, meaning]
          : ['span', { class: 'term' }, ['a', { href: `glossary.html#${rest}` }, ...words], meaning];
      }
      case 'chapter': {
        known(
          chapters.map((each) => each.id),
          rest,
          'chapter',
          id,
        );
        return isEmbedded ? ['span', {}, ...words] : ['a', { href: `${rest}.html` }, ...words];
      }
      case 'lab': {
        known(
          labs.map((lab) => lab.id),
          rest.replace(/\?.*/, ''),
          'lab',
          id,
        );
        return isEmbedded ? ['span', {}, ...words] : ['a', { href: labAddress(rest) }, ...words];
      }
      default:
        throw new Error(`${id}: a link to ${kind}: leads nowhere; there are term, chapter, lab and #fact`);
    }
  };
}

/**
 * A loss as the built catalog has it. Its call in PyTorch is without the arguments of parameters, which have defaults there
 * too; in an expression the parameters have their defaults here.
 */
function lossOf(catalog, filled, id) {
  known(
    catalog.losses.map((loss) => loss.id),
    id,
    'loss',
    'web/guide/chapters',
  );
  const loss = catalog.losses.find((each) => each.id === id);
  const { title, params, pytorch } = loss;
  if (pytorch.code) return { title, pytorch: null };
  const defaults = Object.fromEntries(params.map((param) => [param.id, param.default]));
  const call = pytorch.call.replaceAll(/, \w+=\{\w+\}/g, '');
  return { title, pytorch: filled(call, catalog, loss, defaults) };
}

/** Makes the trees of a chapter's texts. */
const writerOf = (link, catalog, filled) => ({
  blocks: (text) => compile(text, link).blocks(),
  inline: (text) => compile(text, link).inline(),
  formula: formulaTree,
  loss: (id) => lossOf(catalog, filled, id),
  toLab: (lab, address, words) => link('lab', `${lab}?${address}`, [words]),
});

/** Everything that pages of the guide are made of. */
export async function guideContents() {
  const [chapters, terms, labs, { chapterTrees, factAttributes }, trees, { filled }] = await Promise.all([
    chapterDefinitions(),
    glossary(),
    labDefinitions(),
    load('guide/chapter-tree.ts'),
    load('guide/tree.ts'),
    load('exports/pytorch/call.ts'),
  ]);
  const contents = { chapters, terms, labs };
  const catalog = JSON.parse(readFileSync(join(root, 'dist/catalog.json'), 'utf8'));
  const writer = (chapter, isEmbedded = false) =>
    writerOf(linkOf({ ...contents, isEmbedded }, chapter, factAttributes), catalog, filled);
  return { ...contents, writer, chapterTrees, ...trees };
}

const listName = 'virtual:chapters';
const titlesName = 'virtual:chapter-titles';
const chapterName = 'virtual:chapter/';

/**
 * Makes `virtual:chapters` the list of the chapters, each with what loads it, and `virtual:chapter-titles` their titles by
 * their ids, for Vite and Rolldown.
 */
export function collectedChapters() {
  /** Read once per build. */
  let read = null;
  return {
    name: 'collected chapters',
    buildStart() {
      read = null;
    },
    resolveId: (id) => ([listName, titlesName].includes(id) || id.startsWith(chapterName) ? `\0${id}` : null),
    async load(id) {
      if (!id.startsWith('\0virtual:chapter')) return null;
      read ??= guideContents();
      const contents = await read;
      if (id === `\0${titlesName}`)
        return `export default ${JSON.stringify(Object.fromEntries(contents.chapters.map(({ id, title }) => [id, title])))};`;
      if (id === `\0${listName}`) {
        const entries = contents.chapters.map(
          (chapter) =>
            `{ id: '${chapter.id}', title: ${JSON.stringify(chapter.title)}, load: () => import('${chapterName}${chapter.id}') }`,
        );
        return `export const chapters = [${entries.join(', ')}];`;
      }
      const chapter = contents.chapters.find((each) => `\0${chapterName}${each.id}` === id);
      const trees = contents.chapterTrees(chapter, contents.writer(chapter, true));
      return `export default ${JSON.stringify({ family: chapter.family, trees })};`;
    },
  };
}

/** The size of a PNG, from its header. */
export function pngSize(file) {
  const bytes = readFileSync(file);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** Where a chapter stands among the others, with the lab of its first run. */
export function placeOf({ chapters, labs }, chapter) {
  const next = chapters[chapters.indexOf(chapter) + 1];
  const id = chapter.run.lab ?? labs[0].id;
  const { title } = labs.find((lab) => lab.id === id);
  // In the guide a lab waits for the reader; on its own page it begins.
  const address = chapter.run.runs[0].experiment.replace(/^at=0&/, '');
  return {
    next: next
      ? { words: `Next: ${next.title}`, address: `${next.id}.html` }
      : { words: 'The end of the guide: contents and result link', address: './#result' },
    lab: { title, address: labAddress(`${id}?${address}`) },
  };
}
