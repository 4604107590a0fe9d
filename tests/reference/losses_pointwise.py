"""Fixtures of the losses that are a function of the numbers at one place."""
import torch
import torch.nn.functional as F
from mpmath import cosh, exp, log, log1p, mp, mpf, pi

from common import fixture
from exact import softplus
from exact_case import Fixture, pointwise

SIZES = [(5, 3), (7,), (1, 1), (3, 2, 2)]
LEAST = mpf(2) ** -1022
LEAST_REST = mpf(2) ** -53


def standard(draw, point, tensors, params_list, wanted, torch_loss=None, extremes=(), exactly=None):
    """Random cases of each size and parameters, an empty one, and `extremes`: (title, inputs, whether torch agrees).
    `tensors(*shape)` draws the inputs."""
    cases = Fixture(draw, wanted, torch_loss)
    for params in params_list:
        formula = lambda *place, params=params: point(*place, **params)
        slopes = exactly and (lambda *place, params=params: exactly(*place, **params))
        for shape in SIZES:
            pointwise(cases, f"random {list(shape)}", formula, tensors(*shape), params, exactly=slopes)
        pointwise(cases, "empty", formula, tensors(0, 3), params, exactly=slopes)
        pointwise(cases, "one number", formula, tensors(), params, exactly=slopes)
        for title, inputs, as_torch in extremes:
            pointwise(cases, title, formula, {k: torch.tensor(v) for k, v in inputs.items()}, params, as_torch, slopes)
    return cases


def both(draw):
    return lambda *shape: {"input": draw.normal(*shape, scale=2.0), "target": draw.normal(*shape, scale=2.0)}


def residual(draw, function, params_list, torch_loss=None, extremes=()):
    """Of a loss of input − target."""
    point = lambda input, target, **params: function(input - target, **params)
    return standard(draw, point, both(draw), params_list, ["input", "target"], torch_loss, [*RESIDUALS, *extremes]).content()


def torch_of(function):
    return lambda params: lambda *args, **inputs: function(*args, **inputs, reduction="none", **params)


RESIDUALS = [("huge and tiny", {"input": [1e150, -1e100, 1e-150, 1e-300, 3e8], "target": [0.0, 1e100, -1e-160, 0.0, 1.0]}, False),
             ("at the kinks", {"input": [0.0, 0.5, -2.0, 3.0], "target": [0.0, 0.5, -2.0, 3.0]}, False),
             ("denormal", {"input": [5e-324, -3e-310], "target": [0.0, 0.0]}, False)]


@fixture("losses")
def smooth_l1_loss(draw):
    def smooth_l1(r, beta=1.0):
        beta = mpf(beta)
        return r * r / (2 * beta) if abs(r) < beta else abs(r) - beta / 2

    return residual(draw, smooth_l1, [{}, {"beta": 0.3}, {"beta": 0.0}, {"beta": 2.5}], torch_of(F.smooth_l1_loss))


@fixture("losses")
def log_cosh_loss(draw):
    def log_cosh(r):
        if abs(r) >= 100:
            return abs(r) - log(2) + log1p(exp(-2 * abs(r)))
        return log(cosh(r)) if abs(r) > 1e-3 else log1p(2 * mp.sinh(r / 2) ** 2)

    near = {"input": [0.999, 1.001, 1e-8, -1e-4, 25.0, 400.0], "target": [0.0] * 6}
    return residual(draw, log_cosh, [{}], extremes=[("near 0 and 1", near, False)])


@fixture("losses")
def quantile_loss(draw):
    def tilted(r, quantile=0.5):
        return max((1 - mpf(quantile)) * r, -mpf(quantile) * r)

    return residual(draw, tilted, [{}, {"quantile": 0.9}, {"quantile": 0.0}])


def binary_point(x, y, weight=mpf(1), torch_compat=False):
    yes = log(max(x, LEAST))
    no = log(max(1 - x, LEAST_REST))
    if torch_compat:
        yes, no = (max(log(v), mpf(-100)) if v > 0 else mpf(-100) for v in (x, 1 - x))
    return -weight * ((y * yes if y else 0) + ((1 - y) * no if y != 1 else 0))


def binary_slopes(x, y, weight=mpf(1), torch_compat=False):
    by_target = weight * (binary_point(x, mpf(1), torch_compat=torch_compat) - binary_point(x, mpf(0), torch_compat=torch_compat))
    if torch_compat:
        return [weight * (x - y) / max(x * (1 - x), mpf(1e-12)), by_target, 0]
    yes = y / max(x, LEAST) if y else 0
    no = (1 - y) / max(1 - x, LEAST_REST) if y != 1 else 0
    return [weight * (no - yes), by_target, 0]


@fixture("losses")
def binary_cross_entropy(draw):
    torch_loss = lambda params: lambda input, target, weight=None: F.binary_cross_entropy(input, target, weight, reduction="none")
    tensors = lambda *shape: {"input": draw.uniform(*shape), "target": draw.uniform(*shape)}
    edges = [("at the ends", {"input": [0.0, 1.0, 0.0, 1.0, 0.0, 1.0], "target": [0.0, 1.0, 1.0, 0.0, 0.5, 0.25]}, False),
             ("near the ends", {"input": [1e-300, 5e-324, 1 - 2.0 ** -53, 1e-20], "target": [1.0, 1.0, 0.0, 0.0]}, False),
             ("yes and no", {"input": [0.3, 0.75, 0.9, 0.2], "target": [0.0, 1.0, 0.0, 1.0]}, True)]
    cases = standard(draw, binary_point, tensors, [{}, {"torch_compat": True}], ["input", "target"], torch_loss, edges, binary_slopes)
    for shape in SIZES:
        weighed = {**tensors(*shape), "weight": draw.uniform(*shape)}
        pointwise(cases, f"weighed {list(shape)}", binary_point, weighed, {}, exactly=binary_slopes)
    return cases.content()


@fixture("losses")
def kl_div(draw):
    def kl(x, y, log_target=False):
        return exp(y) * (y - x) if log_target else (y * (log(y) - x) if y else mpf(0))

    def kl_slopes(x, y, log_target=False):
        return [-exp(y), exp(y) * (y - x) + exp(y)] if log_target else [-y, log(max(y, LEAST)) + 1 - x]

    logs = lambda *shape: -3 * draw.uniform(*shape)
    cases = standard(draw, kl, lambda *shape: {"input": logs(*shape), "target": draw.uniform(*shape)}, [{}], ["input", "target"], torch_of(F.kl_div),
                     [("targets of 0 and 1", {"input": [-1.0, -2.0, -1e30, 0.0], "target": [0.0, 1.0, 0.0, 1.0]}, False),
                      ("tiny", {"input": [-1e-300, -700.0], "target": [1e-300, 1e-30]}, False)], kl_slopes)
    of_logs = lambda title, tensors, as_torch=True: pointwise(
        cases, title, lambda x, y: kl(x, y, True), tensors, {"log_target": True}, as_torch, lambda x, y: kl_slopes(x, y, True))
    for shape in SIZES + [(0, 2)]:
        of_logs(f"logarithms {list(shape)}", {"input": logs(*shape), "target": logs(*shape)})
    of_logs("far logarithms", {"input": torch.tensor([-1e30, -5.0, 0.0]), "target": torch.tensor([-600.0, -1e30, 0.0])}, False)
    return cases.content()


@fixture("losses")
def focal_loss(draw):
    def focal(x, y, alpha=0.25, gamma=2.0):
        a, g = mpf(alpha), mpf(gamma)
        side = lambda z: exp(-g * softplus(z)) * softplus(-z)
        return a * y * side(x) + (1 - a) * (1 - y) * side(-x)

    tails = [("far in the tails", {"input": [40.0, -40.0, 800.0, -800.0, 1e30, -1e30], "target": [1.0, 1.0, 1.0, 1.0, 1.0, 1.0]}, False),
             ("far in the other tails", {"input": [40.0, -40.0, 300.0, -300.0, 0.0, 1e-300], "target": [0.0, 0.0, 0.0, 0.0, 0.5, 0.0]}, False)]
    tensors = lambda *shape: {"input": draw.normal(*shape, scale=2.0), "target": draw.uniform(*shape)}
    params_list = [{}, {"gamma": 0.5, "alpha": 0.6}, {"gamma": 0.0}, {"gamma": 5.0}]
    return standard(draw, focal, tensors, params_list, ["input", "target"], None, tails).content()


@fixture("losses")
def poisson_nll_loss(draw):
    def poisson(x, y, log_input=True, full=False, eps=1e-8):
        stirling = y * log(y) - y + log(2 * pi * y) / 2 if full and y > 1 else 0
        return (exp(x) - y * x if log_input else x - y * log(x + mpf(eps))) + stirling

    counts = lambda *shape: {"input": draw.uniform(*shape) * 2, "target": torch.floor(draw.uniform(*shape) * 9) + 0.25}
    params_list = [{}, {"full": True}, {"log_input": False}, {"log_input": False, "full": True, "eps": 1e-3}]
    far = [("far", {"input": [300.0, 1e-300, 0.0, 5.0], "target": [1e30, 0.0, 3.0, 1e-9]}, False)]
    cases = standard(draw, poisson, counts, params_list, ["input", "target"], torch_of(F.poisson_nll_loss), far)
    for params, input in (({}, [-1e30, 3e-30, -1e-300]), ({"log_input": False}, [1e30, 3e-30, 1e-300])):
        tensors = {"input": torch.tensor(input), "target": torch.tensor([2.0, 1e-30, 0.5])}
        pointwise(cases, "huge and tiny", lambda *place, params=params: poisson(*place, **params), tensors, params, False)
    return cases.content()


@fixture("losses")
def gaussian_nll_loss(draw):
    def gaussian(x, y, var, full=False, eps=1e-6, torch_compat=False):
        v = max(var, mpf(eps))
        return (log(v) + (x - y) ** 2 / v) / 2 + (log(2 * pi) / 2 if full else 0)

    def gaussian_slopes(x, y, var, full=False, eps=1e-6, torch_compat=False):
        v = max(var, mpf(eps))
        by_var = (1 / v - ((x - y) / v) ** 2) / 2 if torch_compat or var >= mpf(eps) else mpf(0)
        return [(x - y) / v, (y - x) / v, by_var]

    def torch_gaussian(params):
        rest = {k: v for k, v in params.items() if k != "torch_compat"}
        return lambda input, target, var: F.gaussian_nll_loss(input, target, var, reduction="none", **rest)

    tensors = lambda *shape: {**both(draw)(*shape), "var": draw.uniform(*shape) + 0.1}
    cases = standard(draw, gaussian, tensors, [{}, {"full": True}, {"eps": 0.5}, {"eps": 0.5, "torch_compat": True}], ["input", "target", "var"], None,
                     [("small variances", {"input": [1.0, 2.0, 1e30], "target": [0.5, 2.0, -1e30], "var": [0.0, 1e-9, 2.0]}, False),
                      ("tiny", {"input": [1e-30, -1e-300], "target": [-2e-30, 0.0], "var": [0.5, 2.0]}, False)], gaussian_slopes)
    cases.torch_loss = torch_gaussian
    for params in ({}, {"full": True}, {"eps": 0.5, "torch_compat": True}):
        pointwise(cases, "as torch", lambda *place, params=params: gaussian(*place, **params), tensors(6, 1), params, True, lambda *place, params=params: gaussian_slopes(*place, **params))
    return cases.content()


def signed(draw):
    return lambda *shape: {"input": draw.normal(*shape, scale=2.0), "target": draw.signs(*shape)}


FAR = ("huge and tiny", {"input": [1e30, -1e30, 1e-300, 800.0, -800.0], "target": [1.0, 1.0, -1.0, -1.0, 1.0]}, False)
EDGE = ("at the hinge", {"input": [1.0, -1.0, 0.0], "target": [1.0, -1.0, 1.0]}, False)


def hinge(x, y, margin=1.0):
    return max(mpf(0), mpf(margin) - y * x)


@fixture("losses")
def hinge_loss(draw):
    return standard(draw, hinge, signed(draw), [{}, {"margin": 0.3}], ["input"], None, [FAR, EDGE]).content()


@fixture("losses")
def squared_hinge_loss(draw):
    slopes = lambda x, y, margin=1.0: [-2 * y * hinge(x, y, margin), mpf(0)]
    point = lambda x, y, margin=1.0: hinge(x, y, margin) ** 2
    return standard(draw, point, signed(draw), [{}, {"margin": 2.5}], ["input"], None, [FAR, EDGE], slopes).content()


@fixture("losses")
def soft_margin_loss(draw):
    sure = ("a margin of 40", {"input": [40.0, -40.0], "target": [1.0, -1.0]}, False)
    return standard(draw, lambda x, y: softplus(-y * x), signed(draw), [{}], ["input"], torch_of(F.soft_margin_loss), [FAR, sure]).content()


@fixture("losses")
def hinge_embedding_loss(draw):
    point = lambda x, y, margin=1.0: x if y > 0 else max(mpf(0), mpf(margin) - x)
    return standard(draw, point, signed(draw), [{}, {"margin": 2.5}], ["input"], torch_of(F.hinge_embedding_loss), [FAR, EDGE]).content()


@fixture("losses")
def margin_ranking_loss(draw):
    point = lambda a, b, y, margin=0.0: max(mpf(0), -y * (a - b) + mpf(margin))
    pairs = lambda *shape: {"input1": draw.normal(*shape), "input2": draw.normal(*shape), "target": draw.signs(*shape)}
    far = ("equal, huge and tiny", {"input1": [1.0, 1e30, 1e-300], "input2": [1.0, -1e30, 0.0], "target": [1.0, -1.0, -1.0]}, False)
    return standard(draw, point, pairs, [{}, {"margin": 0.7}], ["input1", "input2"], torch_of(F.margin_ranking_loss), [far]).content()


@fixture("losses")
def bradley_terry_loss(draw):
    point = lambda c, r, margin=0.0: softplus(-(c - r - mpf(margin)))
    scores = lambda *shape: {"chosen": draw.normal(*shape, scale=3.0), "rejected": draw.normal(*shape, scale=3.0)}
    far = ("equal and far", {"chosen": [1.0, 40.0, -800.0, 1e30, 5e-324], "rejected": [1.0, 0.0, 0.0, -1e30, 0.0]}, False)
    return standard(draw, point, scores, [{}, {"margin": 0.5}], ["chosen", "rejected"], None, [far]).content()


@fixture("losses")
def dpo_loss(draw):
    def dpo(pc, pr, rc, rr, beta=0.1, label_smoothing=0.0):
        h, s = mpf(beta) * ((pc - pr) - (rc - rr)), mpf(label_smoothing)
        return (1 - s) * softplus(-h) + s * softplus(h)

    names = ["policy_chosen", "policy_rejected", "reference_chosen", "reference_rejected"]
    tensors = lambda *shape: {k: draw.normal(*shape, scale=20.0) for k in names}
    far = dict(zip(names, ([-5.0, -1e30, -900.0], [-5.0, -2e30, -100.0], [-7.0, -3.0, -3.0], [-7.0, -3.0, -3.0])))
    tiny = dict(zip(names, ([-1e-30, -1e-300], [-3e-30, 0.0], [-2e-30, -2e-300], [0.0, -5e-300])))
    return standard(draw, dpo, tensors, [{}, {"beta": 0.5, "label_smoothing": 0.2}], names, None, [("equal and far", far, False), ("tiny", tiny, False)]).content()
