// The line that does the same in PyTorch, for entries that PyTorch has.
import type { Descriptor } from 'loss-playground/engine';
import { argumentsOf, className, isFunctional, written } from '../../exports/pytorch/names.ts';

/** The line, or null where PyTorch has no such thing. */
export function pytorchLine(
  kind: 'losses' | 'optimizers' | 'schedules',
  { id, inputs = [], params }: Descriptor,
): string | null {
  const call = written(
    argumentsOf(id, Object.fromEntries(params.map((entry) => [entry.id, entry.default])), {
      steps: 'steps',
      lr: 'lr',
    }),
  );
  const joined = (first: string) => [first, call].filter(Boolean).join(', ');
  if (kind === 'losses') {
    const tensors = inputs.filter(({ optional }) => !optional).map((input) => input.id);
    return isFunctional(id) ? `torch.nn.functional.${id}(${joined(tensors.join(', '))})` : null;
  }
  const name = className(id);
  if (!name) return null;
  return kind === 'optimizers'
    ? `torch.optim.${name}(${joined('model.parameters()')})`
    : `torch.optim.lr_scheduler.${name}(${joined('optimizer')})`;
}
