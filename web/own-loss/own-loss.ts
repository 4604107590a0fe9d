import { html, LitElement, nothing, type PropertyValues } from 'lit';
import type {
  FormulaNote,
  FormulaParameter,
  FormulaPlace,
  TaskDescriptor,
  WorkerEngine,
} from 'loss-playground/engine';
import { drawnFormula } from '../formulas/mathml.ts';
import { pytorchOfFormula } from '../formulas/pytorch.ts';
import { formulaStyles } from '../ui/formula-styles.ts';
import { plainStyles } from '../ui/sentence-styles.ts';
import { slider, sliderStyles } from '../ui/slider.ts';
import { sharedStyles } from '../ui/styles.ts';
import { draftOf, keepDraft } from './draft.ts';
import { edit, editAside } from './edit.ts';
import { editorStyles } from './editor-styles.ts';
import { type Described, describe, Newest } from './formula-text.ts';
import { galleryList } from './gallery-list.ts';
import { grammar, grammarStyles } from './grammar.ts';
import { type Shape, shapeFigure, shapeOf } from './live-shape.ts';
import { meaningOf } from './meaning.ts';
import { marked, replaced } from './places.ts';
import { noteWords, problemWords } from './words.ts';

/**
 * The editor of the visitor's own loss. It shows what the engine says of the text, and the shape of the last formula
 * that is valid and fits the task.
 *
 * Properties: `engine`, `task`, `formula` (the one in use), `apply`: uses a valid formula that fits the task, `close`:
 * closes the editor.
 */
export class OwnLoss extends LitElement {
  static override properties = {
    family: { reflect: true },
    engine: { attribute: false },
    task: { attribute: false },
    formula: {},
    apply: { attribute: false },
    close: { attribute: false },
    text: { state: true },
    said: { state: true },
    good: { state: true },
    shape: { state: true },
    at: { state: true },
  };
  static override styles = [
    sharedStyles,
    plainStyles,
    formulaStyles,
    sliderStyles,
    editorStyles,
    grammarStyles,
  ];
  declare engine: WorkerEngine;
  /** The task that the loss is for; null where it may be for any. */
  declare task: TaskDescriptor | null;
  declare formula: string;
  declare apply: (formula: string) => Promise<void>;
  declare close: () => void;
  declare family: string;
  declare text: string;
  /** What the engine says of the text. */
  declare said: Described | null;
  /** The last formula that is valid and fits the task. */
  declare good: Described | null;
  declare shape: Shape | null;
  declare at: number | null;
  /** The formula that was applied last. */
  #applied = '';
  /** What it means; null until it is described. */
  #meaning: string | null = null;
  /** While a slider moves: the place of its number, and the text as it was. */
  #sliding: { place: FormulaPlace; before: string } | null = null;
  /** Settings of the plot. */
  #held: Record<string, number> = {};
  /** Values that parameters without a range had first: their sliders are around these. */
  readonly #firstValues = new Map<string, number>();
  readonly #describing = new Newest((text: string) => this.#describe(text));
  readonly #applying = new Newest((formula: string) => this.apply(formula));
  readonly #drawing = new Newest((described: Described) => this.#draw(described));

  constructor() {
    super();
    this.task = null;
    this.formula = '';
    this.apply = async () => {};
    this.close = () => {};
    this.family = '';
    this.text = '';
    this.said = null;
    this.good = null;
    this.shape = null;
    this.at = null;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    // Not where it is what the visitor has typed, perhaps some letters ago.
    if (changed.has('formula') && this.formula !== this.#applied && !this.#applying.isBusy) {
      this.#applied = this.formula;
      this.#meaning = null;
      this.text = draftOf(this.formula);
      void this.#describing.ask(this.text);
    } else if (changed.has('task') && changed.get('task')) void this.#describing.ask(this.text);
  }

  #type(text: string) {
    this.text = text;
    void this.#describing.ask(text);
  }

  async #describe(text: string): Promise<void> {
    if (this.#meaning === null) await this.#describeApplied();
    const said = await describe(this.engine, this.task, text);
    if (text !== this.text) return;
    this.said = said;
    this.#take(said);
    if (!this.#sliding) this.#use(said);
  }

  /** The text may be another one, which was left invalid. */
  async #describeApplied(): Promise<void> {
    const formula = this.#applied;
    const applied = await describe(this.engine, this.task, formula);
    if (formula !== this.#applied) return;
    this.#meaning = meaningOf(applied.description);
    this.#take(applied);
  }

  #take(described: Described) {
    const { loss } = described.description;
    if (described.misfit || !loss) return;
    this.good = described;
    this.family = loss.family;
    void this.#drawing.ask(described);
  }

  /** A change of comments or white space does not restart the training. */
  #use({ text, misfit, description }: Described) {
    const meaning = meaningOf(description);
    if (misfit || description.problem || meaning === this.#meaning) return;
    this.#applied = text;
    this.#meaning = meaning;
    void this.#applying.ask(text);
  }

  async #draw({ text, description }: Described): Promise<void> {
    if (!description.loss) return;
    this.shape = await shapeOf(this.engine, description.loss, text, this.#held);
  }

  #hold = (id: string, value: number) => {
    this.#held = { ...this.#held, [id]: value };
    if (this.good) void this.#drawing.ask(this.good);
  };

  override updated(): void {
    keepDraft(this.#applied, this.text);
  }

  get #field(): HTMLTextAreaElement {
    return this.renderRoot.querySelector('textarea') as HTMLTextAreaElement;
  }

  override focus(options?: FocusOptions): void {
    this.#field.focus(options);
  }

  override render() {
    const { said, text } = this;
    const problem = said?.description.problem ?? null;
    const start = (formula: string) =>
      editAside(this.#field, { begin: 0, end: this.#field.value.length }, formula);
    return html`<header><h2>Your own loss</h2><button class="plain" type="button" @click=${() => this.close()}>Close</button></header>
    <div class="editor">
      <div class="write">
        <div class="head"><label for="formula">Formula of the loss</label></div>
        <textarea id="formula" spellcheck="false" autocapitalize="off" autocomplete="off" rows="5" maxlength="4000" .value=${this.#sliding?.before ?? text}
          aria-describedby="problem" aria-invalid=${problem !== null} @input=${({ target }: Event) => this.#type((target as HTMLTextAreaElement).value)}></textarea>
        <div class="problem" id="problem" role="status">${this.#problem()}</div>
        ${this.#parameters()}
      </div>
      <div class="shown">${this.#shown()}</div>
      <div class="start">${galleryList(this.task?.kind ?? null, start)}
        <details><summary>How to write a formula</summary><h3 class="visually-hidden">How to write a formula</h3>${grammar()}</details></div>
    </div>`;
  }

  /** Why the text is not used, or what is worth knowing of it. */
  #problem() {
    const { said, text } = this;
    if (!said) return nothing;
    const { problem, notes } = said.description;
    const current = said.text === text;
    if (problem) {
      const { line, carets } = marked(said.text, problem);
      const { nearest } = problem;
      const correct = () => edit(this.#field, problem, nearest ?? '');
      return html`<pre tabindex="0" role="group" aria-label="The place of the error">${line}<br /><span class="carets">${carets}</span></pre>
        <p>${problemWords(problem, said.text)} ${nearest ? html`Did you mean <button class="plain" type="button" ?disabled=${!current} @click=${correct}>${nearest}</button>?` : nothing}
        ${this.good ? 'The last valid formula stays in use.' : nothing}</p>`;
    }
    if (said.misfit) return html`<p>${said.misfit}. The last formula that fits stays in use.</p>`;
    return html`<div class="notes">${notes.map((note) => this.#note(note, said.text, current))}</div>`;
  }

  #note(note: FormulaNote, text: string, current: boolean) {
    const part = text.slice(note.begin, note.end);
    const { better } = note;
    const { words, isOfPart } = noteWords(note);
    return html`<p>${isOfPart ? html`<code>${part}</code>: ` : nothing}${words}${better ? html`<button class="plain" type="button" ?disabled=${!current} @click=${() => edit(this.#field, note, better)}>Use ${better}</button>` : nothing}</p>`;
  }

  /** A slider for each parameter; it changes the number in the text. */
  #parameters() {
    const { good, said } = this;
    if (!good || good.description.parameters.length === 0) return nothing;
    const release = () => {
      const { text } = this;
      const { before, place } = this.#sliding ?? { before: text, place: { begin: 0, end: 0 } };
      this.#sliding = null;
      const behind = before.length - place.end;
      editAside(this.#field, place, text.slice(place.begin, text.length - behind));
    };
    const set = (entry: FormulaParameter) => (value: number) => {
      if (!this.#sliding && good.text !== this.text) return;
      this.#sliding ??= { place: entry, before: this.text };
      const { before, place } = this.#sliding;
      this.#type(replaced(before, place, String(value)));
    };
    const isOther = said?.description.problem !== null || said.misfit !== null;
    return html`<fieldset ?disabled=${isOther} @change=${release}><legend>Parameters of the formula</legend>${good.description.parameters.map(
      (entry) => {
        const { id, value, min, max } = entry;
        if (!this.#firstValues.has(id)) this.#firstValues.set(id, value);
        const range = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
        const descriptor = {
          id,
          type: 'number',
          default: this.#firstValues.get(id) ?? value,
          doc: '',
          ...range,
        };
        return slider(descriptor as Parameters<typeof slider>[0], id, value, set(entry));
      },
    )}</fieldset>`;
  }

  /** The last formula that is valid and fits: as mathematics, as a curve, as Python. */
  #shown() {
    const { good, shape } = this;
    if (!good) return nothing;
    const follow = (at: number | null) => {
      this.at = at;
      this.requestUpdate();
    };
    return html`${drawnFormula(good.description)}
      <div class="draw">${shape ? shapeFigure(shape, this.at, follow, this.#hold) : nothing}</div>
      <details><summary>As a PyTorch function</summary><pre class="code" tabindex="0" role="region" aria-label="As a PyTorch function"><code>${pytorchOfFormula(good.description).code}</code></pre></details>`;
  }
}

customElements.define('own-loss', OwnLoss);

declare global {
  interface HTMLElementTagNameMap {
    'own-loss': OwnLoss;
  }
}
