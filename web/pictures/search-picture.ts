import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import {
  type Diagnosis,
  ExperimentError,
  type SearchDocument,
  type SearchResult,
  type WorkerRun,
} from 'loss-playground/engine';
import '../charts/embedding-map.ts';
import type { Places } from '../charts/embedding-map.ts';
import { short, whole } from '../charts/format.ts';
import { Latest } from '../ui/latest.ts';

/** Results that are listed. */
const listed = 8;
/** Colours and marks that a map has. */
const mostKinds = 10;

/** What collapse looks like, and why, in words. */
const reasons: Record<Diagnosis['state'], (found: Diagnosis) => string> = {
  apart: () => '',
  at_margin: ({ loss, margin }) =>
    `The loss, ${short(loss)}, sticks at the margin of ${margin}: positives are no nearer than negatives. A smaller rate, or semi-hard negatives, gets it moving.`,
  collapsed: ({ spread }) =>
    `Collapsed: all documents lie within ${short(spread)} of their middle, so every distance is nearly 0. Hardest negatives and a large rate lead there; reset, and take a smaller rate or semi-hard negatives.`,
};

/**
 * A search that learns: what it finds for a query that the visitor types, and a map of all documents.
 *
 * Properties: `run` of a search task; `moment`, which changes whenever the model does.
 */
export class SearchPicture extends LitElement {
  static override properties = {
    run: { attribute: false },
    moment: { attribute: false },
    query: { state: true },
    results: { state: true },
    places: { state: true },
    diagnosis: { state: true },
    problem: { state: true },
  };
  static override styles = css`
    :host { display: block; }
    label { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 10px; min-height: 36px; color: var(--ink-2); }
    input { font: 400 1.125rem var(--serif); color: var(--ink); background: var(--paper); border: 0; border-bottom: 2px dotted var(--hue); border-radius: 0; min-height: 30px; width: 18ch; }
    input:focus-visible { outline: 2px solid var(--hue); outline-offset: 2px; }
    ol { list-style: none; margin: 8px 0; padding: 0; min-height: 208px; }
    li { display: grid; grid-template-columns: 2em minmax(0, 1fr) 3.4em; gap: 8px; min-height: 26px; align-items: baseline; }
    li b { font-weight: 400; text-align: right; color: var(--ink-2); }
    .found { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .problem { color: var(--wrong); margin: 4px 0; }
    .sub { color: var(--ink-2); font-size: var(--label); margin: 4px 0; }
    embedding-map { --aspect: 544 / 300; }
  `;
  declare run: WorkerRun | null;
  declare moment: unknown;
  declare query: string;
  declare results: SearchResult[];
  declare places: Places | null;
  declare diagnosis: Diagnosis | null;
  declare problem: string | null;
  #latest = new Latest();
  #documents: SearchDocument[] = [];
  #of: WorkerRun | null = null;

  constructor() {
    super();
    this.run = null;
    this.moment = null;
    this.query = 'happy';
    this.results = [];
    this.places = null;
    this.diagnosis = null;
    this.problem = null;
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('query')) void this.#latest.ask(() => this.#search());
    if (changed.has('run') || changed.has('moment'))
      void this.#latest.ask(async () => {
        await this.#search();
        await this.#map();
      });
  }

  async #search(): Promise<void> {
    const { run, query } = this;
    if (!run) return;
    try {
      const results = await run.search(query, listed);
      if (run !== this.run) return;
      this.results = results;
      this.problem = null;
    } catch (error) {
      // A run that was replaced while its answer was on the way is no fault.
      if (run !== this.run) return;
      this.problem =
        error instanceof ExperimentError
          ? `Nothing of “${query}” is known: ${error.allowed} is.`
          : String(error);
    }
  }

  async #map(): Promise<void> {
    const { run } = this;
    if (!run) return;
    try {
      if (run !== this.#of) this.#documents = await run.documents();
      this.#of = run;
      const [map, diagnosis] = await Promise.all([run.embeddingMap(), run.diagnose()]);
      if (run !== this.run) return;
      const kinds = [...new Set(this.#documents.map(({ group }) => group))].slice(0, mostKinds);
      this.diagnosis = diagnosis;
      this.places = {
        positions: map.points.data,
        labels: Array.from(map.documents, (document) =>
          Math.max(0, kinds.indexOf(this.#documents[document]?.group ?? '')),
        ),
        names: kinds,
        margin: null,
      };
    } catch (error) {
      if (run === this.run) this.problem = String(error);
    }
  }

  override render() {
    const { results, places, diagnosis, problem } = this;
    const reason = diagnosis ? reasons[diagnosis.state](diagnosis) : '';
    const count = this.#documents.length;
    return html`<label>Search <input type="search" autocomplete="off" spellcheck="false" maxlength="200" .value=${this.query} @input=${(
      event: Event,
    ) => {
      this.query = (event.target as HTMLInputElement).value;
    }} /></label>
      ${problem ? html`<p class="problem" role="status">${problem}</p>` : nothing}
      <ol aria-label="Nearest emoji">${results.map(({ mark, text, distance }) => html`<li><span>${mark}</span><span class="found">${text}</span><b>${short(distance)}</b></li>`)}</ol>
      <p class="sub">${reason || `${count > 0 ? `All ${whole(count)} emoji` : 'All emoji'} where the model puts them, a mark a group: the two directions in which they differ most`}</p>
      ${places ? html`<embedding-map still .data=${places} .summary=${`${whole(count)} emoji on a map, of ${places.names.length} groups`}></embedding-map>` : nothing}`;
  }
}

customElements.define('search-picture', SearchPicture);
