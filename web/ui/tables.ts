// The pictures in numbers: tables behind a disclosure.

import { html, type TemplateResult } from 'lit';

export interface Table {
  title: string;
  columns: string[];
  rows: string[][];
}

/** A table behind a disclosure; its first column names the row. */
export function disclosed(words: string, { title, columns, rows }: Table): TemplateResult {
  return html`<details>
    <summary>${words}</summary>
    <div class="table" tabindex="0" role="region" aria-label=${title}>
      <table>
        <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
        <tbody>
          ${rows.map(
            ([name, ...cells]) =>
              html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
