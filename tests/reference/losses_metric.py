"""Fixtures of the losses of embeddings: pairs, and whole labeled batches."""
import torch
import torch.nn.functional as F
from mpmath import exp, log, log1p, mp, mpf, sqrt

import exact
from common import fixture
from exact import softplus
from exact_case import Fixture, batchwise, rowwise


def dot(a, b):
    return sum((x * y for x, y in zip(a, b)), mpf(0))


def cosine(a, b):
    return 1 - exact.cosine(a, b)


def log_sum(terms):
    """Logarithm of 1 + the sum of exponentials, None-safe."""
    top = max(terms)
    return top + log(sum(exp(t - top) for t in terms))


def others(rows, labels, i):
    alike = [j for j in range(len(rows)) if j != i and labels[j] == labels[i]]
    return alike, [j for j in range(len(rows)) if labels[j] != labels[i]]


def pair_cases(draw, row, params_list, torch_loss=None):
    cases = Fixture(draw, ["input1", "input2"], torch_loss)
    normal = draw.normal

    def add(title, a, b, y, params, as_torch=True):
        rowwise(cases, title, lambda **rows: row(**rows, **params), {"input1": a, "input2": b, "target": y}, params, a.shape[0] if a.dim() > 1 else 1, as_torch)

    for params in params_list:
        add("random 6x3", normal(6, 3), normal(6, 3), draw.signs(6), params)
        add("all alike", normal(4, 5), normal(4, 5), torch.ones(4), params)
        add("all unlike", normal(4, 2), normal(4, 2), -torch.ones(4), params)
        add("without a batch", normal(5), normal(5), torch.tensor(1.0), params)
        add("no rows", torch.zeros(0, 3), torch.zeros(0, 3), torch.zeros(0), params)
        add("unlike and far", normal(3, 3, scale=50.0), normal(3, 3, scale=50.0), -torch.ones(3), params)
    return cases, add


@fixture("losses")
def cosine_embedding_loss(draw):
    def row(input1, input2, target, margin=0.0):
        length = lambda v: dot(v, v) + mpf(1e-12)
        angle = dot(input1, input2) / sqrt(length(input1) * length(input2))
        return 1 - angle if target[0] > 0 else max(mpf(0), angle - mpf(margin))

    torch_loss = lambda params: lambda input1, input2, target: F.cosine_embedding_loss(input1, input2, target, reduction="none", **params)
    cases, add = pair_cases(draw, row, [{}, {"margin": 0.3}, {"margin": -0.5}], torch_loss)
    add("huge and tiny", torch.tensor([[1e200, 1e200], [1e-200, 0.0], [1e30, -2e30]]), torch.tensor([[-3e200, 1e200], [1.0, 2.0], [1e-30, 3e-30]]), torch.tensor([1.0, 1.0, -1.0]), {}, False)
    return cases.content()


@fixture("losses")
def contrastive_loss(draw):
    distances = {"euclidean": exact.euclidean, "squared_euclidean": exact.squared_euclidean, "cosine": exact.cosine,
                 "manhattan": exact.manhattan}

    def row(input1, input2, target, margin=1.0, distance="euclidean"):
        d = distances[distance](input1, input2)
        return d * d / 2 if target[0] > 0 else max(mpf(0), mpf(margin) - d) ** 2 / 2

    cases, add = pair_cases(draw, row, [{}, {"margin": 3.0}] + [{"distance": d, "margin": 2.5} for d in list(distances)[1:]])
    for params in ({"distance": d} for d in distances):
        a, b = torch.tensor([[1.0, -2.0, 3.0], [2.0, 0.5, -1.0], [1.0, 2.0, 3.0]]), torch.tensor([[3.0, 1.0, -1.0], [1.0, 2.0, 2.5], [0.5, -1.0, 1.0]])
        add("huge", 1e60 * a, 1e60 * b, torch.tensor([1.0, -1.0, 1.0]), params)
        add("tiny", 1e-60 * a, 1e-60 * b, torch.tensor([1.0, -1.0, 1.0]), params)
    return cases.content()


POINTS = torch.tensor([[1.0, -2.0], [0.5, 3.0], [2.0, -1.0], [-1.0, 2.5]])


def batch_cases(draw, batch, params_list, huge=1e30 * POINTS):
    """Cases of a loss of a labeled batch: `batch(rows, labels, **params)` gives one value a row and the divisor."""
    cases, normal = Fixture(draw, ["embeddings"]), draw.normal

    def add(title, points, labels, params):
        batchwise(cases, title, lambda rows, labels: batch(rows, labels, **params), points, torch.tensor(labels, dtype=torch.long), params)

    for params in params_list:
        add("three classes", normal(7, 3), [0, 1, 0, 2, 1, 0, 2], params)
        add("two a class", normal(6, 2), [4, 7, 4, 9, 7, 9], params)
        add("five of one, one of another", normal(6, 4), [1, 1, 0, 1, 1, 1], params)
        add("one class", normal(4, 3), [3, 3, 3, 3], params)
        add("no two alike", normal(3, 2), [0, 1, 2], params)
        add("one row", normal(1, 3), [0], params)
        add("no rows", torch.zeros(0, 3), [], params)
    add("huge", huge, [0, 1, 0, 1], {})
    add("tiny", 1e-30 * POINTS, [0, 1, 0, 1], {})
    return cases.content()


@fixture("losses")
def info_nce_loss(draw):
    def batch(rows, labels, temperature=0.1, similarity="cosine", variant="info_nce"):
        s = cosine if similarity == "cosine" else dot
        values, anchors = [], 0
        for i, row in enumerate(rows):
            alike, unlike = others(rows, labels, i)
            anchors += bool(alike)
            value = mpf(0)
            for p in alike:
                rivals = unlike if variant == "info_nce" else [k for k in range(len(rows)) if k not in (i, p)]
                if rivals:
                    lead = s(row, rows[p]) / mpf(temperature) - log_sum([s(row, rows[k]) / mpf(temperature) for k in rivals])
                    value += softplus(-lead) / len(alike)
            values.append(value)
        return values, anchors

    return batch_cases(draw, batch, [{}, {"temperature": 0.5}, {"variant": "nt_xent"}, {"similarity": "dot", "temperature": 1.5}, {"similarity": "dot", "variant": "nt_xent", "temperature": 2.0}], draw.normal(4, 3, scale=1e30))


@fixture("losses")
def multi_similarity_loss(draw):
    def batch(rows, labels, alpha=2.0, beta=50.0, base=0.5):
        values = []
        for i, row in enumerate(rows):
            alike, unlike = others(rows, labels, i)
            near = sum((exp(-mpf(alpha) * (cosine(row, rows[p]) - mpf(base))) for p in alike), mpf(0))
            far = sum((exp(mpf(beta) * (cosine(row, rows[n]) - mpf(base))) for n in unlike), mpf(0))
            values.append(log1p(near) / mpf(alpha) + log1p(far) / mpf(beta))
        return values, len(rows)

    return batch_cases(draw, batch, [{}, {"alpha": 5.0, "beta": 10.0, "base": 0.2}], draw.normal(4, 3, scale=1e30))


@fixture("losses")
def lifted_structure_loss(draw):
    def batch(rows, labels, margin=1.0):
        d = lambda i, j: exact.norm(rows[i], rows[j], 2, mpf(0))
        values, count = [], 0
        for i in range(len(rows)):
            alike, unlike = others(rows, labels, i)
            value = mpf(0)
            for j in (j for j in alike if j > i):
                count += 1
                if unlike:
                    excess = log(sum(exp(mpf(margin) - d(i, n)) + exp(mpf(margin) - d(j, n)) for n in unlike)) + d(i, j)
                    value += max(mpf(0), excess) ** 2 / 2
            values.append(value)
        return values, count

    return batch_cases(draw, batch, [{}, {"margin": 2.5}])


@fixture("losses")
def n_pair_loss(draw):
    def batch(rows, labels, l2_reg=0.02):
        order = [sum(labels[j] == labels[i] for j in range(i)) for i in range(len(rows))]
        positives = [i for i in range(len(rows)) if order[i] % 2]
        values = []
        for a in range(len(rows)):
            later = [j for j in range(a + 1, len(rows)) if labels[j] == labels[a]]
            if order[a] % 2 or not later:
                values.append(mpf(0))
                continue
            p = later[0]
            terms = [exp(dot(rows[a], rows[n]) - dot(rows[a], rows[p])) for n in positives if labels[n] != labels[a]]
            values.append(log1p(sum(terms, mpf(0))) + mpf(l2_reg) * (dot(rows[a], rows[a]) + dot(rows[p], rows[p])))
        return values, len(positives)

    return batch_cases(draw, batch, [{}, {"l2_reg": 0.0}])


@fixture("losses")
def angular_loss(draw):
    def batch(rows, labels, angle=40.0):
        square = mp.tan(mp.radians(mpf(angle))) ** 2
        values, count = [], 0
        for a in range(len(rows)):
            alike, unlike = others(rows, labels, a)
            value = mpf(0)
            for p in (p for p in alike if p > a):
                count += 1
                terms = [exp(4 * square * (cosine(rows[a], rows[n]) + cosine(rows[p], rows[n])) - 2 * (1 + square) * cosine(rows[a], rows[p])) for n in unlike]
                value += log1p(sum(terms, mpf(0)))
            values.append(value)
        return values, count

    return batch_cases(draw, batch, [{}, {"angle": 25.0}], draw.normal(4, 3, scale=1e30))
