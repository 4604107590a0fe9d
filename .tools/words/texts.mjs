// The texts of the project that people read, each with the line where it is: from templates and strings of web/, pages,
// documents, error messages of the engine, and the catalog.

/** Attributes of templates that people read or hear. */
const spoken =
  /\s\.?(?:aria-label|aria-description|title|alt|placeholder|summary|label)=(?:"([^"]*)"|'([^']*)')/g;

/** Words instead of expressions in a template, so that a sentence stays one. */
const gap = '…';

/** Whether a string is for people: words with spaces between, and no code. */
const isSentence = (text) =>
  /\p{L}{2,}[’']?\p{L}*[,;:.]?\s+\S*\p{L}/u.test(text) &&
  !/^[\s\w-]*[{}<>=]|=>|^\s*[.#@:]|\bvar\(--|\d(px|em|fr)\b|torch\.|;\s*$/.test(text);

const squeezed = (text) => text.replace(/\s+/g, ' ').trim();

/** The texts of HTML, between its tags and in spoken attributes; offsets are kept. */
export function textsOfHtml(html) {
  const found = [];
  const add = (text, index) => {
    if (/\p{L}/u.test(text.replaceAll(gap, '')))
      found.push({ index: index + text.search(/\S/), text: squeezed(text) });
  };
  const blank = (part) => part.replace(/[^\n]/g, ' ');
  const bare = html.replace(/<(script|style)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->/g, blank);
  for (const { index, 0: whole, 1: text, 2: other } of bare.matchAll(spoken))
    add(text ?? other ?? '', index + whole.search(/["']/) + 1);
  // Inline elements are part of their sentence.
  const flat = bare.replace(
    /<\/?(?:a|b|i|em|strong|code|span|var|sub|sup|output|tspan|abbr|kbd)\b[^>]*>/g,
    blank,
  );
  for (const { index, 0: text } of flat.matchAll(/[^<>]+(?=<|$)/g))
    if (flat[index - 1] !== '<') add(text, index);
  return found;
}

const rawOf = ({ quasis }) => quasis.map(({ value }) => value.cooked ?? value.raw).join(gap);

/** The texts of a TypeScript module. `walk` and the syntax tree are those of .tools/house/modules.mjs. */
export function textsOfModule(program, walk) {
  const found = [];
  const templates = new Set();
  walk(program, (node) => {
    if (node.type === 'TaggedTemplateExpression') {
      templates.add(node.quasi);
      if (['html', 'svg'].includes(node.tag.name))
        for (const { text } of textsOfHtml(rawOf(node.quasi))) found.push({ index: node.start, text });
    } else if (node.type === 'TemplateLiteral' && !templates.has(node)) {
      const text = rawOf(node);
      if (text.includes('<') && text.includes('</'))
        for (const { text: inner } of textsOfHtml(text)) found.push({ index: node.start, text: inner });
      else if (isSentence(text)) found.push({ index: node.start, text: squeezed(text) });
    } else if (node.type === 'Literal' && typeof node.value === 'string' && isSentence(node.value)) {
      found.push({ index: node.start, text: squeezed(node.value) });
    }
  });
  return found;
}

/** String literals of C++ that are sentences, adjacent ones as one; raw strings are code. */
export function textsOfCpp(source) {
  const blank = (part) => part.replace(/[^\n]/g, ' ');
  const plain = source.replace(/R"(\w*)\([\s\S]*?\)\1"/g, blank).replace(/^\s*(#include|\/\/).*$/gm, blank);
  return Array.from(
    plain.matchAll(/"(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*/g),
    ({ index, 0: literals }) => ({
      index,
      text: literals.replace(/"\s*"/g, '').slice(1, -1).replaceAll('\\"', '"'),
    }),
  ).filter(({ text }) => isSentence(text));
}

/** Paragraphs and table rows of Markdown, without code. */
export function textsOfMarkdown(source) {
  const blank = (part) => part.replace(/[^\n]/g, ' ');
  const plain = source.replace(/^```[\s\S]*?^```/gm, blank).replace(/^---[\s\S]*?^---/, blank);
  return Array.from(
    plain.matchAll(/^(?:[|#-].*|[^|#\n-].*(?:\n(?![|#\n-]).+)*)/gm),
    ({ index, 0: text }) => ({
      index,
      text: squeezed(text),
    }),
  ).filter(({ text }) => /\p{L}{2}/u.test(text));
}

/** The texts of the built catalog, with where each is in it. */
export function textsOfCatalog(catalog) {
  const found = [];
  const visit = (value, path) => {
    if (typeof value === 'string') {
      if (
        /(\.(summary|doc|goal|remark|missing|phrase)|misfits\.\w+)$/.test(path) ||
        /\.(title|noun|unit)$/.test(path)
      )
        found.push({ path, text: value });
    } else if (value && typeof value === 'object') {
      for (const [key, item] of Object.entries(value)) visit(item, `${path}.${item?.id ?? key}`);
    }
  };
  for (const [list, entries] of Object.entries(catalog)) visit(entries, list);
  return found;
}
