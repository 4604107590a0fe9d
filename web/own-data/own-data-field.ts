import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Experiment } from 'loss-playground/engine';
import { keepMenus } from '../ui/controls.ts';
import { sentenceStyles } from '../ui/sentence-styles.ts';
import { sharedStyles } from '../ui/styles.ts';
import { DataError } from './text.ts';

/** Characters of a file that its field shows; what is read is the whole. */
const mostShown = 20_000;

/**
 * Takes what a visitor brings by paste, drop or file. The event `experiment` gives the experiment that trains on it
 * (detail). Nothing leaves the page.
 */
export abstract class OwnDataField extends LitElement {
  static override properties = { refused: { state: true } };
  static override styles = [
    sharedStyles,
    sentenceStyles,
    css`
      :host { display: block; --hue: var(--ink); }
      textarea { width: 100%; min-height: 120px; font: 400 var(--label) / 1.5 ui-monospace, Menlo, Consolas, monospace; color: var(--ink); background: var(--paper); border: 1px solid var(--edge); padding: 8px; }
      .keys { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; margin-top: 8px; }
      .sentence { font-size: var(--reading); min-height: 0; margin-top: 12px; }
      .inputs { display: flex; flex-wrap: wrap; gap: 0 20px; margin-top: 8px; }
      .inputs label { display: inline-flex; gap: 8px; align-items: center; min-height: 32px; }
      .inputs input { width: 24px; height: 24px; margin: 0; }
      .keys label { width: 100%; }
      input[type='file'] { font: inherit; max-width: 100%; min-height: 36px; }
      ::file-selector-button { font: inherit; color: inherit; background: none; border: 1px solid var(--edge); border-radius: 3px; min-height: 36px; padding: 0 10px; margin-inline: 4px 8px; cursor: pointer; }
    `,
  ];
  /** Why the data were refused. */
  declare refused: string;
  /** The label of the field, and the files that it takes. */
  protected abstract readonly words: string;
  protected abstract readonly files: string;

  constructor() {
    super();
    this.refused = '';
  }

  /** Takes a text, or throws a DataError. */
  protected abstract read(text: string): void;
  /** What is asked about the text that was read. */
  protected abstract questions(): TemplateResult | typeof nothing;
  /** The experiment that was asked for, or a DataError. */
  protected abstract experiment(): Experiment;

  /** Does something that may refuse the data. */
  protected attempt(work: () => void): void {
    this.refused = '';
    try {
      work();
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      this.refused = error.message;
    }
  }

  async #file(file: File | undefined | null) {
    if (!file) return;
    const text = await file.text();
    const area = this.renderRoot.querySelector('textarea');
    if (area) area.value = text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
    this.attempt(() => this.read(text));
  }

  #drop(event: DragEvent) {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) void this.#file(file);
    else this.attempt(() => this.read(event.dataTransfer?.getData('text/plain') ?? ''));
  }

  /** The button that starts the training. */
  protected button(words: string): TemplateResult {
    const train = () =>
      this.attempt(() =>
        this.dispatchEvent(new CustomEvent<Experiment>('experiment', { detail: this.experiment() })),
      );
    return html`<div class="keys"><button class="button main" type="button" @click=${train}>${words}</button></div>`;
  }

  override render() {
    const type = (event: Event) => this.attempt(() => this.read((event.target as HTMLTextAreaElement).value));
    return html`<div @dragover=${(event: DragEvent) => event.preventDefault()} @drop=${(event: DragEvent) => this.#drop(event)}>
      <label for="own-data">${this.words}</label>
      <textarea id="own-data" spellcheck="false" @input=${type}></textarea>
      <div class="keys"><label>or open a file <input type="file" accept=${this.files} @change=${(event: Event) => void this.#file((event.target as HTMLInputElement).files?.[0])} /></label></div>
      ${this.refused ? html`<p class="notice" role="alert">${this.refused}</p>` : nothing} ${this.questions()}
    </div>`;
  }

  override updated(): void {
    keepMenus(this.renderRoot);
  }
}
