// What a visitor decides about a table, and what is decided until then.
import { type Column, type ColumnFacts, type ColumnKind, mostInputClasses } from './columns.ts';
import { isMissing } from './numbers.ts';
import type { Table } from './read-table.ts';

interface Facts {
  columns: readonly ColumnFacts[];
}

/** What happens to a row with a missing value: it is left out, or the value is filled in; a class gets one of its own. */
export const fillings = ['drop', 'mean', 'median', 'category'] as const;
export type Filling = (typeof fillings)[number];

/** What happens to a cell that its column cannot have, and to a row of another length: nothing until it is decided. */
export type Repair = 'missing' | 'drop' | null;

export type Goal = 'classification' | 'triplet' | 'regression' | 'search';

export type TextFeatures = 'words' | 'words and trigrams';

export interface ColumnChoice {
  kind: ColumnKind;
  isInput: boolean;
  filling: Filling;
}

export interface Choices {
  columns: ColumnChoice[];
  /** Index of the column to predict; of the texts to find for a search. */
  target: number;
  goal: Goal;
  /** Index of the column of sample weights. */
  weights: number | null;
  features: TextFeatures;
  wrong: Repair;
  ragged: Repair;
}

/** Names that a column to predict often has. */
const targetNames =
  /^(?:y|target|class|classes|label|labels|species|survived|price|medv|outcome|result|response|type|category|diagnosis|quality|spam|default|churn)$/i;
/** A target may have this many different whole numbers to be taken for classes before numbers. */
const mostNumberClasses = 20;
/** Leaving out rows with missing values takes no more than this share of them. */
const fewRows = 0.1;

/** What a column can be predicted as, the likely goal first. */
export function goalsOf(
  { isWhole, areCodes, isProse, hasClasses, distinctCount }: ColumnFacts,
  kind: ColumnKind,
): Goal[] {
  const classes: Goal[] = distinctCount > 1 && hasClasses ? ['classification', 'triplet'] : [];
  if (kind === 'number') {
    if (!isWhole || distinctCount > mostNumberClasses) return ['regression'];
    return distinctCount <= 2 || areCodes ? [...classes, 'regression'] : ['regression', ...classes];
  }
  if (kind === 'date') return ['regression'];
  if (kind === 'text') return ['search', ...classes];
  return isProse ? [...classes, 'search'] : classes;
}

/** How a missing value of a kind can be filled in. */
export const fillingsOf = (kind: ColumnKind): Filling[] =>
  kind === 'number' || kind === 'date'
    ? ['drop', 'mean', 'median']
    : kind === 'class'
      ? ['drop', 'category']
      : ['drop'];

/** Whether a column can be an input as this kind. */
export const canBeInput = ({ distinctCount }: ColumnFacts, kind: ColumnKind): boolean =>
  kind !== 'class' || distinctCount <= mostInputClasses;

/** Rows without a value in one of the columns. */
function rowsWithout(columns: readonly Column[], rows: number): number {
  const open = columns.filter(({ missing }) => missing > 0);
  let count = 0;
  for (let row = 0; row < rows; row++) if (open.some(({ cells }) => isMissing(cells[row] ?? ''))) count++;
  return count;
}

const usual = (kind: ColumnKind): Filling =>
  kind === 'class' ? 'category' : kind === 'text' ? 'drop' : 'median';

/** The column that a table is probably about: by its name, else the last that can be one. */
function likelyTarget({ columns }: Table): number {
  const can = (column: Column) =>
    column.oddity !== 'row numbers' && column.distinctCount > 1 && goalsOf(column, column.kind).length > 0;
  const named = columns.findIndex((column) => can(column) && targetNames.test(column.name));
  if (named >= 0) return named;
  const last = columns.findLastIndex(
    (column) => can(column) && column.oddity === null && column.kind !== 'date',
  );
  return last >= 0 ? last : Math.max(0, columns.findLastIndex(can));
}

/** The choices for a table until the visitor changes them. */
export function firstChoices(table: Table): Choices {
  const { columns, rows } = table;
  const target = likelyTarget(table);
  const column = columns[target];
  const isSound = (each: Column) =>
    each.oddity === null && each.kind !== 'text' && canBeInput(each, each.kind);
  const others = columns.filter((each) => each !== column);
  const sound = others.filter(isSound);
  // A table of texts is about its texts.
  const inputs = new Set(sound.length > 0 ? sound : others.filter(({ kind }) => kind === 'text').slice(0, 1));
  const isFew = rowsWithout([...inputs], rows) <= fewRows * rows;
  return {
    columns: columns.map((each) => ({
      kind: each.kind,
      isInput: inputs.has(each),
      filling: (isFew && each.missing <= fewRows * rows) || each === column ? 'drop' : usual(each.kind),
    })),
    target,
    goal: (column && goalsOf(column, column.kind)[0]) ?? 'regression',
    weights: null,
    features: 'words',
    wrong: null,
    ragged: null,
  };
}

/** Another column to predict: it is no longer an input, and the one before becomes one if it can. */
export function withTarget(table: Facts, choices: Choices, target: number): Choices {
  const column = table.columns[target];
  const kind = choices.columns[target]?.kind;
  if (!column || !kind) return choices;
  const before = table.columns[choices.target];
  const columns = choices.columns.map((choice, index) => {
    if (index === target) return { ...choice, isInput: false, filling: 'drop' as const };
    const returns =
      index === choices.target &&
      before?.oddity === null &&
      choice.kind !== 'text' &&
      canBeInput(before, choice.kind);
    return returns ? { ...choice, isInput: true } : choice;
  });
  const weights = choices.weights === target ? null : choices.weights;
  return { ...choices, columns, target, weights, goal: goalsOf(column, kind)[0] ?? 'regression' };
}

/** A column that is used as another kind. */
export function withKind(table: Facts, choices: Choices, index: number, kind: ColumnKind): Choices {
  const column = table.columns[index];
  if (!column) return choices;
  const columns = choices.columns.map((choice, each) => {
    if (each !== index) return choice;
    const filling = fillingsOf(kind).includes(choice.filling) ? choice.filling : usual(kind);
    // A column that was no input only because of its kind becomes one.
    const wasBarred = !canBeInput(column, choice.kind);
    return { kind, filling, isInput: (choice.isInput || wasBarred) && canBeInput(column, kind) };
  });
  const goal = index === choices.target ? (goalsOf(column, kind)[0] ?? 'regression') : choices.goal;
  return { ...choices, columns, goal };
}

/** Another column of sample weights, which is no input, or none. */
export function withWeights(choices: Choices, weights: number | null): Choices {
  const columns = choices.columns.map((choice, index) =>
    index === weights ? { ...choice, isInput: false } : choice,
  );
  return { ...choices, columns, weights };
}
