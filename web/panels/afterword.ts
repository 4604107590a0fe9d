import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import type { TaskDescriptor } from 'loss-playground/engine';
import { Nearness } from '../charts/nearness.ts';
import { entryOf, lossOf, unitOf } from '../run/described.ts';
import type { Status } from '../run/playback.ts';
import type { Session } from '../run/session.ts';
import { type Term, termList, unitMeaning } from '../ui/glossary.ts';
import { plainStyles } from '../ui/sentence-styles.ts';
import { sharedStyles } from '../ui/styles.ts';
import { disclosed, type Table } from '../ui/tables.ts';
import { gradientWords } from './gradient-words.ts';
import { historyTable } from './history-table.ts';
import { suggestionList } from './suggestions.ts';
import { summaryOf, summarySection, summaryStyles } from './summary.ts';
import { isOwn } from './task-options.ts';

/**
 * The part below a training run: its numbers as tables, a summary, things to try. Loaded after the first pictures.
 * Properties: `session`; `task`; `table`, the picture in numbers; `lab`, where links lead; and
 * `moment`, which changes whenever the session does.
 */
export class TrainAfterword extends LitElement {
  static override properties = {
    session: { attribute: false },
    task: { attribute: false },
    table: { attribute: false },
    moment: { attribute: false },
    lab: {},
    family: { reflect: true },
    check: { state: true },
  };
  static override styles = [
    sharedStyles,
    plainStyles,
    summaryStyles,
    css`
      :host { display: block; }
      .check { margin-top: 8px; color: var(--ink-2); }
      .check .plain { margin: 0 12px 0 0; }
      .terms dt { font-weight: 600; }
      .terms dd { margin: 0 0 8px; max-width: 66ch; }
    `,
  ];
  declare session: Session;
  declare task: TaskDescriptor;
  declare table: Table | null;
  declare moment: unknown;
  declare lab: string;
  declare family: string;
  /** The result of the last gradient check, in words. */
  declare check: string;

  readonly #nearness = new Nearness(this, () => this.requestUpdate());
  /** The status of the run when this was last drawn. */
  #status: Status | null = null;

  constructor() {
    super();
    this.check = '';
  }

  /** Out of the window the numbers of a run that moves are left as they are, until it stops. */
  override shouldUpdate(changed: PropertyValues<this>): boolean {
    const isMoving = this.session.status === 'running' && this.#status === 'running';
    const onlyNumbers = [...changed.keys()].every((name) => name === 'moment' || name === 'table');
    return this.#nearness.isNear || !isMoving || !onlyNumbers;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('moment')) this.check = '';
  }

  /** Checks the gradient of the next batch against finite differences. */
  async #checkGradient(): Promise<void> {
    const { run } = this.session;
    if (!run) return;
    this.session.pause();
    await this.updateComplete;
    this.check = 'Checking …';
    this.check = gradientWords(await run.gradientCheck());
  }

  override render() {
    const { session, task, table } = this;
    const { experiment, history, status, engine } = session;
    this.#status = status;
    const entry = entryOf(engine.catalog.tasks, experiment?.task.id);
    if (!experiment || !entry) return nothing;
    const loss = lossOf(engine.catalog, experiment);
    const isInNats = loss && unitMeaning(unitOf(loss, task));
    const terms: Term[] = [
      'training cost',
      'test cost',
      ...(isInNats ? (['nats'] as const) : []),
      'gradient norm',
      'seed',
    ];
    return html`${table ? disclosed('The picture as a table', table) : nothing} ${historyTable(history, session.shown)}
      ${summarySection(
        status === 'running',
        () => summaryOf(history, experiment, task),
        html`<p class="check"><button class="plain" type="button" @click=${() => void this.#checkGradient()}>Check the gradient</button> <span role="status">${this.check}</span></p>`,
      )}
      ${isOwn(entry) ? nothing : suggestionList(engine.catalog, experiment, task, this.lab, (this.getRootNode() as ShadowRoot).host)}
      ${termList(terms)}`;
  }
}

customElements.define('train-afterword', TrainAfterword);
