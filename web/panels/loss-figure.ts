// The losses of a session on one axis of steps, with gradient norm and learning rate below.

import { html, nothing, type TemplateResult } from 'lit';
import type { LossDescriptor, TaskDescriptor } from 'loss-playground/engine';
import '../charts/step-chart.ts';
import { short } from '../charts/format.ts';
import { unitOf } from '../run/described.ts';
import { type Drawing, lossSeries, noHistory, reference, stripSeries } from '../run/series.ts';
import type { Session } from '../run/session.ts';

export interface LossFigure {
  session: Session;
  loss: LossDescriptor;
  task: TaskDescriptor;
  view: LossView;
  change(view: LossView): void;
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

export function lossFigure({ session, loss, task, view, change }: LossFigure): TemplateResult {
  const { experiment, history } = session;
  const step = session.metrics?.step ?? 0;
  const scale = (on: boolean, words: string) =>
    html`<button type="button" aria-pressed=${view.log === on} @click=${() => change({ ...view, log: on })}>${words}</button>`;
  const data = experiment
    ? lossSeries(
        history ?? noHistory,
        step,
        { ...view, source: experiment.fine_tuning?.source },
        reference(experiment, task, loss, session.run?.info),
      )
    : null;
  const zoom = (event: CustomEvent<LossView['range']>) => change({ ...view, range: event.detail });
  const seek = ({ detail }: CustomEvent<number>) => {
    session.pause();
    session.goTo(Math.min(detail, session.reached));
  };
  return html`<figure part="chart" @zoom=${zoom} @seek=${seek}>
    <header>
      <h2>Loss <span class="sub">${unitOf(loss, task)}</span></h2>
      <span class="options">
        <label>Smoothing <select .value=${String(view.smoothing)} @change=${(event: Event) => change({ ...view, smoothing: Number((event.target as HTMLSelectElement).value) })}>
          ${smoothings.map(([value, words]) => html`<option value=${value} ?selected=${value === view.smoothing}>${words}</option>`)}</select></label>
        ${view.range ? html`<span class="segments"><button type="button" @click=${() => change({ ...view, range: null })}>All steps</button></span>` : nothing}
        <span class="segments" role="group" aria-label="Scale">${scale(false, 'Linear')} ${scale(true, 'Log')}</span>
      </span>
    </header>
    ${
      customElements.get('series-chart')
        ? html`<series-chart class="chart" cursor-group="train" .data=${data} .log=${view.log} .range=${view.range} .height=${340} .summary=${summary(session)}></series-chart>`
        : html`<step-chart class="chart" .data=${data} .log=${view.log} .summary=${summary(session)}></step-chart>`
    }
    ${strip(session, view, 'gradNorm', 'gradient norm', 66)} ${strip(session, view, 'lr', 'rate', 88)}
  </figure>`;
}

/** The losses in a small room: without options, and without a penalty that is none. */
export function smallLossFigure(
  { experiment, history, metrics, stopped, info }: Session,
  loss: LossDescriptor,
  task: TaskDescriptor,
): TemplateResult | typeof nothing {
  if (!experiment) return nothing;
  const log = stopped !== null;
  const drawing = { log, smoothing: 0.85, companions: [], small: true };
  const data = lossSeries(
    history ?? noHistory,
    metrics?.step ?? 0,
    drawing,
    reference(experiment, task, loss, info ?? undefined),
  );
  const words = `Losses against steps. Cost J is ${short(metrics?.cost)} on the training set, ${short(metrics?.testCost)} on unseen examples.`;
  return html`<figure part="chart">
    <header><span class="title">Loss <span class="sub">${loss.title}, ${unitOf(loss, task)}</span></span></header>
    <step-chart class="chart" .data=${data} .log=${log} .summary=${words}></step-chart>
  </figure>`;
}

/** The chart that zooms and pans. It is fetched while the run is made; until it is there a simpler one draws the losses. */
export const fetchSeriesChart = () => import('../charts/series-chart.ts');

/** A small chart on the same steps; the lowest draws them. */
function strip(
  { history, metrics }: Session,
  { range, companions }: LossView,
  name: 'gradNorm' | 'lr',
  title: string,
  height: number,
) {
  if (!customElements.get('series-chart')) return html`<div class="strip"></div>`;
  const data = stripSeries(history ?? noHistory, metrics?.step ?? 0, name, title, companions);
  return html`<series-chart class="strip" cursor-group="train" .data=${data} .axis=${name === 'lr'} .range=${range} .height=${height}
    .summary=${`${title} against steps`}></series-chart>`;
}

function summary({ history, metrics }: Session): string {
  const first = history?.cost.find(Number.isFinite);
  if (!metrics || first === undefined) return 'Losses against steps; no step was taken yet';
  return `Losses against steps. Cost J on the training set went from ${short(first)} to ${short(metrics.cost)}, on unseen examples it is ${short(metrics.testCost)}. Enter shows the model at the step under the cursor`;
}
