import { css, html, LitElement, nothing } from 'lit';
import type { WorkerEngine } from 'loss-playground/engine';
import '../../charts/line-chart.ts';
import { percent, short, whole } from '../../charts/format.ts';
import type { LineData } from '../../charts/line-scale.ts';
import type { Export } from '../../exports/export.ts';
import { csv, svgFile } from '../../exports/file-formats.ts';
import { PictureKeeper } from '../../pictures/picture-keeper.ts';
import { numberOf, readPairs, writePairs } from '../../run/address-pairs.ts';
import { BackgroundWork } from '../../run/background-work.ts';
import { entryOf, lossOf, taskOf } from '../../run/described.ts';
import { examplesOf } from '../../run/examples.ts';
import { keepMenus, menu, numberField } from '../../ui/controls.ts';
import { progress, progressStyles } from '../../ui/progress.ts';
import { sentenceStyles } from '../../ui/sentence-styles.ts';
import { sharedStyles } from '../../ui/styles.ts';
import { disclosed } from '../../ui/tables.ts';
import { announceAddress, type Lab } from '../lab-element.ts';
import { disposePair, natural, type Setting, type Side, startPair, trainPair } from './pair.ts';

/** The same classifier from the same start on the same batches, under two losses side by side. */
export class TwoLossesLab extends LitElement implements Lab {
  static override properties = {
    setting: { state: true },
    pair: { state: true },
    share: { state: true },
    running: { state: true },
    at: { state: true },
  };
  static override styles = [
    sharedStyles,
    sentenceStyles,
    progressStyles,
    css`
      .sentence { min-height: 0; }
      .pictures > figure[data-family='cross_entropy'] { --hue: var(--cross-entropy); }
      .pictures > figure[data-family='mean_squared_error'] { --hue: var(--mean-squared-error); }
      h2 b { color: var(--hue); }
      .picture { min-height: 494px; --aspect: 544 / 494; }
      .charts { margin-top: 8px; }
      .charts line-chart { min-height: 240px; }
      .reading { min-height: 7.6em; margin-top: 24px; }
      @container (max-width: 720px) { .picture { min-height: min(100cqi - 2 * var(--gutter, 0px), 480px); } .reading { min-height: 13.6em; } }
    `,
  ];
  declare engine: WorkerEngine;
  declare setting: Setting;
  declare pair: Side[];
  declare share: number;
  declare running: boolean;
  declare at: number | null;
  #work = new BackgroundWork();
  readonly #pictures = [new PictureKeeper(), new PictureKeeper()];

  constructor() {
    super();
    this.setting = natural;
    this.pair = [];
    this.share = 0;
    this.running = false;
    this.at = null;
  }

  get address(): string {
    const pairs = Object.entries(this.setting).filter(
      ([name, value]) => value !== natural[name as keyof Setting],
    );
    return pairs.length > 0
      ? writePairs([...pairs.map(([name, value]) => [name, String(value)] as const), ['v', '1']])
      : '';
  }

  get exports(): Export[] {
    const chart = (index: number) =>
      this.renderRoot.querySelectorAll('line-chart')[index]?.renderRoot.querySelector('svg') as SVGElement;
    return [
      { words: 'Accuracy as SVG', file: 'two-losses-accuracy.svg', make: () => svgFile(chart(0)) },
      { words: 'Gradient as SVG', file: 'two-losses-gradient.svg', make: () => svgFile(chart(1)) },
      { words: 'CSV', file: 'two-losses.csv', make: () => this.#csv() },
    ];
  }

  leave(): void {
    this.#cancel();
  }

  async open(address: string): Promise<void> {
    const pairs = readPairs(address);
    const setting: Setting = {
      optimizer:
        this.engine.catalog.optimizers.find(({ id }) => id === pairs.get('optimizer'))?.id ??
        natural.optimizer,
      lr: numberOf(pairs.get('lr'), natural.lr, 1e-9, 1e3),
      sureness: numberOf(pairs.get('sureness'), natural.sureness, 0, 1e3),
      seed: numberOf(pairs.get('seed'), natural.seed, 0),
      steps: numberOf(pairs.get('steps'), natural.steps, 1, 1e5),
    };
    await this.#prepare(setting);
    void this.#start();
  }

  async #prepare(setting: Setting): Promise<void> {
    this.#cancel();
    this.setting = setting;
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
    await this.#draw();
    await disposePair(old);
  }

  async #change(setting: Setting) {
    await this.#prepare(setting);
    announceAddress(this, true);
    void this.#start();
  }

  async #start(): Promise<void> {
    if (this.share >= 1) await this.#prepare({ ...this.setting });
    this.running = true;
    const told = (share: number) => {
      this.share = share;
      void this.#draw();
      this.requestUpdate();
    };
    await this.#work.run(trainPair(this.pair, this.setting.steps), told);
    this.running = this.#work.running;
  }

  #cancel() {
    this.#work.cancel();
    this.running = false;
  }

  async #draw(): Promise<void> {
    const fresh = await Promise.all(this.pair.map(({ run }, side) => this.#pictures[side]?.draw(run)));
    if (!fresh.includes(true)) return;
    this.requestUpdate();
    if (this.#pictures.some(({ behind }) => behind)) await this.#draw();
  }

  #csv(): Blob {
    const [a, b] = this.pair;
    const rows = (a?.steps ?? []).map((step, index) => [
      step,
      a?.score[index] ?? '',
      b?.score[index] ?? '',
      a?.gradNorm[index] ?? '',
      b?.gradNorm[index] ?? '',
    ]);
    return csv([
      ['step', 'accuracy_cross_entropy', 'accuracy_mse', 'gradient_norm_cross_entropy', 'gradient_norm_mse'],
      ...rows,
    ]);
  }

  override render() {
    if (this.pair.length === 0) return html`<slot></slot>`;
    const step = this.pair[0]?.metrics.step ?? 0;
    const { steps } = this.setting;
    return html`${this.#sentence()}
      ${progress(
        `step ${whole(step)} of ${whole(steps)}`,
        this.share,
        this.running,
        () => void this.#start(),
        () => this.#cancel(),
        step > 0 && step < steps ? 'Go on' : 'Train both',
      )}
      <div class="pictures">${this.pair.map(
        ({ title, family, metrics }, index) => html`<figure data-family=${family}>
          <header><h2>Under <b>${title}</b> <span class="sub">${percent(metrics.testScore)} of 539 unseen digits right</span></h2></header>
          <div class="picture">${this.#pictures[index]?.drawn?.picture}</div></figure>`,
      )}</div>
      <p class="reading">${this.#reading()}</p>
      <div class="pictures charts">
        ${this.#chart('score', 'Unseen digits read right', 'share of unseen digits', false)} ${this.#chart('gradNorm', 'How hard a step pulls', 'norm of the gradient', true)}
      </div>
      ${this.#table()}<p class="visually-hidden" role="status">${this.share >= 1 ? 'Both are trained.' : ''}</p>`;
  }

  #sentence() {
    const { setting } = this;
    const optimizers = this.engine.catalog.optimizers.map(({ id, title }) => ({ value: id, words: title }));
    const set = (part: Partial<Setting>) => void this.#change({ ...setting, ...part });
    const number = (name: 'lr' | 'seed' | 'steps', min: number) => (value: number | string) => {
      if (typeof value === 'number' && value >= min) set({ [name]: value });
      else this.requestUpdate();
    };
    const starts = [
      { value: '1', words: 'an ordinary start' },
      { value: '30', words: 'a start that is sure and wrong' },
    ];
    return html`<section class="experiment" aria-label="Experiment"><p class="sentence">Teach one network to read digits twice, from ${menu('Start', String(setting.sureness), starts, (value) => set({ sureness: Number(value) }))},
      with ${menu('Optimizer', setting.optimizer, optimizers, (optimizer) => set({ optimizer }))} at rate ${numberField('Learning rate', setting.lr, { scale: 'log', min: 0, above_min: true }, number('lr', 1e-9))}
      for ${numberField('Steps', setting.steps, { type: 'integer', scale: 'log', min: 1 }, number('steps', 1))} steps, seed ${numberField('Seed', setting.seed, { type: 'integer', min: 0 }, number('seed', 0))}.</p>
      <dl class="aside"><dt>Same in both</dt><dd>weights at the start, batches, optimizer, rate</dd><dt>Different</dt><dd>cross-entropy of logits, or squared error of sigmoid probabilities</dd></dl></section>`;
  }

  #chart(name: 'score' | 'gradNorm', title: string, yTitle: string, log: boolean) {
    const [first] = this.pair;
    const data: LineData = {
      x: first?.steps ?? [],
      xTitle: 'step',
      log,
      lines: this.pair.map((side, index) => ({
        id: side.id,
        title: index === 0 ? 'cross-entropy' : 'squared error',
        ink: side.ink,
        values: side[name],
        width: 2.25,
        ...(index === 0 ? {} : { dash: '7 5' }),
      })),
      ...(log ? {} : { from: 0, to: 1 }),
    };
    return html`<figure><header><h2>${title} <span class="sub">${yTitle}</span></h2></header>
      <line-chart axis .data=${data} .at=${this.at} .height=${240} .summary=${`${title} against steps, under both losses`}
        @cursor=${(event: CustomEvent<number | null>) => {
          this.at = event.detail;
        }}></line-chart></figure>`;
  }

  #reading() {
    const [a, b] = this.pair;
    if (!a || !b) return nothing;
    const { step } = a.metrics;
    if (step === 0)
      return 'Both start from the same weights. The squared error of a probability p has a slope with the factor p(1 − p): where the model is sure, right or wrong, it hardly pulls.';
    const [more, less] = [a.metrics.testScore, b.metrics.testScore];
    const first = html`${step < this.setting.steps ? html`Step ${whole(step)}:` : html`<strong>What you just saw:</strong> after ${whole(step)} steps`} cross-entropy reads <b>${percent(more)}</b> of unseen digits right, squared error <b>${percent(less)}</b>. Cross-entropy pulls ${short(a.metrics.gradNorm / b.metrics.gradNorm)} times as hard.`;
    if (more - less > 0.1)
      return html`${first} The squared error of a probability p has a slope with the factor p(1 − p): where the model is sure and wrong, it hardly pulls.`;
    return entryOf(this.engine.catalog.optimizers, this.setting.optimizer)?.follows_gradient
      ? first
      : html`${first} This optimizer rescales the gradient, which hides the weak pull; a start that is sure and wrong brings it back.`;
  }

  #table() {
    const [a, b] = this.pair;
    if (!a || !b) return nothing;
    const stride = Math.max(1, Math.ceil(a.steps.length / 10));
    const chosen = a.steps
      .map((_, index) => index)
      .filter((index) => (a.steps.length - 1 - index) % stride === 0);
    return disclosed('The two as a table', {
      title: 'Both trainings',
      columns: [
        'step',
        'right, cross-entropy',
        'right, squared error',
        'gradient norm, cross-entropy',
        'gradient norm, squared error',
      ],
      rows: chosen.map((index) => [
        whole(a.steps[index] ?? 0),
        percent(a.score[index] ?? Number.NaN),
        percent(b.score[index] ?? Number.NaN),
        short(a.gradNorm[index]),
        short(b.gradNorm[index]),
      ]),
    });
  }

  override updated(): void {
    keepMenus(this.renderRoot);
  }
}

customElements.define('two-losses-lab', TwoLossesLab);
