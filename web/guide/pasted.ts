// Result links in a text that was pasted: one per line, a column of a spreadsheet, or a whole e-mail. What stands before a
// link in its line is the student's name.

/** Characters of a pasted text that are read. */
export const longestPaste = 2_000_000;
/** Links of it that are read. */
export const mostLinks = 500;

export interface PastedLink {
  /** '' where nothing stands before the link. */
  name: string;
  /** Its line in the text, from 1 on. */
  line: number;
  link: string;
}

export interface Pasted {
  links: PastedLink[];
  /** What is left out, in words. */
  notes: string[];
}

/** One of these is enough: a link with a damaged beginning or end is found too. */
const isLink = (word: string) => /results\.html#|#result|result-\d+\/|\/end=\d+~/.test(word);
const beginning = /https?:\/\/|file:\/\/|[\w.-]*results\.html|#?result-\d/;
const end = /\/end=\d+~[0-9a-z]{4}(?![0-9a-z])/;

/** What stands before a link, without marks that separate the two and without the rest of a damaged address. */
const nameIn = (text: string) =>
  text
    .replaceAll(/["“”<>|\s]+/g, ' ')
    .replace(/\S*\/\S*$/, '')
    .replace(/^[\s>*•.,;-]+/, '')
    .replace(/[\s:,;=(–—-]+$/, '');

/** The link that a word has in it, and what stands around it. */
function parted(word: string): { before: string; link: string; after: string } {
  const start = Math.max(0, word.search(beginning));
  const text = word.slice(start);
  const found = end.exec(text);
  // Without its end a link may go on in the next line, with any of its characters at the end of this one.
  const length = found ? found.index + found[0].length : text.search(/["“”<>]|$/);
  return { before: word.slice(0, start), link: text.slice(0, length), after: text.slice(length) };
}

function linksIn(text: string, line: number): PastedLink[] {
  const links: PastedLink[] = [];
  let before = '';
  for (const [word] of text.matchAll(/\S+\s*/g)) {
    let rest = word;
    while (isLink(rest)) {
      const parts = parted(rest.trimEnd());
      links.push({ name: nameIn(before + parts.before), line, link: parts.link });
      before = '';
      rest = parts.after;
    }
    before += rest;
  }
  return links;
}

/** A link with what the next line adds to it, if a mail program has folded it: a single word that begins no other link. */
function unfolded(link: string, line = ''): string | null {
  const word = line.replace(/^[>\s]+/, '').trimEnd();
  if (end.test(link) || !/^\S+$/.test(word) || beginning.test(word)) return null;
  const joined = link + word.replace(/[<>"]+$/, '');
  return /[~=/;:%\d]/.test(word) || end.test(joined) ? joined : null;
}

/** Reads all links of a text. */
export function readPasted(text: string): Pasted {
  const links: PastedLink[] = [];
  const notes: string[] = [];
  if (text.length > longestPaste)
    notes.push(
      `Only the first ${longestPaste.toLocaleString('en-US')} characters were read. Paste the rest separately.`,
    );
  const lines = text.slice(0, longestPaste).split(/\r\n|\r|\n/);
  for (let index = 0; index < lines.length; index++) {
    const found = linksIn(lines[index] ?? '', index + 1);
    const last = found.at(-1);
    for (let more = last && unfolded(last.link, lines[index + 1]); last && more; ) {
      last.link = more;
      index++;
      more = unfolded(more, lines[index + 1]);
    }
    links.push(...found);
  }
  if (links.length > mostLinks)
    notes.push(`Only the first ${mostLinks} of ${links.length} links are shown. Paste the rest separately.`);
  return { links: links.slice(0, mostLinks), notes };
}
