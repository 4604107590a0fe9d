// Reads every table in folders, as the page does, and says which are refused and why; trains on those that are read.
//
//   node --import tsx tests/reference/real-tables.ts [--train N] FOLDER...
//
// Folders are where packages put their data: `node_modules/vega-datasets`, `node_modules/@stdlib`, the data of Debian's
// python3-sklearn and python3-statsmodels. `r-tables.R` writes the data frames of R's packages as CSV files.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { DataError } from '../../web/own-data/data-error.ts';
import { decoded } from '../../web/own-data/encoding.ts';
import { checkOf } from '../../web/own-data/table/check.ts';
import { type Choices, firstChoices } from '../../web/own-data/table/choices.ts';
import { openProblems } from '../../web/own-data/table/problem-words.ts';
import type { Table } from '../../web/own-data/table/read-table.ts';
import { createEngine } from '../engine/support.ts';
import { customData, readTable } from '../web/support/tables.ts';

const { values, positionals } = parseArgs({
  options: { train: { type: 'string', default: '0' }, kinds: { type: 'string', default: 'csv,tsv,tab' } },
  allowPositionals: true,
});
const kinds = new RegExp(`\\.(?:${values.kinds.replaceAll(',', '|')})$`, 'i');

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return kinds.test(path) ? [path] : [];
  return readdirSync(path).flatMap((name) => filesIn(join(path, name)));
}

/** What a visitor would decide first: problems are treated as missing values. */
function decided(table: Table): { choices: Choices; problems: number } {
  const choices = firstChoices(table);
  const problems = openProblems(checkOf(table, choices), choices, table.columns.length).length;
  return { choices: { ...choices, wrong: 'missing', ragged: 'drop' }, problems };
}

const engine = await createEngine();

/** The cost before and after the default training, and the score. */
async function trained(table: Table, choices: Choices): Promise<string> {
  const run = await engine.createRun({ version: 1, task: { id: 'custom', params: customData(table, choices) } });
  try {
    const first = run.advance(1, { evaluate: true }).cost;
    const { cost, testCost, score } = run.advance(run.experiment.steps - 1, { evaluate: true });
    const shown = [first, cost, testCost, score].map((value) => value.toPrecision(3));
    return `cost ${shown[0]} → ${shown[1]}, test ${shown[2]}, score ${shown[3]}`;
  } finally {
    run.dispose();
  }
}

const refused = new Map<string, number>();
let read = 0;
let asks = 0;
let left = Number(values.train);
const files = positionals.flatMap(filesIn).sort();
for (const file of files) {
  try {
    const table = readTable(decoded(readFileSync(file)).text);
    const { choices, problems } = decided(table);
    read++;
    if (problems > 0) asks++;
    const size = `${table.rows} × ${table.columns.length}, ${table.columns[choices.target]?.name} as ${choices.goal}`;
    let result = '';
    if (left > 0 && choices.goal !== 'search') {
      left--;
      result = `: ${await trained(table, choices)}`;
    }
    console.log(`read     ${basename(file)}: ${size}${problems > 0 ? ', asks' : ''}${result}`);
  } catch (error) {
    if (!(error instanceof DataError)) throw new Error(`${file}: ${error}`, { cause: error });
    const reason = error.message.replace(/\d[\d,.]*/g, 'N').replace(/Column .*? has/, 'Column … has');
    refused.set(reason, (refused.get(reason) ?? 0) + 1);
    console.log(`refused  ${basename(file)}: ${error.message}`);
  }
}
console.log(`\n${read} of ${files.length} are read, ${asks} of them with a question; ${files.length - read} are refused:`);
for (const [reason, count] of refused) console.log(`${String(count).padStart(5)}  ${reason}`);
