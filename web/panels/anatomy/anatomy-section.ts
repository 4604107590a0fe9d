import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import type { LossDescriptor, TaskDescriptor, WorkerRun } from 'loss-playground/engine';
import '../../charts/column-bars.ts';
import '../../charts/example-losses.ts';
import '../../charts/gray-picture.ts';
import '../../charts/query-line.ts';
import '../../charts/term-bars.ts';
import { plural, short, whole } from '../../charts/format.ts';
import type { Chosen, Examples } from '../../run/examples.ts';
import type { Row } from '../../run/history.ts';
import type { Session } from '../../run/session.ts';
import { Watching } from '../../run/watching.ts';
import { term, termStyles } from '../../ui/glossary.ts';
import { addingDecimals, decimalsFor, fixed, printedSum } from '../../ui/rounding.ts';
import { sharedStyles } from '../../ui/styles.ts';
import { disclosed } from '../../ui/tables.ts';
import { type Dissected, Dissector } from './dissect.ts';
import type { Worked } from './example.ts';
import { queriesOf, queryWork } from './search-work.ts';
import { averaged, stepSentence } from './words.ts';
import { work } from './worked.ts';
import { workedExample, workedStyles } from './worked-example.ts';

const sameExample = (a: Chosen | null, b: Chosen) =>
  a?.split === b.split && String(a.rows) === String(b.rows);

/** Where the number comes from: example losses, their mean, the penalty, the objective, and for comparison the costs. */
export class AnatomySection extends LitElement {
  static override properties = {
    family: { reflect: true },
    session: { attribute: false },
    task: { attribute: false },
    loss: { attribute: false },
    examples: { attribute: false },
    chosen: { attribute: false },
    step: { state: true },
    worked: { state: true },
    refused: { state: true },
    drawn: { type: Boolean, reflect: true },
    staged: { type: Boolean, reflect: true },
  };
  static override styles = [
    sharedStyles,
    termStyles,
    workedStyles,
    css`
      :host { display: flow-root; }
      .section { margin-top: 40px; }
      .strip { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 24px 32px; margin-top: 20px; }
      .strip figure, .worked figure { border-color: var(--rule); }
      .strip :is(h2, h3), h3 { font: 600 var(--ui) / 1.4 var(--sans); }
      .equation { position: relative; margin-top: 12px; }
      .equation b { font-weight: 600; }
      .kept { white-space: nowrap; }
      :host([staged]) { display: flex; flex-direction: column; }
      :host([staged]) .strip { flex: 1; min-height: 0; margin-top: 0; grid-auto-rows: minmax(0, 1fr); }
      :host([staged]) figure { display: flex; flex-direction: column; min-height: 0; margin: 0; }
      :host([staged]) figure > header { flex: none; }
      :host([staged]) :is(example-losses, column-bars) { flex: 1 1 0; min-height: 0; contain: size; overflow: hidden; }
      :host([staged]) .equation { margin: 4px 0; }
      @container (max-width: 1000px) { :host(:not([staged])) .strip { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
      @container (max-width: 720px) { :host(:not([staged])) .strip { display: block; } :host(:not([staged])) .strip figure + figure { margin-top: 20px; } :host([staged]) .strip { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 8px 16px; } }
    `,
  ];
  declare family: string;
  declare session: Session | null;
  declare task: TaskDescriptor | null;
  declare loss: LossDescriptor | null;
  declare examples: Examples | null;
  /** The example to explain; null for the one of the batch with the largest loss. */
  declare chosen: Chosen | null;
  declare step: Dissected | null;
  declare worked: Worked | null;
  declare refused: string;
  /** Which query of a search's batch is explained; the visitor can move on to the next. */
  #turn = 0;
  /** Whether its numbers are shown, at their natural height. */
  declare drawn: boolean;
  /** On the stage: only the columns, as high as their box. Selecting an example emits the event `choose`. */
  declare staged: boolean;
  #dissector = new Dissector();
  #roomWidth = 0;
  #roomOf: Examples | null = null;
  /** The explained example keeps its largest height at this width, so that nothing moves from step to step. */
  #room = new ResizeObserver((entries) => {
    const place = entries.at(-1)?.target as HTMLElement;
    const { width } = place.getBoundingClientRect();
    if (width !== this.#roomWidth) place.style.minHeight = '';
    this.#roomWidth = width;
    place.style.minHeight = `${place.getBoundingClientRect().height}px`;
  });

  constructor() {
    super();
    this.drawn = false;
    this.staged = false;
    this.family = '';
    this.session = null;
    this.chosen = null;
    this.step = null;
    this.worked = null;
    this.refused = '';
    new Watching(this, (row) => this.#look(row));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('scroll', this.#settle);
    void this.#dissector.dispose();
  }

  override updated(changed: PropertyValues<AnatomySection>): void {
    this.#settle();
    this.#keepRoom();
    if (changed.has('examples') && changed.get('examples')) this.chosen = null;
    if (changed.has('session') || changed.has('examples') || changed.has('chosen')) {
      this.family = this.loss?.family ?? '';
      this.session?.refresh();
    }
  }

  /** Releases the height reserved for the numbers when nothing visible below would move. */
  #settle = () => {
    const content = this.renderRoot.querySelector('.section');
    if (this.drawn || !content || (!this.step && !this.refused)) return;
    const seen =
      content.getBoundingClientRect().bottom < innerHeight && this.getBoundingClientRect().bottom > 0;
    if (seen) addEventListener('scroll', this.#settle, { once: true, passive: true });
    else this.drawn = true;
  };

  #keepRoom() {
    const place = this.renderRoot.querySelector<HTMLElement>('.worked');
    if (!place) return;
    this.#room.observe(place);
    if (this.#roomOf === this.examples) return;
    this.#roomOf = this.examples;
    place.style.minHeight = '';
  }

  async #look(row: Row): Promise<(() => void) | null> {
    try {
      return await this.#dissect(row);
    } catch (error) {
      return () => {
        this.refused = error instanceof Error ? error.message : String(error);
      };
    }
  }

  async #dissect(row: Row): Promise<(() => void) | null> {
    const { session, loss, task, examples, chosen } = this;
    const run = session?.run;
    if (!session || !run || !loss || !task || !examples || !this.checkVisibility()) return null;
    const base = { engine: session.engine, loss, task, examples };
    // Of an example that is not in the batch: the model that the step made.
    const after = chosen && run.snapshot();
    let worked: Worked | null = null;
    const before = async (probe: WorkerRun, batch: Omit<Dissected, 'metrics'>) => {
      worked = await this.#worked({ ...base, run: probe }, batch);
    };
    const step = await this.#dissector.dissect(session, row, task, loss, examples, before);
    if (!worked && chosen && after) {
      const model = await this.#dissector.modelOf(session, run, await after);
      worked = await work({ ...base, run: model }, chosen);
    }
    if (!step) return null;
    return () => {
      this.refused = '';
      // A step that diverged has no finite numbers: the last finite step stays.
      if (!Number.isFinite(step.metrics.objective)) return;
      this.step = step;
      this.worked = worked;
    };
  }

  /** The example of the batch that is explained, if there is one. */
  async #worked(
    base: Parameters<typeof work>[0],
    { chosen, losses }: Omit<Dissected, 'metrics'>,
  ): Promise<Worked | null> {
    if (base.task.kind === 'search') {
      const queries = queriesOf(
        base.run,
        chosen.flatMap(({ rows }) => rows),
      );
      const row = queries[this.#turn % queries.length];
      return row === undefined ? null : queryWork(base, 'train', row);
    }
    // A loss that compares the examples of a batch has no single example to explain.
    if (losses.length === 0) return null;
    const wanted = this.chosen ?? chosen[losses.indexOf(Math.max(...losses))];
    const inBatch = wanted && chosen.find((entry) => sameExample(wanted, entry));
    return inBatch ? work(base, inBatch) : null;
  }

  get #chosenIndex(): number | null {
    const { step } = this;
    if (!step || step.losses.length === 0) return null;
    if (!this.chosen) return step.losses.indexOf(Math.max(...step.losses));
    const index = step.chosen.findIndex((entry) => sameExample(this.chosen, entry));
    return index < 0 ? null : index;
  }

  override render() {
    const { step, loss, task } = this;
    if (this.refused)
      return html`<section class="section"><h2>Where the number comes from</h2><p class="lede">This loss cannot be split by example. ${this.refused}</p></section>`;
    if (!step || !loss || !task)
      return html`<section class="section"><h2>Where the number comes from</h2></section>`;
    const { metrics, losses } = step;
    const alone = losses.length > 0;
    if (this.staged) return this.#strip(step);
    const noun = loss.target === 'triplet' && alone ? 'triplet' : task.noun;
    const taken = (this.session?.shown?.step ?? 0) > 0;
    return html`<section class="section" aria-labelledby="anatomy">
      <h2 id="anatomy">Where the number comes from</h2>
      <p class="lede">${stepSentence({ step: metrics.step, taken, count: step.chosen.length, noun: plural(noun), alone, matched: task.kind === 'search', weighted: step.weights !== null })}</p>
      ${this.#strip(step)} ${this.#work(noun, task, alone)}
      ${
        alone
          ? disclosed('The example losses as a table', {
              title: 'Losses of the examples of this step',
              columns: [noun, loss.unit, ...(step.weights ? ['weight'] : [])],
              rows: step.chosen.map(({ rows }, index) => [
                rows.map((row) => row + 1).join(', '),
                short(losses[index]),
                ...(step.weights ? [short(step.weights[index])] : []),
              ]),
            })
          : nothing
      }
    </section>`;
  }

  #strip({ metrics, losses, weights }: Dissected) {
    const { batchLoss, penalty, objective, cost, testCost } = metrics;
    const count = losses.length;
    const least = decimalsFor(Math.max(Math.abs(objective), Math.abs(batchLoss)));
    const decimals = addingDecimals([batchLoss, penalty], objective, least);
    const print = (value: number) => fixed(value, decimals);
    const mean = averaged(losses, weights);
    const top = Math.max(0, ...[objective, batchLoss, cost, testCost].filter(Number.isFinite));
    const drawn = { values: losses, mean: batchLoss, meanWords: print(batchLoss), chosen: this.#chosenIndex };
    const { trainRows = 0, testRows = 0 } = this.session?.run?.info ?? {};
    const printed = printedSum(mean.sum, mean.divisor, batchLoss, decimals);
    const shares = count > 0 ? `${printed} ÷ ${mean.printed}` : '';
    const half = `${print(batchLoss)} + ${print(penalty)}`;
    // On the stage there is no heading above these.
    const heading = (words: string) => (this.staged ? html`<h2>${words}</h2>` : html`<h3>${words}</h3>`);
    return html`<div class="strip">
      <figure><header>${heading(count > 0 ? `${whole(count)} example losses` : 'no single example losses')}</header>
        ${count > 0 ? html`<example-losses ?fill=${this.staged} .data=${drawn} @choose=${(event: CustomEvent<number>) => this.#choose(event.detail)}></example-losses>` : html`<p class="lede">This loss compares the examples of a batch with each other, so there is one loss for the whole batch.</p>`}</figure>
      <figure><header>${heading(count > 0 ? `their ${weights ? 'weighted ' : ''}average: batch loss` : 'batch loss')}</header>
        <column-bars ?fill=${this.staged} .data=${{ top, columns: [{ parts: [{ value: batchLoss, look: 'full' }], lines: [print(batchLoss), ...(shares ? [shares] : [])], under: 'batch loss' }] }}
          .summary=${`Batch loss ${print(batchLoss)}`}></column-bars></figure>
      <figure><header>${heading('+ penalty = objective')}</header>
        <column-bars ?fill=${this.staged} .data=${{
          top,
          columns: [
            {
              parts: [
                { value: batchLoss, look: 'faint' },
                { value: penalty, look: 'dotted' },
              ],
              lines: [print(objective), half],
              under: 'objective',
            },
          ],
        }}
          .summary=${`Objective ${print(objective)}`}></column-bars></figure>
      <figure><header>${heading('for comparison: the costs')}</header>
        <column-bars ?fill=${this.staged} .data=${{
          top,
          columns: [
            {
              parts: [{ value: cost, look: 'full' }],
              lines: [short(cost)],
              under: `${whole(trainRows)} train`,
            },
            {
              parts: [{ value: testCost, look: 'dashed' }],
              lines: [short(testCost)],
              under: `${whole(testRows)} test`,
            },
          ],
        }}
          .summary=${`Training cost ${short(cost)}, test cost ${short(testCost)}`}></column-bars></figure>
    </div>
    <p class="equation">${count > 0 ? html`${weights ? 'losses × weights ' : nothing}<span class="sum-of-losses">${printed}</span> ÷ ${weights ? 'weights ' : nothing}<span class="count">${mean.printed}</span> =` : nothing} <span class="kept">${term('batch loss')}
      <span class="batch-loss">${print(batchLoss)}</span></span> <span class="kept">+ ${term('penalty')} <span class="penalty">${print(penalty)}</span></span>
      <span class="kept">= ${term('objective')} <b class="objective">${print(objective)}</b></span></p>`;
  }

  #choose(index: number) {
    this.chosen = this.step?.chosen[index] ?? null;
    if (this.staged) this.dispatchEvent(new CustomEvent('choose', { detail: this.chosen }));
  }

  #work(noun: string, task: TaskDescriptor, alone: boolean) {
    const { worked } = this;
    if (worked) return html`${workedExample(worked, task)}${task.kind === 'search' ? this.#next() : nothing}`;
    if (!alone) return nothing;
    return html`<div class="worked"><p>Select a ${noun} in a picture, or above with the arrow keys, to see how its loss is computed.</p></div>`;
  }

  #next() {
    const next = () => {
      this.#turn++;
      this.session?.refresh();
    };
    return html`<p><button class="button" type="button" @click=${next}>Next query of this batch</button></p>`;
  }
}

customElements.define('anatomy-section', AnatomySection);

declare global {
  interface HTMLElementTagNameMap {
    'anatomy-section': AnatomySection;
  }
}
