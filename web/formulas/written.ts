// What the catalog says of other losses: the formula in LaTeX, and the PyTorch equivalent.
import type { FormulaDescription, LossDescriptor } from 'loss-playground/engine';
import { latexLine } from './latex.ts';
import { pytorchOfFormula } from './pytorch.ts';

export const written = (description: FormulaDescription): Pick<LossDescriptor, 'formula' | 'pytorch'> => ({
  formula: latexLine(description),
  pytorch: pytorchOfFormula(description),
});
