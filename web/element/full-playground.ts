import { labs } from 'virtual:labs';
import { css, html, LitElement } from 'lit';
import type { WorkerEngine } from '../engine/api/types.ts';
import type { Export } from '../exports/export.ts';
import type { LabDefinition } from '../labs/definition.ts';
import { announceShown, type Lab, type Played } from '../labs/lab-element.ts';
import { makeLab } from '../labs/make.ts';
import { untilLoaded } from '../run/loading.ts';
import { sharedStyles } from '../ui/styles.ts';

/** One tab for each lab of its own; views that share another lab's element are found in that lab. */
const tabs = labs.filter(
  (lab, index) => lab.element && labs.findIndex(({ tag }) => tag === lab.tag) === index,
);

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
  declare shown: LabDefinition | undefined;
  #labs = new Map<LabDefinition, Lab>();
  #experiment = '';

  constructor() {
    super();
    this.shown = tabs[0];
  }

  get #present(): Lab | undefined {
    return this.shown && this.#labs.get(this.shown);
  }

  /** The run of the first lab, which the element's methods control. */
  get session(): Played | null {
    const first = tabs[0] && this.#labs.get(tabs[0]);
    return first?.session ?? null;
  }

  get address(): string {
    return this.#present?.address ?? '';
  }

  get exports(): Export[] {
    return this.#present?.exports ?? [];
  }

  async open(address: string): Promise<void> {
    this.#experiment = address;
    if (tabs[0]) await this.#show(tabs[0]);
  }

  leave(): void {
    this.#present?.leave();
  }

  async #show(lab: LabDefinition) {
    this.leave();
    this.shown = lab;
    await this.updateComplete;
    const present = this.#labs.get(lab);
    const element = present ?? (await untilLoaded(() => makeLab(lab)));
    if (!present) {
      element.engine = this.engine;
      if (lab === tabs[0]) element.addEventListener('shown', () => announceShown(this));
      this.#labs.set(lab, element);
      this.renderRoot.querySelector('.place')?.append(element);
    }
    for (const [other, one] of this.#labs) one.hidden = other !== this.shown;
    if (!present || lab.sharesExperiment) await element.open(lab.sharesExperiment ? this.#experiment : '');
  }

  override render() {
    return html`<nav aria-label="Labs">${tabs.map(
      (lab) =>
        html`<button type="button" aria-pressed=${lab === this.shown} @click=${() => void this.#show(lab)}>${lab.title}</button>`,
    )}</nav><div class="place"></div>`;
  }
}

customElements.define('full-playground', FullPlayground);
