import { css, html, LitElement, nothing, type PropertyValues, unsafeCSS } from 'lit';
import {
  type Diagnosis,
  type EmbeddingMap,
  ExperimentError,
  type SearchDocument,
  type SearchResult,
  type WorkerRun,
} from 'loss-playground/engine';
import '../charts/embedding-map.ts';
import type { Places } from '../charts/embedding-map.ts';
import { plural, short, whole } from '../charts/format.ts';
import type { Session } from '../run/session.ts';
import { Watching } from '../run/watching.ts';

/** How many results are listed. */
const listed = 5;
/** The first query among emoji. */
const usual = 'happy';
/** How many colors and marks a map has. */
const mostKinds = 10;

/** The message for a query without a known word. */
export const noMatch = (query: string): string =>
  query.trim() === ''
    ? 'Enter a word to search for.'
    : `No match for “${query}”. Try a word that occurs in the training data.`;

/** The message for a collapse, with its cause. */
const reasons: Record<Diagnosis['state'], (found: Diagnosis) => string> = {
  apart: () => '',
  at_margin: ({ loss, margin }) =>
    `The loss, ${short(loss)}, equals the margin of ${margin}: positives are no closer than negatives. Semi-hard negatives may help.`,
  collapsed: ({ spread }) =>
    `Collapse: the mean distance of the documents from their center is ${short(spread)}, so most distances are nearly 0. The hardest negatives lead to this; reset, and choose semi-hard negatives.`,
};

/**
 * A search that learns: its results for a query that the visitor types, and a map of all documents.
 *
 * Properties: `session`, of a search task.
 */
export class SearchPicture extends LitElement {
  static override properties = {
    session: { attribute: false },
    query: { state: true },
    results: { state: true },
    places: { state: true },
    diagnosis: { state: true },
    problem: { state: true },
  };
  static override styles = css`
    :host { display: flex; flex-direction: column; }
    label { display: flex; align-items: baseline; gap: 10px; min-height: 36px; color: var(--ink-2); }
    input { font: 400 1.125rem var(--serif); color: var(--ink); background: var(--paper); border: 0; border-bottom: 2px dotted var(--hue); border-radius: 0; min-height: 30px; min-width: 0; max-width: 40ch; flex: 1; }
    input:focus-visible { outline: 2px solid var(--hue); outline-offset: 2px; }
    ol { list-style: none; margin: 2px 0; padding: 0; min-height: calc(24px * ${unsafeCSS(listed)}); flex: none; }
    li { display: grid; grid-template-columns: 2em minmax(0, 1fr) 3.4em; gap: 8px; height: 24px; align-items: baseline; }
    li b { font-weight: 400; text-align: right; color: var(--ink-2); }
    .found { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    ol.sentences { min-height: calc(44px * ${unsafeCSS(listed)}); }
    .sentences li { grid-template-columns: minmax(0, 1fr) 3.4em; height: 44px; }
    .sentences .found { white-space: normal; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; }
    @container (max-width: 720px) {
      ol.sentences { min-height: calc(44px * 3); }
      .sentences li:nth-child(n + 4) { display: none; }
    }
    .problem { color: var(--wrong); margin: 4px 0; }
    .sub { color: var(--ink-2); font-size: var(--label); margin: 4px 0; }
    embedding-map { flex: 1 1 0; min-height: 60px; aspect-ratio: auto; }
  `;
  declare session: Session | null;
  declare query: string;
  declare results: SearchResult[];
  declare places: Places | null;
  declare diagnosis: Diagnosis | null;
  declare problem: string | null;
  #documents: SearchDocument[] = [];
  #of: WorkerRun | null = null;
  #isTyped = false;

  /** Whether marks stand before the documents: those of a file are emoji, the visitor's own are sentences alone. */
  get #hasMarks(): boolean {
    return this.session?.task?.file !== undefined;
  }

  constructor() {
    super();
    this.session = null;
    this.query = usual;
    this.results = [];
    this.places = null;
    this.diagnosis = null;
    this.problem = null;
    new Watching(this, () => this.#look());
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('query')) this.session?.refresh();
  }

  async #look(): Promise<(() => void) | null> {
    const { run } = this.session ?? {};
    if (!run) return null;
    try {
      const isNew = run !== this.#of;
      const [found, map, diagnosis, documents, queries] = await Promise.all([
        this.#found(run),
        run.embeddingMap(),
        run.diagnose(),
        isNew ? run.documents() : this.#documents,
        isNew && !this.#isTyped ? run.queries('test') : [],
      ]);
      return () => {
        this.#of = run;
        this.#documents = documents;
        const query = this.#hasMarks ? usual : queries[0]?.text;
        // Of the visitor's own documents one of their queries is the first; its results come at once.
        const isOther = isNew && !this.#isTyped && query !== undefined && query !== this.query;
        if (isOther) this.query = query;
        this.results = isOther ? [] : found.results;
        this.problem = isOther ? null : found.problem;
        this.diagnosis = diagnosis;
        this.places = this.#placesOf(map);
      };
    } catch (error) {
      // A run that was replaced before its answer arrived is not an error.
      if (run !== this.session?.run) return null;
      return () => {
        this.problem = String(error);
      };
    }
  }

  async #found(run: WorkerRun): Promise<{ results: SearchResult[]; problem: string | null }> {
    const { query } = this;
    try {
      return { results: await run.search(query, listed), problem: null };
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      return { results: [], problem: noMatch(query) };
    }
  }

  #placesOf({ points, documents }: EmbeddingMap): Places {
    const kinds = [...new Set(this.#documents.map(({ group }) => group))].slice(0, mostKinds);
    return {
      positions: points.data,
      labels: Array.from(documents, (document) =>
        Math.max(0, kinds.indexOf(this.#documents[document]?.group ?? '')),
      ),
      names: kinds,
      margin: null,
    };
  }

  #type(event: Event) {
    this.#isTyped = true;
    this.query = (event.target as HTMLInputElement).value;
  }

  override render() {
    const { results, places, diagnosis, problem } = this;
    const reason = diagnosis ? reasons[diagnosis.state](diagnosis) : '';
    const count = this.#documents.length;
    const documents = plural(this.session?.task?.document ?? 'document');
    const groups = places && places.names.length > 1 ? `, in ${places.names.length} groups` : '';
    const hasMarks = this.#hasMarks;
    return html`<label>Search <input type="search" autocomplete="off" spellcheck="false" maxlength="200" .value=${this.query} @input=${this.#type} /></label>
      ${problem ? html`<p class="problem" role="status">${problem}</p>` : nothing}
      <ol aria-label=${`Nearest ${documents}`} class=${hasMarks ? '' : 'sentences'}>${results.map(({ mark, text, distance }) => html`<li>${mark ? html`<span>${mark}</span>` : nothing}<span class="found" title=${mark ? nothing : text}>${text}</span><b>${short(distance)}</b></li>`)}</ol>
      <p class="sub">${reason || `All ${count > 0 ? `${whole(count)} ` : ''}${documents} as embeddings, the points where the model places them`}</p>
      ${places ? html`<embedding-map still .data=${places} .summary=${`${whole(count)} ${documents} on a map${groups}`}></embedding-map>` : nothing}`;
  }
}

customElements.define('search-picture', SearchPicture);
