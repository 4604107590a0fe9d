import { css } from 'lit';

/** A training on the page: the experiment as a sentence, two pictures on one time axis, what they say. */
export const trainingStyles = css`
  .reading-part .notice { margin-block: 0 16px; }
  .picture { min-height: 494px; --aspect: 544 / 494; }
  .words { margin-top: 16px; color: var(--ink-2); font: 400 1.0625rem / 1.5 var(--serif); }
  .words b { display: block; font: 600 var(--label) / 1.4 var(--sans); color: var(--ink); }
  .chart, .strip { display: block; }
  .chart { height: 340px; }
  .strip { height: 66px; }
  .strip:last-child { height: 88px; }
  .reading-part { min-height: 138px; margin-top: 24px; }
  .reading-part:is([data-kind='classification'], [data-kind='regression']) { min-height: 108px; }
  .sum { position: relative; color: var(--ink-2); min-height: 28px; }
  .sum b { color: var(--ink); font-weight: 600; }
  .options { display: inline-flex; flex-wrap: wrap; align-items: baseline; gap: 0 16px; font-size: var(--label); color: var(--ink-2); }
  .options select { font: inherit; color: var(--ink); background: var(--paper); border: 0; border-bottom: 2px dotted var(--edge); min-height: 24px; cursor: pointer; }
  .runs .key { width: 22px; height: 8px; margin-right: 6px; }
  .runs .plain { margin-top: 0; }
  p.runs { margin-top: 4px; }
  .visually-hidden-picture { position: absolute; left: -4000px; top: 0; width: 900px; }
  .beside { margin-left: 20px; white-space: nowrap; }

  anatomy-section { display: block; }
  anatomy-section:not([drawn]) { min-height: 860px; }
  train-afterword { display: block; }
  train-afterword:not(:defined) { min-height: 560px; }

  @container (max-width: 720px) {
    anatomy-section:not([drawn]) { min-height: 1500px; }
    train-afterword:not(:defined) { min-height: 900px; }
    .picture { min-height: min(100cqi - 2 * var(--gutter, 0px), 480px); --aspect: 1; }
    .chart { height: 412px; }
    .strip { height: 90px; }
    .strip:last-child { height: 112px; }
    .reading-part { min-height: 236px; }
    .reading-part:is([data-kind='classification'], [data-kind='regression']) { min-height: 162px; }
    .beside { display: block; margin-left: 0; }
  }
`;
