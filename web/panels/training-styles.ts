import { css } from 'lit';
import { stepAxisStyles } from './step-axis.ts';

/** Styles of a training run on the page. */
export const trainingStyles = css`
  ${stepAxisStyles}
  .picture { display: flex; flex-direction: column; min-height: 0; }
  .picture > * { flex: 1 1 0; min-height: 0; width: 100%; aspect-ratio: auto; }
  .picture > .words { flex: none; margin-top: 6px; color: var(--ink-2); font: 400 1rem / 1.4 var(--serif); }
  .words b { font: 600 var(--label) / 1.4 var(--sans); color: var(--ink); }
  .strips { margin-top: 40px; border-top: 1px solid var(--rule); padding-top: 8px; }
  .strip { display: block; height: 66px; }
  .strip:last-child { height: 88px; }
  .options { display: inline-flex; align-items: baseline; gap: 0 16px; font-size: var(--label); color: var(--ink-2); }
  .options select { font: inherit; color: var(--ink); background: var(--paper); border: 0; border-bottom: 2px dotted var(--edge); min-height: 24px; cursor: pointer; }
  .runs .key { width: 22px; height: 8px; margin-right: 6px; }
  .runs .plain { margin-top: 0; }
  p.runs { margin-top: 4px; }
  .visually-hidden-picture { position: absolute; left: -4000px; top: 0; width: 900px; }

  anatomy-section:not([staged]) { display: block; }
  .whole { grid-column: 1 / -1; min-height: var(--figure-height, 0); }
  .below > anatomy-section:not([drawn]) { min-height: 860px; }
  train-afterword { display: block; }
  train-afterword:not(:defined) { min-height: 560px; }

  @container (max-width: 720px) {
    .below > anatomy-section:not([drawn]) { min-height: 1500px; }
    .whole { flex: 1; min-height: calc(1.4 * var(--figure-height, 0px)); }
    train-afterword:not(:defined) { min-height: 900px; }
    .strip { height: 90px; }
    .strip:last-child { height: 112px; }
  }
`;
