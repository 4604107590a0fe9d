import { css, html, nothing } from 'lit';
import '../charts/step-chart.ts';
import type { Catalog, Experiment, LossDescriptor, TaskDescriptor } from '../engine/api/types.ts';
import { smallLossFigure } from '../panels/loss-figure.ts';
import type { Moment } from '../panels/reading.ts';
import { TrainingController } from '../panels/training-controller.ts';
import { type TrainingPart, TrainingView } from '../panels/training-view.ts';
import type { Session } from '../run/session.ts';
import { termStyles } from '../ui/glossary.ts';
import { sharedStyles } from '../ui/styles.ts';
import type { ElementRun } from './element-run.ts';
import { explainedEngine, sharedEngine } from './shared-engine.ts';

/** What is fetched after the first chart, or only where it is asked for. */
const importPicture = () => import('../pictures/picture-keeper.ts');
const importControls = () => import('./train-controls.ts');
type Controls = Awaited<ReturnType<typeof importControls>>;

/** Heights are those that `reserve.ts` keeps. */
const smallStyles = css`
  :host { display: block; color: var(--ink); background: var(--paper); }
  .pictures { display: grid; gap: 24px; }
  .pictures.pair { grid-template-columns: min(50% - 12px, 400px) minmax(0, 1fr); }
  .pictures.one { grid-template-columns: minmax(0, 1fr); }
  figure { border-top: 0; padding-top: 0; }
  figure + figure { margin-top: 0; }
  figure > header { min-height: 24px; margin-bottom: 4px; flex-wrap: nowrap; }
  .title { font-weight: 600; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; min-width: 0; }
  .picture, .chart { height: 340px; --height: 340px; --mix-up-cell: 26px; }
  .picture { overflow: hidden; }
  .picture > * { height: 100%; aspect-ratio: auto; }
  .picture > mix-up-table { overflow: auto; }
  .bar { min-height: 100px; }
  .reading-part { min-height: 76px; padding-top: 8px; }
  .reading-part .notice { margin-block: 0; }
  .reading { font-size: var(--ui); max-width: none; }
  .whole { min-height: 128px; }
  .whole .sentence { min-height: 0; }
  .whole .plain { margin-top: 4px; }
  .terms { min-height: 44px; }
  @container (max-width: 639px) {
    .pictures, .pictures.pair { grid-template-columns: minmax(0, 1fr); gap: 8px; }
    figure.model .picture { height: max(100cqi, 340px); --mix-up-cell: max(26px, 7.4cqi); }
    .chart { height: 256px; --height: 256px; }
    .bar { min-height: 152px; }
    .reading-part { min-height: 144px; }
    .whole { min-height: 212px; }
    .terms { min-height: 72px; }
  }
  @media print { .bar, .whole, .terms { display: none; } }
`;

/**
 * A training in a small room, of a run that other elements may show too. Emits `drawn` when its first chart stands.
 * Properties: `run`, `shown` (the parts), `names` (of the settings that readers may change).
 */
export class TrainView extends TrainingView {
  static override styles = [sharedStyles, termStyles, smallStyles];
  static override properties = {
    ...TrainingView.properties,
    shown: { attribute: false },
    names: { attribute: false },
    controls: { state: true },
  };
  declare shown: ReadonlySet<TrainingPart>;
  declare names: readonly string[];
  declare controls: Controls | null;
  readonly run: ElementRun;
  readonly training = new TrainingController(this);
  /** With explanations where readers may change everything. */
  #catalog: Catalog | null = null;
  #drawn = false;
  #failed = false;

  constructor(run: ElementRun) {
    super();
    this.run = run;
    this.shown = new Set();
    this.names = [];
    this.controls = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.run.addEventListener('ready', this.#onReady);
    this.run.addEventListener('failure', this.#onFailure);
    if (this.run.begun) this.#onReady();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.run.removeEventListener('ready', this.#onReady);
    this.run.removeEventListener('failure', this.#onFailure);
  }

  #onReady = () => {
    const { session } = this.run;
    if (!session) return;
    this.#failed = false;
    this.problem = null;
    this.training.note = null;
    if (session !== this.training.session) this.training.follow(session);
    void this.training.prepare();
  };

  #onFailure = () => {
    this.#failed = true;
    this.#drawn = false;
  };

  /** Emits `drawn` again, once the chart stands. */
  announceDrawn(): void {
    this.#drawn = false;
    this.requestUpdate();
  }

  override updated(): void {
    if (!this.run.begun || this.#failed) return;
    if (this.names.length > 0 || this.shown.has('transport'))
      if (!this.controls) {
        void this.#fetchControls();
        return;
      }
    this.controls?.keepMenus(this.renderRoot);
    if (!this.#drawn) {
      this.#drawn = true;
      this.dispatchEvent(new Event('drawn'));
    }
    if (this.shown.has('picture') && !this.training.picture) void this.#fetchPicture();
  }

  async #fetchControls() {
    const engine = this.names.includes('full') ? explainedEngine() : sharedEngine();
    const [controls, { catalog }] = await Promise.all([importControls(), engine]);
    if (this.controls) return;
    const root = this.renderRoot as ShadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...controls.controlStyles];
    this.#catalog = catalog;
    this.controls = controls;
  }

  async #fetchPicture() {
    const { PictureKeeper } = await importPicture();
    if (this.training.picture) return;
    this.training.picture = new PictureKeeper();
    await this.training.prepare();
  }

  protected override parts(): ReadonlySet<TrainingPart> {
    return this.shown;
  }

  protected override renderSettings({ experiment }: Session) {
    const part = (['sentence', 'terms'] as const).find((name) => this.shown.has(name));
    if (!part || !experiment) return nothing;
    const view = this.#catalog && this.sentenceView(this.#catalog, experiment, null);
    return html`<div class=${part === 'sentence' ? 'whole' : 'terms'} part=${part}>${view && this.controls?.settings(view, this.names)}</div>`;
  }

  protected override renderPictureTitle(words: string) {
    return html`<span class="title">Model <span class="sub">${words}</span></span>`;
  }

  protected override renderChart(session: Session, loss: LossDescriptor, task: TaskDescriptor) {
    return smallLossFigure(session, loss, task);
  }

  protected override renderTransport(session: Session) {
    return this.controls?.transport(session, [], false);
  }

  protected override renderReading(session: Session, moment: Moment) {
    return this.problem
      ? html`<p class="notice" role="alert">${this.problem.message}</p>`
      : super.renderReading(session, moment);
  }

  protected override renderBelow() {
    const { note } = this.training;
    return note ? html`<p class="notice" role="alert">${note}</p>` : nothing;
  }

  /** A reader's change; a refused value is explained in place of the reading. */
  protected override async change(experiment: Experiment): Promise<void> {
    try {
      this.problem = null;
      await this.run.change(experiment);
    } catch (error) {
      this.problem = error instanceof Error ? error : new Error(String(error));
    }
  }
}

customElements.define('loss-playground-train', TrainView);
