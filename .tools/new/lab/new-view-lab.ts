import { css, html, LitElement } from 'lit';
import type { WorkerEngine } from 'loss-playground/engine';
import '../../charts/line-chart.ts';
import { short } from '../../charts/format.ts';
import type { LineData } from '../../charts/line-scale.ts';
import type { Export } from '../../exports/export.ts';
import { csv } from '../../exports/file-formats.ts';
import { writePairs } from '../../run/address-pairs.ts';
import { OwnLink } from '../../run/own-link.ts';
import { slider, sliderStyles } from '../../ui/slider.ts';
import { sharedStyles } from '../../ui/styles.ts';
import { announceAddress, type Lab } from '../lab-element.ts';

const start = 0;
const target = 1;
/** The slider, as the catalog would describe it. */
const prediction = {
  id: 'prediction',
  type: 'number',
  default: start,
  min: -3,
  max: 5,
  doc: `The prediction; the target is ${target}.`,
} as const;
/** Where the curve is evaluated, and the index of the nearest point to a prediction. */
const places = Float64Array.from({ length: 161 }, (_, index) => prediction.min + index / 20);
const nearestPlace = (at: number) => Math.round((at - prediction.min) * 20);

/** New view: one loss against the prediction, with the prediction on a slider. */
export class NewViewLab extends LitElement implements Lab {
  static override properties = {
    at: { state: true },
    loss: { state: true },
    curve: { state: true },
    note: { state: true },
  };
  static override styles = [
    sharedStyles,
    sliderStyles,
    css`
      .reading { margin-block: 16px; }
      line-chart { min-height: 240px; }
    `,
  ];
  declare engine: WorkerEngine;
  declare at: number;
  /** The loss at `at` and its slope there, or null before the engine has answered. */
  declare loss: { value: number; slope: number } | null;
  declare curve: Float64Array;
  /** What of a link is left out; null for one that is whole. */
  declare note: string | null;

  constructor() {
    super();
    this.at = start;
    this.loss = null;
    this.curve = new Float64Array();
    this.note = null;
  }

  /** The address of the current state; empty for the initial one. */
  get address(): string {
    if (this.at === start) return '';
    return writePairs([
      ['prediction', String(this.at)],
      ['v', '1'],
    ]);
  }

  get exports(): Export[] {
    const rows = () => Array.from(places, (place, index) => [place, this.curve[index] ?? '']);
    return [
      { words: 'CSV', file: 'new-view.csv', make: () => csv([['prediction', 'squared_error'], ...rows()]) },
    ];
  }

  async open(address: string): Promise<void> {
    this.curve = (await this.#evaluate(places)).values;
    const link = new OwnLink(address);
    await this.#show(link.number('prediction', start, prediction));
    this.note = link.note;
  }

  /** Pauses background work; this lab has none. */
  leave(): void {}

  /** The engine computes every number; the page only shows them. */
  async #evaluate(input: ArrayLike<number>) {
    const shape = [input.length];
    const inputs = {
      input: { shape, data: Float64Array.from(input) },
      target: { shape, data: new Float64Array(input.length).fill(target) },
    };
    const { value, gradients } = await this.engine.evaluateLoss(
      { id: 'mse_loss', reduction: 'none' },
      inputs,
    );
    return {
      values: Float64Array.from(typeof value === 'number' ? [value] : value.data),
      slopes: gradients.input?.data,
    };
  }

  async #show(at: number): Promise<void> {
    this.at = at;
    const { values, slopes } = await this.#evaluate([at]);
    // The slider may have moved on in the meantime.
    if (at === this.at) this.loss = { value: values[0] ?? Number.NaN, slope: slopes?.[0] ?? Number.NaN };
  }

  async #change(at: number): Promise<void> {
    await this.#show(at);
    // Moving a slider adds nothing to the browser's history.
    announceAddress(this, false);
  }

  override render() {
    const data: LineData = {
      x: places,
      xTitle: 'prediction',
      lines: [{ id: 'loss', title: 'squared error', ink: '--hue', values: this.curve, width: 2.25 }],
    };
    return html`${this.note ? html`<p class="notice" role="status">${this.note}</p>` : ''}
      <p class="reading">${this.loss ? html`The loss is <b>${short(this.loss.value)}</b>, its slope <b>${short(this.loss.slope)}</b>.` : ''}</p>
      <line-chart axis .data=${data} .at=${nearestPlace(this.at)} .height=${240} .summary=${'Squared error against the prediction'}></line-chart>
      ${slider(prediction, 'Prediction', this.at, (at) => void this.#change(at))}`;
  }
}

customElements.define('new-view-lab', NewViewLab);
