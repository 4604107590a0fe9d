// The results of a class: pasted links, read and counted, with what is wrong in words.
import { readPasted } from './pasted.ts';
import { decodeResult, type Fault, type Known } from './result-link.ts';
import type { Student } from './results-table.ts';

export interface ClassResults {
  students: Student[];
  /** What is wrong, a sentence each, with the line where it is. */
  faults: string[];
}

export const faultWords = ({ part, words }: Fault): string => `${part}: ${words}`;

/** What a result has of a student: nothing where no entry could be read. */
export function readClass(text: string, known: Known): ClassResults {
  const { links, notes } = readPasted(text);
  const students: Student[] = [];
  const faults = [...notes];
  const first = new Map<string, number>();
  for (const { name: given, line, link } of links) {
    const name = given || `Line ${line}`;
    const place = given ? `Line ${line}, ${given}` : name;
    const { chapters, faults: found } = decodeResult(link, known);
    faults.push(...found.map((fault) => `${place}: ${faultWords(fault)}`));
    const same = `${given} ${link}`;
    const before = first.get(same);
    if (before !== undefined)
      faults.push(
        `${place}: This is the same link as in line ${before}. Delete one of them if it was pasted twice.`,
      );
    else first.set(same, line);
    if (chapters.size > 0 || found.length === 0) students.push({ name, chapters });
  }
  if (text.trim() && links.length === 0)
    faults.push('There is no result link in this text. A result link has “results.html#result-1” in it.');
  return { students, faults };
}
