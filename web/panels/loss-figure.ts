// The losses of a session on one axis of steps, with gradient norm and learning rate below.

import { html, nothing, type TemplateResult } from 'lit';
import type { LossDescriptor, TaskDescriptor } from 'loss-playground/engine';
import '../charts/step-chart.ts';
import { short, whole } from '../charts/format.ts';
import { unitOf } from '../run/described.ts';
import { loadsOnce } from '../run/loading.ts';
import { type Drawing, lossSeries, type Now, noHistory, reference, stripSeries } from '../run/series.ts';
import type { Session } from '../run/session.ts';
import { unitMeaning } from '../ui/glossary.ts';
import { batchWords, setWords } from './batch-notes.ts';
import { momentOf } from './moment.ts';
import { axisEnd, stepAxis } from './step-axis.ts';

export interface LossFigure {
  session: Session;
  loss: LossDescriptor;
  task: TaskDescriptor;
  view: LossView;
  change(view: LossView): void;
  /** The steps at which a setting was changed. */
  forks: readonly number[];
}

/** How the visitor wants the losses drawn. */
export interface LossView extends Drawing {
  /** The steps to show; all of them if null. */
  range: readonly [number, number] | null;
}

const smoothings = [
  [0, 'none'],
  [0.85, 'some'],
  [0.97, 'much'],
] as const;

const nowOf = ({ metrics, shown }: Session): Now => ({ step: metrics?.step ?? 0, shown });

/** The unit of the numbers and their step. */
const subtitle = ({ shown }: Session, unit: string): string =>
  shown ? `${unit}, step ${whole(shown.step)}` : unit;

/** Those of the batch: its loss and, where there is a penalty, its objective. */
const smoothed = 'batch lines smoothed';

const smoothedNote = html`<span class="smoothed"><span class="mark">; </span>${smoothed}</span>`;

export function lossFigure({ session, loss, task, view, change, forks }: LossFigure): TemplateResult {
  const { experiment, history } = session;
  const now = nowOf(session);
  const moment = momentOf(session);
  const scale = (on: boolean, words: string) =>
    html`<button type="button" aria-pressed=${view.log === on} @click=${() => change({ ...view, log: on })}>${words}</button>`;
  const notes = moment ? { ...setWords(moment), batch: batchWords(moment) } : undefined;
  const data = experiment
    ? lossSeries(
        history ?? noHistory,
        now,
        { ...view, source: experiment.fine_tuning?.source, small: true, notes },
        reference(experiment, task, loss, session.run?.info),
      )
    : null;
  const zoom = (event: CustomEvent<LossView['range']>) => change({ ...view, range: event.detail });
  const seek = ({ detail }: CustomEvent<number>) => {
    session.pause();
    session.goTo(Math.min(detail, session.reached));
  };
  const steps = view.range ?? [0, axisEnd(Math.max(session.reached, now.step))];
  const shown = data && { ...data, marked: now.step };
  const unit = unitOf(loss, task);
  const words = subtitle(session, unit);
  const isSmoothed = view.smoothing > 0;
  return html`<figure class="loss" part="chart" @zoom=${zoom} @seek=${seek}>
    <header>
      <h2>Loss <span class="sub" title=${unitMeaning(unit) ?? nothing}>${words}${isSmoothed ? smoothedNote : nothing}</span></h2>
      <span class="options">
        <label class="roomy">Smoothing <select .value=${String(view.smoothing)} @change=${(event: Event) => change({ ...view, smoothing: Number((event.target as HTMLSelectElement).value) })}>
          ${smoothings.map(([value, name]) => html`<option value=${value} ?selected=${value === view.smoothing}>${name}</option>`)}</select></label>
        ${view.range ? html`<span class="segments"><button type="button" @click=${() => change({ ...view, range: null })}>All steps</button></span>` : nothing}
        <span class="segments" role="group" aria-label="Scale">${scale(false, 'Linear')} ${scale(true, 'Log')}</span>
      </span>
    </header>
    <div class="draw">${
      customElements.get('series-chart')
        ? html`<series-chart class="filling" fill axis scrubbed cursor-group="train" .data=${shown} .log=${view.log} .range=${steps} .caption=${`Loss, ${words}${isSmoothed ? `; ${smoothed}` : ''}`} .summary=${summary(session)}>${stepAxis(session, steps, forks)}</series-chart>`
        : html`<step-chart class="filling" .data=${shown} .log=${view.log} .summary=${summary(session)}></step-chart>`
    }</div>
  </figure>`;
}

/** Gradient norm and learning rate on the same steps as the losses. */
export function stepStrips(session: Session, view: LossView): TemplateResult {
  return html`<section class="strips" aria-label="Gradient norm and schedule">
    ${strip(session, view, 'gradNorm', strips.gradNorm)} ${strip(session, view, 'lr', strips.lr)}
  </section>`;
}

/** The losses in a small space: without options, and without a penalty of 0. */
export function smallLossFigure(
  session: Session,
  loss: LossDescriptor,
  task: TaskDescriptor,
): TemplateResult | typeof nothing {
  const { experiment, history, shown, stopped, info } = session;
  if (!experiment) return nothing;
  const log = stopped !== null;
  const drawing = { log, smoothing: 0.85, companions: [], small: true };
  const data = lossSeries(
    history ?? noHistory,
    nowOf(session),
    drawing,
    reference(experiment, task, loss, info ?? undefined),
  );
  const words = `Losses against steps. Training cost ${short(shown?.cost)}, test cost ${short(shown?.testCost)}.`;
  return html`<figure part="chart">
    <header><span class="title">Loss <span class="sub">${loss.title}, ${subtitle(session, unitOf(loss, task))}${smoothedNote}</span></span></header>
    <step-chart class="chart" .data=${data} .log=${log} .summary=${words}></step-chart>
  </figure>`;
}

/** The chart that zooms and pans. It is loaded while the run is made; until then a simpler one draws the losses. */
export const fetchSeriesChart = /* @__PURE__ */ loadsOnce(() => import('../charts/series-chart.ts'));

/** The second summary avoids “learning rate”, the name of a field, so that a search by name finds only the field. */
const strips = {
  gradNorm: { title: 'gradient norm', summary: 'Gradient norm against steps', height: 66 },
  lr: { title: 'learning rate', summary: 'The schedule against steps', height: 88 },
};

/** A small chart on the same steps; the lowest one has the axis. */
function strip(
  session: Session,
  { range, companions }: LossView,
  name: 'gradNorm' | 'lr',
  { title, summary, height }: { title: string; summary: string; height: number },
) {
  if (!customElements.get('series-chart')) return html`<div class="strip"></div>`;
  const data = stripSeries(session.history ?? noHistory, nowOf(session), name, title, companions);
  return html`<series-chart class="strip" cursor-group="train" .data=${data} .axis=${name === 'lr'} .range=${range} .height=${height}
    .summary=${summary}></series-chart>`;
}

function summary({ history, shown }: Session): string {
  const first = history?.cost.find(Number.isFinite);
  if (!shown || first === undefined) return 'Losses against steps. No step has been taken yet.';
  return `Losses against steps. At step ${whole(shown.step)} the training cost is ${short(shown.cost)}, from ${short(first)} at the start; the test cost is ${short(shown.testCost)}. Press Enter to show the model at the step under the cursor.`;
}
