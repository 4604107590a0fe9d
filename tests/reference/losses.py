"""Fixtures of the commonest losses: values and gradients from torch in double precision, checked against 50 digits.

Where torch is further than 1e-13 (relative) from the exact value, as in its tails, the exact numbers are written and the
case says so. Gradients of reduction "sum" are written once; those of "mean" are these divided by the divisor."""
import math

import mpmath
import torch
import torch.nn.functional as F
from mpmath import mpf

import exact
from common import ORACLE, as_lists, close, fixture, pack


def exact_rows(tensor):
    return [[mpf(v) for v in row] for row in tensor.tolist()]


def check_mean(loss, leaves, wanted, none, gradients, divisor):
    """That torch's own mean, and its gradients, are those of its sum over our divisor; where that is 0 torch has NaN."""
    mean = loss("mean", **leaves)
    if not divisor:
        assert math.isnan(float(mean))
        return
    # Where a sum is the small rest of large numbers, they are the measure.
    assert abs(float(mean) - float(none.sum()) / divisor) <= 1e-14 * float(none.abs().sum()) / divisor or math.isnan(float(mean))
    if not (wanted and mean.requires_grad):
        return
    for name, found in zip(wanted, torch.autograd.grad(mean, [leaves[k] for k in wanted], allow_unused=True)):
        if found is not None and found.numel():
            expected = torch.tensor(gradients[name]["data"]) / divisor
            assert torch.allclose(found.reshape(-1), expected, rtol=1e-12, atol=1e-300, equal_nan=True), name


def record(cases, name, loss, inputs, params, wanted, divisor, oracle=None, exactly=None):
    """Adds a case: `loss(reduction, **leaves)` is torch's; `exactly()` the 50-digit values and gradients of the sum."""
    leaves = {k: v.clone().requires_grad_(k in wanted) for k, v in inputs.items()}
    none = loss("none", **leaves)
    gradients = {}
    if wanted and none.requires_grad:
        found = torch.autograd.grad(none.sum(), [leaves[k] for k in wanted], allow_unused=True)
        gradients = {k: pack(torch.zeros_like(inputs[k]) if g is None else g) for k, g in zip(wanted, found)}
    values = pack(none)
    check_mean(loss, leaves, wanted, none, gradients, divisor)
    if exactly is not None:
        true_values, true_gradients = exactly()
        worst = [not close(a, float(b), 1e-13) for a, b in zip(values["data"], true_values)]
        for key, true in true_gradients.items():
            scale = max([abs(float(t)) for t in true] or [0.0])
            # NaN is worse than any number.
            worst += [not (close(a, float(b), 1e-12) or abs(a - float(b)) <= 1e-16 * scale) for a, b in zip(gradients[key]["data"], true)]
        if any(worst):
            for key, true in true_gradients.items():
                gradients[key]["data"] = [float(t) for t in true]
            values["data"] = [float(v) for v in true_values]
            oracle = "mpmath, 50 digits; torch is not exact here"
    case = {"name": name, "params": params, "inputs": {k: pack(v.double()) for k, v in inputs.items()}, "divisor": divisor,
            "values": values, "gradients": gradients}
    if oracle:
        case["oracle"] = oracle
    cases.append(case)


def content(name, cases):
    return {"loss": name, "oracle": ORACLE, "cases": cases}


def elementwise(draw, function, params_list):
    cases, normal = [], draw.normal

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
    return content(draw.name, cases)


@fixture("losses")
def mse_loss(draw):
    return elementwise(draw, F.mse_loss, [{}])


@fixture("losses")
def l1_loss(draw):
    return elementwise(draw, F.l1_loss, [{}])


@fixture("losses")
def huber_loss(draw):
    return elementwise(draw, F.huber_loss, [{}, {"delta": 0.3}, {"delta": 2.5}])


@fixture("losses")
def cross_entropy(draw):
    cases, normal = [], draw.normal

    def add(title, x, y, weight=None, smoothing=0.0, ignore=-100, oracle=None, compat=False):
        params = {"torch_compat": True} if compat else {}
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

    add("class indices", normal(5, 3, scale=2), draw.labels((5,), 3))
    add("33 rows of 10 classes", normal(33, 10, scale=3), draw.labels((33,), 10))
    add("class weights", normal(7, 4), draw.labels((7,), 4), weight=torch.tensor([0.2, 1.5, 3.0, 0.7]))
    add("label smoothing", normal(6, 5, scale=2), draw.labels((6,), 5), smoothing=0.1)
    add("smoothing, weights and ignored rows", normal(8, 3), torch.tensor([0, 2, 1, 1, 2, 0, 1, 0]), weight=torch.tensor([0.5, 2.0, 1.25]), smoothing=0.3, ignore=1)
    add("ignored rows", normal(6, 4, scale=2), torch.tensor([0, -100, 3, 2, -100, 1]))
    add("probabilities", normal(5, 4, scale=2), torch.softmax(normal(5, 4), 1))
    add("probabilities, weights and smoothing", normal(5, 4), torch.softmax(normal(5, 4), 1), weight=torch.tensor([0.3, 1.0, 2.0, 0.9]), smoothing=0.2)
    add("probabilities that are sure", normal(3, 4), torch.eye(4)[:3].clone())
    add("one example without a batch", normal(5), torch.tensor(3))
    add("one class", normal(4, 1), torch.zeros(4, dtype=torch.long))
    add("equal logits", torch.full((3, 7), 2.5), draw.labels((3,), 7))
    add("a margin of 40", torch.tensor([[40.0, 0.0, 0.0], [0.0, 40.0, -1.0], [0.0, 0.0, 40.0]]), torch.tensor([0, 1, 0]))
    add("huge logits", torch.tensor([[1e3, -1e3, 0.0], [1e30, -1e30, 1e29], [-1e30, 1e30, 1e30]]), torch.tensor([0, 1, 2]))
    add("tiny logits", torch.tensor([[1e-300, -1e-300, 0.0], [5e-324, 0.0, 1e-310]]), torch.tensor([0, 1]))
    add("ties for the largest", torch.tensor([[3.0, 3.0, 1.0], [0.0, 0.0, 0.0]]), torch.tensor([1, 2]))
    sure = torch.tensor([[40.0, 0.0, 0.0], [0.0, 40.0, -1.0], [0.0, 0.0, 40.0]])
    weights = torch.tensor([0.5, 2.0, 1.25])
    add("a margin of 40, with weights", sure, torch.tensor([0, 1, 0]), weight=weights)
    add("a margin of 40, with weights and smoothing", sure, torch.tensor([0, 1, 0]), weight=weights, smoothing=0.05)
    add("a margin of 40, against probabilities", sure, torch.tensor([[1.0, 0.0, 0.0], [0.0, 0.75, 0.25], [0.125, 0.375, 0.5]]))
    add("a margin of 700", torch.tensor([[700.0, 0.0], [0.0, 700.0]]), torch.tensor([0, 0]))
    add("two classes of nearly equal logits", torch.tensor([[1.0, 1.0 + 2.0**-52], [1e8, 1e8 + 2.0**-20]]), torch.tensor([0, 1]))
    add("everything smoothed away", torch.tensor([[1.0, -2.0, 0.5]]), torch.tensor([1]), smoothing=1.0)
    add("all rows ignored: 0 with divisor 0 (torch's mean is NaN)", normal(3, 4), torch.full((3,), -100))
    add("no rows: 0 with divisor 0 (torch's mean is NaN)", torch.zeros(0, 4), torch.zeros(0, dtype=torch.long))
    add("all rows ignored, as in torch: NaN", torch.tensor([[1.0, -2.0], [0.5, 3.0]]), torch.full((2,), -100), compat=True)
    return content("cross_entropy", cases + as_lists(cases, "weight"))


@fixture("losses")
def binary_cross_entropy_with_logits(draw):
    cases, normal, uniform = [], draw.normal, draw.uniform

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
    tails = torch.tensor([[-40.0, 40.0], [30.0, -30.0], [-800.0, 800.0]])
    add("far in the tails, both weights", tails, torch.tensor([[0.0, 1.0], [1.0, 0.25], [0.5, 1.0]]),
        weight=torch.tensor([[0.5, 2.0], [1.5, 0.0], [3.0, 0.125]]), positive=torch.tensor([3.0, 0.25]))
    add("one number without a dimension", torch.tensor(-37.5), torch.tensor(0.0))
    add("rank 3 with pos_weight", torch.linspace(-6, 6, 12).reshape(2, 3, 2), torch.linspace(0, 1, 12).reshape(2, 3, 2), positive=torch.tensor([4.0, 0.5]))
    add("huge", torch.tensor([1e30, -1e30, 1e300]), torch.tensor([0.5, 0.25, 1.0]))
    add("zero and tiny logits", torch.tensor([0.0, 1e-300, -1e-300, 5e-324]), torch.tensor([0.5, 0.0, 1.0, 0.3]))
    add("empty", torch.zeros(0, 2), torch.zeros(0, 2))
    add("one pos_weight for all", normal(4, 3, scale=2), uniform(4, 3), positive=torch.tensor([3.0]))
    one = cases.pop()
    return content("binary_cross_entropy_with_logits", cases + as_lists(cases + [one], "pos_weight"))


def triplet_cases(draw, torch_loss, distance_of, params_list, extras):
    cases, normal = [], draw.normal

    def add(title, a, p, n, params):
        distance = distance_of(params)

        def exactly():
            def gap(x, y, z):
                return distance(x, y) - (min(distance(x, z), distance(y, z)) if params.get("swap") else distance(x, z))

            values, gradients = [], {"anchor": [], "positive": [], "negative": []}
            for row in zip(*(exact_rows(t if t.dim() > 1 else t[None]) for t in (a, p, n))):
                values.append(max(mpf(0), gap(*row) + mpf(params.get("margin", 1.0))))
                # At the hinge itself the engine's gradient is 0; torch 1.13 has 1, later ones 0. No case is there.
                # Beside the eps of a distance the step of a difference must show too.
                ordinary = not title.startswith(("huge", "tiny"))
                with mpmath.workdps(mpmath.mp.dps if ordinary else 300):
                    slopes = exact.slopes(gap, list(row), ordinary) if values[-1] > 0 else [[mpf(0)] * len(row[0])] * 3
                for all_slopes, slope in zip(gradients.values(), slopes):
                    all_slopes += slope
            return values, gradients

        record(cases, title, lambda reduction, anchor, positive, negative: torch_loss(params)(anchor, positive, negative, reduction=reduction),
               {"anchor": a, "positive": p, "negative": n}, params, ["anchor", "positive", "negative"], float(a.shape[0] if a.dim() > 1 else 1), None, exactly)

    def one_row(*shape):
        """Points whose loss is not the small rest of two distances, which in float would be mostly rounding."""
        while True:
            points = [normal(*shape) for _ in range(3)]
            value = float(torch_loss(params)(*points, reduction="sum"))
            if value == 0 or value > 0.1:
                return points

    for params in params_list:
        add(f"random 6x3, {params}", normal(6, 3), normal(6, 3), normal(6, 3), params)
        add(f"some inactive, 9x2, {params}", normal(9, 2), normal(9, 2), normal(9, 2, scale=4), params)
        add(f"33x10, {params}", normal(33, 10), normal(33, 10), normal(33, 10), params)
        if params.get("distance") != "cosine":  # of single numbers it is flat, and torch's gradient rounding alone
            add(f"one row of one number, {params}", *one_row(1, 1), params)
        add(f"without a batch, {params}", *one_row(5), params)
        same = normal(4, 3)
        add(f"positive on the anchor, {params}", same, same.clone(), normal(4, 3), params)
        add(f"far away, {params}", normal(3, 4, scale=1e6), normal(3, 4, scale=1e6), normal(3, 4, scale=1e6), params)
        add(f"empty, {params}", torch.zeros(0, 3), torch.zeros(0, 3), torch.zeros(0, 3), params)
    for title, points, params in extras:
        add(f"{title}, {params}", *(torch.tensor(point) for point in points), params)
    return content(draw.name, cases)


def drawn(draw, rows, columns):
    return [draw.normal(rows, columns).tolist() for _ in range(3)]


def sized(size):
    return [[[size * x for x in row]] for row in ([1.0, -2.0, 0.5], [3.0, 1.0, -1.0], [1.5, -1.0, 2.0])]


# The anchor and the positive are mirror images, so both are as far from the negative.
TIE = [[[-1.0, 0.0]], [[1.0, 0.0]], [[0.0, 2.0]]]
COLLAPSED = [[[2.0, 0.0, 0.0]] * 2] * 3
SOLVED = [[[1.0, 0.0], [0.0, 1.0]], [[1.0, 0.5], [0.25, 1.0]], [[-9.0, -4.0], [5.0, -8.0]]]


@fixture("losses")
def triplet_margin_loss(draw):
    def torch_loss(params):
        return lambda a, p, n, reduction: F.triplet_margin_loss(a, p, n, margin=params.get("margin", 1.0), p=params.get("p", 2.0),
                                                                eps=params.get("eps", 1e-6), swap=params.get("swap", False), reduction=reduction)

    def distance_of(params):
        return lambda a, b: exact.norm(a, b, mpf(params.get("p", 2.0)), mpf(params.get("eps", 1e-6)))

    return triplet_cases(draw, torch_loss, distance_of,
                  [{}, {"margin": 0.3}, {"p": 1.0, "margin": 2.0}, {"p": 1.5}, {"p": 3.0, "eps": 1e-3}, {"swap": True, "margin": 2.5},
                   {"p": 3.0, "swap": True, "margin": 0.7, "eps": 0.01}],
                  [("swapped or not", drawn(draw, 7, 4), {"swap": True, "p": 1.0, "margin": 1.5}),
                   ("swapped or not", drawn(draw, 5, 3), {"swap": True, "p": 1.5, "margin": 3.0}),
                   ("large p", drawn(draw, 3, 5), {"p": 20.0, "margin": 4.0}),
                   ("a tie of the swap", TIE, {"swap": True, "eps": 0.0, "margin": 3.0}),
                   ("a tie of the swap", TIE, {"swap": True, "eps": 0.0, "p": 3.0}),
                   ("all on one point", COLLAPSED, {}), ("all on one point", COLLAPSED, {"swap": True, "p": 1.5}),
                   ("all solved", SOLVED, {}), ("all solved", SOLVED, {"swap": True, "margin": 0.01}),
                   ("squares beyond the largest number", [[[1e200, 0.0]], [[-3e200, 3e200]], [[2e200, 1e200]]], {}),
                   ("squares below the smallest number", [[[1e-200, 0.0]], [[-3e-200, 3e-200]], [[2e-200, 1e-200]]], {"eps": 0.0}),
                   ("cubes beyond the largest number", [[[1e120, 0.0]], [[-3e120, 3e120]], [[2e120, 1e120]]], {"p": 3.0, "swap": True})])


@fixture("losses")
def triplet_margin_with_distance_loss(draw):
    torch_distances = {
        "euclidean": F.pairwise_distance,
        "squared_euclidean": lambda a, b: ((a - b) ** 2).sum(-1),
        "cosine": lambda a, b: 1 - F.cosine_similarity(a, b, dim=-1),
        "manhattan": lambda a, b: (a - b).abs().sum(-1),
    }
    exact_distances = {"euclidean": exact.euclidean, "squared_euclidean": exact.squared_euclidean, "cosine": exact.cosine, "manhattan": exact.manhattan}

    def torch_loss(params):
        return lambda a, p, n, reduction: F.triplet_margin_with_distance_loss(
            a, p, n, distance_function=torch_distances[params.get("distance", "euclidean")], margin=params.get("margin", 1.0),
            swap=params.get("swap", False), reduction=reduction)

    return triplet_cases(draw, torch_loss, lambda params: exact_distances[params.get("distance", "euclidean")],
                  [{}, {"distance": "squared_euclidean", "margin": 0.5}, {"distance": "cosine"}, {"distance": "cosine", "swap": True, "margin": 0.2},
                   {"distance": "squared_euclidean", "swap": True}],
                  [("swapped or not", drawn(draw, 6, 4), {"swap": True, "margin": 2.0}),
                   ("a tie of the swap", TIE, {"distance": "squared_euclidean", "swap": True, "margin": 2.5}),
                   ("a tie of the swap", [[[0.0, 1.0]], [[1.0, 0.0]], [[1.0, 1.0]]], {"distance": "cosine", "swap": True}),
                   ("all on one point", COLLAPSED, {}), ("all on one point", COLLAPSED, {"distance": "squared_euclidean", "swap": True}),
                   ("all on one point", COLLAPSED, {"distance": "cosine", "margin": 0.5}),
                   ("all solved", SOLVED, {"distance": "squared_euclidean"}), ("all solved", SOLVED, {"distance": "cosine", "margin": 0.25}),
                   ("opposite directions", [[[1.0, 0.0]], [[-2.0, 0.0]], [[4.0, 0.0]]], {"distance": "cosine"}),
                   ("axis by axis", drawn(draw, 6, 3), {"distance": "manhattan"}),
                   ("axis by axis", drawn(draw, 7, 4), {"distance": "manhattan", "swap": True, "margin": 2.0}),
                   *(("huge", sized(1e60), {"distance": distance}) for distance in exact_distances),
                   *(("tiny", sized(1e-60), {"distance": distance}) for distance in exact_distances if distance != "cosine")])
