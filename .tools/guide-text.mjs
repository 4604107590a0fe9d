// The texts of the guide: Markdown with formulas, numbers of facts and links, as trees (web/guide/tree.ts).
import { Lexer, Marked } from 'marked';
import { mathml } from '../web/site/formulas.mjs';

/** $…$ is a formula, unless a number follows or a link ends in it, as in amounts of dollars. */
const formula = {
  name: 'formula',
  level: 'inline',
  start: (text) => text.indexOf('$'),
  tokenizer(text) {
    const found = /^\$((?:(?!\]\()[^$\n])+)\$(?!\d)/.exec(text);
    return found ? { type: 'formula', raw: found[0], tex: found[1] } : undefined;
  },
};
const markdown = new Marked({ extensions: [formula] });

/** MathML as a tree: it has tags, attributes and text, and nothing else. */
export function formulaTree(tex, display = false) {
  const text = mathml(tex, display);
  const open = [['root', {}]];
  for (const [, tag, text_] of text.matchAll(/<([^>]+)>|([^<]+)/g)) {
    if (text_ !== undefined) open.at(-1).push(decoded(text_));
    else if (tag.startsWith('/')) {
      const closed = open.pop();
      open.at(-1).push(closed);
    } else {
      const [name] = tag.split(/\s/);
      const attributes = Object.fromEntries(
        [...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, decoded(value)]),
      );
      const element = [name, attributes];
      if (tag.endsWith('/')) open.at(-1).push(element);
      else open.push(element);
    }
  }
  return open[0][2];
}

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const decoded = (text) =>
  text.replaceAll(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) =>
    decimal || hex
      ? String.fromCodePoint(Number.parseInt(decimal ?? hex, decimal ? 10 : 16))
      : (entities[name] ?? whole),
  );

/** No line ends between a parenthesis and the formula in it. */
function together(trees) {
  return trees.flatMap((tree, index) => {
    const before = trees[index - 1];
    const isAfter = tree[0] === 'math' && typeof before === 'string' && before.endsWith('(');
    if (isAfter) return [['span', { class: 'together' }, '(', tree]];
    const isBefore = typeof tree === 'string' && tree.endsWith('(') && trees[index + 1]?.[0] === 'math';
    return [isBefore ? tree.slice(0, -1) : tree];
  });
}

/** Typographic quotes and apostrophes are written as such; this is for what Markdown escapes. */
const plain = ({ text }) => decoded(text);

/**
 * Markdown as trees. `link(kind, rest, words)` gives the tree of a link `kind:rest`, and of `#name` as kind `fact`; it
 * throws where there is no such thing.
 */
export function compile(text, link) {
  const inline = (tokens) => together(tokens.map(one));
  const one = (token) => {
    switch (token.type) {
      case 'text':
      case 'escape':
        return token.tokens ? ['span', {}, ...inline(token.tokens)] : plain(token);
      case 'strong':
        return ['b', {}, ...inline(token.tokens)];
      case 'em':
        return ['em', {}, ...inline(token.tokens)];
      case 'codespan':
        return ['code', {}, plain(token)];
      case 'formula':
        return formulaTree(token.tex);
      case 'link': {
        const [, kind = 'fact', rest] = /^(?:#|(\w+):)(.*)$/.exec(token.href) ?? [];
        if (rest === undefined) return ['a', { href: token.href }, ...inline(token.tokens)];
        return link(kind, decodeURI(rest), inline(token.tokens));
      }
      case 'paragraph':
        return ['p', {}, ...inline(token.tokens)];
      case 'list':
        return [
          token.ordered ? 'ol' : 'ul',
          {},
          ...token.items.map((item) => [
            'li',
            {},
            ...item.tokens.flatMap((part) => inline(part.tokens ?? [])),
          ]),
        ];
      default:
        throw new Error(`“${token.raw}” is ${token.type}, which texts of the guide do not have`);
    }
  };
  const lexer = new Lexer(markdown.defaults);
  return {
    /** Paragraphs and lists. */
    blocks: () => lexer.lex(text).flatMap((token) => (token.type === 'space' ? [] : [one(token)])),
    /** What stands in a line. */
    inline: () => inline(lexer.inlineTokens(text)),
  };
}
