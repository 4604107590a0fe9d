// The list of kept runs, with what differs between them and the present one.
import { html, nothing, type TemplateResult } from 'lit';
import type { CompleteExperiment } from 'loss-playground/engine';
import { percent, short, whole } from '../charts/format.ts';
import { inkOfRun, type KeptRun, keepButton } from '../run/kept-runs.ts';
import type { Columns } from '../run/series.ts';

/** What a table's cell has room for. */
const shortened = (text: string) => (text.length > 24 ? `${text.slice(0, 23)}…` : text);

/** The values of an experiment by their path: `optimizer.lr`. */
function flat(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value))
    return new Map([[path.replace('.params', '').replace(/\.id$/, ''), shortened(String(value))]]);
  const found = new Map<string, string>();
  for (const [key, part] of Object.entries(value))
    for (const [name, text] of flat(part, path ? `${path}.${key}` : key)) found.set(name, text);
  return found;
}

/** Only what differs between experiments, a row each. */
export function differences(
  experiments: readonly CompleteExperiment[],
): { path: string; values: string[] }[] {
  const maps = experiments.map((experiment) => flat(experiment));
  const paths = [...new Set(maps.flatMap((map) => [...map.keys()]))];
  return paths
    .map((path) => ({ path, values: maps.map((map) => map.get(path) ?? '–') }))
    .filter(({ values }) => new Set(values).size > 1);
}

const last = (values: number[]) => values.findLast(Number.isFinite) ?? Number.NaN;

export interface RunsView {
  runs: readonly KeptRun[];
  present: { experiment: CompleteExperiment; history: Columns | null; floor: number };
  keep(): void;
  drop(index: number): void;
}

/** The list of runs with what differs between them. */
export function runsTable({ runs, present, keep, drop }: RunsView): TemplateResult {
  const all = [...runs.map(({ experiment }) => experiment), present.experiment];
  const histories = [...runs.map(({ history }) => history), present.history];
  const row = (words: string, tell: (history: Columns) => string) =>
    html`<tr><th scope="row">${words}</th>${histories.map((history) => html`<td>${history ? tell(history) : '–'}</td>`)}</tr>`;
  const since = present.floor > 0 ? `, from step ${whole(present.floor)}` : '';
  return html`<section class="section runs" aria-labelledby="runs"><h2 id="runs">Runs, and what differs</h2>
    <div class="table" tabindex="0" role="region" aria-label="Runs compared"><table>
      <thead><tr><td></td>${runs.map(
        (
          { name, address, forkedAt },
          index,
        ) => html`<th scope="col"><svg class="key" viewBox="0 0 22 8" aria-hidden="true"><path d="M0 4H22" stroke=${`var(${inkOfRun(index)})`} stroke-width="2" /></svg>${address ? html`<a href=${`#${address}`}>${name}</a>` : name}${forkedAt === null ? nothing : html`, left at step ${whole(forkedAt)}`}
          <button class="plain" type="button" aria-label=${`Delete ${name}`} @click=${() => drop(index)}>Delete</button></th>`,
      )}<th scope="col">present run${since}</th></tr></thead>
      <tbody>
        ${differences(all).map(({ path, values }) => html`<tr><th scope="row">${path}</th>${values.map((value) => html`<td>${value}</td>`)}</tr>`)}
        ${row('steps', ({ step }) => whole(step.length))} ${row('J train', ({ cost }) => short(last(cost)))} ${row('J unseen', ({ testCost }) => short(last(testCost)))}
        ${row('score on unseen', ({ testScore }) => percent(last(testScore)))}
      </tbody></table></div>
    ${keepButton(keep)}</section>`;
}
