import { css } from 'lit';

/** Of a typeset formula on a line of its own. */
export const formulaStyles = css`
  .formula { font-size: 1.25rem; overflow-x: auto; overflow-y: hidden; padding-block: 12px; }
  .formula mtd { text-align: left; padding-inline: 0 1em; }
  .formula math { display: block math; text-align: left; width: fit-content; }
`;
