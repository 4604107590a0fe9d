// The loss of a batch in PyTorch: its own function where there is one, else the formula.
import type { CompleteExperiment, LossDescriptor } from 'loss-playground/engine';
import { argumentsOf, isFunctional, python, written } from './names.ts';

type Params = CompleteExperiment['loss']['params'];

/** Formulas of losses that PyTorch has not, of outputs and targets; a value for each example or number. */
const formulas: Record<string, (params: Params) => string> = {
  log_cosh_loss: () =>
    'r = (outputs - targets).abs()\n    return (r + F.softplus(-2 * r) - 0.6931471805599453).mean()',
  quantile_loss: ({ quantile: q }) =>
    `r = targets - outputs\n    return torch.maximum(${q} * r, (${q} - 1) * r).mean()`,
  brier_loss: () =>
    'truth = F.one_hot(targets.long().flatten(), outputs.shape[1])\n    return ((torch.softmax(outputs, 1) - truth) ** 2).sum(1).mean()',
  focal_loss: ({ alpha, gamma }) => `p = torch.sigmoid(outputs)
    yes = ${alpha} * targets * (1 - p) ** ${gamma} * F.softplus(-outputs)
    no = (1 - ${alpha}) * (1 - targets) * p ** ${gamma} * F.softplus(outputs)
    return (yes + no).mean()`,
  z_loss: ({ coefficient }) =>
    `entropy = F.cross_entropy(outputs, targets.long().flatten())\n    return entropy + ${coefficient} * (torch.logsumexp(outputs, 1) ** 2).mean()`,
  hinge_loss: ({ margin }) => `return torch.relu(${margin} - targets * outputs).mean()`,
  squared_hinge_loss: ({ margin }) => `return (torch.relu(${margin} - targets * outputs) ** 2).mean()`,
  dice_loss: ({ smooth }) => `p = torch.sigmoid(outputs)
    overlap = (2 * (p * targets).sum(1) + ${smooth}) / (p.sum(1) + targets.sum(1) + ${smooth})
    return (1 - overlap).mean()`,
  tversky_loss: ({ alpha, beta, smooth }) => `p = torch.sigmoid(outputs)
    hits, alarms, misses = (p * targets).sum(1), (p * (1 - targets)).sum(1), ((1 - p) * targets).sum(1)
    return (1 - (hits + ${smooth}) / (hits + ${alpha} * alarms + ${beta} * misses + ${smooth})).mean()`,
};

/** Distances of rows, by their names in the catalog. */
const distances: Record<string, string> = {
  euclidean: 'F.pairwise_distance(a, b)',
  squared_euclidean: '((a - b) ** 2).sum(-1)',
  cosine: '1 - F.cosine_similarity(a, b, dim=-1)',
  manhattan: '(a - b).abs().sum(-1)',
};

const distanceCode = (id: string) => `def distance(a, b):
    return ${distances[id]}


`;

/** Losses of three lists of embeddings: anchors, positives and negatives. */
function tripletLoss(id: string, params: Params): string | null {
  const head = (before = '') => `${before}def triplet_loss(anchor, positive, negative):\n`;
  const both = `    first, second = torch.cat([anchor, anchor]), torch.cat([positive, negative])
`;
  switch (id) {
    case 'triplet_margin_loss':
      return `${head()}    return F.triplet_margin_loss(anchor, positive, negative, ${written(argumentsOf(id, params))})`;
    case 'triplet_margin_with_distance_loss':
      return `${head(distanceCode(String(params.distance)))}    return F.triplet_margin_with_distance_loss(
        anchor, positive, negative, distance_function=distance, margin=${params.margin}, swap=${python(params.swap ?? false)})`;
    case 'contrastive_loss':
      return `${head(distanceCode(String(params.distance)))}    # Contrastive loss: PyTorch has no such function.
    near, far = distance(anchor, positive), distance(anchor, negative)
    return 0.5 * torch.cat([near ** 2, torch.relu(${params.margin} - far) ** 2]).mean()`;
    case 'cosine_embedding_loss':
      return `${head()}${both}    alike = torch.ones(len(anchor))
    return F.cosine_embedding_loss(first, second, torch.cat([alike, -alike]), margin=${params.margin})`;
    default:
      return null;
  }
}

/** What picks the triplets of a batch; `random` has drawn them with the batch. */
function minerCode({ id, params }: CompleteExperiment['miner']): string | null {
  const measured = `    with torch.no_grad():
        a, b = points[:, None], points[None]
        far = ${distances[String(params.distance)]?.replace('F.pairwise_distance(a, b)', 'torch.norm(a - b + 1e-6, dim=2)')}
    alike = labels[:, None] == labels[None]
    other = ~torch.eye(len(labels), dtype=torch.bool)
`;
  switch (id) {
    case 'all':
      return `def mine(points, labels):
    """Every triplet of the batch."""
    alike = labels[:, None] == labels[None]
    other = ~torch.eye(len(labels), dtype=torch.bool)
    return ((alike & other)[:, :, None] & ~alike[:, None, :]).nonzero(as_tuple=True)`;
    case 'batch_hard':
      return `def mine(points, labels):
    """The farthest positive and the nearest negative of each row."""
${measured}    anchors = ((alike & other).any(1) & (~alike).any(1)).nonzero().flatten()
    positives = far.masked_fill(~(alike & other), -torch.inf).argmax(1)
    negatives = far.masked_fill(alike, torch.inf).argmin(1)
    return anchors, positives[anchors], negatives[anchors]`;
    case 'semi_hard':
      return `def mine(points, labels):
    """For each pair the nearest negative that is farther than the positive; where none is, the farthest."""
${measured}    anchors, positives = ((alike & other) & (~alike).any(1)[:, None]).nonzero(as_tuple=True)
    farther = ~alike[anchors] & (far[anchors] > far[anchors, positives][:, None])
    nearest = far[anchors].masked_fill(~farther, torch.inf).argmin(1)
    farthest = far[anchors].masked_fill(alike[anchors], -torch.inf).argmax(1)
    return anchors, positives, torch.where(farther.any(1), nearest, farthest)`;
    default:
      return null;
  }
}

/** Losses of a batch of embeddings with their classes. */
const batchLosses: Record<string, (params: Params) => string> = {
  info_nce_loss: ({ temperature, similarity, variant }) => `def labelled_loss(points, labels):
    """InfoNCE: PyTorch has no such function."""
    ${similarity === 'cosine' ? 'points = F.normalize(points, dim=1)\n    ' : ''}scores = points @ points.T / ${temperature}
    alike = labels[:, None] == labels[None]
    other = ~torch.eye(len(labels), dtype=torch.bool)
    rivals = ${variant === 'nt_xent' ? 'other' : '~alike'}
    total = torch.logsumexp(scores.masked_fill(~rivals, -torch.inf), 1, keepdim=True)
    losses = ${variant === 'nt_xent' ? 'total - scores' : 'F.softplus(total - scores)'}
    positive = alike & other
    means = torch.where(positive, losses, 0.0).sum(1) / positive.sum(1).clamp(min=1)
    return means[positive.any(1)].mean()`,
  multi_similarity_loss: ({ alpha, beta, base }) => `def labelled_loss(points, labels):
    """Multi-similarity loss: PyTorch has no such function."""
    points = F.normalize(points, dim=1)
    above = points @ points.T - ${base}
    alike = labels[:, None] == labels[None]
    positive = alike & ~torch.eye(len(labels), dtype=torch.bool)
    pull = torch.logsumexp((-${alpha} * above).masked_fill(~positive, -torch.inf), 1)
    push = torch.logsumexp((${beta} * above).masked_fill(alike, -torch.inf), 1)
    return (F.softplus(pull) / ${alpha} + F.softplus(push) / ${beta}).mean()`,
};

const links: Record<LossDescriptor['link'], string> = {
  identity: 'outputs',
  sigmoid: 'torch.sigmoid(outputs)',
  log_softmax: 'F.log_softmax(outputs, dim=1)',
};

/** A function of outputs and targets. */
function pointwise({ id, target, link, title }: LossDescriptor, params: Params): string | null {
  const head = 'def loss_of(outputs, targets):\n    ';
  if (!isFunctional(id)) {
    const formula = formulas[id];
    return formula ? `${head}# ${title}: PyTorch has no such function.\n    ${formula(params)}` : null;
  }
  const targets =
    target === 'class_index'
      ? 'targets.long().flatten()'
      : target === 'class_list'
        ? 'targets.long()'
        : 'targets';
  const extra = written(argumentsOf(id, params));
  return `${head}return F.${id}(${links[link]}, ${targets}${extra ? `, ${extra}` : ''})`;
}

/** Code that defines batch_loss(model, inputs, targets, rows) and what it needs; null where PyTorch has no such part. */
export function lossCode({ loss, miner }: CompleteExperiment, descriptor: LossDescriptor): string | null {
  const head = 'def batch_loss(model, inputs, targets, rows):\n';
  const { target } = descriptor;
  if (target === 'triplet' || target === 'pair') {
    const own = tripletLoss(loss.id, loss.params);
    if (!own) return null;
    if (miner.id === 'random')
      return `${own}


${head}    """Rows are anchor, positive and negative in turn."""
    return triplet_loss(*(model(inputs[rows[k::3]]) for k in range(3)))`;
    const mine = minerCode(miner);
    return (
      mine &&
      `${mine}


${own}


${head}    points = model(inputs[rows])
    return triplet_loss(*(points[picked] for picked in mine(points, targets[rows].flatten())))`
    );
  }
  if (target === 'batch') {
    const own = batchLosses[loss.id]?.(loss.params);
    return own
      ? `${own}\n\n\n${head}    return labelled_loss(model(inputs[rows]), targets[rows].flatten())`
      : null;
  }
  const own = pointwise(descriptor, loss.params);
  return own && `${own}\n\n\n${head}    return loss_of(model(inputs[rows]), targets[rows])`;
}

/** Whether the cost is the mean loss of a set, which a script can work out in one call. */
export const hasCost = ({ target }: LossDescriptor): boolean =>
  !['triplet', 'pair', 'batch', 'list', 'order', 'none'].includes(target);
