// The line that does the same in PyTorch, for entries that need no code of their own.
import type { Catalog, Descriptor } from 'loss-playground/engine';
import { filled } from '../../exports/pytorch/call.ts';

const run = { parameters: 'model.parameters()', steps: 'steps', lr: 'lr' };

/** The line with every parameter at its default, or null if PyTorch has no equivalent. */
export function pytorchLine(catalog: Catalog, entry: Descriptor): string | null {
  const { call, code } = entry.pytorch ?? {};
  if (!call || code) return null;
  const defaults = Object.fromEntries(entry.params.map((param) => [param.id, param.default]));
  return filled(call, catalog, entry, defaults, run);
}
