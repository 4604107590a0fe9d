import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import '../../charts/gray-picture.ts';
import '../../charts/term-bars.ts';
import '../../charts/query-line.ts';
import type { Chosen, Examples } from '../../run/examples.ts';
import type { Session } from '../../run/session.ts';
import { Watching } from '../../run/watching.ts';
import { focusedWithin } from '../../ui/focus.ts';
import { plainStyles } from '../../ui/sentence-styles.ts';
import { sharedStyles } from '../../ui/styles.ts';
import type { Worked } from './example.ts';
import { Probe } from './probe.ts';
import { work } from './worked.ts';
import { workedExample, workedStyles } from './worked-example.ts';

/**
 * One example explained with its own numbers, over the chart: what it is, the prediction, how its loss is computed.
 * Properties: `session`, `examples`, `chosen`. Emits `close`.
 */
export class ExampleDrawer extends LitElement {
  static override properties = {
    family: { reflect: true },
    session: { attribute: false },
    examples: { attribute: false },
    chosen: { attribute: false },
    worked: { state: true },
    refused: { state: true },
  };
  static override styles = [
    sharedStyles,
    plainStyles,
    workedStyles,
    css`
      h3 { font: 600 var(--ui) / 1.4 var(--sans); }
      .close { position: absolute; top: 0; right: 0; }
      .worked { margin-top: 0; border: 0; padding-top: 4px; padding-right: 4em; }
    `,
  ];
  declare family: string;
  declare session: Session;
  declare examples: Examples;
  declare chosen: Chosen;
  declare worked: Worked | null;
  /** Why the loss of the example cannot be computed. */
  declare refused: string;
  readonly #probe = new Probe();

  constructor() {
    super();
    this.family = '';
    this.worked = null;
    this.refused = '';
    new Watching(this, () => this.#look());
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('chosen')) this.session.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.#probe.dispose();
  }

  /** Takes the focus, unless a slider has it: there the next arrow key selects the next example. */
  override firstUpdated(): void {
    const focused = focusedWithin(this.getRootNode() as ShadowRoot);
    if (focused?.getAttribute('role') === 'slider') return;
    this.renderRoot.querySelector<HTMLElement>('.close')?.focus({ preventScroll: true });
  }

  /** Explains the example at the step shown. */
  async #look(): Promise<(() => void) | null> {
    try {
      const worked = await this.#work();
      return () => {
        this.refused = '';
        this.worked = worked;
      };
    } catch (error) {
      return () => {
        this.refused = error instanceof Error ? error.message : String(error);
      };
    }
  }

  async #work(): Promise<Worked | null> {
    const { session, examples, chosen } = this;
    const { run, loss, task, engine } = session;
    if (!run || !loss || !task) return this.worked;
    // All numbers are of one step, even while the run continues.
    const state = await run.snapshot();
    const probe = await this.#probe.of(session, run);
    await probe.restore(state);
    return work({ engine, run: probe, loss, task, examples }, chosen);
  }

  #close() {
    this.dispatchEvent(new Event('close'));
  }

  override render() {
    const { worked, refused } = this;
    const { task } = this.session;
    return html`<button class="plain close" type="button" @click=${this.#close}>Close</button>
      ${refused ? html`<p class="lede">The loss of one example cannot be computed here. ${refused}</p>` : nothing}
      ${worked && task ? workedExample(worked, task) : nothing}`;
  }
}

customElements.define('example-drawer', ExampleDrawer);

declare global {
  interface HTMLElementTagNameMap {
    'example-drawer': ExampleDrawer;
  }
}
