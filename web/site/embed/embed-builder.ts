import chapterTitles from 'virtual:chapter-titles';
import { labs } from 'virtual:labs';
import { css, html, LitElement } from 'lit';
import { sharedStyles } from '../../ui/styles.ts';
import { generators, type Wanted } from './snippets.ts';

/** The element's views: the labs that it offers, the guide, and the whole playground. */
const views: Record<string, string> = Object.fromEntries([
  ...labs.flatMap(({ id, title, element }) => (element ? [[id, title]] : [])),
  ['guide', 'A chapter of the guide'],
  ['full', 'The whole playground'],
]);

const controls: Record<string, string> = {
  none: 'nothing',
  '': 'play and pause',
  'loss lr': 'also loss and learning rate',
  full: 'everything',
};

/**
 * Generates the code that embeds the current view in another page.
 * Properties: `lab` (view of the element), `experiment` (text of its address).
 */
export class EmbedBuilder extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host { border-top: 1px solid var(--rule); margin-top: 40px; padding-block: 24px 48px; }
      .choices { display: flex; flex-wrap: wrap; gap: 8px 24px; margin-block: 12px 16px; }
      label { color: var(--ink-2); }
      select { font: inherit; color: var(--ink); background: var(--paper); border: 0; border-bottom: 2px dotted var(--edge); min-height: 28px; }
      input { width: 20px; height: 20px; margin: 0 6px 0 0; vertical-align: -4px; accent-color: var(--ink); min-width: 24px; min-height: 24px; }
      pre { margin: 0; padding: 10px 12px; background: var(--sunk); white-space: pre-wrap; overflow-wrap: anywhere; font: 0.875rem / 1.5 ui-monospace, monospace; }
      .file { display: flex; justify-content: space-between; align-items: center; margin-top: 12px; color: var(--ink-2); font-size: var(--label); }
    `,
  ];
  static override properties = {
    lab: {},
    experiment: {},
    chapter: { state: true },
    generator: { state: true },
    shown: { state: true },
    autoplay: { state: true },
    copied: { state: true },
  };
  declare lab: string;
  declare experiment: string;
  declare chapter: string;
  declare generator: string;
  declare shown: string;
  declare autoplay: boolean;
  /** Text that was copied last. */
  declare copied: string;

  constructor() {
    super();
    this.lab = 'train';
    this.experiment = '';
    this.chapter = Object.keys(chapterTitles)[0] ?? '';
    this.generator = 'html';
    this.shown = '';
    this.autoplay = true;
    this.copied = '';
  }

  get #wanted(): Wanted {
    const { lab, chapter, experiment, shown, autoplay } = this;
    const trains = lab === 'train';
    const isGuide = lab === 'guide';
    return {
      lab,
      ...(isGuide ? { chapter } : {}),
      experiment: isGuide ? '' : experiment,
      controls: trains && shown !== 'none' ? shown : null,
      autoplay: trains && autoplay,
    };
  }

  /** It opens at the end of the page, below the visible part. */
  override firstUpdated(): void {
    this.scrollIntoView({ block: 'nearest' });
  }

  override render() {
    const lines = generators[this.generator]?.lines(this.#wanted) ?? [];
    return html`<h2>Embed this in your page</h2>
      <div class="choices">
        ${this.#menu('View', views, this.lab, (value) => {
          this.lab = value;
        })}
        ${
          this.lab === 'guide'
            ? this.#menu('Chapter', chapterTitles, this.chapter, (value) => {
                this.chapter = value;
              })
            : ''
        }
        ${
          this.lab === 'train'
            ? html`${this.#menu('Readers can change', controls, this.shown, (value) => {
                this.shown = value;
              })}
              <label><input type="checkbox" .checked=${this.autoplay} @change=${(event: Event) => {
                this.autoplay = (event.target as HTMLInputElement).checked;
              }} />train while visible</label>`
            : ''
        }
        ${this.#menu(
          'Page',
          Object.fromEntries(Object.entries(generators).map(([id, { title }]) => [id, title])),
          this.generator,
          (value) => {
            this.generator = value;
          },
        )}
      </div>
      ${lines.map(
        ({ file, text }) => html`<div class="file"><span>${file}</span>
          <button class="button" type="button" aria-label=${`Copy: ${file}`} @click=${() => void this.#copy(text)}>${this.copied === text ? 'Copied' : 'Copy'}</button></div>
          <pre tabindex="0" role="region" aria-label=${file}>${text}</pre>`,
      )}`;
  }

  #menu(words: string, options: Record<string, string>, value: string, choose: (value: string) => void) {
    return html`<label>${words} <select aria-label=${words} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
      ${Object.entries(options).map(([id, title]) => html`<option value=${id} ?selected=${id === value}>${title}</option>`)}
    </select></label>`;
  }

  async #copy(text: string) {
    await navigator.clipboard.writeText(text);
    this.copied = text;
  }
}

customElements.define('embed-builder', EmbedBuilder);

declare global {
  interface HTMLElementTagNameMap {
    'embed-builder': EmbedBuilder;
  }
}
