// Optimizer and schedule in PyTorch: its own classes if they exist, otherwise the catalog's code.
import type { Catalog, CompleteExperiment, CompleteSpec, Descriptor } from 'loss-playground/engine';
import { filled, pytorchOf, type RunWords } from './call.ts';

export interface Optimizing {
  /** Code that must come first, at the top level. */
  rules: string[];
  /** Lines that make it; none if there is nothing to do. */
  lines: string[];
  /** Lines after each step. */
  after: string[];
}

const plain = 'model.parameters()';
const spared = `[
        {"params": [p for p in model.parameters() if p.dim() > 1]},
        {"params": [p for p in model.parameters() if p.dim() == 1], "weight_decay": 0},
    ]`;

/** Biases are a separate group if only they do not decay. */
const trained = ({ decay_biases, weight_decay }: CompleteSpec['params']) =>
  decay_biases === false && Number(weight_decay) > 0 ? spared : plain;

const split = (text: string) => (text ? text.trim().split('\n') : []);

/** What makes an entry of a list, as the variable `name`; null if PyTorch has no equivalent. */
function made(
  catalog: Catalog,
  entry: Descriptor | undefined,
  name: string,
  values: CompleteSpec['params'],
  run: RunWords,
): Optimizing | null {
  const { call, code = '', before = '', step = '' } = entry ? pytorchOf(entry) : {};
  if (!entry || call === undefined) return null;
  const fill = (text: string) => filled(text, catalog, entry, values, run);
  return {
    rules: code ? [code.trim()] : [],
    lines: call ? [`${name} = ${fill(call)}`, ...split(before)] : [],
    after: split(fill(step)),
  };
}

export function optimizerCode(catalog: Catalog, { optimizer }: CompleteExperiment): Optimizing | null {
  const entry = catalog.optimizers.find(({ id }) => id === optimizer.id);
  return made(catalog, entry, 'optimizer', optimizer.params, { parameters: trained(optimizer.params) });
}

export function scheduleCode(
  catalog: Catalog,
  { optimizer, schedule }: CompleteExperiment,
): Optimizing | null {
  const entry = catalog.schedules.find(({ id }) => id === schedule.id);
  const run = { steps: 'STEPS', lr: String(optimizer.params.lr) };
  const code = made(catalog, entry, 'schedule', schedule.params, run);
  return code && code.lines.length > 0 && code.after.length === 0
    ? { ...code, after: ['schedule.step()'] }
    : code;
}
