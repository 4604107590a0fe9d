import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import type { TaskDescriptor } from 'loss-playground/engine';
import { whole } from '../charts/format.ts';
import { entryOf } from '../run/described.ts';
import type { Session } from '../run/session.ts';
import { plainStyles } from '../ui/sentence-styles.ts';
import { sharedStyles } from '../ui/styles.ts';
import { disclosed, type Table } from '../ui/tables.ts';
import { historyTable } from './history-table.ts';
import { suggestionList } from './suggestions.ts';
import { summaryOf, summarySection, summaryStyles } from './summary.ts';
import { isOwn } from './task-options.ts';

/**
 * What stands below a training: its numbers as tables, what it has shown, what to try next. Fetched once the first
 * pictures stand. Properties: `session`; `task`; `table`, the picture in numbers; `lab`, where links lead; and
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
    `,
  ];
  declare session: Session;
  declare task: TaskDescriptor;
  declare table: Table | null;
  declare moment: unknown;
  declare lab: string;
  declare family: string;
  /** What the last check of the gradient found, in words. */
  declare check: string;

  constructor() {
    super();
    this.check = '';
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('moment')) this.check = '';
  }

  /** Holds the gradient of the next batch against differences of the objective, in double precision. */
  async #checkGradient(): Promise<void> {
    const { run } = this.session;
    if (!run) return;
    this.session.pause();
    await this.updateComplete;
    this.check = 'Checking …';
    const { maxRelativeError, checked } = await run.gradientCheck();
    this.check = `${whole(checked)} numbers of the gradient were held against differences of the objective: they agree to ${maxRelativeError === 0 ? 'the last digit' : maxRelativeError.toExponential(0).replace('-', '−')} of its size.`;
  }

  override render() {
    const { session, task, table } = this;
    const { experiment, history, status, engine } = session;
    const entry = entryOf(engine.catalog.tasks, experiment?.task.id);
    if (!experiment || !entry) return nothing;
    return html`${table ? disclosed('The picture as a table', table) : nothing} ${historyTable(history)}
      ${summarySection(
        status === 'running',
        () => summaryOf(history, experiment, task),
        html`<p class="check"><button class="plain" type="button" @click=${() => void this.#checkGradient()}>Check the gradient</button> <span role="status">${this.check}</span></p>`,
      )}
      ${isOwn(entry) ? nothing : suggestionList(engine.catalog, experiment, task, this.lab, (this.getRootNode() as ShadowRoot).host)}`;
  }
}

customElements.define('train-afterword', TrainAfterword);
