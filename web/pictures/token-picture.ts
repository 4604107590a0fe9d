import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { ExperimentError, type WorkerRun } from 'loss-playground/engine';
import '../charts/token-bars.ts';
import { percent } from '../charts/format.ts';
import type { TokenShare } from '../charts/token-bars.ts';
import { inWords, knows, sign } from '../run/token-text.ts';
import { Latest } from '../ui/latest.ts';

/** Texts that the model writes beside the bars. */
const samples = 4;

/**
 * What a next-token model says comes after a beginning that the visitor types, and a few texts that it writes.
 *
 * Properties: `run`; `moment`, which changes whenever the model does. Event `beginning` (detail: the text) when the
 * visitor has typed another.
 */
export class TokenPicture extends LitElement {
  static override properties = {
    run: { attribute: false },
    moment: { attribute: false },
    beginning: {},
    shares: { state: true },
    written: { state: true },
    problem: { state: true },
  };
  static override styles = css`
    :host { display: block; }
    label { display: flex; align-items: baseline; gap: 0 10px; min-height: 36px; margin-bottom: 8px; color: var(--ink-2); }
    input { font: 400 1.125rem var(--serif); color: var(--ink); background: var(--paper); border: 0; border-bottom: 2px dotted var(--hue); border-radius: 0; min-height: 30px; flex: 0 1 12ch; min-width: 0; }
    input:focus-visible { outline: 2px solid var(--hue); outline-offset: 2px; }
    .problem { color: var(--wrong); min-height: 1.4em; }
    .written { margin: 12px 0 0; color: var(--ink-2); font-size: var(--label); min-height: 4.2em; }
    .written q { font: 400 1.0625rem / 1.5 var(--serif); color: var(--ink); quotes: none; margin-right: 14px; overflow-wrap: anywhere; }
    /* A line for each, so that the lines below stay where they are, however much it writes. */
    @container (max-width: 720px) {
      .written { min-height: calc(1lh + 4 * 1.5 * 1.0625rem); }
      .written q { display: block; margin: 0; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
    }
  `;
  declare run: WorkerRun | null;
  declare moment: unknown;
  declare beginning: string;
  declare shares: TokenShare[];
  declare written: string[];
  declare problem: string | null;
  #latest = new Latest();

  constructor() {
    super();
    this.run = null;
    this.moment = null;
    this.beginning = 'ma';
    this.shares = [];
    this.written = [];
    this.problem = null;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    // A text of the visitor's own may lack what stands here at first.
    if (changed.has('run') && !knows(this.run?.info.characters ?? '.', this.beginning)) this.beginning = '';
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('run') || changed.has('moment') || changed.has('beginning'))
      void this.#latest.ask(() => this.#once());
  }

  async #once(): Promise<void> {
    const { run, beginning } = this;
    const characters = run?.info.characters;
    if (!run || !characters) return;
    try {
      const [shares, ...written] = await Promise.all([
        run.nextToken(beginning),
        ...Array.from({ length: samples }, (_, index) => run.sample({ seed: index + 1, max: 40 })),
      ]);
      if (run !== this.run) return;
      this.shares = Array.from(characters, (character, token) => ({
        label: sign(character, characters),
        words: inWords(character, characters),
        share: shares[token] ?? 0,
      }));
      this.written = written;
      this.problem = null;
    } catch (error) {
      // A run that was replaced while its answer was on the way is no fault.
      if (run !== this.run) return;
      this.problem = error instanceof ExperimentError ? `It knows only ${error.allowed}.` : String(error);
    }
  }

  get #likeliest(): TokenShare | undefined {
    return this.shares.toSorted((a, b) => b.share - a.share)[0];
  }

  override render() {
    const first = this.#likeliest;
    const summary = first
      ? `Probabilities of what comes after “${this.beginning}”: most likely ${first.words}, ${percent(first.share)}`
      : 'Probabilities of what comes next';
    const type = (event: Event) => {
      this.beginning = (event.target as HTMLInputElement).value;
      this.dispatchEvent(new CustomEvent('beginning', { detail: this.beginning }));
    };
    return html`<label>After <input type="text" autocomplete="off" spellcheck="false" maxlength="200" .value=${this.beginning} @input=${type} /> comes <b>${first?.label}</b></label>
      ${this.problem ? html`<p class="problem" role="status">${this.problem}</p>` : nothing}
      <token-bars .tokens=${this.shares} .summary=${summary}></token-bars>
      <p class="written">It writes: ${this.written.map((text) => html`<q>${text || '(nothing)'}</q> `)}</p>`;
  }
}

customElements.define('token-picture', TokenPicture);
