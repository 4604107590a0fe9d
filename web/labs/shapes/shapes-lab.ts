import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ParameterDescriptor, ParameterValue, WorkerEngine } from 'loss-playground/engine';
import '../../charts/line-chart.ts';
import { short } from '../../charts/format.ts';
import type { Line, LineData } from '../../charts/line-scale.ts';
import type { Export } from '../../exports/export.ts';
import { csv, drawingExport } from '../../exports/file-formats.ts';
import { noteLine } from '../../panels/lab-work.ts';
import { type Curve, curveOf } from '../../run/loss-curve.ts';
import { OwnLink } from '../../run/own-link.ts';
import { describeLoss } from '../../run/own-loss.ts';
import { describeLink } from '../../run/own-loss-link.ts';
import { keepMenus, menu } from '../../ui/controls.ts';
import { dashes, familyInk } from '../../ui/inks.ts';
import { sentenceStyles } from '../../ui/sentence-styles.ts';
import { slider, sliderStyles, slides } from '../../ui/slider.ts';
import { stage } from '../../ui/stage.ts';
import { stageStyles } from '../../ui/stage-styles.ts';
import { sharedStyles } from '../../ui/styles.ts';
import { disclosed } from '../../ui/tables.ts';
import { announceAddress, type Lab } from '../lab-element.ts';
import { importPanel, type Panel } from '../own-loss-panel.ts';
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
import { reading, steepest, terms } from './words.ts';

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
    note: { state: true },
    at: { state: true },
    writing: { state: true },
  };
  static override styles = [
    sharedStyles,
    sentenceStyles,
    sliderStyles,
    stageStyles,
    css`
      .figures { grid-template-columns: minmax(0, 4fr) minmax(0, 8fr); }
      .controls { overflow: auto; padding-right: 8px; }
      .value { flex-grow: 3; }
      .slope { flex-grow: 2; }
      fieldset { margin-bottom: 20px; }
      fieldset > .sub { margin-top: 8px; }
      legend { font-weight: 600; padding: 0 0 4px; }
      .beside label { display: flex; gap: 10px; align-items: center; min-height: 30px; border-top: 1px solid var(--rule); }
      .beside input { width: 24px; height: 24px; margin: 0; accent-color: var(--hue); flex: none; }
      @container (max-width: 720px) { .figures > .loss { flex: 1 1 68%; } .figures > .controls { flex: 1 1 22%; min-height: 0; } .value, .slope { flex-grow: 1; } }
    `,
  ];
  declare engine: WorkerEngine;
  declare family: string;
  declare choice: Choice | null;
  declare drawn: Drawn[];
  declare refused: string[];
  /** What of a link is left out. */
  declare note: string | null;
  declare at: number | null;
  /** Draws the editor of the visitor's own loss while it is open. */
  declare writing: Panel | null;
  #drawing = false;
  #stale = false;

  constructor() {
    super();
    this.family = '';
    this.choice = null;
    this.drawn = [];
    this.refused = [];
    this.note = null;
    this.at = null;
    this.writing = null;
  }

  get address(): string {
    return this.choice ? choiceAddress(this.choice) : '';
  }

  get exports(): Export[] {
    if (this.drawn.length === 0) return [];
    const chart = (name: string) => this.renderRoot.querySelector(`.${name} line-chart`);
    return [
      ...drawingExport('Loss as SVG', 'loss-shape.svg', chart('value')),
      ...drawingExport('Slope as SVG', 'loss-slope.svg', chart('slope')),
      { words: 'CSV', file: 'loss-shapes.csv', make: () => this.#csv() },
    ];
  }

  async open(address: string): Promise<void> {
    await describeLink(this.engine, new OwnLink(address));
    const { note, ...choice } = readChoice(this.engine.catalog, address);
    this.choice = choice;
    this.note = note;
    if (note) announceAddress(this, false);
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
    this.note = null;
    announceAddress(this, lasting);
    void this.#draw();
  }

  /** One evaluation at a time; changes in the meantime are evaluated when it is done. */
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
    const options = drawable(this.engine.catalog).map(({ id, own, title }) => ({
      value: id,
      words: own ? 'Your own…' : title,
    }));
    const here = this.#here(choice);
    const words = terms(
      choice.probe.xTitle,
      choice.shown.map(({ loss }) => loss.unit),
    );
    const figures = html`
      <div class="controls">${choice.shown.map((entry, index) => this.#sliders(entry, index))} ${this.#heldSliders(choice)} ${this.#others(choice)}</div>
      <figure class="loss" part="chart">
        <header><h2>Loss, and its slope below <span class="sub">${choice.probe.xTitle}, ${first.loss.unit}</span></h2></header>
        ${this.#charts(choice)}
      </figure>${this.#editor(first)}`;
    return html`${stage({
      settings: html`<section class="experiment" part="settings" aria-label="Loss"><div class="sheet">
        <p class="sentence">Show ${menu('Loss', first.loss.id, options, (id) => void this.#choose(id), first.loss.title)} and its slope for one prediction.</p>
        ${first.loss.own ? html`<div class="tools"><button class="plain" type="button" @click=${() => void this.#write()}>Edit your loss</button></div>` : nothing}</div></section>`,
      figures,
      sum:
        noteLine(this) ??
        html`<div class="sum"><span class="words">${here && steepest(here.losses)}</span></div>`,
      reading: html`<p class="reading">${here && reading(here.words, here.losses)}</p>`,
      below: html`${words.map((sentence) => html`<p class="lede">${sentence}</p>`)} ${this.refused.map((words) => html`<p class="notice" role="status">${words}</p>`)} ${this.#table(choice)}`,
    })}`;
  }

  async #choose(id: string): Promise<void> {
    const { catalog } = this.engine;
    this.writing = null;
    const loss = catalog.losses.find((entry) => entry.id === id);
    const formula = loss?.own ? (await importPanel()).formulaFor(null) : undefined;
    const given = formula === undefined ? {} : { formula };
    if (loss) await describeLoss(this.engine, { loss: { id, params: given } });
    this.#change(choose(catalog, id, [], given), true);
    if (loss?.own) await this.#write();
  }

  /** Opens the editor of the visitor's own loss. */
  async #write(): Promise<void> {
    this.writing = await importPanel();
    await this.updateComplete;
    void this.writing.focusPanel(this.renderRoot);
  }

  #editor({ loss, params }: Shown) {
    if (!loss.own) return nothing;
    const { engine } = this;
    const apply = async (formula: string) => {
      await describeLoss(engine, { loss: { id: loss.id, params: { formula } } });
      this.#change(choose(engine.catalog, loss.id, [], { formula }), false);
    };
    const close = () => {
      this.writing = null;
    };
    return this.writing?.ownLossPanel({ engine, task: null, formula: String(params.formula), apply, close });
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
    return html`<div class="draw value"><line-chart fill .data=${loss} .at=${this.at} .summary=${`Loss against ${probe.xTitle}: ${names}`} @cursor=${follow}></line-chart></div>
      <div class="draw slope"><line-chart fill axis .data=${slope} .at=${this.at} .summary=${`Slope against ${probe.xTitle}: ${names}`} @cursor=${follow}></line-chart></div>`;
  }

  /** The position under the cursor, otherwise the last marked one. */
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

  /** The losses under the cursor, and the words for its place; null before anything is drawn. */
  #here(choice: Choice) {
    const { index, words } = this.#place(choice);
    if (!this.drawn[0]) return null;
    const losses = this.drawn.map(({ loss, curve }) => ({
      title: loss.title,
      value: curve.values[index] ?? Number.NaN,
      slope: curve.slopes[index] ?? Number.NaN,
    }));
    return { words, losses };
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
    return html`<fieldset><legend>Settings of the plot</legend>${choice.probe.held.map(
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
      ${mixed ? html`<p class="sub">Their units differ: compare the shapes, not the values.</p>` : nothing}
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
