// The losses of a session on one axis of steps, with gradient norm and learning rate below.

import { html, type TemplateResult } from 'lit';
import type { LossDescriptor, TaskDescriptor } from 'loss-playground/engine';
import '../../charts/series-chart.ts';
import { short } from '../../charts/format.ts';
import { lossSeries, reference, stripSeries } from './series.ts';
import type { Session } from './session.ts';

export interface LossFigure {
  session: Session;
  loss: LossDescriptor;
  task: TaskDescriptor;
  log: boolean;
  setLog(log: boolean): void;
}

export function lossFigure({ session, loss, task, log, setLog }: LossFigure): TemplateResult {
  const { experiment, history } = session;
  const step = session.metrics?.step ?? 0;
  const scale = (on: boolean, words: string) =>
    html`<button type="button" aria-pressed=${log === on} @click=${() => setLog(on)}>${words}</button>`;
  const data =
    experiment && history ? lossSeries(history, step, log, reference(experiment, task, loss)) : null;
  const unit = loss.unit === 'nats' ? `nats per ${task.noun}` : loss.unit;
  return html`<figure>
    <header>
      <h2>Loss <span class="sub">${unit}<span class="roomy">; batch values smoothed</span></span></h2>
      <span class="segments" role="group" aria-label="Scale">${scale(false, 'Linear')} ${scale(true, 'Log')}</span>
    </header>
    <series-chart class="chart" cursor-group="train" .data=${data} .log=${log} .height=${340} .summary=${summary(session)}></series-chart>
    ${strip(session, 'gradNorm', 'gradient norm', 66)} ${strip(session, 'lr', 'rate', 88)}
  </figure>`;
}

/** A small chart on the same steps; the lowest draws them. */
function strip({ history, metrics }: Session, name: 'gradNorm' | 'lr', title: string, height: number) {
  const data = history ? stripSeries(history, metrics?.step ?? 0, name, title) : null;
  return html`<series-chart class="strip" cursor-group="train" .data=${data} .axis=${name === 'lr'} .height=${height}
    .summary=${`${title} against steps`}></series-chart>`;
}

function summary({ history, metrics }: Session): string {
  const first = history?.cost.find(Number.isFinite);
  if (!metrics || first === undefined) return 'Losses against steps; no step was taken yet';
  return `Losses against steps. Cost J on the training set went from ${short(first)} to ${short(metrics.cost)}, on unseen examples it is ${short(metrics.testCost)}`;
}
