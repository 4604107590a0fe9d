// The parts of a typed formula for one example, each with its number: a tree whose root is the loss.
import { css, html, nothing, type TemplateResult } from 'lit';
import type { FormulaDescription, FormulaTrace } from 'loss-playground/engine';
import { short } from '../../charts/format.ts';

/** A part of the formula; a name refers to another part. */
export interface TreePart {
  /** The part as it was typed; `d = …` where a name is explained. */
  text: string;
  values: ArrayLike<number>;
  slopes: ArrayLike<number>;
  parts: TreePart[];
}

/** A formula with the numbers of its parts. A name is taken apart where it occurs first. */
export function treeOf(
  formula: string,
  { nodes, result }: FormulaDescription,
  { values, slopes }: FormulaTrace,
): TreePart {
  const explained = new Set<string>();
  const partOf = (place: number): TreePart => {
    const node = nodes[place];
    const own = {
      text: formula.slice(node?.begin, node?.end).replace(/\s+/g, ' '),
      values: values[place] ?? [],
      slopes: slopes[place] ?? [],
    };
    const isName = node?.kind === 'local';
    if (!node || (isName && explained.has(node.word))) return { ...own, parts: [] };
    if (isName) explained.add(node.word);
    // Plain numbers and the names of classes explain nothing.
    const args = node.args.filter((at) => isName || nodes[at]?.kind !== 'number');
    return { ...own, parts: args.map(partOf) };
  };
  return partOf(result);
}

/** Up to this many numbers of a row are printed. */
const mostListed = 2;

/** "0.53", or of a longer row "0.1, −2.3, … (10)". */
export function numbersInWords(values: ArrayLike<number>): string {
  const listed = Array.from({ length: Math.min(values.length, mostListed) }, (_, at) => short(values[at]));
  return values.length > mostListed ? `${listed.join(', ')}, … (${values.length})` : listed.join(', ');
}

export const treeStyles = css`
  .tree { font-size: var(--label); margin-top: 12px; overflow-x: auto; }
  .tree ul { padding-left: 18px; border-left: 1px solid var(--rule); }
  .tree > ul { padding-left: 0; border: 0; }
  .tree .part { display: grid; grid-template-columns: minmax(16ch, 1fr) minmax(8ch, auto) minmax(9ch, auto); gap: 0 16px; border-bottom: 1px solid var(--rule); padding-block: 2px; align-items: baseline; }
  .tree code { font: 400 var(--label) / 1.5 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
  .tree b, .tree .slope { text-align: right; }
  .tree b { font-weight: 600; }
  .tree .slope { color: var(--ink-2); min-width: 9ch; }
`;

const branch = ({ text, values, slopes, parts }: TreePart): TemplateResult =>
  html`<li><div class="part"><code>${text}</code><b>${numbersInWords(values)}</b><span class="slope"><span class="visually-hidden">slope </span>${numbersInWords(slopes)}</span></div>
    ${parts.length > 0 ? html`<ul>${parts.map(branch)}</ul>` : nothing}</li>`;

export const formulaTree = (tree: TreePart): TemplateResult =>
  html`<div class="tree" tabindex="0" role="region" aria-label="The parts of the formula">
    <div class="part" aria-hidden="true"><span>part</span><b>value</b><span class="slope">slope of the loss</span></div>
    <ul>${branch(tree)}</ul></div>`;
