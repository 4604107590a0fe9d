import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { ExperimentError, type WorkerRun } from 'loss-playground/engine';
import '../charts/token-bars.ts';
import { percent } from '../charts/format.ts';
import type { TokenShare } from '../charts/token-bars.ts';
import type { Session } from '../run/session.ts';
import { drawnTokens, inWords, knows, sign } from '../run/token-text.ts';
import { Watching } from '../run/watching.ts';

/** Texts that the model writes beside the bars. */
const samples = 4;
/**
 * The predictions of a next-token model after a beginning that the visitor types, and a few texts that it writes.
 *
 * Properties: `session`. Event `beginning` (detail: the text) when the visitor has typed another.
 */
export class TokenPicture extends LitElement {
  static override properties = {
    session: { attribute: false },
    beginning: {},
    shares: { state: true },
    written: { state: true },
    problem: { state: true },
  };
  static override styles = css`
    :host { display: flex; flex-direction: column; }
    token-bars { flex: 1 1 0; min-height: 100px; overflow: hidden; }
    label { display: flex; align-items: baseline; gap: 0 10px; min-height: 36px; color: var(--ink-2); }
    input { font: 400 1.125rem var(--serif); color: var(--ink); background: var(--paper); border: 0; border-bottom: 2px dotted var(--hue); border-radius: 0; min-height: 30px; flex: 0 1 12ch; min-width: 0; }
    input:focus-visible { outline: 2px solid var(--hue); outline-offset: 2px; }
    .problem { color: var(--wrong); min-height: 1.4em; }
    .written { margin: 4px 0 0; min-height: 26px; line-height: 26px; flex: none; color: var(--ink-2); font-size: var(--label); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
    .written q { font: 400 1.0625rem / 1 var(--serif); color: var(--ink); quotes: none; margin-right: 14px; }
  `;
  declare session: Session | null;
  declare beginning: string;
  declare shares: TokenShare[];
  declare written: string[];
  declare problem: string | null;
  #run: WorkerRun | null = null;

  constructor() {
    super();
    this.session = null;
    this.beginning = 'ma';
    this.shares = [];
    this.written = [];
    this.problem = null;
    new Watching(this, () => this.#look());
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('beginning')) this.session?.refresh();
  }

  async #look(): Promise<(() => void) | null> {
    const { run } = this.session ?? {};
    const characters = run?.info.characters;
    if (!run || !characters) return null;
    // The visitor's own text may lack the characters of the initial beginning.
    if (run !== this.#run && !knows(characters, this.beginning)) this.beginning = '';
    this.#run = run;
    try {
      const [shares, ...written] = await Promise.all([
        run.nextToken(this.beginning),
        ...Array.from({ length: samples }, (_, index) => run.sample({ seed: index + 1, max: 40 })),
      ]);
      return () => {
        this.shares = Array.from(characters, (character, token) => ({
          label: sign(character, characters),
          words: inWords(character, characters),
          share: shares[token] ?? 0,
        }));
        this.written = written;
        this.problem = null;
      };
    } catch (error) {
      // A run that was replaced before its answer arrived is not an error.
      if (run !== this.session?.run) return null;
      return () => {
        this.problem = error instanceof ExperimentError ? `The model knows ${error.allowed}.` : String(error);
      };
    }
  }

  get #likeliest(): TokenShare | undefined {
    return this.shares.toSorted((a, b) => b.share - a.share)[0];
  }

  override render() {
    const { shares } = this;
    const first = this.#likeliest;
    const drawn = drawnTokens(shares);
    const summary = first
      ? `Probabilities of what comes after “${this.beginning}”: most likely ${first.words}, ${percent(first.share)}`
      : 'Probabilities of what comes next';
    const type = (event: Event) => {
      this.beginning = (event.target as HTMLInputElement).value;
      this.dispatchEvent(new CustomEvent('beginning', { detail: this.beginning }));
    };
    return html`<label>After <input type="text" autocomplete="off" spellcheck="false" maxlength="200" .value=${this.beginning} @input=${type} /> most likely <b>${first?.label}</b></label>
      ${this.problem ? html`<p class="problem" role="status">${this.problem}</p>` : nothing}
      <token-bars fill .tokens=${drawn} .summary=${summary}></token-bars>
      ${drawn.length < shares.length ? html`<p class="written">The ${drawn.length} most likely of ${shares.length} tokens.</p>` : nothing}
      ${keyed(this.written, html`<p class="written">It writes: ${this.written.map((text) => html`<q>${text || '(nothing)'}</q> `)}</p>`)}`;
  }
}

customElements.define('token-picture', TokenPicture);
