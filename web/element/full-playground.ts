import { css, html, LitElement } from 'lit';
import type { WorkerEngine } from '../engine/api/types.ts';
import type { Export, Lab } from '../labs/lab-element.ts';
import { sharedStyles } from '../ui/styles.ts';
import { makeLab } from './starter-views.ts';
import { labs } from './views.ts';

const titles: Record<string, string> = {
  train: 'Train',
  shape: 'Shapes',
  triplet: 'Triplet',
  'next-token': 'Next token',
  race: 'Race',
  landscape: 'Landscape',
  'two-losses': 'Two losses',
};

const entryOf = (name: string) =>
  name === 'train' ? { ...labs.anatomy, view: 'train', tag: 'train-lab' } : labs[name];

/** The whole playground in one element: its labs behind a row of tabs. */
export class FullPlayground extends LitElement implements Lab {
  static override styles = [
    sharedStyles,
    css`
      nav { display: flex; flex-wrap: wrap; gap: 0 20px; border-bottom: 1px solid var(--rule); }
      nav button { font: inherit; color: var(--ink-2); background: none; border: 0; border-bottom: 2px solid transparent; padding: 6px 0; min-height: 32px;
        margin-bottom: -1px; cursor: pointer; }
      nav button[aria-pressed='true'] { color: var(--ink); font-weight: 600; border-color: var(--ink); }
    `,
  ];
  static override properties = { shown: { state: true } };
  declare engine: WorkerEngine;
  declare shown: string;
  #labs = new Map<string, Lab>();
  #experiment = '';

  constructor() {
    super();
    this.shown = 'train';
  }

  get session() {
    return (this.#labs.get('train') as { session?: unknown } | undefined)?.session ?? null;
  }

  get address(): string {
    return this.#labs.get(this.shown)?.address ?? '';
  }

  get exports(): Export[] {
    return this.#labs.get(this.shown)?.exports ?? [];
  }

  async open(address: string): Promise<void> {
    this.#experiment = address;
    await this.#show('train');
  }

  leave(): void {
    this.#labs.get(this.shown)?.leave();
  }

  async #show(name: string) {
    const entry = entryOf(name);
    if (!entry?.load) return;
    this.leave();
    this.shown = name;
    await this.updateComplete;
    const place = this.renderRoot.querySelector('.place');
    const present = this.#labs.get(name);
    const lab = present ?? (await makeLab(entry as Parameters<typeof makeLab>[0]));
    if (!present) {
      lab.engine = this.engine;
      this.#labs.set(name, lab);
      place?.append(lab);
    }
    for (const [other, element] of this.#labs) element.hidden = other !== this.shown;
    if (!present || entry.trains) await lab.open(entry.trains ? this.#experiment : '');
  }

  override render() {
    return html`<nav aria-label="Labs">${Object.entries(titles).map(
      ([name, title]) =>
        html`<button type="button" aria-pressed=${name === this.shown} @click=${() => void this.#show(name)}>${title}</button>`,
    )}</nav><div class="place"></div>`;
  }
}

customElements.define('full-playground', FullPlayground);
