import { css } from 'lit';

/** The small form of the train lab: heights are those that `reserve.ts` keeps. */
export const trainStyles = css`
  :host { display: block; color: var(--ink); background: var(--paper); }
  .pictures { display: grid; gap: 24px; }
  .pictures.pair { grid-template-columns: min(50% - 12px, 400px) minmax(0, 1fr); }
  .pictures.one { grid-template-columns: minmax(0, 1fr); }
  figure { border-top: 0; padding-top: 0; }
  figure + figure { margin-top: 0; }
  figure > header { min-height: 24px; margin-bottom: 4px; flex-wrap: nowrap; }
  .title { font-weight: 600; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; min-width: 0; }
  .picture, .chart { height: 340px; --height: 340px; --mix-up-cell: 26px; }
  .picture { overflow: hidden; }
  .picture > * { height: 100%; aspect-ratio: auto; }
  .picture > mix-up-table { overflow: auto; }
  .bar { min-height: 100px; }
  .told { min-height: 76px; padding-top: 8px; }
  .told .notice { margin-block: 0; }
  .reading { font-size: var(--ui); max-width: none; }
  .whole { min-height: 128px; }
  .whole .sentence { min-height: 0; }
  .whole .plain { margin-top: 4px; }
  .terms { min-height: 44px; }
  @container (max-width: 639px) {
    .pictures, .pictures.pair { grid-template-columns: minmax(0, 1fr); gap: 8px; }
    figure.model .picture { height: max(100cqi, 340px); --mix-up-cell: max(26px, 7.4cqi); }
    .chart { height: 256px; --height: 256px; }
    .bar { min-height: 152px; }
    .told { min-height: 144px; }
    .whole { min-height: 212px; }
    .terms { min-height: 72px; }
  }
  @media print { .bar, .whole, .terms { display: none; } }
`;
