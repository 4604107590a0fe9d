"""Fixtures of the losses of one value a row: classes, several labels, overlaps, rankings."""
import torch
import torch.nn.functional as F
from mpmath import exp, log1p, mpf

from common import fixture
from exact import softplus
from exact_case import Fixture, rowwise

SHAPES = [(5, 3), (9, 4), (1, 2), (6, 1), (4,)]


def surprise(row, c):
    """-log softmax, with the largest term as 1."""
    top = max(row)
    best = row.index(top)
    return top - row[c] + log1p(sum((exp(z - top) for i, z in enumerate(row) if i != best), mpf(0)))


def hinge(x):
    return max(mpf(0), x)


def of_classes(draw, row, params_list, torch_loss=None, inputs=None, mean_of_weights=False, extremes=()):
    """Cases of a loss of class numbers: `row(input, target, weight, **params)`. `inputs(*shape)` draws the first tensor;
    weights are given where torch has them."""
    cases, inputs = Fixture(draw, ["input"], torch_loss), inputs or (lambda *shape: draw.normal(*shape, scale=2.0))

    def add(title, x, y, params, weight=None, as_torch=True):
        tensors = {"input": x, "target": y} | ({} if weight is None else {"weight": weight})
        w = torch.ones(x.shape[-1]) if weight is None else weight
        kept = y.reshape(-1)[y.reshape(-1) != params.get("ignore_index", -100)]
        rows = x.shape[0] if x.dim() > 1 else 1
        divisor = float(w[kept].sum()) if mean_of_weights else rows
        formula = lambda input, target, weight=None: row(input, int(target[0]), weight or [mpf(1)] * len(input), **params)
        rowwise(cases, title, formula, tensors, params, divisor, as_torch)

    for params in params_list:
        for shape in SHAPES:
            add(f"random {list(shape)}", inputs(*shape), draw.labels(shape[:-1], shape[-1]), params)
        if torch_loss:
            add("class weights", inputs(7, 4), draw.labels((7,), 4), params, torch.tensor([0.2, 1.5, 3.0, 0.7]))
        add("no rows", torch.zeros(0, 4), torch.zeros(0, dtype=torch.long), params)
        for title, x, y, as_torch in extremes:
            add(title, torch.tensor(x), torch.tensor(y), params, None, as_torch)
    return cases, add


FAR = [("huge logits", [[1e3, -1e3, 0.0], [1e30, -1e30, 1e29], [-1e30, 1e30, 0.5e30]], [0, 1, 2], False),
       ("tiny and equal logits", [[1e-300, -1e-300, 0.0], [2.5, 2.5, 2.5]], [0, 1], False),
       ("sure and right, sure and wrong", [[40.0, 0.0, 0.0], [0.0, 40.0, -1.0], [0.0, 0.0, 40.0], [700.0, 0.0, 1.0]], [0, 1, 0, 0], False)]


@fixture("losses")
def multi_margin_loss(draw):
    def row(x, y, w, p=1, margin=1.0):
        return w[y] / len(x) * sum((hinge(mpf(margin) - x[y] + z) ** p for c, z in enumerate(x) if c != y), mpf(0))

    torch_loss = lambda params: lambda input, target, weight=None: F.multi_margin_loss(input, target.long(), weight=weight, reduction="none", **params)
    return of_classes(draw, row, [{}, {"p": 2}, {"margin": 2.5}, {"p": 2, "margin": 0.3}], torch_loss, draw.normal, extremes=FAR)[0].content("weight")


@fixture("losses")
def nll_loss(draw):
    logs = lambda *shape: torch.log_softmax(draw.normal(*shape, scale=2.0), -1)
    row = lambda x, y, w, ignore_index=-100, torch_compat=False: mpf(0) if y == ignore_index else -w[y] * x[y]
    torch_loss = lambda params: lambda input, target, weight=None: F.nll_loss(input, target.long(), weight, ignore_index=params.get("ignore_index", -100), reduction="none")
    cases, add = of_classes(draw, row, [{}, {"ignore_index": 0}], torch_loss, logs, True, [("far", [[-1e30, 0.0, -5e-324]], [0], True)])
    add("all rows ignored: 0 with divisor 0 (torch's mean is NaN)", logs(3, 4), torch.full((3,), -100), {})
    add("all rows ignored, as in torch: NaN", torch.log_softmax(torch.tensor([[1.0, -2.0], [0.5, 3.0]]), 1), torch.full((2,), -100), {"torch_compat": True})
    return cases.content("weight")


@fixture("losses")
def brier_loss(draw):
    def row(x, y, w):
        # 1 − p from the other classes, since 60 digits do not hold a p of 1 − 1e-304.
        p = [exp(-surprise(x, c)) for c in range(len(x))]
        rest = sum((q for c, q in enumerate(p) if c != y), mpf(0))
        return rest ** 2 + sum((q ** 2 for c, q in enumerate(p) if c != y), mpf(0))

    return of_classes(draw, row, [{}], extremes=FAR)[0].content()


@fixture("losses")
def z_loss(draw):
    def row(x, y, w, coefficient=1e-4):
        return surprise(x, y) + mpf(coefficient) * (x[y] + surprise(x, y)) ** 2

    return of_classes(draw, row, [{}, {"coefficient": 0.1}, {"coefficient": 0.0}], extremes=FAR)[0].content()


@fixture("losses")
def multilabel_margin_loss(draw):
    cases = Fixture(draw, ["input"], lambda params: lambda input, target: F.multilabel_margin_loss(input, target.long(), reduction="none"))

    def margin_row(input, target):
        listed = []
        for t in target:
            if t < 0:
                break
            listed.append(int(t))
        return sum((hinge(1 - (input[t] - z)) for t in listed for c, z in enumerate(input) if c not in listed), mpf(0)) / len(input)

    normal = draw.normal
    for title, x, y in [("random", normal(4, 3), [[0, -1, -1], [2, 1, -1], [1, -1, 0], [0, 1, 2]]), ("no label", normal(2, 3), [[-1, 0, 1], [-1, -1, -1]]),
                        ("one row", normal(4), [3, 1, -1, 2]), ("five classes", normal(3, 5, scale=2.0), [[4, 0, -1, -1, -1], [1, 2, 3, -1, -1], [0, -1, -1, -1, -1]]),
                        ("one class", normal(2, 1), [[0], [-1]]), ("all labels", normal(1, 4), [[3, 2, 1, 0]]),
                        ("huge and tiny", torch.tensor([[1e30, -1e30, 1.0], [1e-300, 0.0, -1e-300]]), [[0, -1, -1], [1, -1, -1]]),
                        ("far apart", torch.tensor([[50.0, 3.0, -20.0], [-50.0, 3.0, 20.0]]), [[0, -1, -1], [0, 1, -1]])]:
        rowwise(cases, title, margin_row, {"input": x, "target": torch.tensor(y)}, {}, x.shape[0] if x.dim() > 1 else 1, title != "huge and tiny")
    return cases.content()


@fixture("losses")
def multilabel_soft_margin_loss(draw):
    cases, normal, uniform = Fixture(draw, ["input", "target"], lambda params: lambda input, target, weight=None: F.multilabel_soft_margin_loss(
        input, target, weight, reduction="none")), draw.normal, draw.uniform

    def soft_row(input, target, weight=None):
        return sum((w * (y * softplus(-x) + (1 - y) * softplus(x)) for x, y, w in zip(input, target, weight or [mpf(1)] * len(input))), mpf(0)) / len(input)

    def add(title, x, y, as_torch=True, weight=None):
        tensors = {"input": x, "target": y} | ({} if weight is None else {"weight": weight})
        rowwise(cases, title, soft_row, tensors, {}, x.shape[0] if x.dim() > 1 else 1, as_torch)

    for shape in SHAPES:
        add(f"random {list(shape)}", normal(*shape, scale=2.0), uniform(*shape))
    add("yes and no", normal(4, 3), torch.tensor([[0.0, 1.0, 0.0], [1.0, 1.0, 1.0], [0.0, 0.0, 0.0], [1.0, 0.0, 0.0]]))
    add("weights", normal(5, 3), uniform(5, 3), True, torch.tensor([0.5, 2.0, 1.25]))
    add("no rows", torch.zeros(0, 3), torch.zeros(0, 3))
    add("far in the tails", torch.tensor([[40.0, -40.0], [800.0, -800.0]]), torch.tensor([[1.0, 0.0], [0.0, 1.0]]), False)
    add("huge and tiny", torch.tensor([[1e30, -1e30], [1e-300, -1e-300]]), torch.tensor([[0.25, 0.5], [0.0, 1.0]]), False)
    return cases.content()


def overlap_cases(draw, row, params_list):
    cases, uniform = Fixture(draw, ["input", "target"]), draw.uniform
    for params in params_list:
        formula = lambda input, target, params=params: row(input, target, **params)
        for shape in SHAPES:
            rowwise(cases, f"random {list(shape)}", formula, {"input": uniform(*shape), "target": uniform(*shape)}, params, shape[0] if len(shape) > 1 else 1)
        picture = (uniform(3, 8) > 0.7).double()
        rowwise(cases, "a small picture", formula, {"input": uniform(3, 8), "target": picture}, params, 3)
        rowwise(cases, "tiny", formula, {"input": torch.tensor([[1e-300, 0.25]]), "target": torch.tensor([[1.0, 0.5]])}, params, 1)
        rowwise(cases, "no rows", formula, {"input": torch.zeros(0, 3), "target": torch.zeros(0, 3)}, params, 0)
    cases.add("nothing said of nothing there", {"input": torch.zeros(2, 3), "target": torch.zeros(2, 3)}, {"smooth": 0.0}, [0, 0], {"input": [0] * 6, "target": [0] * 6}, 2, (2,))
    return cases.content()


@fixture("losses")
def dice_loss(draw):
    def row(input, target, smooth=1.0):
        s, both = mpf(smooth), sum(input) + sum(target)
        return 1 - (2 * sum(u * v for u, v in zip(input, target)) + s) / (both + s) if both + s else mpf(0)

    return overlap_cases(draw, row, [{}, {"smooth": 0.0}, {"smooth": 1e-3}])


@fixture("losses")
def tversky_loss(draw):
    def row(input, target, alpha=0.3, beta=0.7, smooth=1.0):
        a, b = mpf(alpha), mpf(beta)
        hits = sum((u * v for u, v in zip(input, target)), mpf(0)) + mpf(smooth)
        errors = sum((a * u * (1 - v) + b * (1 - u) * v for u, v in zip(input, target)), mpf(0))
        return errors / (hits + errors) if hits + errors else mpf(0)

    return overlap_cases(draw, row, [{}, {"alpha": 0.9, "beta": 0.2}, {"smooth": 0.0, "alpha": 0.5, "beta": 0.5}])


@fixture("losses")
def rank_net_loss(draw):
    cases = Fixture(draw, ["input"])

    def add(title, s, y, params):
        k = mpf(params.get("sigma", 1.0))
        row = lambda input, target: sum((softplus(-k * (input[i] - input[j])) for i in range(len(input)) for j in range(len(input)) if target[i] > target[j]), mpf(0))
        lists = y.tolist() if y.dim() > 1 else [y.tolist()]
        rowwise(cases, title, row, {"input": s, "target": y}, params, sum(a > b for one in lists for a in one for b in one))

    for params in ({}, {"sigma": 2.5}):
        for shape in SHAPES:
            add(f"random {list(shape)}", draw.normal(*shape, scale=2.0), torch.floor(3 * draw.uniform(*shape)), params)
        add("no pair: 0 with divisor 0", draw.normal(2, 3), torch.ones(2, 3), params)
        add("no rows", torch.zeros(0, 3), torch.zeros(0, 3), params)
        add("equal, far and huge", torch.tensor([[1.0, 1.0, 1.0], [40.0, 0.0, -800.0], [1e30, -1e30, 0.0]]), torch.tensor([[2.0, 1.0, 0.0]] * 3), params)
        add("tiny", torch.tensor([[1e-30, -3e-300, 0.0]]), torch.tensor([[2.0, 1.0, 0.0]]), params)
    return cases.content()


@fixture("losses")
def list_net_loss(draw):
    cases = Fixture(draw, ["input", "target"])
    row = lambda input, target: sum(exp(-surprise(target, c)) * surprise(input, c) for c in range(len(input)))
    add = lambda title, x, y, divisor: rowwise(cases, title, row, {"input": torch.as_tensor(x), "target": torch.as_tensor(y)}, {}, divisor)
    for shape in SHAPES + [(7, 5)]:
        add(f"random {list(shape)}", draw.normal(*shape, scale=2.0), 3 * draw.uniform(*shape), shape[0] if len(shape) > 1 else 1)
    add("no rows", torch.zeros(0, 3), torch.zeros(0, 3), 0)
    add("equal and far", [[1.0, 1.0, 1.0], [40.0, 0.0, -80.0]], [[2.0, 2.0, 2.0], [30.0, 0.0, 1.0]], 2)
    add("huge and tiny", [[1e30, -1e30, 5e29], [1e-300, 0.0, -1e-300]], [[2.0, 1.0, 0.0]] * 2, 2)
    return cases.content()
