"""Makes losses/*.json: values and gradients of each loss from torch in double precision, checked against 50 digits.

Where torch is further than 1e-13 (relative) from the exact value, as in its tails, the exact numbers are written and the
case says so. Gradients of reduction "sum" are written once; those of "mean" are these divided by the divisor."""
import torch
import torch.nn.functional as F
from mpmath import mpf

import exact
from common import ORACLE, close, pack, write

torch.set_default_dtype(torch.float64)
GENERATOR = torch.Generator().manual_seed(20260101)


def normal(*shape, scale=1.0):
    return torch.randn(*shape, generator=GENERATOR) * scale


def uniform(*shape):
    return torch.rand(*shape, generator=GENERATOR)


def labels(rows, classes):
    return torch.randint(0, classes, (rows,), generator=GENERATOR)


def exact_rows(tensor):
    return [[mpf(v) for v in row] for row in tensor.tolist()]


def record(cases, name, loss, inputs, params, wanted, divisor, oracle=None, exactly=None):
    """Adds a case: `loss(reduction, **leaves)` is torch's; `exactly()` the 50-digit values and gradients of the sum."""
    leaves = {k: v.clone().requires_grad_(k in wanted) for k, v in inputs.items()}
    none = loss("none", **leaves)
    gradients = {}
    if wanted and none.requires_grad:
        found = torch.autograd.grad(none.sum(), [leaves[k] for k in wanted], allow_unused=True)
        gradients = {k: pack(torch.zeros_like(inputs[k]) if g is None else g) for k, g in zip(wanted, found)}
    values = pack(none)
    if exactly is not None:
        true_values, true_gradients = exactly()
        worst = [not close(a, float(b), 1e-13) for a, b in zip(values["data"], true_values)]
        for key, true in true_gradients.items():
            scale = max([abs(float(t)) for t in true] or [0.0])
            worst += [not close(a, float(b), 1e-12) and abs(a - float(b)) > 1e-16 * scale for a, b in zip(gradients[key]["data"], true)]
            if any(worst):
                gradients[key]["data"] = [float(t) for t in true]
        if any(worst):
            values["data"] = [float(v) for v in true_values]
            oracle = "mpmath, 50 digits; torch is not exact here"
    case = {"name": name, "params": params, "inputs": {k: pack(v.double()) for k, v in inputs.items()}, "divisor": divisor,
            "values": values, "gradients": gradients}
    if oracle:
        case["oracle"] = oracle
    cases.append(case)


def elementwise(name, function, params_list):
    cases = []

    def add(title, x, y, params):
        record(cases, title, lambda reduction, input, target: function(input, target, reduction=reduction, **params),
               {"input": x, "target": y}, params, ["input", "target"], x.numel())

    for index, params in enumerate(params_list):
        add(f"random 5x3, {params}", normal(5, 3, scale=2), normal(5, 3, scale=2), params)
        add(f"vector of 7, {params}", normal(7, scale=3), normal(7), params)
        add(f"one element, {params}", normal(1, 1), normal(1, 1), params)
        add(f"33x10, {params}", normal(33, 10, scale=5 ** index), normal(33, 10), params)
        edge = params.get("delta", 1.0)
        add(f"at the kinks, {params}", torch.tensor([0.0, edge, -edge, 2 * edge, 0.5]), torch.tensor([0.0, 0.0, 0.0, edge, 0.5]), params)
        add(f"huge and tiny, {params}", torch.tensor([1e150, -1e100, 1e-150, 1e-300, 3e8]), torch.tensor([0.0, 1e100, -1e-160, 0.0, 1.0]), params)
        add(f"empty, {params}", torch.zeros(0, 3), torch.zeros(0, 3), params)
        add(f"a single number, {params}", torch.tensor(1.75), torch.tensor(-0.4), params)
    write("losses", name, {"loss": name, "oracle": ORACLE, "cases": cases})


def cross_entropy():
    cases = []

    def add(title, x, y, weight=None, smoothing=0.0, ignore=-100, oracle=None):
        params = {}
        if smoothing:
            params["label_smoothing"] = smoothing
        if ignore != -100:
            params["ignore_index"] = ignore
        inputs = {"input": x, "target": y}
        if weight is not None:
            inputs["weight"] = weight
        indices = not y.is_floating_point()
        classes = x.shape[-1]
        w = torch.ones(classes) if weight is None else weight
        if indices:
            kept = y.reshape(-1) != ignore
            divisor = float(w[y.reshape(-1)[kept]].sum()) if kept.any() else 0.0
        else:
            divisor = float(x.shape[0]) if x.dim() > 1 else 1.0

        def loss(reduction, input, target, weight=None):
            return F.cross_entropy(input, target if target.is_floating_point() else y, weight=weight, ignore_index=ignore,
                                   reduction=reduction, label_smoothing=smoothing)

        def exactly():
            rows = exact_rows(x) if x.dim() > 1 else [[mpf(v) for v in x.tolist()]]
            values, gradient, by_target = [], [], []
            for i, row in enumerate(rows):
                if indices:
                    label = int(y.reshape(-1)[i])
                    if label == ignore:
                        values.append(mpf(0))
                        gradient += [mpf(0)] * classes
                        continue
                    target = [mpf(int(c == label)) for c in range(classes)]
                else:
                    target = [mpf(v) for v in y.reshape(len(rows), -1)[i].tolist()]
                s = mpf(smoothing)
                q = [(1 - s) * t + s / classes for t in target]
                value, row_gradient, row_target = exact.cross_entropy(row, q, [mpf(v) for v in w.tolist()])
                values.append(value)
                gradient += row_gradient
                by_target += [(1 - s) * t for t in row_target]
            found = {"input": gradient}
            if not indices:
                found["target"] = by_target
            return values, found

        wanted = ["input"] if indices else ["input", "target"]
        record(cases, title, loss, inputs, params, wanted, divisor, oracle, exactly)

    add("class indices", normal(5, 3, scale=2), labels(5, 3))
    add("33 rows of 10 classes", normal(33, 10, scale=3), labels(33, 10))
    add("class weights", normal(7, 4), labels(7, 4), weight=torch.tensor([0.2, 1.5, 3.0, 0.7]))
    add("label smoothing", normal(6, 5, scale=2), labels(6, 5), smoothing=0.1)
    add("smoothing, weights and ignored rows", normal(8, 3), torch.tensor([0, 2, 1, 1, 2, 0, 1, 0]), weight=torch.tensor([0.5, 2.0, 1.25]), smoothing=0.3, ignore=1)
    add("ignored rows", normal(6, 4, scale=2), torch.tensor([0, -100, 3, 2, -100, 1]))
    add("probabilities", normal(5, 4, scale=2), torch.softmax(normal(5, 4), 1))
    add("probabilities, weights and smoothing", normal(5, 4), torch.softmax(normal(5, 4), 1), weight=torch.tensor([0.3, 1.0, 2.0, 0.9]), smoothing=0.2)
    add("probabilities that are sure", normal(3, 4), torch.eye(4)[:3].clone())
    add("one example without a batch", normal(5), torch.tensor(3))
    add("one class", normal(4, 1), torch.zeros(4, dtype=torch.long))
    add("equal logits", torch.full((3, 7), 2.5), labels(3, 7))
    add("a margin of 40", torch.tensor([[40.0, 0.0, 0.0], [0.0, 40.0, -1.0], [0.0, 0.0, 40.0]]), torch.tensor([0, 1, 0]))
    add("huge logits", torch.tensor([[1e3, -1e3, 0.0], [1e30, -1e30, 1e29], [-1e30, 1e30, 1e30]]), torch.tensor([0, 1, 2]))
    add("tiny logits", torch.tensor([[1e-300, -1e-300, 0.0], [5e-324, 0.0, 1e-310]]), torch.tensor([0, 1]))
    add("ties for the largest", torch.tensor([[3.0, 3.0, 1.0], [0.0, 0.0, 0.0]]), torch.tensor([1, 2]))
    add("all rows ignored: 0 with divisor 0 (torch's mean is NaN)", normal(3, 4), torch.full((3,), -100))
    add("no rows: 0 with divisor 0 (torch's mean is NaN)", torch.zeros(0, 4), torch.zeros(0, dtype=torch.long))
    write("losses", "cross_entropy", {"loss": "cross_entropy", "oracle": ORACLE, "cases": cases})


def binary_cross_entropy_with_logits():
    cases = []

    def add(title, x, y, weight=None, positive=None):
        inputs = {"input": x, "target": y}
        if weight is not None:
            inputs["weight"] = weight
        if positive is not None:
            inputs["pos_weight"] = positive

        def loss(reduction, input, target, weight=None, pos_weight=None):
            return F.binary_cross_entropy_with_logits(input, target, weight=weight, pos_weight=pos_weight, reduction=reduction)

        def exactly():
            w = torch.ones_like(x) if weight is None else weight
            p = torch.ones_like(x) if positive is None else positive.expand_as(x)
            rows = [exact.binary_cross_entropy(*(mpf(v) for v in row))
                    for row in zip(*(t.reshape(-1).tolist() for t in (x, y, w, p)))]
            return [r[0] for r in rows], {"input": [r[1] for r in rows], "target": [r[2] for r in rows]}

        record(cases, title, loss, inputs, {}, ["input", "target"], x.numel(), None, exactly)

    add("random 5x3", normal(5, 3, scale=2), uniform(5, 3))
    add("yes and no", normal(9, scale=3), (uniform(9) > 0.5).double())
    add("weights", normal(4, 3), uniform(4, 3), weight=uniform(4, 3) + 0.1)
    add("pos_weight", normal(4, 3, scale=2), uniform(4, 3), positive=torch.tensor([0.5, 2.0, 7.0]))
    add("both weights", normal(6, 2), uniform(6, 2), weight=uniform(6, 2), positive=torch.tensor([3.0, 0.25]))
    add("far in the tails", torch.tensor([-40.0, 40.0, -40.0, 40.0, -800.0, 800.0, -800.0, 800.0]), torch.tensor([0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0]))
    add("huge", torch.tensor([1e30, -1e30, 1e300]), torch.tensor([0.5, 0.25, 1.0]))
    add("zero and tiny logits", torch.tensor([0.0, 1e-300, -1e-300, 5e-324]), torch.tensor([0.5, 0.0, 1.0, 0.3]))
    add("empty", torch.zeros(0, 2), torch.zeros(0, 2))
    write("losses", "binary_cross_entropy_with_logits", {"loss": "binary_cross_entropy_with_logits", "oracle": ORACLE, "cases": cases})


def triplet_cases(name, torch_loss, distance_of, params_list):
    cases = []

    def add(title, a, p, n, params):
        distance = distance_of(params)

        def exactly():
            rows = list(zip(exact_rows(a if a.dim() > 1 else a[None]), exact_rows(p if p.dim() > 1 else p[None]), exact_rows(n if n.dim() > 1 else n[None])))
            return [max(mpf(0), distance(x, y) - (min(distance(x, z), distance(y, z)) if params.get("swap") else distance(x, z)) + mpf(params.get("margin", 1.0))) for x, y, z in rows], {}

        record(cases, title, lambda reduction, anchor, positive, negative: torch_loss(params)(anchor, positive, negative, reduction=reduction),
               {"anchor": a, "positive": p, "negative": n}, params, ["anchor", "positive", "negative"], float(a.shape[0] if a.dim() > 1 else 1), None, exactly)

    for params in params_list:
        add(f"random 6x3, {params}", normal(6, 3), normal(6, 3), normal(6, 3), params)
        add(f"some inactive, 9x2, {params}", normal(9, 2), normal(9, 2), normal(9, 2, scale=4), params)
        add(f"33x10, {params}", normal(33, 10), normal(33, 10), normal(33, 10), params)
        single = normal(1, 1), normal(1, 1), normal(1, 1)
        if params.get("distance") != "cosine":  # of single numbers it is flat, and torch's gradient rounding alone
            add(f"one row of one number, {params}", *single, params)
        add(f"without a batch, {params}", normal(5), normal(5), normal(5), params)
        same = normal(4, 3)
        add(f"positive on the anchor, {params}", same, same.clone(), normal(4, 3), params)
        add(f"far away, {params}", normal(3, 4, scale=1e6), normal(3, 4, scale=1e6), normal(3, 4, scale=1e6), params)
        add(f"empty, {params}", torch.zeros(0, 3), torch.zeros(0, 3), torch.zeros(0, 3), params)
    write("losses", name, {"loss": name, "oracle": ORACLE, "cases": cases})


def triplet_margin_loss():
    def torch_loss(params):
        return lambda a, p, n, reduction: F.triplet_margin_loss(a, p, n, margin=params.get("margin", 1.0), p=params.get("p", 2.0),
                                                                eps=params.get("eps", 1e-6), swap=params.get("swap", False), reduction=reduction)

    def distance_of(params):
        return lambda a, b: exact.norm(a, b, mpf(params.get("p", 2.0)), mpf(params.get("eps", 1e-6)))

    triplet_cases("triplet_margin_loss", torch_loss, distance_of,
                  [{}, {"margin": 0.3}, {"p": 1.0, "margin": 2.0}, {"p": 1.5}, {"p": 3.0, "eps": 1e-3}, {"swap": True, "margin": 2.5},
                   {"p": 3.0, "swap": True, "margin": 0.7, "eps": 0.01}])


def triplet_margin_with_distance_loss():
    torch_distances = {
        "euclidean": F.pairwise_distance,
        "squared_euclidean": lambda a, b: ((a - b) ** 2).sum(-1),
        "cosine": lambda a, b: 1 - F.cosine_similarity(a, b, dim=-1),
    }
    exact_distances = {"euclidean": exact.euclidean, "squared_euclidean": exact.squared_euclidean, "cosine": exact.cosine}

    def torch_loss(params):
        return lambda a, p, n, reduction: F.triplet_margin_with_distance_loss(
            a, p, n, distance_function=torch_distances[params.get("distance", "euclidean")], margin=params.get("margin", 1.0),
            swap=params.get("swap", False), reduction=reduction)

    triplet_cases("triplet_margin_with_distance_loss", torch_loss, lambda params: exact_distances[params.get("distance", "euclidean")],
                  [{}, {"distance": "squared_euclidean", "margin": 0.5}, {"distance": "cosine"}, {"distance": "cosine", "swap": True, "margin": 0.2},
                   {"distance": "squared_euclidean", "swap": True}])


def main():
    elementwise("mse_loss", F.mse_loss, [{}])
    elementwise("l1_loss", F.l1_loss, [{}])
    elementwise("huber_loss", F.huber_loss, [{}, {"delta": 0.3}, {"delta": 2.5}])
    cross_entropy()
    binary_cross_entropy_with_logits()
    triplet_margin_loss()
    triplet_margin_with_distance_loss()


main()
