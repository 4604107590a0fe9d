import { readdirSync, readFileSync } from 'node:fs';
import { DataError } from '../../../web/own-data/data-error.ts';
import { decoded } from '../../../web/own-data/encoding.ts';
import { fillings, firstChoices, goalsOf } from '../../../web/own-data/table/choices.ts';
import type { Table } from '../../../web/own-data/table/read-table.ts';
import { createEngine } from '../../engine/support.ts';
import { customData, readTable } from '../../web/support/tables.ts';
import { assertFinite, mayRefuse } from '../draw/support.ts';
import { anyNumber } from '../draw/values.ts';
import type { FuzzPart } from '../part.ts';
import type { Random } from '../random.ts';

const odd = [
  '',
  'NA',
  '?',
  '__proto__',
  'constructor',
  'a,b',
  '"',
  "'",
  '1,5',
  '1e999',
  '−3',
  '\ud800',
  '\0',
  'NaN',
  '=1+1',
  '$ 12',
  '1.815,5',
  '2024-02-30',
  '[{"a":1}',
  '@relation r\n@data\n',
  'sep=;\n',
  '/*',
];

/** A file with a table as a program may write it. */
function file(random: Random): string {
  const columns = random.integer(1, 5);
  const kinds = random.list(columns, () => random.pick(['number', 'class', 'same', 'any'] as const));
  const draw = {
    number: () => String(random.chance(0.9) ? random.normal() : anyNumber(random)),
    class: () => random.pick(['red', 'green', 'blue']),
    same: () => '7',
    any: () => random.pick(odd),
  };
  const row = () => kinds.map((kind) => (random.chance(0.003) ? random.pick(odd) : draw[kind]()));
  const separator = random.pick([',', ';', '\t', '|', ' ', '  ']);
  const lines = random.list(random.integer(0, 20), () => row().join(separator));
  if (random.chance(0.5))
    lines.unshift(
      kinds
        .map((kind, index) => (random.chance(0.1) ? random.pick(odd) : `${kind} ${index}`))
        .join(separator),
    );
  const text = lines.join(random.pick(['\n', '\r\n']));
  return random.chance(0.9) ? text : text.slice(random.integer(0, 9)) + random.pick(odd);
}

const folder = new URL('../../web/own-data/tables/', import.meta.url);
const files = readdirSync(folder).map((name) => readFileSync(new URL(name, folder)));

/** A real file with some of its bytes changed, left out, or repeated. */
function mutated(random: Random): string {
  const bytes = [...random.pick(files)];
  for (let change = random.integer(0, 6); change > 0; change--) {
    const at = random.integer(0, bytes.length - 1);
    const size = random.integer(0, 9);
    const put = random.pick([
      () => [random.integer(0, 255)],
      () => [...Buffer.from(random.pick(odd))],
      () => bytes.slice(at, at + random.integer(0, 60)),
      () => [...Buffer.from(random.pick([',', ';', '"', '\n', '\r', '\t', "'", ' ']))],
    ])();
    bytes.splice(at, size, ...put);
  }
  return decoded(Uint8Array.from(bytes)).text;
}

/** Choices as a visitor may make them. */
function choicesFor(random: Random, table: Table) {
  const choices = firstChoices(table);
  const target = random.integer(0, table.columns.length - 1);
  const column = table.columns[target];
  const columns = choices.columns.map((choice, index) => ({
    kind: random.chance(0.8) ? choice.kind : random.pick(table.columns[index]?.kinds ?? [choice.kind]),
    isInput: index !== target && random.chance(0.7),
    filling: random.pick(fillings),
  }));
  const goals = column ? goalsOf(column, columns[target]?.kind ?? 'number') : [];
  return {
    ...choices,
    columns,
    target,
    goal: random.pick(goals.length > 0 ? goals : (['classification'] as const)),
    features: random.pick(['words', 'words and trigrams'] as const),
    weights: random.chance(0.1) ? random.integer(0, table.columns.length - 1) : null,
    wrong: random.pick(['missing', 'drop', null] as const),
    ragged: random.pick(['missing', 'drop', null] as const),
  };
}

export default {
  title: 'tables of any text are refused or trained on',
  async start() {
    const engine = await createEngine();
    return async (random) => {
      const text = random.note('text', random.chance(0.5) ? file(random) : mutated(random));
      const table = await mayRefuse(() => readTable(text), DataError);
      if (!table) return;
      const choices = random.note('choices', choicesFor(random, table));
      const data = await mayRefuse(() => customData(table, choices), DataError);
      if (!data || choices.goal === 'search') return;
      const run = await mayRefuse(() =>
        engine.createRun({ version: 1, task: { id: 'custom', params: data as never } }),
      );
      if (!run) return;
      try {
        run.advance(2);
        for (const { name, data } of run.parameters()) assertFinite(name, data);
      } finally {
        run.dispose();
      }
    };
  },
} satisfies FuzzPart;
