// The loss of a batch in PyTorch: its own function where there is one, else the catalog's code.
import type { Catalog, CompleteExperiment, LossDescriptor } from 'loss-playground/engine';
import { filled, pytorchOf } from './call.ts';

/** The model's outputs as the loss wants them. */
const links: Record<LossDescriptor['link'], string> = {
  identity: 'model(inputs[rows])',
  sigmoid: 'torch.sigmoid(model(inputs[rows]))',
  log_softmax: 'F.log_softmax(model(inputs[rows]), dim=1)',
};

/** Targets as the loss wants them, where they are not numbers. */
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

/** A function that returns what an entry calls, after the code of the call; null where PyTorch has no such thing. */
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

/** Whether a miner's triplets come with the batch: it has nothing to do then. */
export function comesDrawn(catalog: Catalog, { miner }: Pick<CompleteExperiment, 'miner'>): boolean {
  const entry = catalog.miners.find(({ id }) => id === miner.id);
  return entry !== undefined && pytorchOf(entry).call === '';
}

/** Code that defines mine(embeddings, labels), which no loss needs that learns from no triplets or drawn ones. */
export function minerCode(catalog: Catalog, experiment: CompleteExperiment): string[] | null {
  const { loss, miner } = experiment;
  const { minable } = catalog.losses.find(({ id }) => id === loss.id) as LossDescriptor;
  if (!minable || comesDrawn(catalog, experiment)) return [];
  const entry = catalog.miners.find(({ id }) => id === miner.id);
  return entry ? calling('def mine(embeddings, labels)', catalog, entry, miner.params) : null;
}

/** Code that defines batch_loss(model, inputs, targets, rows) and what it needs; null where PyTorch has no such part. */
export function lossCode(catalog: Catalog, experiment: CompleteExperiment): string[] | null {
  const { loss } = experiment;
  const entry = catalog.losses.find(({ id }) => id === loss.id) as LossDescriptor;
  const tensors = (entry.inputs ?? []).filter(({ optional }) => !optional).map(({ id }) => id);
  const code = calling(`def loss_of(${tensors.join(', ')})`, catalog, entry, loss.params);
  const mines = entry.minable && !comesDrawn(catalog, experiment);
  return code && [...code, body('def batch_loss(model, inputs, targets, rows)', feed(entry, mines))];
}

/** Whether the cost is the mean loss of a set, which a script can work out in one call. */
export const hasCost = ({ target }: LossDescriptor): boolean =>
  !['triplet', 'pair', 'batch', 'list', 'order', 'none'].includes(target);
