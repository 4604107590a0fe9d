// An experiment as a Python script for PyTorch 1.13 or later: the same data, initial weights and batches, so that it
// reproduces the numbers up to rounding.
import type {
  Catalog,
  CompleteExperiment,
  NamedTensor,
  OwnedTensor,
  RunInfo,
  TaskDescriptor,
} from 'loss-playground/engine';
import { lossOf, taskOf } from '../../run/described.ts';
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
  /** Batch losses in the playground, by step. */
  seen: ReadonlyMap<number, number>;
  /** The step at which the run was forked from another; 0 if it was not. */
  forkedAt: number;
}

/** Parts that neither PyTorch nor the script provides; none if the script is complete. */
export function missingParts(catalog: Catalog, { experiment, info }: FreshRun): string[] {
  const { loss, miner, optimizer, schedule, model, fine_tuning } = experiment;
  const title = (list: readonly { id: string; title: string }[], id: string) =>
    list.find((entry) => entry.id === id)?.title ?? id;
  const missing: string[] = [];
  if (modelCode(catalog, experiment, info, []) === null)
    missing.push(`the model ${title(catalog.models, model.id)} for this task`);
  if (!lossCode(catalog, experiment)) missing.push(`the loss ${title(catalog.losses, loss.id)}`);
  if (!minerCode(catalog, experiment)) missing.push(`the miner ${title(catalog.miners, miner.id)}`);
  if (!optimizerCode(catalog, experiment))
    missing.push(`the optimizer ${title(catalog.optimizers, optimizer.id)}`);
  if (!scheduleCode(catalog, experiment))
    missing.push(`the schedule ${title(catalog.schedules, schedule.id)}`);
  if (fine_tuning && fine_tuning.replay > 0) missing.push('replay of the source task');
  return missing;
}

/** The penalty that is added to the loss. */
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
    """Of weights, not of biases."""
${weights}    return ${terms.join(' + ')}`;
}

function companyOf(experiment: CompleteExperiment, info: RunInfo, catalog: Catalog): Company {
  const loss = lossOf(catalog, experiment);
  const drawn = loss?.minable && comesDrawn(catalog, experiment);
  return { size: drawn ? 3 : info.documents > 0 ? 2 : 1, documents: info.documents };
}

/** Gradient and step of one batch. */
function stepLines(clip: number | null, penalized: boolean, closure: boolean, data: string): string[] {
  const gradient = [
    'optimizer.zero_grad()',
    `loss = batch_loss(model, ${data}, rows)`,
    penalized ? 'objective = loss + penalty(model)' : 'objective = loss',
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

/** The parts of the training loop besides the experiment's settings. */
interface Parts {
  /** Lines that make the optimizer and the schedule. */
  setup: string[];
  /** Lines after each step. */
  after: string[];
  /** Whether a step of the optimizer evaluates the objective itself. */
  closure: boolean;
  /** Rows that each row of a batch stands for: itself, and its positive and negative. */
  size: Company['size'];
  /** Whether the cost is printed. */
  cost: boolean;
  penalized: boolean;
  /** The names of what DATA holds of a set. */
  data: string;
}

function mainCode(experiment: CompleteExperiment, parts: Parts): string {
  const { after, closure, size, cost, penalized, data } = parts;
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
        '    for words, split in ("training cost", "train"), ("test cost", "test"):',
        `        ${data} = DATA[split]`,
        `        cost = batch_loss(model, ${data}, torch.arange(len(inputs)))`,
        '        print(f"{words:13}  {cost.item():.6f}")',
      ]
    : [];
  const setup = [
    'model = make_model()',
    'model.load_state_dict(START)',
    ...freeze,
    `${data} = DATA["train"]`,
    ...(size === 1 ? [] : ['extend = company(targets.long().flatten().tolist())']),
    ...parts.setup.join('\n').split('\n'),
    'print("  step  batch loss  playground")',
    'for step, rows in zip(range(1, STEPS + 1), batches(len(inputs))):',
  ];
  const told = [
    'if step in SEEN or step == STEPS:',
    '    there = f"{SEEN[step]:12.6f}" if step in SEEN else ""',
    '    print(f"{step:6d}{loss.item():12.6f}{there}")',
  ];
  return `def main():
${indented(setup, 1)}
${indented([...rows, ...stepLines(experiment.gradient_clip, penalized, closure, data), ...after, ...told], 2)}
${indented(judged, 1)}`.trimEnd();
}

/** What inputs and targets are, where they have names. */
function namesCode(task: TaskDescriptor | undefined, { targetMean, targetScale }: RunInfo): string[] {
  const { columns, classes, quantity = 'value', unit } = task ?? {};
  const list = (names: readonly string[]) => `[${names.map((name) => JSON.stringify(name)).join(', ')}]`;
  // A comment ends with its line.
  const what = (unit ? `${quantity} (${unit})` : quantity).replace(/\s+/g, ' ');
  const lines = [
    ...(columns ? [`COLUMNS = ${list(columns)}  # of the inputs`] : []),
    ...(classes ? [`CLASSES = ${list(classes)}`] : []),
    ...(targetScale === 1
      ? []
      : [
          `# ${what} = TARGET_MEAN + TARGET_SCALE * target`,
          `TARGET_MEAN, TARGET_SCALE = ${targetMean}, ${targetScale}`,
        ]),
  ];
  return lines.length > 0 ? [lines.join('\n')] : [];
}

const numbers = (seen: ReadonlyMap<number, number>) =>
  [...seen].map(([step, loss]) => `${step}: ${loss.toPrecision(9)}`).join(', ');

/** Why the numbers of the script may differ from the playground's. */
function remarksOn(catalog: Catalog, { miner, optimizer }: CompleteExperiment, forkedAt: number): string {
  const forked = `In the playground this run was forked from another at step ${forkedAt}; the script trains its experiment from the first step.`;
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

/** The script; if PyTorch lacks a part, a script that stops at once and names it. */
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
  const loss = lossOf(catalog, experiment);
  const optimizer = catalog.optimizers.find(({ id }) => id === experiment.optimizer.id);
  const missing = missingParts(catalog, run);
  const intro = `"""${task?.title ?? experiment.task.id}: ${loss?.title} minimized with ${optimizer?.title}.

Generated by Loss Playground for PyTorch 1.13 or later. Data, initial weights and the rows of every batch are those of
the playground, so the numbers agree up to rounding.
${address ? `\nThe experiment in the playground: #${address}\n` : ''}${remarksOn(catalog, experiment, forkedAt)}"""`;
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
    return `${intro}\n\nraise SystemExit("PyTorch has no equivalent of the following, and this script does not implement it: ${missing.join('; ')}.")\n`;
  const company = companyOf(experiment, info, catalog);
  const penalty = penaltyCode(experiment);
  const tensorsOf = async ({ input, target, weight }: Record<string, OwnedTensor>) =>
    `(${await Promise.all([input, target, weight].flatMap((tensor) => (tensor ? [packed(tensor, precision)] : []))).then((texts) => texts.join(', '))})`;
  const blocks = [
    `torch.set_default_dtype(torch.${precision})
SEED = ${seed}
STEPS = ${steps}
BATCH_SIZE = ${batch_size}
# Batch losses in the playground, by step.
SEEN = {${numbers(seen)}}`,
    ...namesCode(taskOf(catalog, experiment), info),
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
      penalized: penalty !== null,
      data: train.weight ? 'inputs, targets, weights' : 'inputs, targets',
    }),
    unpackCode,
    await startCode(parameters, experiment),
    `DATA = {\n    "train": ${await tensorsOf(train)},\n    "test": ${await tensorsOf(test)},\n}`,
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
