import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Experiment } from 'loss-playground/engine';
import { whole } from '../charts/format.ts';
import { Wait } from '../run/wait.ts';
import { keepMenus } from '../ui/controls.ts';
import { sentenceStyles } from '../ui/sentence-styles.ts';
import { sharedStyles } from '../ui/styles.ts';
import { DataError } from './data-error.ts';
import { decoded } from './encoding.ts';
import { keptExperiment } from './kept-experiment.ts';
import { isExcel } from './table/formats.ts';
import type { Watch } from './table/table-reader.ts';
import type { Source } from './table/work.ts';

/** A larger file is not read. */
const mostBytes = 100_000_000;

/** The field shows this many characters of a file; all of it is read. */
const mostShown = 20_000;

const isEmpty = (source: Source) => (typeof source === 'string' ? source.trim() : source).length === 0;

/** What the field shows; nothing of a workbook. */
function beginning(source: Source): string {
  if (typeof source === 'string') return source;
  if (isExcel(source)) return '';
  // Not within a character of UTF-8.
  let end = Math.min(2 * mostShown, source.length);
  while (((source[end] ?? 0) & 0xc0) === 0x80) end--;
  return decoded(source.subarray(0, end)).text;
}

/**
 * Reads a visitor's own data by paste, drop or file. It shows the progress of large data, which can be canceled.
 * The event `experiment` has the experiment that trains on it as its detail. Nothing leaves the page.
 */
export abstract class OwnDataField<Found> extends LitElement {
  static override properties = { refused: { state: true }, share: { state: true } };
  static override styles = [
    sharedStyles,
    sentenceStyles,
    css`
      :host { display: block; --hue: var(--ink); }
      textarea { display: block; width: 100%; height: 84px; font: 400 var(--label) / 1.5 ui-monospace, Menlo, Consolas, monospace; color: var(--ink); background: var(--paper); border: 1px solid var(--edge); padding: 8px; }
      textarea.small { height: 44px; }
      .keys { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; margin-top: 8px; }
      .sentence { font-size: var(--reading); min-height: 0; margin-top: 4px; }
      .given { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 4px 24px; align-items: end; }
      @container (max-width: 720px) { .given { display: block; } }
      .wait { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; }
      .wait progress { width: 120px; height: 8px; accent-color: var(--hue); }
      .wait .plain { margin: 0; }
      input[type='file'] { font: inherit; max-width: 100%; min-height: 36px; }
      ::file-selector-button { font: inherit; color: inherit; background: none; border: 1px solid var(--edge); border-radius: 3px; min-height: 36px; padding: 0 10px; margin-inline: 4px 8px; cursor: pointer; }
    `,
  ];
  /** Why the data cannot be used. */
  declare refused: string;
  /** What the data may have that was read otherwise. */
  doubt: DataError['doubt'];
  /** The label of the field, and the file types that it accepts. */
  protected abstract readonly words: string;
  protected abstract readonly files: string;

  /** The share of the work that is done. */
  declare share: number;
  readonly #wait = new Wait(() => this.requestUpdate());
  /** What the field shows of the data that was read last. */
  #shown = '';

  constructor() {
    super();
    this.refused = '';
    this.doubt = null;
    this.share = 0;
  }

  /** Whether data were found, so that the field needs less room. */
  protected abstract get isFound(): boolean;
  /** Reads what was given, or throws a DataError. */
  protected abstract find(source: Source, watch: Watch): Promise<Found>;
  /** Takes what was found; null where nothing is given, or it is refused. */
  protected abstract take(found: Found | null): void;
  /** The settings for what was found. */
  protected abstract questions(): TemplateResult | typeof nothing;
  /** The experiment that trains on the data; throws a DataError. */
  protected abstract experiment(watch: Watch): Promise<Experiment>;

  /** Begins work, which ends what was begun before; nothing changes where it is canceled. */
  protected async work(work: (watch: Watch) => Promise<void>) {
    this.#wait.cancel();
    const signal = this.#wait.begin();
    this.share = 0;
    const told = (share: number) => {
      this.share = share;
    };
    try {
      await work({ signal, told });
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof DataError)) throw error;
      this.refused = error.message;
      this.doubt = error.doubt;
    } finally {
      if (!signal.aborted) this.#wait.end();
    }
  }

  /** Reads a text, which is in the field already if it was typed there, or the bytes of a file. */
  protected load(given: Source | Promise<Source>, isTyped = false): Promise<void> {
    return this.work(async (watch) => {
      const source = await given;
      const settle = (found: Found | null) => {
        this.#show(isTyped ? null : beginning(source));
        this.refused = '';
        this.take(found);
      };
      const kept = keptExperiment(source);
      if (kept) return this.#open(kept);
      try {
        if (isEmpty(source) && !isTyped && typeof source !== 'string')
          throw new DataError('The file is empty.');
        settle(isEmpty(source) ? null : await this.find(source, watch));
      } catch (error) {
        if (error instanceof DataError) settle(null);
        throw error;
      }
    });
  }

  /** An experiment that was saved, with its data. */
  #open(experiment: Experiment) {
    this.refused = '';
    this.dispatchEvent(new CustomEvent<Experiment>('experiment', { detail: experiment }));
  }

  /** Shows the beginning of a text in the field, and remembers what it shows. */
  #show(text: string | null): void {
    const area = this.renderRoot.querySelector('textarea');
    if (!area) return;
    if (text !== null) area.value = text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
    this.#shown = area.value;
  }

  #cancel() {
    this.#wait.cancel();
    this.#show(this.#shown);
    // The name of the file that was not read.
    const file = this.renderRoot.querySelector<HTMLInputElement>('input[type=file]');
    if (file) file.value = '';
  }

  /** Opens a file of the visitor's. */
  open(file: File | undefined | null): void {
    if (!file) return;
    if (file.size > mostBytes)
      this.refused = `The file has ${whole(file.size)} bytes; the limit is ${whole(mostBytes)}. Open a smaller one.`;
    else void this.load(file.arrayBuffer().then((bytes) => new Uint8Array(bytes)));
  }

  #drop(event: DragEvent) {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) this.open(file);
    else void this.load(event.dataTransfer?.getData('text/plain') ?? '');
  }

  /** A long text in place of all that is there is not shown in full, which would take the browser seconds. */
  #paste(event: ClipboardEvent) {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const { value, selectionStart, selectionEnd } = event.target as HTMLTextAreaElement;
    if (text.length <= mostShown || selectionEnd - selectionStart < value.length) return;
    event.preventDefault();
    void this.load(text);
  }

  /** The button that starts the training. */
  protected button(words: string, beside: TemplateResult | typeof nothing = nothing): TemplateResult {
    const train = () =>
      this.work(async (watch) => {
        this.#open(await this.experiment(watch));
      });
    return html`<div class="keys"><button class="button main" type="button" @click=${train}>${words}</button> ${beside}</div>`;
  }

  override render() {
    const type = (event: Event) => void this.load((event.target as HTMLTextAreaElement).value, true);
    const waited = this.#wait.isLong
      ? html`<p class="notice wait"><span role="status">Reading the data.</span> <progress max="1" .value=${this.share} aria-label="Part of the data that is read"></progress>
        <button class="plain" type="button" @click=${() => this.#cancel()}>Cancel</button></p>`
      : nothing;
    return html`<div @dragover=${(event: DragEvent) => event.preventDefault()} @drop=${(event: DragEvent) => this.#drop(event)}>
      <div class="given"><div><label for="own-data">${this.words}</label>
      <textarea id="own-data" class=${this.isFound ? 'small' : ''} spellcheck="false" @input=${type} @paste=${(event: ClipboardEvent) => this.#paste(event)}></textarea></div>
      <div class="keys"><label>or open a file <input type="file" accept=${this.files} @change=${(event: Event) => this.open((event.target as HTMLInputElement).files?.[0])} /></label></div></div>
      ${waited} ${this.refused ? html`<p class="notice" role="alert">${this.refused}</p>` : nothing} ${this.#wait.isLong ? nothing : this.questions()}
    </div>`;
  }

  override updated(): void {
    keepMenus(this.renderRoot);
  }
}
