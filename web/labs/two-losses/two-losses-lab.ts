import { css, html, LitElement, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { ExperimentError, type ParameterDescriptor, type WorkerEngine } from 'loss-playground/engine';
import '../../charts/line-chart.ts';
import { percent, whole } from '../../charts/format.ts';
import type { LineData } from '../../charts/line-scale.ts';
import type { Export } from '../../exports/export.ts';
import { drawingExport } from '../../exports/file-formats.ts';
import { brokenOff, notBegun, notChanged, workLine } from '../../panels/lab-work.ts';
import { PictureKeeper } from '../../pictures/picture-keeper.ts';
import { BackgroundWork } from '../../run/background-work.ts';
import { entryOf, lossOf, taskOf } from '../../run/described.ts';
import { examplesOf } from '../../run/examples.ts';
import type { Histories } from '../../run/histories.ts';
import { accepts, OwnLink } from '../../run/own-link.ts';
import { describeLoss } from '../../run/own-loss.ts';
import { Preparation } from '../../run/preparation.ts';
import { cannotRun } from '../../run/refusals.ts';
import { keepMenus, menu, numberField, restoreFields } from '../../ui/controls.ts';
import { progress, progressStyles } from '../../ui/progress.ts';
import { sentenceStyles } from '../../ui/sentence-styles.ts';
import { stage } from '../../ui/stage.ts';
import { stageStyles } from '../../ui/stage-styles.ts';
import { sharedStyles } from '../../ui/styles.ts';
import { announceAddress, announceShown, type Lab, type Played, severalRuns } from '../lab-element.ts';
import { importPanel, type Panel } from '../own-loss-panel.ts';
import {
  copyOf,
  disposePair,
  experimentsOf,
  featured,
  isLevel,
  normRatio,
  ownLoss,
  ranges,
  readSetting,
  type Setting,
  type Side,
  settingAddress,
  startPair,
  trainPair,
} from './pair.ts';
import { sidesCsv, sidesTable } from './sides-table.ts';
import { different, type Pair, reading, same, why } from './words.ts';

/** The words of the button that begins. */
const trainWords = 'Train both';

/** The same classifier from the same start on the same batches, with two losses side by side. */
export class TwoLossesLab extends LitElement implements Lab {
  static override properties = {
    setting: { state: true },
    pair: { state: true },
    shown: { state: true },
    share: { state: true },
    running: { state: true },
    note: { state: true },
    at: { state: true },
    writing: { state: true },
  };
  static override styles = [
    sharedStyles,
    sentenceStyles,
    progressStyles,
    stageStyles,
    css`
      .figures { grid-template-columns: repeat(2, minmax(0, 1fr)); }
      .twins { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 16px; min-height: 0; }
      .twin { display: flex; flex-direction: column; min-width: 0; min-height: 0; border: 0; padding: 0; border-top: 1px solid var(--ink); padding-top: 4px; }
      .twin + .twin { margin: 0; }
      .twin[data-family='cross_entropy'] { --hue: var(--cross-entropy); }
      .twin[data-family='mean_squared_error'] { --hue: var(--mean-squared-error); }
      .draw > mix-up-table { position: absolute; inset: 0; }
      h2 b { color: var(--hue); }
      .twin h2 { padding-block: 3px; margin-block: -3px; } h2 .term > select { min-height: 24px; }
      .draw.gradNorm { flex-grow: 0.8; }
      @container (max-width: 1099px) { .gradNorm { display: none; } }
      @container (max-width: 720px) { .twins { flex: 1; } .figures > .loss { flex: 0 0 44%; } }
    `,
  ];
  declare engine: WorkerEngine;
  declare setting: Setting;
  declare pair: Side[];
  /** Both sides as they are on the page: pictures and numbers are of one step. */
  declare shown: Side[];
  declare share: number;
  declare running: boolean;
  /** Why it did not begin, or broke off. */
  declare note: string | null;
  declare at: number | null;
  /** Draws the editor of the visitor's own loss while it is open. */
  declare writing: Panel | null;
  #work = new BackgroundWork();
  #preparation = new Preparation(this.#work, () => this.requestUpdate(), true);
  readonly #pictures = [new PictureKeeper(), new PictureKeeper()];
  /** Counts the looks: only the last one is shown. */
  #turn = 0;

  constructor() {
    super();
    this.setting = featured;
    this.pair = [];
    this.shown = [];
    this.share = 0;
    this.running = false;
    this.note = null;
    this.at = null;
    this.writing = null;
  }

  get address(): string {
    return settingAddress(this.setting);
  }

  get exports(): Export[] {
    const chart = (name: string) => this.renderRoot.querySelector(`.draw.${name} line-chart`);
    return [
      ...drawingExport('Accuracy as SVG', 'two-losses-accuracy.svg', chart('score')),
      ...drawingExport('Gradient as SVG', 'two-losses-gradient.svg', chart('gradNorm')),
      { words: 'CSV', file: 'two-losses.csv', make: () => sidesCsv(this.shown) },
    ];
  }

  get session(): Played {
    return severalRuns(this.share, this.running, {
      reached: this.#step,
      play: () => void this.#start(),
      pause: () => this.#cancel(),
    });
  }

  get histories(): Histories {
    return Object.fromEntries(
      this.shown.map(({ id, steps, score, gradNorm }) => [id, { step: steps, testScore: score, gradNorm }]),
    );
  }

  /** The step of the pictures and numbers on the screen. */
  get #step(): number {
    return this.shown[0]?.steps.at(-1) ?? 0;
  }

  leave(): void {
    this.#preparation.cancel();
    this.#cancel();
  }

  async open(address: string): Promise<void> {
    const before = this.pair.length > 0 ? this.setting : featured;
    await this.#describe(new OwnLink(address).text('formula') ?? '');
    const { setting, waits, note } = readSetting(this.engine.catalog, address);
    let why = note;
    try {
      await this.#prepare(setting);
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      why = cannotRun(error);
      await this.#prepare(before);
    }
    this.note = why;
    if (why) announceAddress(this, false);
    if (!waits) void this.#begin();
  }

  #experiments = (setting: Setting) => experimentsOf(this.engine.catalog, setting);

  /** Begins the training of a link, unless its steps take long. */
  async #begin(): Promise<void> {
    if (await this.#preparation.opens(this.engine, this.#experiments(this.setting))) return this.#start();
    this.note ??= notBegun(this.#preparation, trainWords);
  }

  async #prepare(setting: Setting): Promise<void> {
    this.#cancel();
    this.setting = setting;
    this.note = null;
    const old = this.pair;
    const pair = await startPair(this.engine, setting);
    if (setting !== this.setting) {
      await disposePair(pair);
      return;
    }
    const [first] = pair;
    const task = first && taskOf(this.engine.catalog, first.run.experiment);
    if (!task || !first) return;
    const examples = await examplesOf(first.run);
    await Promise.all(
      pair.map(({ run }, side) => {
        const loss = lossOf(this.engine.catalog, run.experiment);
        return loss && this.#pictures[side]?.take(run, task, loss, examples, false);
      }),
    );
    this.pair = pair;
    this.share = 0;
    await this.#look();
    await disposePair(old);
  }

  async #change(setting: Setting, lasting = true) {
    if (!(await this.#preparation.agrees(this.engine, this.#experiments(setting)))) {
      this.note = notChanged(this.#preparation);
      restoreFields(this.renderRoot);
      return;
    }
    await this.#prepare(setting);
    announceAddress(this, lasting);
    void this.#start();
  }

  async #start(): Promise<void> {
    if (this.share >= 1) await this.#prepare({ ...this.setting });
    this.running = true;
    const told = (share: number) => {
      if (isLevel(this.pair, share, this.setting.steps)) void this.#look(share);
      else this.share = share;
    };
    try {
      await this.#work.run((signal) => trainPair(this.pair, this.setting.steps, signal), told);
    } catch (error) {
      this.note = brokenOff(error);
    }
    this.running = this.#work.running;
  }

  #cancel() {
    this.#work.cancel();
    this.running = false;
  }

  /** Shows where both runs rest now, once the pictures are drawn. */
  async #look(share = 0): Promise<void> {
    const { pair } = this;
    const turn = ++this.#turn;
    const shown = copyOf(pair);
    const drawn = await Promise.all(pair.map(({ run }, side) => this.#pictures[side]?.look(run)));
    if (turn !== this.#turn) return;
    for (const show of drawn) show?.();
    this.shown = shown;
    this.share = share;
  }

  override render() {
    if (this.shown.length === 0) return html`<slot></slot>`;
    const step = this.#step;
    const { steps } = this.setting;
    const pair = this.#told();
    const explained = pair && why(pair);
    return html`${stage({
      settings: this.#sentence(),
      figures: html`${this.#picture()}<figure class="loss" part="chart">
        ${this.#chart('score', 'Test accuracy', 'share of test digits classified correctly', false)} ${this.#chart('gradNorm', 'Gradient norm', 'length of the gradient of a step’s batch', true)}
      </figure>${this.#editor()}`,
      sum: this.#sum(),
      keys: progress(
        `step ${whole(step)} of ${whole(steps)}`,
        this.share,
        this.running,
        () => {
          this.note = null;
          void this.#start();
        },
        () => this.#cancel(),
        step > 0 && step < steps ? 'Continue' : trainWords,
      ),
      reading: keyed(step, html`<p class="reading">${pair ? reading(pair) : nothing}</p>`),
      below: html`${explained ? html`<p class="lede">${explained}</p>` : nothing} ${sidesTable(this.shown)}`,
    })}<p class="visually-hidden" role="status">${this.share >= 1 ? 'Both are trained.' : ''}</p>`;
  }

  #sum() {
    const { running } = this;
    const step = Math.floor(this.share * this.setting.steps);
    return workLine(
      { preparation: this.#preparation, running, step, lab: this },
      html`Same in both: ${same}. Different: ${different(this.setting)}`,
    );
  }

  #picture() {
    return html`<div class="twins" part="picture">${this.shown.map(
      ({ title, family, metrics, diverged }, index) => html`<figure class="twin" data-family=${family}>
        <header><h2>With ${index === 0 ? html`<b>${title}</b>` : this.#lossMenu()} <span class="sub">${diverged === null ? `${percent(metrics.testScore)} correct` : `diverged at step ${whole(diverged)}`}</span></h2></header>
        <div class="draw">${this.#pictures[index]?.drawn?.picture}</div></figure>`,
    )}</div>`;
  }

  #sentence() {
    const { setting } = this;
    const optimizers = this.engine.catalog.optimizers.map(({ id, title }) => ({ value: id, words: title }));
    const set = (part: Partial<Setting>) => void this.#change({ ...setting, ...part });
    const number = (words: string, name: 'lr' | 'seed' | 'steps', look: Partial<ParameterDescriptor> = {}) =>
      numberField(words, setting[name], { ...ranges[name], ...look }, (value) => {
        if (accepts(value, ranges[name])) set({ [name]: value });
        else this.requestUpdate();
      });
    const starts = [
      { value: '1', words: 'an ordinary start' },
      { value: '30', words: 'a start that is sure and wrong' },
    ];
    return html`<section class="experiment" part="settings" aria-label="Experiment"><div class="sheet"><p class="sentence">Train one network to read digits twice, from ${menu('Start', String(setting.sureness), starts, (value) => set({ sureness: Number(value) }))},
      with ${menu('Optimizer', setting.optimizer, optimizers, (optimizer) => set({ optimizer }))} at a learning rate of ${number('Learning rate', 'lr', { scale: 'log' })}
      for ${number('Steps', 'steps', { scale: 'log' })} steps, seed ${number('Seed', 'seed')}.</p>
      ${setting.formula === '' ? nothing : html`<div class="tools"><button class="plain" type="button" @click=${() => void this.#write()}>Edit your loss</button></div>`}</div></section>`;
  }

  /** What cross-entropy is compared with. */
  #lossMenu() {
    const { formula } = this.setting;
    const [, other] = this.shown;
    const options = [
      { value: '', words: 'mean squared error' },
      { value: 'own', words: 'Your own…' },
    ];
    const choose = (value: string) =>
      value === '' ? void this.#change({ ...this.setting, formula: '' }) : void this.#write();
    return menu('Second loss', formula === '' ? '' : 'own', options, choose, other?.name);
  }

  /** What losses of this lab are for. */
  get #task() {
    return this.engine.catalog.tasks.find(({ kind }) => kind === 'classification') ?? null;
  }

  /** Opens the editor of the visitor's own loss. */
  async #write(): Promise<void> {
    const panel = await importPanel();
    if (this.setting.formula === '') await this.#useFormula(panel.formulaFor(this.#task) ?? '');
    this.writing = panel;
    await this.updateComplete;
    void this.writing.focusPanel(this.renderRoot);
  }

  async #describe(formula: string): Promise<void> {
    const { id } = ownLoss(this.engine.catalog, formula) ?? {};
    if (id && formula) await describeLoss(this.engine, { loss: { id, params: { formula } } });
  }

  async #useFormula(formula: string, lasting = true): Promise<void> {
    await this.#describe(formula);
    await this.#change({ ...this.setting, formula }, lasting);
  }

  #editor() {
    const { engine } = this;
    const { formula } = this.setting;
    if (formula === '') return nothing;
    const apply = (next: string) => this.#useFormula(next, false);
    const close = () => {
      this.writing = null;
    };
    return this.writing?.ownLossPanel({ engine, task: this.#task, formula, apply, close });
  }

  #chart(name: 'score' | 'gradNorm', title: string, yTitle: string, log: boolean) {
    const [first] = this.shown;
    const data: LineData = {
      x: first?.steps ?? [],
      xTitle: 'step',
      log,
      lines: this.shown.map((side, index) => ({
        id: side.id,
        title: side.name,
        ink: side.ink,
        values: side[name],
        width: 2.25,
        ...(index === 0 ? {} : { dash: '7 5' }),
      })),
      ...(log ? {} : { from: 0, to: 1 }),
    };
    return html`<header class=${name}><h2>${title} <span class="sub">${yTitle}</span></h2></header>
      <div class=${`draw ${name}`}><line-chart fill axis .data=${data} .at=${this.at} .summary=${`${title} against steps, with both losses`}
        @cursor=${(event: CustomEvent<number | null>) => {
          this.at = event.detail;
        }}></line-chart></div>`;
  }

  /** What the words are about. */
  #told(): Pair | null {
    const [a, b] = this.shown;
    if (!a || !b) return null;
    const optimizer = entryOf(this.engine.catalog.optimizers, this.setting.optimizer);
    return {
      step: a.steps.at(-1) ?? 0,
      setting: this.setting,
      scores: [a.metrics.testScore, b.metrics.testScore],
      diverged: [a.diverged, b.diverged],
      ratio: normRatio(this.shown),
      optimizer: optimizer?.title ?? '',
      followsGradient: optimizer?.follows_gradient ?? true,
      name: b.name,
    };
  }

  override updated(): void {
    keepMenus(this.renderRoot);
    announceShown(this);
  }
}

customElements.define('two-losses-lab', TwoLossesLab);
