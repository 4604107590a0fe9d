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
  const unit = unitOf(loss, task);
  const zoom = (event: CustomEvent<LossView['range']>) => change({ ...view, range: event.detail });
  const seek = ({ detail }: CustomEvent<number>) => {
    session.pause();
    session.goTo(Math.min(detail, session.reached));
  };
  return html`<figure @zoom=${zoom} @seek=${seek}>
    <header>
      <h2>Loss <span class="sub">${unit}</span></h2>
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
