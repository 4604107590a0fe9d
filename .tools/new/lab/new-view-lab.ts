import { css, html, LitElement } from 'lit';
import type { WorkerEngine } from 'loss-playground/engine';
import '../../charts/line-chart.ts';
import { short } from '../../charts/format.ts';
import type { LineData } from '../../charts/line-scale.ts';
import type { Export } from '../../exports/export.ts';
import { csv } from '../../exports/file-formats.ts';
import { numberOf, readPairs, writePairs } from '../../run/address-pairs.ts';
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
  doc: `What the model says; the target is ${target}.`,
} as const;
/** Where the curve is worked out, and the index of the place that is nearest to a prediction. */
const places = Float64Array.from({ length: 161 }, (_, index) => prediction.min + index / 20);
const nearestPlace = (at: number) => Math.round((at - prediction.min) * 20);

/** New view: one loss against the prediction, with the prediction on a slider. */
export class NewViewLab extends LitElement implements Lab {
  static override properties = { at: { state: true }, loss: { state: true }, curve: { state: true } };
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

  constructor() {
    super();
    this.at = start;
    this.loss = null;
    this.curve = new Float64Array();
  }

  /** What a link to this view keeps; empty for the view that opens without one. */
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
    await this.#show(numberOf(readPairs(address).get('prediction'), start, prediction.min, prediction.max));
  }

  /** Work that goes on by itself is paused here; this lab has none. */
  leave(): void {}

  /** The engine works out every number: the page only shows them. */
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
    // A slider that moves leaves no trail in the browser's history.
    announceAddress(this, false);
  }

  override render() {
    const data: LineData = {
      x: places,
      xTitle: 'prediction',
      lines: [{ id: 'loss', title: 'squared error', ink: '--hue', values: this.curve, width: 2.25 }],
    };
    return html`<p class="reading">${this.loss ? html`The loss is <b>${short(this.loss.value)}</b>, its slope <b>${short(this.loss.slope)}</b>.` : ''}</p>
      <line-chart axis .data=${data} .at=${nearestPlace(this.at)} .height=${240} .summary=${'Squared error against the prediction'}></line-chart>
      ${slider(prediction, 'Prediction', this.at, (at) => void this.#change(at))}`;
  }
}

customElements.define('new-view-lab', NewViewLab);
