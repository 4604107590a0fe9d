// An experiment as a Python script for PyTorch 1.13 or later: the same data, first weights and batches, so that it
// reaches the same numbers up to rounding.
import type { Catalog, CompleteExperiment, NamedTensor, OwnedTensor, RunInfo } from 'loss-playground/engine';
import { batchCode, type Company } from './batches.ts';
import { hasCost, lossCode } from './loss.ts';
import { modelCode } from './model.ts';
import { type Optimizing, optimizingCode } from './optimizer.ts';
import { packed, unpackCode } from './pack.ts';

/** A run before its first step, here or behind a worker. */
export interface FreshRun {
  experiment: CompleteExperiment;
  info: RunInfo;
  parameters(): NamedTensor[] | Promise<NamedTensor[]>;
  data(split: 'train' | 'test'): Record<string, OwnedTensor> | Promise<Record<string, OwnedTensor>>;
}

export interface ScriptRequest {
  catalog: Catalog;
  run: FreshRun;
  /** The experiment's permalink; empty for a table that is too long for one. */
  address: string;
  /** Batch losses that the playground saw, by step. */
  seen: ReadonlyMap<number, number>;
  /** The step at which the run branched off from another; 0 for one of its own. */
  forkedAt: number;
}

/** Parts that PyTorch has not and the script does not write; none if it can do all. */
export function missingParts(catalog: Catalog, { experiment, info }: FreshRun): string[] {
  const { loss, miner, optimizer, model, fine_tuning } = experiment;
  const lossEntry = catalog.losses.find((entry) => entry.id === loss.id);
  const title = (list: readonly { id: string; title: string }[], id: string) =>
    list.find((entry) => entry.id === id)?.title ?? id;
  const missing: string[] = [];
  if (modelCode(experiment, info, []) === null)
    missing.push(`the model ${title(catalog.models, model.id)} as this task uses it`);
  if (!lossEntry || !lossCode({ ...experiment, miner: { id: 'random', params: {} } }, lossEntry))
    missing.push(`the loss ${title(catalog.losses, loss.id)}`);
  else if (!lossCode(experiment, lossEntry)) missing.push(`the miner ${title(catalog.miners, miner.id)}`);
  if (!optimizingCode(experiment)) missing.push(`the optimizer ${title(catalog.optimizers, optimizer.id)}`);
  if (fine_tuning && fine_tuning.replay > 0) missing.push('the replay of what was learnt before');
  return missing;
}

/** What is descended besides the loss. */
function penaltyCode({ regularization, fine_tuning }: CompleteExperiment): string | null {
  const { l1, l2 } = regularization;
  const pull = fine_tuning?.l2_sp ?? 0;
  const terms = [
    ...(l1 > 0 ? [`${l1} * sum(w.abs().sum() for w in weights)`] : []),
    ...(l2 > 0 ? [`0.5 * ${l2} * sum((w * w).sum() for w in weights)`] : []),
    ...(pull > 0
      ? [`0.5 * ${pull} * sum(((p - START[name]) ** 2).sum() for name, p in model.named_parameters())`]
      : []),
  ];
  if (terms.length === 0) return null;
  const weights = l1 > 0 || l2 > 0 ? '    weights = [p for p in model.parameters() if p.dim() > 1]\n' : '';
  return `def penalty(model):
    """On weights, not on biases."""
${weights}    return ${terms.join(' + ')}`;
}

function companyOf(experiment: CompleteExperiment, info: RunInfo, catalog: Catalog): Company {
  const target = catalog.losses.find(({ id }) => id === experiment.loss.id)?.target;
  const drawn = (target === 'triplet' || target === 'pair') && experiment.miner.id === 'random';
  return { size: drawn ? 3 : info.documents > 0 ? 2 : 1, documents: info.documents };
}

/** Gradient and step of one batch. */
function stepLines(experiment: CompleteExperiment, penalised: boolean): string[] {
  const clip = experiment.gradient_clip;
  const gradient = [
    'optimizer.zero_grad()',
    'loss = batch_loss(model, inputs, targets, rows)',
    penalised ? 'objective = loss + penalty(model)' : 'objective = loss',
    'objective.backward()',
    ...(clip === null ? [] : [`torch.nn.utils.clip_grad_norm_(model.parameters(), ${clip})`]),
  ];
  if (experiment.optimizer.id !== 'lbfgs') return [...gradient, 'optimizer.step()'];
  return [
    'tries = []',
    '',
    'def closure():',
    ...gradient.map((line) => `    ${line}`),
    '    tries.append(loss.detach())',
    '    return objective',
    '',
    'objective = optimizer.step(closure)',
    'loss = tries[0]',
  ];
}

const indented = (lines: readonly string[], depth: number) =>
  lines.map((line) => (line ? `${'    '.repeat(depth)}${line}` : '')).join('\n');

function mainCode(
  experiment: CompleteExperiment,
  { optimizer, schedule, after }: Optimizing,
  { size }: Company,
  cost: boolean,
  penalised: boolean,
): string {
  const frozen = experiment.fine_tuning?.freeze ?? [];
  const freeze =
    frozen.length > 0
      ? [
          'for name, p in model.named_parameters():',
          `    p.requires_grad_(not name.startswith((${frozen.map((name) => `"${name}", `).join('')})))`,
        ]
      : [];
  const rows = size === 1 ? ['rows = torch.tensor(rows)'] : ['rows = torch.tensor(extend(rows, step))'];
  const judged = cost
    ? [
        'with torch.no_grad():',
        '    for words, split in ("J train ", "train"), ("J unseen", "test"):',
        '        inputs, targets = DATA[split]',
        '        J = batch_loss(model, inputs, targets, torch.arange(len(inputs)))',
        '        print(f"{words}  {J.item():.6f}")',
      ]
    : [];
  const setup = [
    'model = make_model()',
    'model.load_state_dict(START)',
    ...freeze,
    'inputs, targets = DATA["train"]',
    ...(size === 1 ? [] : ['extend = company(targets.long().flatten().tolist())']),
    ...optimizer.join('\n').split('\n'),
    ...schedule,
    'print("  step  batch loss  in the playground")',
    'for step, rows in zip(range(1, STEPS + 1), batches(len(inputs))):',
  ];
  const told = [
    'if step in SEEN or step == STEPS:',
    '    there = f"{SEEN[step]:12.6f}" if step in SEEN else ""',
    '    print(f"{step:6d}{loss.item():12.6f}{there}")',
  ];
  return `def main():
${indented(setup, 1)}
${indented([...rows, ...stepLines(experiment, penalised), ...after, ...told], 2)}
${indented(judged, 1)}`.trimEnd();
}

const numbers = (seen: ReadonlyMap<number, number>) =>
  [...seen].map(([step, loss]) => `${step}: ${loss.toPrecision(9)}`).join(', ');

/** What keeps the script's numbers from being the playground's. */
function remarksOn({ miner }: CompleteExperiment, forkedAt: number): string {
  const forked = `That run branched off from another at step ${forkedAt}; the script trains its experiment from the first step on.`;
  const mined =
    'What a miner picks can turn on the last digit of a distance, so numbers may part after some steps.';
  const known = ['random', 'all'].includes(miner.id);
  const words = [...(forkedAt > 0 ? [forked] : []), ...(known ? [] : [mined])];
  return words.map((text) => `\n${text}\n`).join('');
}

async function startCode(
  parameters: readonly NamedTensor[],
  { precision }: CompleteExperiment,
): Promise<string> {
  const entries = await Promise.all(
    parameters.map(async (entry) => `    "${entry.name}": ${await packed(entry, precision)},`),
  );
  return `START = {\n${entries.join('\n')}\n}`;
}

/** The script; where PyTorch lacks a part, one that stops at once and says which. */
export async function pytorchScript({
  catalog,
  run,
  address,
  seen,
  forkedAt,
}: ScriptRequest): Promise<string> {
  const { experiment, info } = run;
  const { precision, seed, steps, batch_size } = experiment;
  const task = catalog.tasks.find(({ id }) => id === experiment.task.id);
  const loss = catalog.losses.find(({ id }) => id === experiment.loss.id);
  const optimizer = catalog.optimizers.find(({ id }) => id === experiment.optimizer.id);
  const missing = missingParts(catalog, run);
  const intro = `"""${task?.title ?? experiment.task.id}: ${loss?.title} minimised with ${optimizer?.title}.

Made by Loss Playground; for PyTorch 1.13 or later. Data, first weights and the rows of every batch are the
playground's own, so that the numbers agree up to rounding.
${address ? `\nThe experiment, to open there: #${address}\n` : ''}${remarksOn(experiment, forkedAt)}"""`;
  const optimizing = optimizingCode(experiment);
  const losses = loss && lossCode(experiment, loss);
  const [parameters, train, test] = await Promise.all([
    run.parameters(),
    run.data('train'),
    run.data('test'),
  ]);
  const model = modelCode(experiment, info, parameters);
  if (missing.length > 0 || !optimizing || !losses || !model)
    return `${intro}\n\nraise SystemExit("PyTorch has no such part, and this script does not write it: ${missing.join('; ')}.")\n`;
  const company = companyOf(experiment, info, catalog);
  const penalty = penaltyCode(experiment);
  const pair = async ({ input, target }: Record<string, OwnedTensor>) =>
    `(${await Promise.all([input, target].map((tensor) => tensor && packed(tensor, precision))).then((texts) => texts.join(', '))})`;
  const blocks = [
    `torch.set_default_dtype(torch.${precision})
SEED = ${seed}
STEPS = ${steps}
BATCH_SIZE = ${batch_size}
# Batch losses that the playground saw, by step.
SEEN = {${numbers(seen)}}`,
    model,
    losses,
    ...(penalty ? [penalty] : []),
    ...optimizing.rules,
    ...batchCode(company),
    mainCode(experiment, optimizing, company, loss ? hasCost(loss) : false, penalty !== null),
    unpackCode,
    await startCode(parameters, experiment),
    `DATA = {\n    "train": ${await pair(train)},\n    "test": ${await pair(test)},\n}`,
    'main()',
  ];
  return `${intro}
import base64
import math
import zlib

import torch
import torch.nn.functional as F

${blocks.join('\n\n\n')}
`;
}
