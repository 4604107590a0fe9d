// Text as a tree, which is written as HTML when the pages are built and made into elements where a chapter is embedded:
// a strict policy lets no script read HTML.

/** A piece of text, or an element: its name, its attributes and its children. */
export type Tree = string | readonly [tag: string, attributes: Attributes, ...children: Tree[]];
/** An attribute that is true has no value; one that is false or missing is left out. */
export type Attributes = Readonly<Record<string, string | boolean | undefined>>;

const formulas = 'http://www.w3.org/1998/Math/MathML';

/** Elements that have neither children nor an end. */
const empty = new Set(['br', 'hr', 'img', 'input', 'link', 'meta', 'source']);

const present = (attributes: Attributes) =>
  Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined || value === false ? [] : [[name, value === true ? '' : value] as const],
  );

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A tree as HTML. */
export function toHtml(tree: Tree): string {
  if (typeof tree === 'string') return escaped(tree);
  const [tag, attributes, ...children] = tree;
  const written = present(attributes)
    .map(([name, value]) =>
      value === '' ? ` ${name}` : ` ${name}="${escaped(value).replaceAll('"', '&quot;')}"`,
    )
    .join('');
  const start = `<${tag}${written}>`;
  return empty.has(tag) ? start : `${start}${children.map(toHtml).join('')}</${tag}>`;
}

/** A tree as elements of the page. */
export function toNode(tree: Tree, inFormula = false): Node {
  if (typeof tree === 'string') return document.createTextNode(tree);
  const [tag, attributes, ...children] = tree;
  const isFormula = inFormula || tag === 'math';
  const element = isFormula ? document.createElementNS(formulas, tag) : document.createElement(tag);
  for (const [name, value] of present(attributes)) element.setAttribute(name, value);
  element.append(...children.map((child) => toNode(child, isFormula)));
  return element;
}

/** The words of a tree, without its formulas. */
export function wordsOf(tree: Tree): string {
  if (typeof tree === 'string') return tree;
  const [tag, , ...children] = tree;
  return tag === 'math' ? '' : children.map(wordsOf).join('');
}
