// What the page knows of a typed loss, as the catalog says it of other losses.
import type { Catalog, FormulaDescription, LossDescriptor, Spec } from 'loss-playground/engine';
import { latexLine } from './latex.ts';
import { pytorchOfFormula } from './pytorch.ts';

/** An engine, also one behind a worker. */
export interface FormulaReader {
  catalog: Catalog;
  describeFormula(formula: string): FormulaDescription | Promise<FormulaDescription>;
}

/** Adds the entry of a loss's formula, with its LaTeX and its PyTorch code, unless it is known or invalid. */
export async function describe(
  engine: FormulaReader,
  { id, params }: Spec,
  known: Map<unknown, LossDescriptor>,
): Promise<void> {
  const entry = engine.catalog.losses.find((loss) => loss.id === id);
  const formula = String(params?.formula ?? entry?.params[0]?.default);
  if (known.has(formula)) return;
  const description = await engine.describeFormula(formula);
  const { loss } = description;
  if (loss)
    known.set(formula, { ...loss, formula: latexLine(description), pytorch: pytorchOfFormula(description) });
}
