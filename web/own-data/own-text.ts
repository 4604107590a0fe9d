import { html, nothing } from 'lit';
import type { Experiment } from 'loss-playground/engine';
import { whole } from '../charts/format.ts';
import { menu } from '../ui/controls.ts';
import { DataError } from './data-error.ts';
import { decoded, type Encoding, encodingWords } from './encoding.ts';
import { OwnDataField } from './own-data-field.ts';
import type { Source } from './table/work.ts';
import {
  mostCharacters,
  mostTokens,
  type OwnText as Read,
  readText,
  type TextVocabulary,
  textExperiment,
} from './text.ts';

/** How the characters of a text become tokens, if there are too many of them. */
export const othersOf = ({ different, otherShare }: Read): string =>
  otherShare > 0
    ? `Of ${whole(different)} different characters the ${mostTokens - 1} most frequent are tokens; the other ${(100 * otherShare).toFixed(1)}% of the text are one token. `
    : '';

/** Reads a text to predict the next character of. */
export class OwnText extends OwnDataField<Read> {
  static override properties = {
    ...OwnDataField.properties,
    found: { state: true },
    vocabulary: { state: true },
  };
  declare found: Read | null;
  declare vocabulary: TextVocabulary;
  #given = '';
  #encoding: Encoding = 'UTF-8';
  protected readonly words =
    `Paste or drop a text: names or lines, or passages separated by blank lines, up to ${whole(mostCharacters)} characters. It stays in your browser.`;
  protected readonly files = '.txt,.md,text/plain';

  constructor() {
    super();
    this.found = null;
    this.vocabulary = 'own';
  }

  protected override async find(source: Source): Promise<Read> {
    const { text, encoding } =
      typeof source === 'string' ? { text: source, encoding: 'UTF-8' as const } : decoded(source);
    this.#given = text;
    this.#encoding = encoding;
    return readText(this.#given, this.vocabulary);
  }

  protected override get isFound() {
    return this.found !== null;
  }

  protected override take(found: Read | null): void {
    this.found = found;
  }

  protected override async experiment(): Promise<Experiment> {
    if (!this.found) throw new DataError('No text yet. Paste one or open a file.');
    return textExperiment(this.found, this.vocabulary);
  }

  protected override questions() {
    const { found } = this;
    if (!found && !this.#given.trim()) return nothing;
    const kinds = [
      { value: 'own', words: 'the text’s own characters' },
      { value: 'letters', words: 'only the letters a to z' },
    ];
    const choose = (kind: string) => {
      this.vocabulary = kind as TextVocabulary;
      void this.load(this.#given, true);
    };
    const facts = found
      ? html`${whole(found.characters)} characters, ${whole(found.different)} different ones with the line break, in ${whole(found.parts)} ${found.partsAre}; one in ten is held out for testing. ${othersOf(found)}${encodingWords(this.#encoding)}`
      : nothing;
    return html`<p class="sentence">${facts}Predict ${menu('Characters to predict', this.vocabulary, kinds, choose)}.</p>
      ${found ? this.button('Train on this text') : nothing}`;
  }
}

customElements.define('own-text', OwnText);
