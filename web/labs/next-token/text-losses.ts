import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { ExperimentError, type TokenLosses, type WorkerRun } from 'loss-playground/engine';
import '../../charts/surprise-columns.ts';
import { short } from '../../charts/format.ts';
import { knows, sign } from '../../run/token-text.ts';
import { Latest } from '../../ui/latest.ts';
import { sharedStyles } from '../../ui/styles.ts';
import { disclosed } from '../../ui/tables.ts';

/** How surprised a next-token model is at each letter of a text that the visitor types, and how that adds up. */
export class TextLosses extends LitElement {
  static override properties = {
    run: { attribute: false },
    moment: { attribute: false },
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
  declare run: WorkerRun | null;
  declare moment: unknown;
  declare text: string;
  declare found: TokenLosses | null;
  declare problem: string | null;
  #latest = new Latest();

  constructor() {
    super();
    this.run = null;
    this.moment = null;
    this.text = 'Isabella';
    this.found = null;
    this.problem = null;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const { run } = this;
    if (!changed.has('run') || !run || knows(run.info.characters ?? '.', this.text)) return;
    // The opening of a text of the visitor's own, which its characters can all write.
    const own = (run.experiment.task.params as { text?: string }).text ?? '';
    this.text = /^.{1,20}(?=\s|$)/.exec(own)?.[0] ?? own.slice(0, 20);
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('run') || changed.has('moment') || changed.has('text'))
      void this.#latest.ask(() => this.#once());
  }

  async #once(): Promise<void> {
    const { run, text } = this;
    if (!run?.info.characters) return;
    try {
      const found = await run.tokenLosses(text);
      if (run !== this.run) return;
      this.found = found;
      this.problem = null;
    } catch (error) {
      // A run that was replaced while its answer was on the way is no fault.
      if (run !== this.run) return;
      this.problem = error instanceof ExperimentError ? error.message : String(error);
    }
  }

  override render() {
    const { found, run } = this;
    const characters = run?.info.characters ?? '';
    const tokens = Array.from(found?.characters ?? '', (character, index) => ({
      label: sign(character, characters),
      probability: found?.probabilities[index] ?? 0,
      loss: found?.losses[index] ?? 0,
    }));
    const sum = tokens.reduce((total, { loss }) => total + loss, 0);
    const mean = sum / Math.max(1, tokens.length);
    const summary = `How surprised the model is at each letter of ${this.text}: ${short(sum)} nats in all, ${short(mean)} on average`;
    return html`<label>Text <input type="text" autocomplete="off" spellcheck="false" maxlength="60" .value=${this.text} @input=${(
      event: Event,
    ) => {
      this.text = (event.target as HTMLInputElement).value;
    }} /></label>
      ${this.problem ? html`<p class="problem" role="status">${this.problem}</p>` : nothing}
      <surprise-columns .tokens=${tokens} .summary=${summary}></surprise-columns>
      ${tokens.length > 0 ? html`<p class="reading">The ${tokens.length} surprises sum to <b>${short(sum)}</b> nats, so the likelihood of the whole is e<sup>−${short(sum)}</sup> = ${short(Math.exp(-sum))}. Their mean is ${short(mean)}: as unsure as choosing among <b>${short(Math.exp(mean))}</b> equally likely letters each time. The sign · is the end of a word.</p>` : nothing}
      ${disclosed('The letters as a table', {
        title: 'Letters and their losses',
        columns: ['letter', 'probability', '−log p, nats'],
        rows: tokens.map(({ label, probability, loss }) => [label, short(probability), short(loss)]),
      })}`;
  }
}

customElements.define('text-losses', TextLosses);
