// Formulas of the catalog, as MathML made at build time.

import formulas from 'virtual:formulas';
import { css, html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';

/** A formula of the catalog, typeset; its LaTeX if the page was built with another catalog. */
export const formula = (latex: string): TemplateResult =>
  html`<div class="formula" tabindex="0" role="group" aria-label="Formula">${formulas[latex] ? unsafeHTML(formulas[latex]) : html`<code>${latex}</code>`}</div>`;

export const formulaStyles = css`
  .formula { font-size: 1.25rem; overflow-x: auto; overflow-y: hidden; padding-block: 12px; }
  .formula math { display: block math; text-align: left; width: fit-content; }
`;
