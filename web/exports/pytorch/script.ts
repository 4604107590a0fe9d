// An experiment as a Python script for PyTorch 1.13 or later: the same data, first weights and batches, so that it
// reaches the same numbers up to rounding.
import type { Catalog, CompleteExperiment, NamedTensor, OwnedTensor, RunInfo } from 'loss-playground/engine';
import { batchCode, type Company } from './batches.ts';
import { pytorchOf } from './call.ts';
import { comesDrawn, hasCost, lossCode, minerCode } from './loss.ts';
import { modelCode } from './model.ts';
import { optimizerCode, scheduleCode } from './optimizer.ts';
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
  const { loss, miner, optimizer, schedule, model, fine_tuning } = experiment;
  const title = (list: readonly { id: string; title: string }[], id: string) =>
    list.find((entry) => entry.id === id)?.title ?? id;
  const missing: string[] = [];
  if (modelCode(catalog, experiment, info, []) === null)
    missing.push(`the model ${title(catalog.models, model.id)} as this task uses it`);
  if (!lossCode(catalog, experiment)) missing.push(`the loss ${title(catalog.losses, loss.id)}`);
  if (!minerCode(catalog, experiment)) missing.push(`the miner ${title(catalog.miners, miner.id)}`);
  if (!optimizerCode(catalog, experiment))
    missing.push(`the optimizer ${title(catalog.optimizers, optimizer.id)}`);
  if (!scheduleCode(catalog, experiment))
    missing.push(`the schedule ${title(catalog.schedules, schedule.id)}`);
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
  const loss = catalog.losses.find(({ id }) => id === experiment.loss.id);
  const drawn = loss?.minable && comesDrawn(catalog, experiment);
  return { size: drawn ? 3 : info.documents > 0 ? 2 : 1, documents: info.documents };
}

/** Gradient and step of one batch. */
function stepLines(clip: number | null, penalised: boolean, closure: boolean): string[] {
  const gradient = [
    'optimizer.zero_grad()',
    'loss = batch_loss(model, inputs, targets, rows)',
    penalised ? 'objective = loss + penalty(model)' : 'objective = loss',
    'objective.backward()',
    ...(clip === null ? [] : [`torch.nn.utils.clip_grad_norm_(model.parameters(), ${clip})`]),
  ];
  if (!closure) return [...gradient, 'optimizer.step()'];
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

/** What the training loop is made from, besides the experiment's own numbers. */
interface Parts {
  /** Lines that make the optimizer and the schedule. */
  setup: string[];
  /** Lines after each step. */
  after: string[];
  /** Whether a step of the optimizer evaluates the objective itself. */
  closure: boolean;
  /** Rows that each row of a batch stands for. */
  size: Company['size'];
  /** Whether the cost is printed. */
  cost: boolean;
  penalised: boolean;
}

function mainCode(experiment: CompleteExperiment, parts: Parts): string {
  const { after, closure, size, cost, penalised } = parts;
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
    ...parts.setup.join('\n').split('\n'),
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
${indented([...rows, ...stepLines(experiment.gradient_clip, penalised, closure), ...after, ...told], 2)}
${indented(judged, 1)}`.trimEnd();
}

const numbers = (seen: ReadonlyMap<number, number>) =>
  [...seen].map(([step, loss]) => `${step}: ${loss.toPrecision(9)}`).join(', ');

/** What keeps the script's numbers from being the playground's. */
function remarksOn(catalog: Catalog, { miner, optimizer }: CompleteExperiment, forkedAt: number): string {
  const forked = `That run branched off from another at step ${forkedAt}; the script trains its experiment from the first step on.`;
  const entries = [
    catalog.miners.find(({ id }) => id === miner.id),
    catalog.optimizers.find(({ id }) => id === optimizer.id),
  ];
  const remarks = entries.map((entry) => entry && pytorchOf(entry).remark);
  const words = [...(forkedAt > 0 ? [forked] : []), ...remarks];
  return words.map((text) => (text ? `\n${text}\n` : '')).join('');
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
${address ? `\nThe experiment, to open there: #${address}\n` : ''}${remarksOn(catalog, experiment, forkedAt)}"""`;
  const optimizing = optimizerCode(catalog, experiment);
  const scheduling = scheduleCode(catalog, experiment);
  const mining = minerCode(catalog, experiment);
  const losses = lossCode(catalog, experiment);
  const [parameters, train, test] = await Promise.all([
    run.parameters(),
    run.data('train'),
    run.data('test'),
  ]);
  const model = modelCode(catalog, experiment, info, parameters);
  if (missing.length > 0 || !optimizing || !scheduling || !mining || !losses || !model)
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
    ...mining,
    ...losses,
    ...(penalty ? [penalty] : []),
    ...optimizing.rules,
    ...scheduling.rules,
    ...batchCode(company),
    mainCode(experiment, {
      setup: [...optimizing.lines, ...scheduling.lines],
      after: scheduling.after,
      closure: optimizer?.closure ?? false,
      size: company.size,
      cost: loss ? hasCost(loss) : false,
      penalised: penalty !== null,
    }),
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
