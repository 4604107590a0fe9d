import { html, nothing } from 'lit';
import type { Experiment } from 'loss-playground/engine';
import { whole } from '../charts/format.ts';
import { menu } from '../ui/controls.ts';
import { OwnDataField } from './own-data-field.ts';
import {
  DataError,
  mostCharacters,
  mostDifferent,
  type OwnText as Read,
  readText,
  type TextVocabulary,
  textExperiment,
} from './text.ts';

/** Takes a text to predict the next character of. */
export class OwnText extends OwnDataField {
  static override properties = {
    ...OwnDataField.properties,
    found: { state: true },
    vocabulary: { state: true },
  };
  declare found: Read | null;
  declare vocabulary: TextVocabulary;
  #given = '';
  protected readonly words =
    `Paste or drop a text: names or lines, or passages with blank lines between, up to ${whole(mostCharacters)} characters, ${mostDifferent} different ones. It stays in this page.`;
  protected readonly files = '.txt,.md,text/plain';

  constructor() {
    super();
    this.found = null;
    this.vocabulary = 'own';
  }

  protected override read(text: string): void {
    this.found = null;
    this.#given = text;
    if (text.trim() !== '') this.found = readText(text, this.vocabulary);
  }

  protected override experiment(): Experiment {
    if (!this.found) throw new DataError('There is no text yet.');
    return textExperiment(this.found, this.vocabulary);
  }

  protected override questions() {
    const { found } = this;
    if (!found && !this.#given.trim()) return nothing;
    const kinds = [
      { value: 'own', words: 'its own characters' },
      { value: 'letters', words: 'the letters a to z alone' },
    ];
    const choose = (kind: string) => {
      this.vocabulary = kind as TextVocabulary;
      this.attempt(() => this.read(this.#given));
    };
    const facts = found
      ? html`${whole(found.characters)} characters, ${found.different} different ones with the line break, in ${whole(found.parts)} ${found.partsAre}; one in ten is set aside, unseen. `
      : nothing;
    return html`<p class="sentence">${facts}Predict ${menu('What to predict', this.vocabulary, kinds, choose)}.</p>
      ${found ? this.button('Train on this text') : nothing}`;
  }
}

customElements.define('own-text', OwnText);
