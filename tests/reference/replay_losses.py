"""Losses of runs as torch works them out: its own functions, or formulas through its automatic derivatives."""
import torch
import torch.nn.functional as F

DISTANCES = {"euclidean": F.pairwise_distance, "squared_euclidean": lambda a, b: ((a - b) ** 2).sum(-1),
             "cosine": lambda a, b: 1 - F.cosine_similarity(a, b, dim=-1), "manhattan": lambda a, b: (a - b).abs().sum(-1)}


def matches(labels):
    """Which rows are of one class, and which of these are two."""
    alike = labels[:, None] == labels[None]
    return alike, alike & ~torch.eye(len(labels), dtype=torch.bool)


# Losses of whole batches, of points and their classes.
def info_nce_loss(points, labels, temperature, **_):
    """Each row's positives against its negatives, of the rows that have a positive."""
    scores = F.normalize(points, dim=1) @ F.normalize(points, dim=1).T / temperature
    alike, positive = matches(labels)
    rivals = torch.logsumexp(scores.masked_fill(alike, -torch.inf), 1, keepdim=True)
    losses = (F.softplus(rivals - scores) * positive).sum(1) / positive.sum(1)
    return losses[positive.any(1)].mean()


def multi_similarity_loss(points, labels, alpha, beta, base):
    away = F.normalize(points, dim=1) @ F.normalize(points, dim=1).T - base
    alike, positive = matches(labels)
    return (torch.log1p((torch.exp(-alpha * away) * positive).sum(1)) / alpha
            + torch.log1p((torch.exp(beta * away) * ~alike).sum(1)) / beta).mean()


def lifted_structure_loss(points, labels, margin):
    alike, positive = matches(labels)
    far = torch.stack([torch.stack([torch.norm(a - b) for b in points]) for a in points])
    losses = []
    for i, j in positive.triu().nonzero().tolist():
        near = torch.cat([margin - far[i][~alike[i]], margin - far[j][~alike[j]]])
        losses.append(F.relu(torch.logsumexp(near, 0) + far[i, j]) ** 2 / 2)
    return torch.stack(losses).mean()


def angular_loss(points, labels, angle):
    points, square = F.normalize(points, dim=1), torch.tan(torch.deg2rad(torch.tensor(float(angle)))) ** 2
    alike, positive = matches(labels)
    losses = []
    for a, p in positive.triu().nonzero().tolist():
        out = 4 * square * (points[~alike[a]] @ (points[a] + points[p])) - 2 * (1 + square) * points[a] @ points[p]
        losses.append(F.softplus(torch.logsumexp(out, 0)))
    return torch.stack(losses).mean()


def n_pair_loss(points, labels, l2_reg):
    rows = {}
    for row, label in enumerate(labels.tolist()):
        rows.setdefault(label, []).append(row)
    pairs = [(own[k], own[k + 1], label) for label, own in rows.items() for k in range(0, len(own) - 1, 2)]
    losses = []
    for a, p, label in pairs:
        others = [points[a] @ points[n] - points[a] @ points[p] for _, n, other in pairs if other != label]
        losses.append(F.softplus(torch.logsumexp(torch.stack(others), 0)) + l2_reg * (points[a] @ points[a] + points[p] @ points[p]))
    return torch.stack(losses).mean()


BATCH = {f.__name__: f for f in (info_nce_loss, multi_similarity_loss, lifted_structure_loss, angular_loss, n_pair_loss)}


# Losses of triplets: anchors, positives, negatives.
def triplet_margin_loss(anchor, positive, negative, **params):
    return F.triplet_margin_loss(anchor, positive, negative, **params)


def triplet_margin_with_distance_loss(anchor, positive, negative, distance, **params):
    return F.triplet_margin_with_distance_loss(anchor, positive, negative, distance_function=DISTANCES[distance], **params)


def contrastive_loss(anchor, positive, negative, distance, margin):
    near, far = DISTANCES[distance](anchor, positive), DISTANCES[distance](anchor, negative)
    return (near**2 / 2).mean() / 2 + (F.relu(margin - far) ** 2 / 2).mean() / 2


def cosine_embedding_loss(anchor, positive, negative, margin):
    signs = torch.cat([torch.ones(len(anchor)), -torch.ones(len(anchor))])
    return F.cosine_embedding_loss(torch.cat([anchor, anchor]), torch.cat([positive, negative]), signs, margin)


TRIPLET = {f.__name__: f for f in (triplet_margin_loss, triplet_margin_with_distance_loss, contrastive_loss, cosine_embedding_loss)}


# Losses of outputs and targets that torch does not have, or takes in another form.
def log_cosh_loss(x, y):
    return torch.log(torch.cosh(x - y)).mean()


def quantile_loss(x, y, quantile):
    return torch.where(x < y, quantile * (y - x), (1 - quantile) * (x - y)).mean()


def focal_loss(x, y, alpha, gamma):
    p = torch.sigmoid(x)
    return (alpha * y * (1 - p) ** gamma * F.softplus(-x) + (1 - alpha) * (1 - y) * p**gamma * F.softplus(x)).mean()


def hinge_loss(x, y, margin):
    return F.relu(margin - y * x).mean()


def squared_hinge_loss(x, y, margin):
    return (F.relu(margin - y * x) ** 2).mean()


def brier_loss(x, y):
    return ((torch.softmax(x, 1) - F.one_hot(y.long(), x.shape[1])) ** 2).sum(1).mean()


def z_loss(x, y, coefficient):
    return F.cross_entropy(x, y.long()) + coefficient * (torch.logsumexp(x, 1) ** 2).mean()


def dice_loss(x, y, smooth):
    p = torch.sigmoid(x)
    return (1 - (2 * (p * y).sum(1) + smooth) / (p.sum(1) + y.sum(1) + smooth)).mean()


def tversky_loss(x, y, alpha, beta, smooth):
    p = torch.sigmoid(x)
    both, false, missed = (p * y).sum(1), (p * (1 - y)).sum(1), ((1 - p) * y).sum(1)
    return (1 - (both + smooth) / (both + alpha * false + beta * missed + smooth)).mean()


def list_net_loss(x, y):
    return F.cross_entropy(x, torch.softmax(y, 1))


def rank_net_loss(x, y, sigma):
    ahead = y[:, :, None] > y[:, None, :]
    return F.softplus(-sigma * (x[:, :, None] - x[:, None, :]))[ahead].mean()


def margin_ranking_loss(x, y, margin):
    """Of each two of a list of which one is the more relevant."""
    rows, higher, lower = (y[:, :, None] > y[:, None, :]).nonzero(as_tuple=True)
    return F.margin_ranking_loss(x[rows, higher], x[rows, lower], torch.ones(len(rows)), margin)


# What stands between a model's outputs and the first input of a loss of torch's.
LINKS = {"nll_loss": lambda x: F.log_softmax(x, 1), "kl_div": lambda x: F.log_softmax(x, 1), "binary_cross_entropy": torch.sigmoid}
CLASSES = {"cross_entropy", "nll_loss", "multi_margin_loss", "multilabel_margin_loss"}
OWN = {f.__name__: f for f in (log_cosh_loss, quantile_loss, focal_loss, hinge_loss, squared_hinge_loss, brier_loss, z_loss, dice_loss,
                               tversky_loss, list_net_loss, rank_net_loss, margin_ranking_loss)}


def target_loss(name, x, y, params):
    """The mean loss of outputs x for targets y."""
    params = {key: value for key, value in params.items() if key != "torch_compat"}
    if name in OWN:
        return OWN[name](x, y, **params)
    if name in CLASSES:
        y = y.long() if name == "multilabel_margin_loss" else y.long().flatten()
    return getattr(F, name)(LINKS.get(name, lambda x: x)(x), y, **params)
