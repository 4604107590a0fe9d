// Formulas of the catalog, as MathML made at build time.

import formulas from 'virtual:formulas';
import { html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';

/** A formula of the catalog, typeset; its LaTeX if the page was built with another catalog. */
export const formula = (latex: string): TemplateResult =>
  html`<div class="formula" tabindex="0" role="group" aria-label="Formula">${formulas[latex] ? unsafeHTML(formulas[latex]) : html`<code>${latex}</code>`}</div>`;
