// What the page knows of a typed loss, as the catalog says it of other losses.
import type { Catalog, FormulaDescription, LossDescriptor, Spec } from 'loss-playground/engine';
import { latexLine } from './latex.ts';
import { pytorchOfFormula } from './pytorch.ts';
import { remember } from './recent.ts';

/** An engine, also one behind a worker. */
export interface FormulaReader {
  catalog: Catalog;
  describeFormula(formula: string): FormulaDescription | Promise<FormulaDescription>;
}

/** Adds the entry of a loss's formula, with its LaTeX and its PyTorch code, unless it is known or invalid. */
export async function describe(
  engine: FormulaReader,
  loss: Spec | undefined,
  known: Map<unknown, LossDescriptor>,
): Promise<void> {
  const entry = engine.catalog.losses.find(({ id }) => id === loss?.id);
  const formula = String(loss?.params?.formula ?? entry?.params[0]?.default);
  if (!known.has(formula)) {
    const description = await engine.describeFormula(formula);
    const { loss: found } = description;
    if (found)
      known.set(formula, {
        ...found,
        formula: latexLine(description),
        pytorch: pytorchOfFormula(description),
      });
  }
  const descriptor = known.get(formula);
  // The default of the catalog is nobody's own.
  if (descriptor && loss?.params?.formula !== undefined) remember(formula, descriptor);
}
