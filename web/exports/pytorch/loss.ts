// The loss of a batch in PyTorch: its own function if there is one, otherwise the catalog's code.
import type { Catalog, CompleteExperiment, LossDescriptor } from 'loss-playground/engine';
import { lossOf } from '../../run/described.ts';
import { hasSampleWeights } from '../../run/weights.ts';
import { filled, pytorchOf, weightTensor } from './call.ts';

/** The model's outputs in the form that the loss expects. */
const links: Record<LossDescriptor['link'], string> = {
  identity: 'model(inputs[rows])',
  sigmoid: 'torch.sigmoid(model(inputs[rows]))',
  log_softmax: 'F.log_softmax(model(inputs[rows]), dim=1)',
};

/** Targets in the form that the loss expects, if they are not numbers. */
const forms: Partial<Record<LossDescriptor['target'], string>> = {
  class_index: 'targets[rows].long().flatten()',
  class_list: 'targets[rows].long()',
  batch: 'targets[rows].flatten()',
};

const drawnTriplets = 'anchor, positive, negative = (model(inputs[rows[k::3]]) for k in range(3))';
const minedTriplets = `points = model(inputs[rows])
anchor, positive, negative = (points[picked] for picked in mine(points, targets[rows].flatten()))`;

/** Lines that give the loss its tensors. */
function feed({ target, link }: LossDescriptor, mines: boolean): string {
  const triplets = mines ? minedTriplets : drawnTriplets;
  switch (target) {
    case 'triplet':
      return `${triplets}
return loss_of(anchor, positive, negative)`;
    case 'pair':
      return `${triplets}
alike = torch.ones(len(anchor))
return loss_of(torch.cat([anchor, anchor]), torch.cat([positive, negative]), torch.cat([alike, -alike]))`;
    case 'order':
      return `scores, relevances = ${links[link]}, targets[rows]
lists, higher, lower = (relevances[:, :, None] > relevances[:, None, :]).nonzero(as_tuple=True)
return loss_of(scores[lists, higher], scores[lists, lower], torch.ones(len(lists)))`;
    default:
      return `return loss_of(${links[link]}, ${forms[target] ?? 'targets[rows]'})`;
  }
}

const body = (head: string, lines: string) => `${head}:\n    ${lines.replaceAll('\n', '\n    ')}`;

/** A function that returns what an entry calls, after the code of the call; null if PyTorch has no equivalent. */
function calling(
  head: string,
  catalog: Catalog,
  entry: Catalog['losses'][number] | Catalog['miners'][number],
  values: CompleteExperiment['loss']['params'],
): string[] | null {
  const { call, code } = pytorchOf(entry);
  if (!call) return null;
  const line = filled(call, catalog, entry, values).replaceAll('torch.nn.functional.', 'F.');
  const made = body(head, `return ${line}`);
  return code ? [code.trim(), made] : [made];
}

/** Whether the triplets come with the batch, so that there is nothing to mine. */
export function comesDrawn(catalog: Catalog, { miner }: Pick<CompleteExperiment, 'miner'>): boolean {
  const entry = catalog.miners.find(({ id }) => id === miner.id);
  return entry !== undefined && pytorchOf(entry).call === '';
}

/** Code that defines mine(embeddings, labels); empty for losses without triplets or with drawn ones. */
export function minerCode(catalog: Catalog, experiment: CompleteExperiment): string[] | null {
  const { loss, miner } = experiment;
  const { minable } = lossOf(catalog, { loss }) as LossDescriptor;
  if (!minable || comesDrawn(catalog, experiment)) return [];
  const entry = catalog.miners.find(({ id }) => id === miner.id);
  return entry ? calling('def mine(embeddings, labels)', catalog, entry, miner.params) : null;
}

/** PyTorch's own functions return the losses one by one if they are asked to. */
const ownFunction = /^torch\.nn\.functional\.\w+\((?!.*reduction)[^()]*\)$/;

/**
 * What each row adds to the divisor of a weighted mean besides its sample weight: the weight of its class in a
 * log-likelihood of classes, unless its class is ignored.
 */
function classFactors(entry: LossDescriptor, { params }: CompleteExperiment['loss']): string {
  if (entry.target !== 'class_index' || entry.meaning !== 'log_likelihood') return '';
  const { weight, ignore_index } = params;
  const byClass = Array.isArray(weight) && weight.length > 0 ? ` * ${weightTensor(weight)}[target]` : '';
  return Number(ignore_index) >= 0 ? `${byClass} * (target != ${ignore_index})` : byClass;
}

const rowByRow = body(
  'def losses_of(input, target)',
  'return torch.stack([loss_of(x[None], y[None]) for x, y in zip(input, target)])',
);

/** The weighted mean of the losses of the rows, each the mean of its numbers. */
function weightedCode(
  catalog: Catalog,
  experiment: CompleteExperiment,
  entry: LossDescriptor,
): string[] | null {
  const { call = '' } = pytorchOf(entry);
  const { params } = experiment.loss;
  const separately = { call: call.replace(/\)$/, ', reduction="none")') };
  const each = ownFunction.test(call)
    ? calling('def losses_of(input, target)', catalog, { ...entry, pytorch: separately }, params)
    : calling('def loss_of(input, target)', catalog, entry, params)?.concat(rowByRow);
  if (!each) return null;
  const factors = classFactors(entry, experiment.loss);
  const lines = `input, target, weight = ${links[entry.link]}, ${forms[entry.target] ?? 'targets[rows]'}, weights[rows]
losses = losses_of(input, target).reshape(len(rows), -1).mean(dim=1)
total = (weight${factors}).sum()
# A batch without any weight has a loss of 0.
return (weight * losses).sum() / total.clamp(min=torch.finfo(total.dtype).tiny)`;
  return [...each, body('def batch_loss(model, inputs, targets, weights, rows)', lines)];
}

/** Code that defines batch_loss(model, inputs, targets, rows) and what it needs; null if PyTorch has no such part. */
export function lossCode(catalog: Catalog, experiment: CompleteExperiment): string[] | null {
  const { loss } = experiment;
  const entry = lossOf(catalog, experiment) as LossDescriptor;
  if (hasSampleWeights(experiment)) return weightedCode(catalog, experiment, entry);
  const tensors = (entry.inputs ?? []).filter(({ optional }) => !optional).map(({ id }) => id);
  const code = calling(`def loss_of(${tensors.join(', ')})`, catalog, entry, loss.params);
  const mines = entry.minable && !comesDrawn(catalog, experiment);
  return code && [...code, body('def batch_loss(model, inputs, targets, rows)', feed(entry, mines))];
}

/** Whether the cost is the mean loss of a set, which a script can compute in one call. */
export const hasCost = ({ target }: LossDescriptor): boolean =>
  !['triplet', 'pair', 'batch', 'list', 'order', 'none'].includes(target);
