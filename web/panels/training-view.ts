import { html, LitElement, type nothing, type TemplateResult } from 'lit';
import type { DirectiveResult } from 'lit/directive.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Experiment, LossDescriptor, TaskDescriptor } from 'loss-playground/engine';
import type { Session } from '../run/session.ts';
import { diverged } from './notices.ts';
import { type Moment, reading } from './reading.ts';
import type { TrainingController } from './training-controller.ts';

/** Parts of a training run that the element can show, in order. */
export type TrainingPart = 'sentence' | 'terms' | 'picture' | 'chart' | 'transport' | 'reading';

export type Part = TemplateResult | typeof nothing;

/**
 * A training run: its settings, the picture of the model, the chart of the losses, the reading. The labs of the page and
 * the element lay these out, each in its own frame.
 */
export abstract class TrainingView extends LitElement {
  static override properties = {
    family: { reflect: true },
    problem: { state: true },
    unfolded: { state: true },
  };
  /** The loss's family, which has a color of its own. */
  declare family: string;
  /** Why the last settings were invalid. */
  declare problem: Error | null;
  /** Whether all settings are shown. */
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

  /** The part above the pictures. */
  protected abstract renderSettings(session: Session, moment: Moment): Part;
  protected abstract renderPictureTitle(words: string): TemplateResult;
  protected abstract renderChart(session: Session, loss: LossDescriptor, task: TaskDescriptor): Part;
  /** The part below the reading. */
  protected abstract renderBelow(session: Session, moment: Moment): Part;
  /** Runs an experiment that the visitor has set; an invalid one becomes the problem. */
  abstract change(experiment: Experiment, plays?: boolean, isLasting?: boolean): Promise<void>;
  /** Opens the editor of the visitor's own loss. */
  abstract writeLoss(id: string): void;
  /** Restarts a diverged run with other settings, if the view has a button for that. */
  protected restart?(experiment: Experiment): void;
  /** An example was selected in the picture. */
  protected choose?(index: number): void;

  override willUpdate(): void {
    this.family = this.session?.loss?.family ?? this.family;
  }

  /** Shows or hides the further settings. */
  toggleSettings(): void {
    this.unfolded = !this.unfolded;
  }

  /** The figure with the model's predictions. */
  protected renderPicture(_session: Session): TemplateResult {
    const choose = ({ detail }: CustomEvent<number>) => this.choose?.(detail);
    return html`<div class="picture" @choose=${choose}>${this.training.picture?.drawn?.picture}</div>`;
  }

  /** The reading, or why the run has stopped. */
  protected renderReading(
    { stopped, experiment, initial, history, loss }: Session,
    moment: Moment,
  ): TemplateResult | DirectiveResult {
    if (stopped && experiment)
      return diverged(
        {
          experiment,
          stopped,
          initialCost: initial?.cost,
          batchLosses: history?.batchLoss ?? [],
          own: loss?.own === true,
        },
        this.restart && ((next) => this.restart?.(next)),
        this.restart && (() => this.writeLoss(experiment.loss.id)),
      );
    // A new element for each step, so that words that wrap differently do not count as a layout shift.
    return keyed(moment.metrics.step, html`<p class="reading">${reading(moment)}</p>`);
  }
}
