// The formulas to start from, as a list to select from.
import { html, nothing, type TemplateResult } from 'lit';
import type { TaskDescriptor } from 'loss-playground/engine';
import { type GalleryEntry, gallery, galleryFor } from '../formulas/gallery.ts';

const taskNames: Partial<Record<TaskDescriptor['kind'], string>> = {
  regression: 'predicting numbers',
  ranking: 'ranking',
  classification: 'classifying',
  next_token: 'predicting the next letter',
  triplet: 'embeddings',
  search: 'search',
};

/** "for classifying and predicting the next letter" */
const suits = ({ tasks }: GalleryEntry) =>
  `for ${tasks.map((kind) => taskNames[kind] ?? kind).join(' and ')}`;

export function galleryList(
  kind: TaskDescriptor['kind'] | null,
  choose: (formula: string) => void,
): TemplateResult {
  const { fitting, others } = kind === null ? { fitting: gallery, others: [] } : galleryFor(kind);
  const item = (entry: GalleryEntry, isFitting: boolean) =>
    html`<li><button class="plain" type="button" ?disabled=${!isFitting} @click=${() => choose(entry.formula)}>${entry.title}</button>
      <span>${entry.about}${isFitting ? nothing : html` <em>${suits(entry)}</em>`}</span></li>`;
  return html`<details class="gallery" ?open=${fitting.length > 0}><summary>Formulas to start from</summary>
    <ul>${fitting.map((entry) => item(entry, true))}</ul>
    ${others.length > 0 ? html`<details><summary>For other tasks</summary><ul>${others.map((entry) => item(entry, false))}</ul></details>` : nothing}</details>`;
}
