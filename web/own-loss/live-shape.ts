// The curve of a formula next to the editor.
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import '../charts/line-chart.ts';
import type { LossDescriptor, WorkerEngine } from 'loss-playground/engine';
import { brief, short } from '../charts/format.ts';
import type { LineData } from '../charts/line-scale.ts';
import { gapWords } from '../run/curve-gaps.ts';
import { type Curve, curveOf } from '../run/loss-curve.ts';
import { type Mark, type Probe, probeOf } from '../run/loss-probe.ts';
import { familyInk } from '../ui/inks.ts';
import { slider } from '../ui/slider.ts';

export interface Shape {
  probe: Probe;
  held: Record<string, number>;
  /** The curve, or why there is none. */
  curve: Curve | string;
  family: LossDescriptor['family'];
}

/** The shape of a described loss; settings of the plot stay where they apply. */
export async function shapeOf(
  engine: WorkerEngine,
  loss: LossDescriptor,
  formula: string,
  before: Record<string, number>,
): Promise<Shape | null> {
  const probe = probeOf(loss);
  if (!probe) return null;
  const held = Object.fromEntries(probe.held.map(({ id, default: preset }) => [id, before[id] ?? preset]));
  const curve = await curveOf(engine, loss, probe, { formula }, held);
  return { probe, held, curve, family: loss.family };
}

/** The point of a curve that its numbers are of before the cursor is on it: at the mark to begin with, or the last one. */
function firstPlace(x: Float64Array, marks: readonly Mark[]): number | null {
  const mark = marks.find(({ first }) => first) ?? marks.at(-1);
  if (!mark) return null;
  const distance = (index: number) => Math.abs((x[index] ?? 0) - mark.x);
  return x.reduce((best, _, index) => (distance(index) < distance(best) ? index : best), 0);
}

/** "At 3: loss 9, slope 6. No finite value where the prediction is below 0." */
function valueWords({ x, values, slopes }: Curve, xTitle: string, at: number | null): string {
  const gaps = gapWords(x, values, xTitle);
  if (at === null || !Number.isFinite(values[at])) return gaps;
  return `At ${brief(x[at] ?? 0)}: loss ${short(values[at])}, slope ${short(slopes[at])}. ${gaps}`;
}

/** The loss and its slope in one chart, and what the plot depends on. */
export function shapeFigure(
  { probe, held, curve, family }: Shape,
  at: number | null,
  follow: (at: number | null) => void,
  hold: (id: string, value: number) => void,
): TemplateResult {
  if (typeof curve === 'string') return html`<p class="sub">${curve}</p>`;
  const ink = familyInk(family);
  const marks = probe.marks(held);
  const place = at ?? firstPlace(curve.x, marks);
  const data: LineData = {
    x: curve.x,
    xTitle: probe.xTitle,
    marks,
    lines: [
      { id: 'loss', title: 'loss', ink, values: curve.values, width: 2.25 },
      { id: 'slope', title: 'slope', ink, values: curve.slopes, width: 1.5, dash: '7 5' },
    ],
  };
  return html`<line-chart axis .data=${data} .at=${live(place)} .height=${240} .summary=${`Your own loss and its slope against ${probe.xTitle}`}
      @cursor=${({ detail }: CustomEvent<number | null>) => follow(detail)}></line-chart>
    <p class="sub">${valueWords(curve, probe.xTitle, place)}</p>
    ${
      probe.held.length === 0
        ? nothing
        : html`<fieldset class="held"><legend>Settings of the plot</legend>${probe.held.map(
            ({ id, words, doc, default: preset, min, max, whole }) =>
              slider(
                { id, type: whole ? 'integer' : 'number', default: preset, min, max, doc },
                words,
                held[id] ?? preset,
                (value) => hold(id, value),
              ),
          )}</fieldset>`
    }`;
}
