import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ParameterDescriptor, ParameterValue, WorkerEngine } from 'loss-playground/engine';
import '../../charts/line-chart.ts';
import { short } from '../../charts/format.ts';
import type { Line, LineData } from '../../charts/line-scale.ts';
import type { Export } from '../../exports/export.ts';
import { csv, svgFile } from '../../exports/file-formats.ts';
import { keepMenus, menu } from '../../ui/controls.ts';
import { dashes, familyInk } from '../../ui/inks.ts';
import { sentenceStyles } from '../../ui/sentence-styles.ts';
import { slider, sliderStyles, slides } from '../../ui/slider.ts';
import { sharedStyles } from '../../ui/styles.ts';
import { disclosed } from '../../ui/tables.ts';
import { announceAddress, type Lab } from '../lab-element.ts';
import {
  besides,
  type Choice,
  choiceAddress,
  choose,
  defaults,
  drawable,
  readChoice,
  type Shown,
} from './choice.ts';
import { type Curve, curveOf } from './curve.ts';

interface Drawn extends Shown {
  curve: Curve;
}

/** Each loss as a function of its prediction, with its slope below. Values and slopes come from the engine. */
export class ShapesLab extends LitElement implements Lab {
  static override properties = {
    family: { reflect: true },
    choice: { state: true },
    drawn: { state: true },
    refused: { state: true },
    at: { state: true },
  };
  static override styles = [
    sharedStyles,
    sentenceStyles,
    sliderStyles,
    css`
      .sentence { min-height: 0; }
      .columns { display: grid; grid-template-columns: minmax(0, 8fr) minmax(0, 4fr); gap: 32px; }
      .charts { min-height: 560px; }
      .slope { margin-top: 12px; }
      .reading { min-height: 4.6em; margin-top: 16px; }
      .saw { min-height: 3em; }
      fieldset { margin-bottom: 20px; }
      fieldset > .sub { margin-top: 8px; }
      legend { font-weight: 600; padding: 0 0 4px; }
      .beside label { display: flex; gap: 10px; align-items: center; min-height: 30px; border-top: 1px solid var(--rule); }
      .beside input { width: 24px; height: 24px; margin: 0; accent-color: var(--hue); flex: none; }
      @container (max-width: 720px) { .value { min-height: 402px; } .columns { display: block; } .charts { min-height: 722px; } fieldset:first-child { margin-top: 24px; } }
    `,
  ];
  declare engine: WorkerEngine;
  declare family: string;
  declare choice: Choice | null;
  declare drawn: Drawn[];
  declare refused: string[];
  declare at: number | null;
  #drawing = false;
  #stale = false;

  constructor() {
    super();
    this.family = '';
    this.choice = null;
    this.drawn = [];
    this.refused = [];
    this.at = null;
  }

  get address(): string {
    return this.choice ? choiceAddress(this.choice) : '';
  }

  get exports(): Export[] {
    const chart = (name: string) =>
      this.renderRoot.querySelector(`.${name}`)?.shadowRoot?.querySelector('svg') as SVGElement;
    return [
      { words: 'Loss as SVG', file: 'loss-shape.svg', make: () => svgFile(chart('value')) },
      { words: 'Slope as SVG', file: 'loss-slope.svg', make: () => svgFile(chart('slope')) },
      { words: 'CSV', file: 'loss-shapes.csv', make: () => this.#csv() },
    ];
  }

  async open(address: string): Promise<void> {
    this.choice = readChoice(this.engine.catalog, address);
    await this.#draw();
  }

  leave(): void {
    this.at = null;
  }

  #csv(): Blob {
    const head = ['x', ...this.drawn.flatMap(({ loss }) => [loss.id, `${loss.id} slope`])];
    const xs = Array.from(this.drawn[0]?.curve.x ?? []);
    return csv([
      head,
      ...xs.map((x, row) => [
        x,
        ...this.drawn.flatMap(({ curve }) => [curve.values[row] ?? '', curve.slopes[row] ?? '']),
      ]),
    ]);
  }

  #change(choice: Choice, lasting: boolean) {
    this.choice = choice;
    announceAddress(this, lasting);
    void this.#draw();
  }

  /** One round of questions at a time; what changes meanwhile is asked for when its answers have come. */
  async #draw(): Promise<void> {
    this.#stale = true;
    if (this.#drawing) return;
    this.#drawing = true;
    try {
      while (this.#stale && this.choice) {
        this.#stale = false;
        const { shown, probe, held } = this.choice;
        const curves = await Promise.all(
          shown.map(({ loss, params }) => curveOf(this.engine, loss, probe, params, held)),
        );
        this.family = shown[0]?.loss.family ?? '';
        this.drawn = shown.flatMap((entry, index) => {
          const curve = curves[index];
          return typeof curve === 'object' ? [{ ...entry, curve }] : [];
        });
        this.refused = curves.filter((curve) => typeof curve === 'string');
      }
    } finally {
      this.#drawing = false;
    }
  }

  #lines(values: (curve: Curve) => Float64Array): Line[] {
    const seen = new Map<string, number>();
    return this.drawn.map(({ loss, curve }) => {
      const turn = seen.get(loss.family) ?? 0;
      seen.set(loss.family, turn + 1);
      const dash = dashes[turn % dashes.length];
      return {
        id: loss.id,
        title: loss.title,
        ink: familyInk(loss.family),
        values: values(curve),
        ...(dash ? { dash } : {}),
      };
    });
  }

  override render() {
    const { choice } = this;
    const first = choice?.shown[0];
    if (!choice || !first) return html`<slot></slot>`;
    const options = drawable(this.engine.catalog).map((loss) => ({ value: loss.id, words: loss.title }));
    return html`
      <section class="experiment" aria-label="Loss">
        <p class="sentence">What ${menu('Loss', first.loss.id, options, (id) => this.#change(choose(this.engine.catalog, id), true))} says of a prediction.</p>
        <dl class="aside"><dt>Measured in</dt><dd>${first.loss.unit}</dd></dl>
      </section>
      <div class="columns">
        <figure>
          <header><h2>Loss, and its slope below <span class="sub">${choice.probe.xTitle}</span></h2></header>
          <div class="charts">${this.#charts(choice)}</div>
          <p class="reading">${this.#reading(choice)}</p>
          <p class="reading saw">${this.#saw(choice)}</p>
        </figure>
        <div>${choice.shown.map((entry, index) => this.#sliders(entry, index))} ${this.#heldSliders(choice)} ${this.#others(choice)}</div>
      </div>
      ${this.refused.map((words) => html`<p class="notice" role="status">${words}</p>`)} ${this.#table(choice)}
    `;
  }

  #charts({ probe, held }: Choice): TemplateResult | typeof nothing {
    const { x } = this.drawn[0]?.curve ?? {};
    if (!x) return nothing;
    const marks = probe.marks(held);
    const base = { x, xTitle: probe.xTitle, marks };
    const loss: LineData = { ...base, lines: this.#lines(({ values }) => values), yTitle: 'loss' };
    const slope: LineData = {
      ...base,
      lines: this.#lines(({ slopes }) => slopes),
      yTitle: probe.slopeTitle,
      marks: marks.map((mark) => ({ ...mark, words: '' })),
    };
    const follow = (event: CustomEvent<number | null>) => {
      this.at = event.detail;
    };
    const names = this.drawn.map(({ loss: { title } }) => title).join(', ');
    return html`<line-chart class="value" .data=${loss} .at=${this.at} height="330" .summary=${`Loss against ${probe.xTitle}: ${names}`} @cursor=${follow}></line-chart>
      <line-chart class="slope" axis .data=${slope} .at=${this.at} height="230" .summary=${`Slope against ${probe.xTitle}: ${names}`} @cursor=${follow}></line-chart>`;
  }

  /** The place under the cursor, else the last one marked. */
  #place({ probe, held }: Choice) {
    const x = this.drawn[0]?.curve.x ?? new Float64Array();
    const marks = probe.marks(held);
    const mark = marks.find(({ first }) => first) ?? marks.at(-1);
    const nearest = x.reduce(
      (best, value, index) =>
        Math.abs(value - (mark?.x ?? 0)) < Math.abs((x[best] ?? 0) - (mark?.x ?? 0)) ? index : best,
      0,
    );
    const index = this.at ?? nearest;
    const words = this.at === null && mark ? `${mark.words}, at ${short(x[index])}` : `at ${short(x[index])}`;
    return { index, words };
  }

  /** Who pulls hardest there. */
  #saw(choice: Choice) {
    const { index } = this.#place(choice);
    const pulls = this.drawn
      .map(({ loss, curve }) => ({ title: loss.title, slope: Math.abs(curve.slopes[index] ?? 0) }))
      .filter(({ slope }) => Number.isFinite(slope))
      .sort((a, b) => b.slope - a.slope);
    const [most, least] = [pulls[0], pulls.at(-1)];
    if (!most || !least) return nothing;
    const rest = 'A step follows the slope, not the height.';
    const head = html`<strong>What you just saw:</strong>`;
    if (most === least)
      return html`${head} a step there is ${most.slope > 0 ? html`pulled with <b>${short(most.slope)}</b>` : 'not pulled at all'}. ${rest}`;
    const ratio = most.slope / least.slope;
    if (most.slope === least.slope) return html`${head} all pull alike there. ${rest}`;
    const times =
      ratio < 1e4
        ? html`<b>${short(ratio)}</b> times as hard as ${least.title}`
        : html`and ${least.title} hardly at all`;
    return html`${head} there, ${most.title} pulls ${times}. ${rest}`;
  }

  #reading(choice: Choice) {
    const { index, words } = this.#place(choice);
    if (!this.drawn[0]) return nothing;
    return html`${words[0]?.toUpperCase()}${words.slice(1)}: ${this.drawn.map(
      ({ loss, curve }, turn) =>
        html`${turn === 0 ? nothing : '; '}${loss.title} is <b>${short(curve.values[index])}</b> and pulls with slope ${short(curve.slopes[index])}`,
    )}.`;
  }

  #sliders({ loss, params }: Shown, index: number) {
    const entries = loss.params.filter(
      (entry) => slides(entry) || entry.type === 'choice' || entry.type === 'boolean',
    );
    if (entries.length === 0) return nothing;
    const set = (id: string) => (value: ParameterValue) => {
      const { choice } = this;
      if (!choice) return;
      const shown = choice.shown.map((entry, turn) =>
        turn === index ? { ...entry, params: { ...params, [id]: value } } : entry,
      );
      this.#change({ ...choice, shown }, false);
    };
    return html`<fieldset><legend>${loss.title}</legend>${entries.map((entry) => this.#control(entry, `${loss.title}: ${entry.id}`, params[entry.id], set(entry.id)))}</fieldset>`;
  }

  #control(
    entry: ParameterDescriptor,
    name: string,
    value: ParameterValue | undefined,
    set: (value: ParameterValue) => void,
  ) {
    if (slides(entry)) return slider(entry, name.split(': ')[1] ?? name, Number(value), set);
    if (entry.type === 'choice') {
      const options = (entry.choices ?? []).map((choice) => ({ value: choice, words: choice }));
      return html`<div class="parameter"><span class="parameter-name">${entry.id}</span> ${menu(name, String(value), options, set, String(value), entry.doc)}</div>`;
    }
    return html`<label class="parameter"><span class="parameter-name">${entry.id}</span>
      <input type="checkbox" aria-description=${entry.doc} .checked=${value === true} @change=${(event: Event) => set((event.target as HTMLInputElement).checked)} /></label>`;
  }

  #heldSliders(choice: Choice) {
    if (choice.probe.held.length === 0) return nothing;
    const set = (id: string) => (value: number) =>
      this.#change({ ...choice, held: { ...choice.held, [id]: value } }, false);
    return html`<fieldset><legend>Drawn for</legend>${choice.probe.held.map(
      ({ id, words, doc, default: preset, min, max, whole }) =>
        slider(
          { id, type: whole ? 'integer' : 'number', default: preset, min, max, doc },
          words,
          choice.held[id] ?? preset,
          set(id),
        ),
    )}</fieldset>`;
  }

  #others(choice: Choice) {
    const others = besides(this.engine.catalog, choice);
    if (others.length === 0) return nothing;
    const on = (id: string) => choice.shown.some(({ loss }) => loss.id === id);
    const toggle = (id: string) => {
      const loss = others.find((entry) => entry.id === id);
      if (!loss) return;
      const shown = on(id)
        ? choice.shown.filter((entry) => entry.loss.id !== id)
        : [...choice.shown, { loss, params: defaults(loss) }];
      this.#change({ ...choice, shown }, true);
    };
    const mixed = new Set(choice.shown.map(({ loss }) => loss.unit)).size > 1;
    return html`<fieldset class="beside"><legend>On the same axis</legend>
      ${others.map((loss) => html`<label><input type="checkbox" .checked=${on(loss.id)} @change=${() => toggle(loss.id)} />${loss.title}</label>`)}
      ${mixed ? html`<p class="sub">Their units differ: compare the forms, not the heights.</p>` : nothing}
    </fieldset>`;
  }

  #table({ probe }: Choice) {
    const { x } = this.drawn[0]?.curve ?? {};
    if (!x) return nothing;
    const chosen = Array.from({ length: 11 }, (_, index) => Math.round((index * (x.length - 1)) / 10));
    return disclosed('The curves as a table', {
      title: 'Loss and slope',
      columns: [probe.xTitle, ...this.drawn.flatMap(({ loss }) => [loss.title, `slope of ${loss.title}`])],
      rows: chosen.map((index) => [
        short(x[index]),
        ...this.drawn.flatMap(({ curve }) => [short(curve.values[index]), short(curve.slopes[index])]),
      ]),
    });
  }

  override updated(): void {
    keepMenus(this.renderRoot);
  }
}

customElements.define('shapes-lab', ShapesLab);
