// The list of kept runs, with the differences between them and the current run.
import { html, nothing, type TemplateResult } from 'lit';
import type { Catalog, CompleteExperiment, TaskDescriptor } from 'loss-playground/engine';
import { percent, short, whole } from '../charts/format.ts';
import { taskOf } from '../run/described.ts';
import { costUnit, inkOfRun, type KeptRun, keepButton } from '../run/kept-runs.ts';
import type { Columns } from '../run/series.ts';
import { settingsOf } from '../run/setting-names.ts';

/** The longest value in a table cell. */
const longest = 24;
/** What is left of what values have in common, before the place where they differ. */
const lead = 4;

/** Values shortened to fit a table cell; long ones that begin alike, such as two formulas, from where they differ. */
export function shortenedApart(texts: readonly string[]): string[] {
  const most = Math.max(...texts.map((text) => text.length));
  let same = 0;
  while (same < most && texts.every((text) => text[same] === texts[0]?.[same])) same++;
  const from = most > longest && same > longest / 2 ? same - lead : 0;
  return texts.map((text) => {
    const rest = from > 0 ? `…${text.slice(from)}` : text;
    return rest.length > longest ? `${rest.slice(0, longest - 1)}…` : rest;
  });
}

/** The settings that differ between experiments, one row each, by their names. */
export function differences(
  catalog: Catalog,
  experiments: readonly CompleteExperiment[],
): { path: string; name: string; values: string[] }[] {
  const lists = experiments.map((experiment) => settingsOf(catalog, experiment));
  const names = new Map(
    lists.flatMap((list) => list.map(({ path, name }): [string, string] => [path, name])),
  );
  return Array.from(names, ([path, name]) => ({
    path,
    name,
    values: lists.map((list) => list.find((setting) => setting.path === path)?.value ?? '–'),
  }))
    .filter(({ values }) => new Set(values).size > 1)
    .map(({ values, ...row }) => ({ ...row, values: shortenedApart(values) }));
}

/** Settings of the same name, for example of two optimizers, get the name of their section. */
function namedApart(rows: ReturnType<typeof differences>): { name: string; values: string[] }[] {
  const count = (name: string) => rows.filter((row) => row.name === name).length;
  return rows.map(({ path, name, values }) => ({
    name: count(name) > 1 ? `${name} (${path.split('.')[0]})` : name,
    values,
  }));
}

const last = (values: number[]) => values.findLast(Number.isFinite) ?? Number.NaN;

const scoreNames: Record<TaskDescriptor['score'], string> = {
  accuracy: 'test accuracy',
  r2: 'test R²',
  recall_at_1: 'test recall@1',
  recall_at_10: 'test recall@10',
  ndcg_at_10: 'test NDCG@10',
};

export interface RunsView {
  catalog: Catalog;
  runs: readonly KeptRun[];
  present: { experiment: CompleteExperiment; history: Columns | null; floor: number };
  keep(): void;
  drop(index: number): void;
}

/** The list of runs with their differences. Costs in different units have separate rows. */
export function runsTable({ catalog, runs, present, keep, drop }: RunsView): TemplateResult {
  const all = [...runs.map(({ experiment }) => experiment), present.experiment];
  const histories = [...runs.map(({ history }) => history), present.history];
  const units = all.map((experiment) => costUnit(catalog, experiment));
  const distinct = [...new Set(units)];
  const row = (words: string, read: (history: Columns) => string, unit?: string) =>
    html`<tr><th scope="row">${words}</th>${histories.map((history, index) => html`<td>${history && (unit === undefined || units[index] === unit) ? read(history) : '–'}</td>`)}</tr>`;
  const costs = distinct.map((unit) => {
    const inUnit = distinct.length > 1 ? ` (${unit})` : '';
    return html`${row(`training cost${inUnit}`, ({ cost }) => short(last(cost)), unit)} ${row(`test cost${inUnit}`, ({ testCost }) => short(last(testCost)), unit)}`;
  });
  const score = taskOf(catalog, present.experiment)?.score;
  const since = present.floor > 0 ? `, from step ${whole(present.floor)}` : '';
  return html`<section class="section runs" aria-labelledby="runs"><h2 id="runs">Runs and how they differ</h2>
    <div class="table" tabindex="0" role="region" aria-label="Runs compared"><table>
      <thead><tr><td></td>${runs.map((run, index) => {
        const { name, address, forkedAt } = run;
        return html`<th scope="col"><svg class="key" viewBox="0 0 22 8" aria-hidden="true"><path d="M0 4H22" stroke=${`var(${inkOfRun(run, index)})`} stroke-width="2" /></svg><a href=${`#${address}`}>${name}</a>${forkedAt === null ? nothing : html`, forked at step ${whole(forkedAt)}`}
          <button class="plain" type="button" aria-label=${`Delete ${name}`} @click=${() => drop(index)}>Delete</button></th>`;
      })}<th scope="col">current run${since}</th></tr></thead>
      <tbody>
        ${namedApart(differences(catalog, all)).map(({ name, values }) => html`<tr><th scope="row">${name}</th>${values.map((value) => html`<td>${value}</td>`)}</tr>`)}
        ${row('steps taken', ({ step }) => whole(step.at(-1) ?? 0))} ${costs}
        ${score ? row(scoreNames[score], ({ testScore }) => percent(last(testScore))) : nothing}
      </tbody></table></div>
    ${keepButton(keep)}</section>`;
}
