import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { ExperimentError, type TokenLosses, type WorkerRun } from 'loss-playground/engine';
import '../../charts/surprise-columns.ts';
import { short } from '../../charts/format.ts';
import type { Session } from '../../run/session.ts';
import { knows, sign } from '../../run/token-text.ts';
import { Watching } from '../../run/watching.ts';
import { sharedStyles } from '../../ui/styles.ts';
import { disclosed } from '../../ui/tables.ts';
import { textSum } from './words.ts';

/** The loss of a next-token model at each letter of a text that the visitor types, and how the losses add up. */
export class TextLosses extends LitElement {
  static override properties = {
    session: { attribute: false },
    text: { state: true },
    found: { state: true },
    problem: { state: true },
  };
  static override styles = [
    sharedStyles,
    css`
      label { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 10px; min-height: 36px; margin-block: 12px; color: var(--ink-2); }
      input { font: 400 1.125rem var(--serif); color: var(--ink); background: var(--paper); border: 0; border-bottom: 2px dotted var(--hue); border-radius: 0; min-height: 30px; width: min(100%, 26ch); }
      .problem { color: var(--wrong); }
      .reading { min-height: 4.6em; margin-top: 12px; }
    `,
  ];
  declare session: Session | null;
  declare text: string;
  declare found: TokenLosses | null;
  declare problem: string | null;
  #run: WorkerRun | null = null;

  constructor() {
    super();
    this.session = null;
    this.text = 'Isabella';
    this.found = null;
    this.problem = null;
    new Watching(this, () => this.#look());
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('text')) this.session?.refresh();
  }

  async #look(): Promise<(() => void) | null> {
    const { run } = this.session ?? {};
    if (!run?.info.characters) return null;
    if (run !== this.#run) this.#suit(run);
    this.#run = run;
    try {
      const found = await run.tokenLosses(this.text);
      return () => {
        this.found = found;
        this.problem = null;
      };
    } catch (error) {
      // A run that was replaced before its answer arrived is not an error.
      if (run !== this.session?.run) return null;
      return () => {
        this.problem = error instanceof ExperimentError ? error.message : String(error);
      };
    }
  }

  /** A text that the model knows: if it is the visitor's own that was learned, its opening. */
  #suit(run: WorkerRun): void {
    if (knows(run.info.characters ?? '.', this.text)) return;
    const own = (run.experiment.task.params as { text?: string }).text ?? '';
    this.text = /^.{1,20}(?=\s|$)/.exec(own)?.[0] ?? own.slice(0, 20);
  }

  override render() {
    const { found, session } = this;
    const characters = session?.info?.characters ?? '';
    const tokens = Array.from(found?.characters ?? '', (character, index) => ({
      label: sign(character, characters),
      probability: found?.probabilities[index] ?? 0,
      loss: found?.losses[index] ?? 0,
    }));
    const losses = tokens.map(({ loss }) => loss);
    const sum = losses.reduce((total, loss) => total + loss, 0);
    const summary = `The loss of each letter of ${this.text}: ${short(sum)} nats in all, ${short(sum / Math.max(1, losses.length))} on average`;
    return html`<label>Text <input type="text" autocomplete="off" spellcheck="false" maxlength="60" .value=${this.text} @input=${(
      event: Event,
    ) => {
      this.text = (event.target as HTMLInputElement).value;
    }} /></label>
      ${this.problem ? html`<p class="problem" role="status">${this.problem}</p>` : nothing}
      <surprise-columns .tokens=${tokens} .summary=${summary}></surprise-columns>
      ${tokens.length > 0 ? html`<p class="reading">${textSum(losses, 'letter')}</p>` : nothing}
      ${disclosed('The letters as a table', {
        title: 'Letters and their losses',
        columns: ['letter', 'probability', 'loss −ln p, nats'],
        rows: tokens.map(({ label, probability, loss }) => [label, short(probability), short(loss)]),
      })}`;
  }
}

customElements.define('text-losses', TextLosses);
