// What the preview of a table says.
import { brief, grouped, plural, whole } from '../../charts/format.ts';
import type { Option } from '../../ui/controls.ts';
import { encodingWords } from '../encoding.ts';
import type { Check } from './check.ts';
import { type Choices, type Filling, fillingsOf, type Goal, goalsOf } from './choices.ts';
import { type ColumnFacts, type ColumnKind, mostInputClasses } from './columns.ts';
import { distinctWords } from './problem-words.ts';
import type { Delimiter } from './rows.ts';
import type { TableFacts } from './work.ts';

export const delimiterOptions: Option[] = [
  { value: ',', words: 'commas' },
  { value: ';', words: 'semicolons' },
  { value: '\t', words: 'tabs' },
  { value: '|', words: 'vertical bars' },
  { value: ' ', words: 'spaces' },
] satisfies { value: Delimiter; words: string }[];

export const markOptions: Option[] = [
  { value: 'point', words: 'a point' },
  { value: 'comma', words: 'a comma' },
];

export const headerOptions: Option[] = [
  { value: 'names', words: 'has the names' },
  { value: 'data', words: 'is data' },
];

export const featureOptions: Option[] = [
  { value: 'words', words: 'their words' },
  { value: 'words and trigrams', words: 'their words and letter trigrams' },
];

const kindWords: Record<ColumnKind, string> = {
  number: 'number',
  class: 'class',
  date: 'date',
  text: 'text',
};

export const kindOptions = ({ kinds }: ColumnFacts): Option[] =>
  kinds.map((kind) => ({ value: kind, words: kindWords[kind] }));

const fillingWords: Record<Filling, string> = {
  drop: 'leave rows out',
  mean: 'use the mean',
  median: 'use the median',
  category: 'a class “missing”',
};

export const fillingOptions = (kind: ColumnKind): Option[] =>
  fillingsOf(kind).map((filling) => ({ value: filling, words: fillingWords[filling] }));

const goalWords = (goal: Goal, { distinctCount }: ColumnFacts): string =>
  ({
    classification: `a class, one of ${whole(distinctCount)}`,
    triplet: 'a class, by distance between embeddings',
    regression: 'a number',
    search: 'a text to find',
  })[goal];

export const goalOptions = (column: ColumnFacts, kind: ColumnKind): Option[] =>
  goalsOf(column, kind).map((goal) => ({ value: goal, words: goalWords(goal, column) }));

const counted = (count: number, noun: string) => `${whole(count)} ${count === 1 ? noun : plural(noun)}`;

/** A number of the table, with up to six digits. */
const value = (number: number): string => {
  const size = Math.abs(number);
  // Years have no thousands separator.
  if (Number.isInteger(number) && size < 10_000) return String(number).replace('-', '−');
  return size >= 1e7 || (size > 0 && size < 1e-3)
    ? brief(number)
    : grouped(String(Number(number.toPrecision(6)))).replace('-', '−');
};

/** What was found in a column: "0.42 to 512; 177 of 891 missing". */
export function foundWords(
  { kind, range, distinctCount, missing, sign }: ColumnFacts,
  as: ColumnKind,
  rows: number,
): string {
  const money = sign === '%' ? ' %' : '';
  const values =
    as === 'number' && range
      ? range[0] === range[1]
        ? `${value(range[0])}${money} only`
        : `${value(range[0])} to ${value(range[1])}${money}`
      : as === 'class'
        ? counted(distinctCount, 'class')
        : `${distinctWords(distinctCount)} different ${distinctCount === 1 ? 'value' : 'values'}`;
  const mixed = kind === 'number' && as === 'number' && range === null ? 'no numbers' : values;
  return missing > 0 ? `${mixed}; ${whole(missing)} of ${whole(rows)} missing` : mixed;
}

const oddities: Record<NonNullable<ColumnFacts['oddity']>, string> = {
  'row numbers': 'Names or numbers of the rows, so not used.',
  'one value': 'One value only, so not used.',
  'mostly missing': 'More than half is missing, so not used.',
  'many texts': 'Different in most rows, so not used.',
};

/** Why a column is not ticked at first. */
export function oddityWords({ oddity, kind, distinctCount }: ColumnFacts): string | null {
  if (oddity !== 'many texts') return oddity && oddities[oddity];
  if (kind !== 'class') return 'Texts, not used unless ticked.';
  return `${whole(distinctCount)} classes; an input can have ${mostInputClasses}.`;
}

/** How the file was read, before what can be changed. */
export function readWords({ rows, columns, encoding, above, sheet }: TableFacts): string {
  const size = `${counted(rows, 'row')}, ${counted(columns.length, 'column')}.`;
  const bytes = encoding ? encodingWords(encoding) : '';
  const skipped =
    above.length > 0 ? `Left out above the table: ${above.map((line) => `“${line}”`).join(', ')}. ` : '';
  const part = sheet ? `Sheet “${sheet}”. ` : '';
  return `${size} ${part}${bytes}${skipped}`;
}

/** Which rows are used. */
export function rowWords({ rows, left }: Check, all: number): string {
  if (rows === all) return `All ${counted(all, 'row')} are used.`;
  const why = [
    left.missing > 0 ? `${whole(left.missing)} for a missing value` : '',
    left.wrong > 0 ? `${whole(left.wrong)} for a value that is no number` : '',
    left.ragged > 0 ? `${whole(left.ragged)} for another number of cells` : '',
  ].filter(Boolean);
  return `${whole(rows)} of ${whole(all)} rows are used. Left out: ${why.join(', ')}.`;
}

/** Columns that can weigh the rows. */
export const weightOptions = ({ columns }: TableFacts, { target }: Choices): Option[] => [
  { value: '', words: 'once' },
  ...columns.flatMap(({ name, kind, range }, index) =>
    index !== target && kind === 'number' && range && range[0] >= 0
      ? [{ value: String(index), words: `weighted by ${name}` }]
      : [],
  ),
];

/** Says which lines became one cell. */
export const openWords = ({ row, lines }: NonNullable<TableFacts['open']>): string =>
  `A quote in row ${whole(row)} is never closed, so the last ${lines === 1 ? 'line' : `${whole(lines)} lines`} became one cell.`;
