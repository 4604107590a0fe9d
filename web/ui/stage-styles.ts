import { css } from 'lit';

/**
 * The frame of every lab: settings, two figures, a line for messages, and the bar with the buttons and the reading.
 *
 * The page sets `--stage-height`, so that these fill one viewport, and `--bar-position: sticky`. The element sets
 * `--figure-height`, `--reading-height`, `--bar-order: 1`, so that the bar is directly below the figures, `--bar-flow:
 * column`, so that room for a longer reading is below the buttons, and, since its height does not depend on that of the
 * window, `--short-figures: column`, `--sum-wrap: normal` and `--sum-flow: wrap`. The bar comes first in the document, so
 * that the keyboard reaches it first.
 *
 * A page that wants only the frame sets `--lab-below: none`: what follows below it, and the links there, are left out.
 */
export const stageStyles = css`
  :host { display: flex; flex-direction: column; }
  .stage { --sum: 38px; --sum-gap: 6px; position: relative; display: flex; flex-direction: column; height: var(--stage-height, auto); min-width: 0; }
  /* What is read by those who scroll starts below the bar, which would cover a part of its first lines. */
  .below { display: var(--lab-below, block); order: 5; padding-block: max(32px, var(--bar, 0px)) 48px; }
  .below a { color: inherit; text-decoration-thickness: 1px; text-underline-offset: 0.2em; text-decoration-color: var(--edge); }

  .sheet { flex: 1; min-width: 0; display: flex; gap: 8px 32px; align-items: flex-start; }
  .experiment { display: block; padding-block: 2px 8px; flex: none; }
  .sheet > .sentence { flex: 1; min-width: 0; line-height: 1.7; min-height: 0; }
  .tools { display: flex; gap: 0 16px; padding-top: 6px; white-space: nowrap; }
  .tools .plain { margin: 0; font-size: var(--label); }
  .short { display: none; }

  .figures { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 7fr); gap: 32px; position: relative; }
  .figures.one { grid-template-columns: minmax(0, 1fr); }
  .figures > figure { padding-top: 4px; min-width: 0; min-height: 0; display: flex; flex-direction: column; position: relative; }
  .segments, .options { flex-wrap: nowrap; flex: none; }
  /* A heading takes as many lines as its words need, so that none is cut. */
  figure > header { flex-wrap: nowrap; flex: none; min-height: 26px; margin-bottom: 2px; }
  figure > header > :first-child { min-width: 0; }
  /* The figures fill the remaining height and do not affect it. */
  .draw { flex: 1 1 var(--figure-height, 0px); min-height: var(--figure-height, 0); min-width: 0; position: relative; overflow: hidden; }
  .draw > :only-child, .draw > .filling { position: absolute; inset: 0; width: 100%; height: 100%; aspect-ratio: auto; min-height: 0; }

  /* Over the picture, so that the chart next to it shows the effect of a setting. */
  .over { position: absolute; z-index: 3; inset: 0 auto 0 0; width: calc((100% - 32px) * 5 / 12); overflow: auto; background: var(--paper); border-top: 1px solid var(--ink); padding: 4px 4px 12px 0; }
  .over.wide { width: auto; inset: 0; }
  .over > header, .drawer > header { display: flex; justify-content: space-between; align-items: baseline; min-height: 26px; }
  .over .plain, .drawer > header .plain { margin: 0; }
  /* Over the chart, but not over its axis. */
  .drawer { position: absolute; z-index: 2; inset: 0 0 48px auto; width: calc((100% - 32px) * 7 / 12); overflow: auto; background: var(--paper); border-top: 1px solid var(--ink); padding-top: 4px; }

  .sum { flex: none; display: flex; align-items: center; gap: 4px 16px; flex-wrap: var(--sum-flow, nowrap); min-height: var(--sum); margin-top: var(--sum-gap); border-top: 1px solid var(--rule); color: var(--ink-2); font-size: var(--label); line-height: 1.3; white-space: var(--sum-wrap, nowrap); overflow: hidden; }
  .sum b { color: var(--ink); font-weight: 600; }
  .sum > .words { flex: 0 1 auto; overflow: hidden; text-overflow: ellipsis; min-width: 0; }
  .sum .sum { display: inline-flex; flex-wrap: var(--sum-flow, nowrap); min-height: 0; margin: 0; border: 0; }
  .sum .notice { border: 0; margin: 0; padding: 0; max-width: none; display: flex; gap: 16px; align-items: baseline; min-width: 0; }
  .sum .happened { overflow: hidden; text-overflow: ellipsis; min-width: 0; }
  .sum .plain { flex: none; }
  .sum > .links { margin-left: auto; display: var(--lab-below, flex); gap: 16px; flex: none; }
  .sum a, .sum .plain { margin: 0; min-height: 24px; line-height: 24px; padding: 0; color: var(--ink); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.2em; text-decoration-color: var(--edge); }
  .sum a:hover { text-decoration-color: var(--hue); text-decoration-thickness: 2px; }
  /* The line clips its overflow, so a meaning opens above it, in the stage. */
  .sum .meaning { bottom: 44px; }
  /* A message may take several lines: it grows over the lower edge of the figures, so that nothing moves. */
  .stage:has(> .announced) { padding-bottom: calc(var(--sum) + var(--sum-gap)); }
  .sum.announced { position: absolute; z-index: 4; inset: auto 0 0; padding: 4px 10px; white-space: normal; overflow: visible;
    border-top-color: var(--hue); background: var(--sunk); margin: 0 calc(-1 * min(10px, var(--gutter, 0px))); }
  .sum.announced :is(.words, .happened) { overflow: visible; }

  .bar { order: var(--bar-order, 9); position: var(--bar-position, static); bottom: 0; z-index: 5; height: var(--bar, auto); min-height: 64px; overflow: hidden; display: flex; align-items: center; gap: 24px; background: var(--paper); border-top: 1px solid var(--ink); }
  .bar .keys, .bar .keys .group { display: flex; flex-wrap: nowrap; align-items: center; gap: 4px; margin: 0; width: auto; flex: none; }
  .bar .keys { gap: 14px; }
  .bar .button { min-height: 40px; }
  /* Wide enough for “Train on”, so that the keys beside it stay where they are. */
  .bar .button.main { background: var(--ink); color: var(--paper); min-width: 8em; min-height: 44px; margin-right: 4px; }
  .bar .button.main:hover { background: var(--ink-2); }
  .bar .speed { color: var(--ink-2); font-size: var(--label); white-space: nowrap; }
  .bar .speed select { appearance: none; field-sizing: content; padding: 0 2px; border-radius: 0; }
  .bar > .reading, .bar > .reading-part { flex: 1; min-width: 0; border-left: 1px solid var(--rule); padding-left: 24px; min-height: 0; margin: 0; }
  /* As high as the bar, so that nothing moves when a reading takes more lines. */
  .bar > .reading-part { align-self: stretch; display: flex; flex-direction: column; justify-content: center; max-height: 100%; overflow: hidden; }
  .bar > .reading-part:first-child { border: 0; padding: 0; }
  .bar .reading { font-size: var(--reading); line-height: 1.4; max-width: none; margin: 0; }
  .bar .notice { display: flex; align-items: center; gap: 8px 16px; border: 0; padding: 0; margin: 0; max-width: none; font-size: var(--label); line-height: 1.35; }
  .bar .notice .button { flex: none; margin: 0; white-space: nowrap; }
  /* Room for the longest reading, so that what follows stays where it is. */
  .bar > .reading-part { min-height: var(--reading-height, 0); }

  :focus-visible { scroll-margin-bottom: calc(var(--bar, 0px) + 8px); }

  /* A projector at 150%. */
  @container (max-width: 1099px) {
    .experiment { padding-block: 2px 4px; }
    .sheet { gap: 8px 16px; }
    .sheet > .sentence { line-height: 1.55; }
    .tools { flex-direction: column; gap: 0; padding-top: 0; align-items: flex-end; }
    .tools .plain { min-height: 24px; padding: 0; }
    .figures { grid-template-columns: minmax(0, 9fr) minmax(0, 11fr); gap: 20px; }
    .over:not(.wide) { width: calc((100% - 20px) * 9 / 20); }
    .drawer { width: calc((100% - 20px) * 11 / 20); }
    .figures > figure { padding-top: 2px; }
    figure > header { min-height: 24px; margin-bottom: 0; }
    .stage { --sum: 28px; --sum-gap: 2px; }
    .bar { gap: 12px; }
    .bar > .reading, .bar > .reading-part { padding-left: 12px; }
    .bar .reading { line-height: 1.3; }
    .roomy, .bar .back, .bar .speed > span { display: none; }
    .bar .keys { gap: 8px; }
    .bar .group { gap: 0; }
    .bar .button { padding-inline: 8px; gap: 5px; }
    .bar .button.main { min-width: 7.2em; min-height: 40px; }
  }

  /* A phone: one line for the settings, the chart above the picture, the reading above the buttons. */
  @container (max-width: 720px) {
    .experiment { display: block; padding: 0; }
    .experiment > .short + .sheet:not([data-over]) { display: none; }
    .sheet { display: block; }
    .sheet:not([data-over]) > .sentence { font-size: 1.0625rem; line-height: 1.55; }
    .short { display: flex; width: 100%; align-items: center; gap: 10px; min-height: 44px; font: 400 1rem / 1.2 var(--serif); color: var(--hue); background: none; border: 0; padding: 0; text-align: left; cursor: pointer; }
    .short > span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; border-bottom: 2px dotted color-mix(in srgb, var(--hue) 70%, transparent); padding-bottom: 2px; }
    .short > em { margin-left: auto; font: 400 var(--label) / 1 var(--sans); color: var(--ink); text-decoration: underline; text-underline-offset: 0.2em; }
    .figures, .figures > figure { position: static; }
    .sheet[data-over], .over, .over:not(.wide), .drawer { position: absolute; z-index: 6; inset: auto calc(-1 * var(--gutter, 0px)) 0; width: auto; max-height: calc(100% - 44px); overflow: auto; padding: 10px var(--gutter, 16px) 16px; border-top: 2px solid var(--ink); background: var(--paper); }
    .sheet[data-over] .tools { flex-direction: row; gap: 0 16px; padding-top: 8px; flex-wrap: wrap; align-items: baseline; }
    .figures, .figures.one { display: flex; flex-direction: column; gap: 4px; }
    .figures > .loss { order: -1; flex: 0 0 40%; }
    .figures > .model { flex: 1; }
    .figures > figure + figure { margin-top: 0; }
    .stage { --sum: 36px; }
    /* Room for two lines, so that its edge stays where it is while its words change. */
    .sum.announced { min-height: 54px; }
    .sum .notice { flex-wrap: wrap; gap: 0 16px; }
    .bar { flex-direction: var(--bar-flow, column-reverse); align-items: stretch; justify-content: space-between; gap: 4px; padding-block: 8px 6px; }
    /* From the top of the bar on, so that no line moves when the reading gets longer. */
    .bar > .reading, .bar > .reading-part { border: 0; padding: 0; flex: 1 1 auto; justify-content: flex-start; }
    .bar .keys { justify-content: space-between; gap: 0; }
    .bar .group { flex: 1; justify-content: space-between; }
    .bar .button, .bar .button.main { min-height: 48px; }
    .bar .button.main { min-width: 8.8em; }
    /* A message and its button in one text, which fits in the room of the reading. */
    .bar .notice { display: block; }
    .bar .notice p { display: inline; }
    .bar .notice .button.main { display: inline; min-width: 0; min-height: 0; padding: 0; border: 0; background: none; color: var(--ink); text-decoration: underline; }
    .bar .speed select { max-width: 8.5em; text-overflow: ellipsis; }
  }
  /* Above a chart the words change with the step: two lines are kept for them, so that nothing moves. */
  @container (max-width: 480px) { figure.loss > header { min-height: 46px; align-items: flex-start; } .smoothed { display: block; } .smoothed .mark { display: none; } }
  @container (max-width: 340px) {
    .bar .button:not(.main) svg { display: none; }
    .bar .keys .group { flex-wrap: wrap; }
    .bar .button, .bar .button.main { padding-inline: 3px; font-size: var(--label); }
  }
  /* A message takes a line more, and a heading has room for two. */
  @container (max-width: 350px) { .sum.announced { min-height: 70px; } .smoothed { display: none; } }
  /* A phone with the browser's own bars: the figures lie side by side. */
  @media (max-width: 720px) and (max-height: 760px) {
    .figures { flex-direction: var(--short-figures, row); overflow-x: auto; scroll-snap-type: x mandatory; gap: 16px; scrollbar-width: none; }
    .figures > figure, .figures > .loss { flex: 0 0 calc(100% - 34px); scroll-snap-align: start; }
  }

  :host([presenting]) .experiment .tools, :host([presenting]) .below, :host([presenting]) :is(.sum .links, .bar .back, .bar .reset, .bar .speed > span) { display: none; }

  @media (forced-colors: active) { .bar .button.main, .bar .button.main:hover, .bar .notice .button.main { background: ButtonFace; color: ButtonText; border-color: ButtonText; } }

  @media print {
    .tools, .keys, .experiment > .short, .over, .sum .links, .scrub, .options, .segments, .plain, .button { display: none !important; }
    .stage { height: auto; }
    .figures { display: grid !important; grid-template-columns: minmax(0, 9fr) minmax(0, 11fr); gap: 24px; min-height: 96mm; overflow: visible; flex: none; }
    .experiment > * { display: block !important; position: static !important; }
    .sum, .sum.announced { position: static; white-space: normal; flex-wrap: wrap; padding-block: 6px; }
    .stage:has(> .announced) { padding-bottom: 0; }
    .bar { position: static; border: 0; display: block; order: 0; }
    .bar > .reading, .bar > .reading-part { border: 0; padding: 10px 0; }
  }
`;
