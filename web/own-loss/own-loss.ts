import { html, LitElement, nothing, type PropertyValues } from 'lit';
import type { FormulaNote, FormulaParameter, TaskDescriptor, WorkerEngine } from 'loss-playground/engine';
import { drawnFormula } from '../formulas/mathml.ts';
import { pytorchOfFormula } from '../formulas/pytorch.ts';
import { formulaStyles } from '../ui/formula-styles.ts';
import { plainStyles } from '../ui/sentence-styles.ts';
import { slider, sliderStyles } from '../ui/slider.ts';
import { sharedStyles } from '../ui/styles.ts';
import { editorStyles } from './editor-styles.ts';
import { type Described, describe, Newest } from './formula-text.ts';
import { galleryList } from './gallery-list.ts';
import { grammar, grammarStyles } from './grammar.ts';
import { type Shape, shapeFigure, shapeOf } from './live-shape.ts';
import { marked, replaced } from './places.ts';
import { noteWords, problemWords } from './words.ts';

/**
 * The editor of the visitor's own loss. It shows what the engine says of the text, and the shape of the last valid formula.
 *
 * Properties: `engine`, `task`, `formula` (the one in use), `apply`: uses a valid formula that fits the task.
 */
export class OwnLoss extends LitElement {
  static override properties = {
    family: { reflect: true },
    engine: { attribute: false },
    task: { attribute: false },
    formula: {},
    apply: { attribute: false },
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
  declare family: string;
  declare text: string;
  /** What the engine says of the text. */
  declare said: Described | null;
  /** The last valid formula. */
  declare good: Described | null;
  declare shape: Shape | null;
  declare at: number | null;
  /** The formula that was applied last. */
  #applied = '';
  #sliding = false;
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
      this.text = this.formula;
      void this.#describing.ask(this.text);
    } else if (changed.has('task') && changed.get('task')) void this.#describing.ask(this.text);
  }

  #type(text: string) {
    this.text = text;
    void this.#describing.ask(text);
  }

  async #describe(text: string): Promise<void> {
    const said = await describe(this.engine, this.task, text);
    if (text !== this.text) return;
    this.said = said;
    if (said.description.problem || !said.description.loss) return;
    this.good = said;
    this.family = said.description.loss.family;
    void this.#drawing.ask(said);
    if (!this.#sliding) this.#use(said);
  }

  #use({ text, misfit, description }: Described) {
    if (misfit || description.problem || text === this.#applied) return;
    this.#applied = text;
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

  override render() {
    const { said, text } = this;
    const problem = said?.description.problem ?? null;
    return html`<div class="editor">
      <div class="write">
        <div class="head"><label for="formula">Formula of the loss</label></div>
        <textarea id="formula" spellcheck="false" autocapitalize="off" autocomplete="off" rows="5" maxlength="4000" .value=${text}
          aria-describedby="problem" aria-invalid=${problem !== null} @input=${({ target }: Event) => this.#type((target as HTMLTextAreaElement).value)}></textarea>
        <div class="problem" id="problem" role="status">${this.#problem()}</div>
        ${this.#parameters()}
      </div>
      <div class="shown">${this.#shown()}</div>
      <div class="start">${galleryList(this.task?.kind ?? null, (formula) => this.#type(formula))}
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
      return html`<pre tabindex="0" role="group" aria-label="The place of the error">${line}<br /><span class="carets">${carets}</span></pre>
        <p>${problemWords(problem)} ${nearest ? html`Did you mean <button class="plain" type="button" ?disabled=${!current} @click=${() => this.#type(replaced(text, problem, nearest))}>${nearest}</button>?` : nothing}
        ${this.good ? 'The last valid formula stays in use.' : nothing}</p>`;
    }
    if (said.misfit) return html`<p>${said.misfit}. The last formula that fits stays in use.</p>`;
    return html`<div class="notes">${notes.map((note) => this.#note(note, said.text, current))}</div>`;
  }

  #note(note: FormulaNote, text: string, current: boolean) {
    const part = text.slice(note.begin, note.end);
    const { better } = note;
    const { words, isOfPart } = noteWords(note);
    return html`<p>${isOfPart ? html`<code>${part}</code>: ` : nothing}${words}${better ? html`<button class="plain" type="button" ?disabled=${!current} @click=${() => this.#type(replaced(text, note, better))}>Use ${better}</button>` : nothing}</p>`;
  }

  /** A slider for each parameter; it changes the number in the text. */
  #parameters() {
    const { good, said } = this;
    if (!good || good.description.parameters.length === 0) return nothing;
    const release = () => {
      this.#sliding = false;
      if (this.said) this.#use(this.said);
    };
    const set = (entry: FormulaParameter) => (value: number) => {
      this.#sliding = true;
      this.#type(replaced(good.text, entry, String(value)));
    };
    return html`<fieldset ?disabled=${said?.description.problem !== null} @change=${release}><legend>Parameters</legend>${good.description.parameters.map(
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

  /** The last valid formula: as mathematics, as a curve, as Python. */
  #shown() {
    const { good, shape } = this;
    if (!good) return nothing;
    const follow = (at: number | null) => {
      this.at = at;
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
