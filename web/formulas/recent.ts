// Formulas that were a loss on this page, to be offered again: they last as long as the page.
import type { LossDescriptor } from 'loss-playground/engine';

const used = new Map<string, LossDescriptor>();

export function remember(formula: string, loss: LossDescriptor): void {
  used.delete(formula);
  used.set(formula, loss);
}

/** From the last used one to the first, each with what it is as a loss. */
export const recentFormulas = (): [formula: string, loss: LossDescriptor][] => [...used].reverse();
