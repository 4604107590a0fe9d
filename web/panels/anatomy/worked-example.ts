// One explained example, drawn: the example, its formula, its terms, and their meaning.
import { css, html, nothing, type TemplateResult } from 'lit';
import type { TaskDescriptor } from 'loss-playground/engine';
import { short } from '../../charts/format.ts';
import { shortened } from '../../charts/shortened.ts';
import type { ListRow, WordRow, Worked } from './example.ts';
import { treeStyles } from './formula-tree.ts';

export const workedStyles = css`
  .worked { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 7fr); gap: 0 32px; margin-top: 28px; border-top: 1px solid var(--ink); padding-top: 8px; align-items: start; }
  .worked.wide { display: block; }
  .put-in { font: 400 var(--reading) / 1.5 var(--serif); margin-top: 8px; overflow-wrap: anywhere; }
  .put-in b { color: var(--hue); font-weight: 600; white-space: nowrap; }
  .seen { display: flex; gap: 12px; margin-top: 12px; min-height: 72px; color: var(--ink); }
  .seen:empty { display: none; }
  .meant { margin-top: 8px; max-width: 62ch; }
  .worked th:first-child { text-align: left; }
  .others { margin: 4px 0 0; padding-left: 1.6em; max-width: 62ch; overflow-wrap: anywhere; }
  ${treeStyles}
  @container (max-width: 720px) { .worked { display: block; } }
`;

export function workedExample(worked: Worked, task: TaskDescriptor): TemplateResult {
  const { title, putIn, loss, inputs, weight, sentence, note, tree, query, list, words, terms } = worked;
  const thing = query || list || words;
  return html`<div class=${`worked ${query || list ? 'wide' : ''}`}>
    <div>
      <h3>${title} <span class="sub">worked with its own numbers</span></h3>
      <p class="seen">${worked.pictures.map((pixels) => html`<gray-picture .data=${pixels} columns=${task.picture?.width ?? 1} summary="as drawn"></gray-picture>`)}</p>
      ${inputs ? html`<p class="sub">${inputs}</p>` : nothing}
      ${query ? html`<query-line .data=${{ ...query, loss }} .summary=${`Distances from “${query.query}”: ${shortened(query.right.text)} ${short(query.right.distance)}, nearest other ${shortened(query.others[0]?.text ?? '')} ${short(query.others[0]?.distance)}`}></query-line>` : nothing}
      ${query && query.right.mark === '' ? html`<p class="sub">The nearest others:</p><ol class="others">${query.others.map(({ text }) => html`<li>${shortened(text, 120)}</li>`)}</ol>` : nothing}
      ${list ? listTable(list) : nothing}
      ${putIn ? html`<p class="put-in">${putIn} = <b>${short(loss)}</b></p>` : nothing}
      ${typeof weight === 'number' ? html`<p class="sub meant">In the batch loss and the cost this loss counts with weight ${short(weight)}.</p>` : nothing}
      ${tree ?? nothing}
      ${sentence ? html`<p class="meant">${sentence}</p>` : nothing} ${note ? html`<p class="sub meant">${note}</p>` : nothing}
    </div>
    ${words ? wordTable(words) : thing || terms.length === 0 ? nothing : html`<term-bars .data=${terms} .caption=${worked.termsTitle}></term-bars>`}
  </div>`;
}

const listTable = (rows: readonly ListRow[]) => {
  const parts = rows.some(({ loss }) => loss !== null);
  return html`<div class="table" tabindex="0" role="region" aria-label="The list, highest prediction first"><table>
    <thead><tr><th scope="col">emoji</th><th scope="col">true relevance</th><th scope="col">predicted</th>${parts ? html`<th scope="col">loss</th>` : nothing}</tr></thead>
    <tbody>${rows.map(
      ({ mark, text, truth, said, loss }) =>
        html`<tr><th scope="row">${mark} ${text}</th><td>${short(truth)}</td><td>${short(said)}</td>${parts ? html`<td>${short(loss ?? Number.NaN)}</td>` : nothing}</tr>`,
    )}</tbody></table></div>`;
};

const signed = (value: number) => (value > 0 ? `+${short(value)}` : short(value));

const wordTable = (rows: readonly WordRow[]) =>
  html`<div class="table" tabindex="0" role="region" aria-label="The words that weigh most"><table>
    <thead><tr><th scope="col">word</th><th scope="col">count</th><th scope="col">adds to the score</th></tr></thead>
    <tbody>${rows.map(({ word, count, adds }) => html`<tr><th scope="row">${word}</th><td>${count}</td><td>${signed(adds)}</td></tr>`)}</tbody></table></div>`;
