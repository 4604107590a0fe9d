// The live picture of an entry: the shape of a loss, the path of an optimizer, the learning rate of a schedule.
import { html, type TemplateResult } from 'lit';
import type { Descriptor, LossDescriptor, WorkerEngine } from 'loss-playground/engine';
import '../../charts/contour-map.ts';
import '../../charts/line-chart.ts';
import type { ContourData } from '../../charts/contour-map.ts';
import { short } from '../../charts/format.ts';
import type { LineData } from '../../charts/line-scale.ts';
import { curveOf } from '../../run/loss-curve.ts';
import { probeOf } from '../../run/loss-probe.ts';
import { surfaceCells, surfaceValues, viewOf } from '../../run/surface.ts';
import { familyInk } from '../../ui/inks.ts';
import { defaults } from '../shapes/choice.ts';

/** The lists of the catalog that have a page for each entry. */
export const kinds = { losses: 'Losses', optimizers: 'Optimizers', schedules: 'Schedules' } as const;
export type Kind = keyof typeof kinds;

async function shape(engine: WorkerEngine, loss: LossDescriptor): Promise<TemplateResult> {
  const probe = probeOf(loss);
  if (!probe)
    return html`<p class="sub">This loss compares several examples, so it has no curve over one prediction.</p>`;
  const held = Object.fromEntries(probe.held.map((entry) => [entry.id, entry.default]));
  const curve = await curveOf(engine, loss, probe, defaults(loss), held);
  if (typeof curve === 'string') return html`<p class="sub">${curve}</p>`;
  const ink = familyInk(loss.family);
  const data: LineData = {
    x: curve.x,
    xTitle: probe.xTitle,
    marks: probe.marks(held),
    lines: [
      { id: 'loss', title: 'loss', ink, values: curve.values, width: 2.25 },
      { id: 'slope', title: 'slope', ink, values: curve.slopes, width: 1.5, dash: '7 5' },
    ],
  };
  return html`<line-chart axis .data=${data} .height=${310} .summary=${`${loss.title} and its slope against ${probe.xTitle}`}></line-chart>`;
}

/** Steps of an optimizer's path, all at one learning rate so that the paths compare. */
const steps = 100;
const lr = 0.05;

async function path(engine: WorkerEngine, optimizer: Descriptor): Promise<TemplateResult> {
  const surface = engine.catalog.functions[0];
  if (!surface) return html``;
  const view = viewOf(surface);
  const spec = { id: surface.id, params: defaults(surface) };
  const [values, made] = await Promise.all([
    surfaceValues(engine, spec, view),
    engine.minimize({
      function: spec,
      optimizer: { id: optimizer.id, params: { lr } },
      start: view.start,
      steps,
    }),
  ]);
  const data: ContourData = {
    x: view.x,
    y: view.y,
    cells: surfaceCells,
    values,
    tracks: [{ id: optimizer.id, title: optimizer.title, ink: '--class-0', points: made.points }],
    marks: [{ x: view.start[0], y: view.start[1], words: 'start' }],
  };
  const words = `${optimizer.title} on the ${surface.title}: ${made.values.length - 1} steps at a learning rate of ${lr}, from height ${short(made.values[0])} to ${short(made.values.at(-1))}`;
  return html`<contour-map .data=${data} .summary=${words}></contour-map><p class="sub">${words}.</p>`;
}

/** Steps of a schedule's picture: the default length of schedules. */
const planned = 1000;

async function rate(engine: WorkerEngine, schedule: Descriptor): Promise<TemplateResult> {
  const values = await engine.schedule({ id: schedule.id }, planned, 0.1);
  const data: LineData = {
    x: Float64Array.from(values, (_, step) => step + 1),
    xTitle: 'step',
    lines: [{ id: 'rate', title: 'learning rate', ink: '--class-0', values, width: 2.25 }],
    from: 0,
  };
  return html`<line-chart axis .data=${data} .height=${310} .summary=${`The learning rate against steps, from 0.1 over ${planned} steps`}></line-chart>`;
}

export function drawing(engine: WorkerEngine, kind: Kind, entry: Descriptor): Promise<TemplateResult> {
  if (kind === 'losses') return shape(engine, entry as LossDescriptor);
  return kind === 'optimizers' ? path(engine, entry) : rate(engine, entry);
}
