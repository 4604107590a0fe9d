import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { DirectiveResult } from 'lit/directive.js';
import { keyed } from 'lit/directives/keyed.js';
import type {
  Catalog,
  CompleteExperiment,
  Experiment,
  LossDescriptor,
  TaskDescriptor,
} from 'loss-playground/engine';
import type { Session } from '../run/session.ts';
import { diverged } from './notices.ts';
import { type Moment, reading } from './reading.ts';
import type { SentenceView } from './sentence.ts';
import type { TrainingController } from './training-controller.ts';

/** Parts of a training, in the order in which they stand. */
export type TrainingPart = 'sentence' | 'terms' | 'picture' | 'chart' | 'transport' | 'reading';

type Part = TemplateResult | typeof nothing;

/**
 * A training: its settings, the picture of the model, the chart of the losses, the transport, the reading. The labs of the
 * page and the element extend it by what only they have.
 */
export abstract class TrainingView extends LitElement {
  static override properties = {
    family: { reflect: true },
    problem: { state: true },
    unfolded: { state: true },
  };
  /** The loss's family, which has a color of its own. */
  declare family: string;
  /** Why the settings last asked for were refused. */
  declare problem: Error | null;
  /** Whether all settings are unfolded. */
  declare unfolded: boolean;
  abstract readonly training: TrainingController;

  constructor() {
    super();
    this.family = '';
    this.problem = null;
    this.unfolded = false;
  }

  get session(): Session | null {
    return this.training.session;
  }

  /** The parts in sight. */
  protected abstract parts(session: Session): ReadonlySet<TrainingPart>;
  /** What stands above the pictures. */
  protected abstract renderSettings(session: Session, moment: Moment): Part;
  protected abstract renderPictureTitle(words: string): TemplateResult;
  protected abstract renderChart(session: Session, loss: LossDescriptor, task: TaskDescriptor): Part;
  protected abstract renderTransport(session: Session): Part | undefined;
  /** What stands below the reading. */
  protected abstract renderBelow(session: Session, moment: Moment): Part;
  /** Runs an experiment that the visitor has set; a refused one becomes the problem. */
  protected abstract change(experiment: Experiment): Promise<void>;
  /** Starts a run that diverged again with other settings, where the view has a button for that. */
  protected restart?(experiment: Experiment): void;
  /** An example was chosen in the picture. */
  protected choose?(index: number): void;

  override willUpdate(): void {
    this.family = this.session?.loss?.family ?? this.family;
  }

  /** What the sentence and the settings are made from. */
  protected sentenceView(catalog: Catalog, experiment: CompleteExperiment, bad: string | null): SentenceView {
    return {
      catalog,
      experiment,
      info: this.session?.info ?? null,
      bad,
      open: this.unfolded,
      toggle: () => {
        this.unfolded = !this.unfolded;
      },
      change: (next) => void this.change(next),
    };
  }

  override render(): TemplateResult {
    const { session, training } = this;
    const moment = training.moment();
    if (!session || !moment) return html`<slot></slot>`;
    const parts = this.parts(session);
    return html`
      ${this.renderSettings(session, moment)} ${this.#pictures(session, moment, parts)}
      ${parts.has('transport') ? html`<div class="bar" part="transport">${this.renderTransport(session)}</div>` : nothing}
      ${parts.has('reading') ? html`<div class="reading-part" part="reading" data-kind=${moment.task.kind}>${this.renderReading(session, moment)}</div>` : nothing}
      ${this.renderBelow(session, moment)}
      <p class="visually-hidden" role="status">${training.announcement()}</p>
    `;
  }

  #pictures(session: Session, { loss, task }: Moment, parts: ReadonlySet<TrainingPart>): Part {
    const [picture, chart] = [parts.has('picture'), parts.has('chart')];
    if (!picture && !chart) return nothing;
    return html`<div class=${`pictures ${picture && chart ? 'pair' : 'one'}`}>
      ${picture ? this.#model(session) : nothing} ${chart ? this.renderChart(session, loss, task) : nothing}
    </div>`;
  }

  #model(session: Session) {
    return html`<figure class="model" part="picture">
      <header>${this.renderPictureTitle(this.training.picture?.title ?? '')}</header>
      ${this.renderPicture(session)}
    </figure>`;
  }

  /** What the model does now. */
  protected renderPicture(_session: Session): TemplateResult {
    const choose = ({ detail }: CustomEvent<number>) => this.choose?.(detail);
    return html`<div class="picture" @choose=${choose}>${this.training.picture?.drawn?.picture}</div>`;
  }

  /** The moment in words, or why the run has stopped. */
  protected renderReading(
    { stopped, experiment }: Session,
    moment: Moment,
  ): TemplateResult | DirectiveResult {
    if (stopped && experiment)
      return diverged(experiment, stopped, this.restart && ((next) => this.restart?.(next)));
    // A sentence of its own for each step: words that wrap otherwise are no layout shift then.
    return keyed(moment.metrics.step, html`<p class="reading">${reading(moment)}</p>`);
  }
}
