import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import type { LossDescriptor, TaskDescriptor } from 'loss-playground/engine';
import '../../charts/column-bars.ts';
import '../../charts/example-losses.ts';
import '../../charts/grey-picture.ts';
import '../../charts/term-bars.ts';
import { plural, short, whole } from '../../charts/format.ts';
import type { Chosen, Examples } from '../../run/examples.ts';
import type { Session } from '../../run/session.ts';
import { term, termStyles } from '../../ui/glossary.ts';
import { addingDecimals, decimalsFor, fixed, printedSum } from '../../ui/rounding.ts';
import { sharedStyles } from '../../ui/styles.ts';
import { disclosed } from '../../ui/tables.ts';
import { type Dissected, Dissector } from './dissect.ts';
import { type Worked, work } from './worked.ts';

/** Milliseconds between two looks while the run goes on. */
const interval = 350;

const sameExample = (a: Chosen | null, b: Chosen) =>
  a?.split === b.split && String(a.rows) === String(b.rows);

/** Where the number comes from: example losses, their mean, the penalty, the objective, beside them cost J. */
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
  };
  static override styles = [
    sharedStyles,
    termStyles,
    css`
      :host { display: flow-root; }
      .section { margin-top: 40px; }
      .strip { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 24px 32px; margin-top: 20px; }
      .strip figure, .worked figure { border-color: var(--rule); }
      h3 { font: 600 var(--ui) / 1.4 var(--sans); }
      .equation { position: relative; margin-top: 12px; }
      .equation b { font-weight: 600; }
      .kept { white-space: nowrap; }
      .worked { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 7fr); gap: 0 32px; margin-top: 28px; border-top: 1px solid var(--ink); padding-top: 8px; align-items: start; }
      .put-in { font: 400 var(--reading) / 1.5 var(--serif); margin-top: 8px; overflow-wrap: anywhere; }
      .put-in b { color: var(--hue); font-weight: 600; white-space: nowrap; }
      .seen { display: flex; gap: 12px; margin-top: 12px; min-height: 72px; color: var(--ink); }
      .seen:empty { display: none; }
      @container (max-width: 1000px) { .strip { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
      @container (max-width: 720px) { .strip, .worked { display: block; } .strip figure + figure { margin-top: 20px; } }
    `,
  ];
  declare family: string;
  declare session: Session | null;
  declare task: TaskDescriptor | null;
  declare loss: LossDescriptor | null;
  declare examples: Examples | null;
  /** The example to work; null for the one of the batch with the largest loss. */
  declare chosen: Chosen | null;
  declare step: Dissected | null;
  declare worked: Worked | null;
  declare refused: string;
  /** Its numbers stand, and take no more room than they need. */
  declare drawn: boolean;
  #dissector = new Dissector();
  #busy = false;
  #stale = false;
  #last = 0;
  #follow = () => this.#look();
  #roomWidth = 0;
  #roomOf: Examples | null = null;
  /** The worked example keeps the most room that it needed at this width: nothing moves from step to step. */
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
    this.family = '';
    this.session = null;
    this.chosen = null;
    this.step = null;
    this.worked = null;
    this.refused = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const type of ['frame', 'change']) this.session?.removeEventListener(type, this.#follow);
    removeEventListener('scroll', this.#settle);
    void this.#dissector.dispose();
  }

  override updated(changed: PropertyValues<AnatomySection>): void {
    this.#settle();
    this.#keepRoom();
    if (changed.has('session'))
      for (const type of ['frame', 'change']) this.session?.addEventListener(type, this.#follow);
    if (changed.has('examples') && changed.get('examples')) this.chosen = null;
    if (changed.has('session') || changed.has('examples') || changed.has('chosen')) {
      this.family = this.loss?.family ?? '';
      this.#last = 0;
      this.#look();
    }
  }

  /** The room that was kept for the numbers is given back where nobody sees what stands below move. */
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

  /** Looks at the present step: a few times a second while the run goes on, at once when it stands. */
  #look() {
    this.#stale = true;
    if (this.#busy) return;
    const wait =
      this.session?.status === 'running' ? Math.max(0, this.#last + interval - performance.now()) : 0;
    this.#busy = true;
    setTimeout(() => {
      this.#stale = false;
      this.#last = performance.now();
      this.#dissect()
        .catch((error: unknown) => {
          this.refused = error instanceof Error ? error.message : String(error);
        })
        .finally(() => {
          this.#busy = false;
          if (this.#stale) this.#look();
        });
    }, wait);
  }

  async #dissect() {
    const { session, loss, task, examples } = this;
    const run = session?.run;
    if (!session || !run || !loss || !task || !examples || !this.checkVisibility()) return;
    const base = { engine: session.engine, loss, task, examples };
    let worked: Worked | null = null;
    const step = await this.#dissector.dissect(
      session,
      task,
      loss,
      examples,
      async (probe, { chosen, losses }) => {
        const largest = losses.indexOf(Math.max(...losses));
        const wanted = this.chosen ?? chosen[largest];
        const inBatch = wanted && chosen.find((entry) => sameExample(wanted, entry));
        if (inBatch) worked = await work({ ...base, run: probe }, inBatch);
      },
    );
    if (!worked && this.chosen) worked = await work({ ...base, run }, this.chosen);
    if (run !== session.run || !step) return;
    this.refused = '';
    // A step that diverged has no numbers to add up: the last one that has stays.
    if (!Number.isFinite(step.metrics.objective)) return;
    this.step = step;
    this.worked = worked;
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
      return html`<section class="section"><h2>Where the number comes from</h2><p class="lede">This loss cannot be taken apart example by example. ${this.refused}</p></section>`;
    if (!step || !loss || !task)
      return html`<section class="section"><h2>Where the number comes from</h2></section>`;
    const { metrics, losses } = step;
    const alone = losses.length > 0;
    const noun = loss.target === 'triplet' && alone ? 'triplet' : task.noun;
    const taken = (this.session?.metrics?.step ?? 0) > 0;
    return html`<section class="section" aria-labelledby="anatomy">
      <h2 id="anatomy">Where the number comes from</h2>
      <p class="lede">The optimizer never sees the cost. Step ${whole(metrics.step)}${taken ? '' : ', which is still to come,'} sees ${whole(step.chosen.length)} ${plural(noun)}: ${alone ? 'their losses, the mean of these' : 'their loss'}, and the penalty on top.</p>
      ${this.#strip(step, noun)} ${alone ? this.#work(noun, task) : nothing}
      ${
        alone
          ? disclosed('The example losses as a table', {
              title: 'Losses of the examples of the step',
              columns: [noun, loss.unit],
              rows: step.chosen.map(({ rows }, index) => [
                rows.map((row) => row + 1).join(', '),
                short(losses[index]),
              ]),
            })
          : nothing
      }
    </section>`;
  }

  #strip({ metrics, losses }: Dissected, noun: string) {
    const { batchLoss, penalty, objective, cost, testCost } = metrics;
    const count = losses.length;
    const least = decimalsFor(Math.max(Math.abs(objective), Math.abs(batchLoss)));
    const decimals = addingDecimals([batchLoss, penalty], objective, least);
    const print = (value: number) => fixed(value, decimals);
    const sum = losses.reduce((all, value) => all + value, 0);
    const top = Math.max(0, ...[objective, batchLoss, cost, testCost].filter(Number.isFinite));
    const drawn = { values: losses, mean: batchLoss, meanWords: print(batchLoss), chosen: this.#chosenIndex };
    const { trainRows = 0, testRows = 0 } = this.session?.run?.info ?? {};
    const printed = printedSum(sum, count, batchLoss, decimals);
    const shares = count > 0 ? `${printed} ÷ ${count}` : '';
    const half = `${print(batchLoss)} + ${print(penalty)}`;
    return html`<div class="strip">
      <figure><header><h3>${count > 0 ? `${whole(count)} example losses` : 'no losses of single examples'}</h3></header>
        ${count > 0 ? html`<example-losses .data=${drawn} @choose=${(event: CustomEvent<number>) => this.#choose(event.detail)}></example-losses>` : html`<p class="lede">This loss compares what stands in a batch with each other, so it comes for all of it at once.</p>`}</figure>
      <figure><header><h3>${count > 0 ? 'their mean: batch loss' : 'batch loss'}</h3></header>
        <column-bars .data=${{ top, columns: [{ parts: [{ value: batchLoss, look: 'full' }], lines: [print(batchLoss), ...(shares ? [shares] : [])], under: 'batch loss' }] }}
          .summary=${`Batch loss ${print(batchLoss)}`}></column-bars></figure>
      <figure><header><h3>+ penalty = objective</h3></header>
        <column-bars .data=${{
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
      <figure><header><h3>beside it: cost J, whole sets</h3></header>
        <column-bars .data=${{
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
              under: `${whole(testRows)} unseen`,
            },
          ],
        }}
          .summary=${`Cost J ${short(cost)} on the training set, ${short(testCost)} on unseen ${plural(noun)}`}></column-bars></figure>
    </div>
    <p class="equation">${count > 0 ? html`<span class="sum-of-losses">${printed}</span> ÷ <span class="count">${count}</span> =` : nothing} <span class="kept">${term('batch loss')}
      <span class="batch-loss">${print(batchLoss)}</span></span> <span class="kept">+ ${term('penalty')} <span class="penalty">${print(penalty)}</span></span>
      <span class="kept">= ${term('objective')} <b class="objective">${print(objective)}</b></span></p>`;
  }

  #choose(index: number) {
    this.chosen = this.step?.chosen[index] ?? null;
  }

  #work(noun: string, task: TaskDescriptor) {
    const { worked } = this;
    if (!worked)
      return html`<div class="worked"><p>Choose a ${noun} in a picture, or above with the arrow keys, to see its loss worked out.</p></div>`;
    return html`<div class="worked">
      <div>
        <h3>${worked.title} <span class="sub">worked with its own numbers</span></h3>
        <p class="seen">${worked.pictures.map((grey) => html`<grey-picture .data=${grey} columns=${task.picture?.width ?? 1} summary="as drawn"></grey-picture>`)}</p>
        <p class="put-in">${worked.putIn} = <b>${short(worked.loss)}</b></p>
      </div>
      <term-bars .data=${worked.terms} .caption=${worked.termsTitle}></term-bars>
    </div>`;
  }
}

customElements.define('anatomy-section', AnatomySection);

declare global {
  interface HTMLElementTagNameMap {
    'anatomy-section': AnatomySection;
  }
}
