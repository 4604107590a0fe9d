"""Makes losses/*.json of the losses that are a function of the numbers at one place."""
import torch
import torch.nn.functional as F
from mpmath import cosh, exp, log, log1p, mp, mpf, pi

from exact import softplus
from exact_case import Fixture, pointwise

GENERATOR = torch.Generator().manual_seed(20260201)
SIZES = [(5, 3), (7,), (1, 1), (3, 2, 2)]
LEAST = mpf(2) ** -1022
LEAST_REST = mpf(2) ** -53


def normal(shape, scale=1.0):
    return torch.randn(shape, generator=GENERATOR) * scale


def uniform(shape):
    return torch.rand(shape, generator=GENERATOR)


def signs(shape):
    return torch.sign(normal(shape))


def standard(name, point, draw, params_list, wanted, torch_loss=None, extremes=(), exactly=None):
    """Random cases of each size and parameters, an empty one, and `extremes`: (title, inputs, whether torch agrees)."""
    fixture = Fixture(name, wanted, torch_loss)
    for params in params_list:
        formula = lambda *place, params=params: point(*place, **params)
        slopes = exactly and (lambda *place, params=params: exactly(*place, **params))
        for shape in SIZES:
            pointwise(fixture, f"random {list(shape)}", formula, draw(shape), params, exactly=slopes)
        pointwise(fixture, "empty", formula, draw((0, 3)), params, exactly=slopes)
        pointwise(fixture, "one number", formula, draw(()), params, exactly=slopes)
        for title, inputs, as_torch in extremes:
            pointwise(fixture, title, formula, {k: torch.tensor(v) for k, v in inputs.items()}, params, as_torch, slopes)
    return fixture


def residual(function):
    return lambda input, target, **params: function(input - target, **params)


def both(shape):
    return {"input": normal(shape, 2.0), "target": normal(shape, 2.0)}


RESIDUALS = [("huge and tiny", {"input": [1e150, -1e100, 1e-150, 1e-300, 3e8], "target": [0.0, 1e100, -1e-160, 0.0, 1.0]}, False),
             ("at the kinks", {"input": [0.0, 0.5, -2.0, 3.0], "target": [0.0, 0.5, -2.0, 3.0]}, False),
             ("denormal", {"input": [5e-324, -3e-310], "target": [0.0, 0.0]}, False)]


def smooth_l1(r, beta=1.0):
    beta = mpf(beta)
    return r * r / (2 * beta) if abs(r) < beta else abs(r) - beta / 2


def log_cosh(r):
    return log(cosh(r)) if 1e-3 < abs(r) < 100 else (abs(r) - log(2) + log1p(exp(-2 * abs(r))) if abs(r) >= 100 else log1p(2 * mp.sinh(r / 2) ** 2))


def quantile(r, quantile=0.5):
    return max((1 - mpf(quantile)) * r, -mpf(quantile) * r)


def regression():
    torch_smooth = lambda params: lambda input, target: F.smooth_l1_loss(input, target, reduction="none", **params)
    standard("smooth_l1_loss", residual(smooth_l1), both, [{}, {"beta": 0.3}, {"beta": 0.0}, {"beta": 2.5}], ["input", "target"], torch_smooth, RESIDUALS).write()
    standard("log_cosh_loss", residual(log_cosh), both, [{}], ["input", "target"], None,
             RESIDUALS + [("near 0 and 1", {"input": [0.999, 1.001, 1e-8, -1e-4, 25.0, 400.0], "target": [0.0] * 6}, False)]).write()
    standard("quantile_loss", residual(quantile), both, [{}, {"quantile": 0.9}, {"quantile": 0.0}], ["input", "target"], None, RESIDUALS).write()


def binary_cross_entropy(x, y, weight=mpf(1), torch_compat=False):
    yes = log(max(x, LEAST))
    no = log(max(1 - x, LEAST_REST))
    if torch_compat:
        yes, no = (max(log(v), mpf(-100)) if v > 0 else mpf(-100) for v in (x, 1 - x))
    return -weight * ((y * yes if y else 0) + ((1 - y) * no if y != 1 else 0))


def binary_slopes(x, y, weight=mpf(1), torch_compat=False):
    by_target = weight * (binary_cross_entropy(x, mpf(1), torch_compat=torch_compat) - binary_cross_entropy(x, mpf(0), torch_compat=torch_compat))
    if torch_compat:
        return [weight * (x - y) / max(x * (1 - x), mpf(1e-12)), by_target, 0]
    yes = y / max(x, LEAST) if y else 0
    no = (1 - y) / max(1 - x, LEAST_REST) if y != 1 else 0
    return [weight * (no - yes), by_target, 0]


def cross_entropies():
    torch_bce = lambda params: lambda input, target, weight=None: F.binary_cross_entropy(input, target, weight, reduction="none")
    draw = lambda shape: {"input": uniform(shape), "target": uniform(shape)}
    weighed = lambda shape: {**draw(shape), "weight": uniform(shape)}
    edges = [("at the ends", {"input": [0.0, 1.0, 0.0, 1.0, 0.0, 1.0], "target": [0.0, 1.0, 1.0, 0.0, 0.5, 0.25]}, False),
             ("near the ends", {"input": [1e-300, 5e-324, 1 - 2.0 ** -53, 1e-20], "target": [1.0, 1.0, 0.0, 0.0]}, False),
             ("yes and no", {"input": [0.3, 0.75, 0.9, 0.2], "target": [0.0, 1.0, 0.0, 1.0]}, True)]
    fixture = standard("binary_cross_entropy", binary_cross_entropy, draw, [{}, {"torch_compat": True}], ["input", "target"], torch_bce, edges, binary_slopes)
    for shape in SIZES:
        pointwise(fixture, f"weighed {list(shape)}", binary_cross_entropy, weighed(shape), {}, exactly=binary_slopes)
    fixture.write()

    def kl(x, y, log_target=False):
        return exp(y) * (y - x) if log_target else (y * (log(y) - x) if y else mpf(0))

    def kl_slopes(x, y, log_target=False):
        return [-exp(y), exp(y) * (y - x) + exp(y)] if log_target else [-y, log(max(y, LEAST)) + 1 - x]

    torch_kl = lambda params: lambda input, target: F.kl_div(input, target, reduction="none", **params)
    logs = lambda shape: -3 * uniform(shape)
    plain = standard("kl_div", kl, lambda shape: {"input": logs(shape), "target": uniform(shape)}, [{}], ["input", "target"], torch_kl,
                     [("targets of 0 and 1", {"input": [-1.0, -2.0, -1e30, 0.0], "target": [0.0, 1.0, 0.0, 1.0]}, False),
                      ("tiny", {"input": [-1e-300, -700.0], "target": [1e-300, 1e-30]}, False)], kl_slopes)
    for shape in SIZES + [(0, 2)]:
        pointwise(plain, f"logarithms {list(shape)}", lambda x, y: kl(x, y, True), {"input": logs(shape), "target": logs(shape)}, {"log_target": True}, exactly=lambda x, y: kl_slopes(x, y, True))
    pointwise(plain, "far logarithms", lambda x, y: kl(x, y, True), {"input": torch.tensor([-1e30, -5.0, 0.0]), "target": torch.tensor([-600.0, -1e30, 0.0])}, {"log_target": True}, False, lambda x, y: kl_slopes(x, y, True))
    plain.write()

    def focal(x, y, alpha=0.25, gamma=2.0):
        a, g = mpf(alpha), mpf(gamma)
        side = lambda z: exp(-g * softplus(z)) * softplus(-z)
        return a * y * side(x) + (1 - a) * (1 - y) * side(-x)

    tails = [("far in the tails", {"input": [40.0, -40.0, 800.0, -800.0, 1e30, -1e30], "target": [1.0, 1.0, 1.0, 1.0, 1.0, 1.0]}, False),
             ("far in the other tails", {"input": [40.0, -40.0, 300.0, -300.0, 0.0, 1e-300], "target": [0.0, 0.0, 0.0, 0.0, 0.5, 0.0]}, False)]
    standard("focal_loss", focal, lambda shape: {"input": normal(shape, 2.0), "target": uniform(shape)}, [{}, {"gamma": 0.5, "alpha": 0.6}, {"gamma": 0.0}, {"gamma": 5.0}], ["input", "target"], None, tails).write()


def likelihoods():
    def poisson(x, y, log_input=True, full=False, eps=1e-8):
        stirling = y * log(y) - y + log(2 * pi * y) / 2 if full and y > 1 else 0
        return (exp(x) - y * x if log_input else x - y * log(x + mpf(eps))) + stirling

    torch_poisson = lambda params: lambda input, target: F.poisson_nll_loss(input, target, reduction="none", **params)
    counts = lambda shape: {"input": uniform(shape) * 2, "target": torch.floor(uniform(shape) * 9) + 0.25}
    fixture = standard("poisson_nll_loss", poisson, counts, [{}, {"full": True}, {"log_input": False}, {"log_input": False, "full": True, "eps": 1e-3}], ["input", "target"], torch_poisson,
             [("far", {"input": [300.0, 1e-300, 0.0, 5.0], "target": [1e30, 0.0, 3.0, 1e-9]}, False)])
    for params, input in (({}, [-1e30, 3e-30, -1e-300]), ({"log_input": False}, [1e30, 3e-30, 1e-300])):
        pointwise(fixture, "huge and tiny", lambda *place, params=params: poisson(*place, **params), {"input": torch.tensor(input), "target": torch.tensor([2.0, 1e-30, 0.5])}, params, False)
    fixture.write()

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

    draw = lambda shape: {**both(shape), "var": uniform(shape) + 0.1}
    fixture = standard("gaussian_nll_loss", gaussian, draw, [{}, {"full": True}, {"eps": 0.5}, {"eps": 0.5, "torch_compat": True}], ["input", "target", "var"], None,
                       [("small variances", {"input": [1.0, 2.0, 1e30], "target": [0.5, 2.0, -1e30], "var": [0.0, 1e-9, 2.0]}, False),
                        ("tiny", {"input": [1e-30, -1e-300], "target": [-2e-30, 0.0], "var": [0.5, 2.0]}, False)], gaussian_slopes)
    for params in ({}, {"full": True}, {"eps": 0.5, "torch_compat": True}):
        fixture.torch_loss = torch_gaussian
        pointwise(fixture, "as torch", lambda *place, params=params: gaussian(*place, **params), draw((6, 1)), params, True, lambda *place, params=params: gaussian_slopes(*place, **params))
    fixture.write()


def margins():
    def torch_of(function):
        return lambda params: lambda *args, **inputs: function(*args, **inputs, reduction="none", **params)

    signed = lambda shape: {"input": normal(shape, 2.0), "target": signs(shape)}
    far = [("huge and tiny", {"input": [1e30, -1e30, 1e-300, 800.0, -800.0], "target": [1.0, 1.0, -1.0, -1.0, 1.0]}, False)]
    edge = [("at the hinge", {"input": [1.0, -1.0, 0.0], "target": [1.0, -1.0, 1.0]}, False)]
    hinge = lambda x, y, margin=1.0: max(mpf(0), mpf(margin) - y * x)
    standard("hinge_loss", hinge, signed, [{}, {"margin": 0.3}], ["input"], None, far + edge).write()
    standard("squared_hinge_loss", lambda x, y, margin=1.0: hinge(x, y, margin) ** 2, signed, [{}, {"margin": 2.5}], ["input"], None, far + edge,
             lambda x, y, margin=1.0: [-2 * y * hinge(x, y, margin), mpf(0)]).write()
    standard("soft_margin_loss", lambda x, y: softplus(-y * x), signed, [{}], ["input"], torch_of(F.soft_margin_loss), far + [("a margin of 40", {"input": [40.0, -40.0], "target": [1.0, -1.0]}, False)]).write()
    standard("hinge_embedding_loss", lambda x, y, margin=1.0: x if y > 0 else max(mpf(0), mpf(margin) - x), signed, [{}, {"margin": 2.5}], ["input"], torch_of(F.hinge_embedding_loss), far + edge).write()
    pairs = lambda shape: {"input1": normal(shape), "input2": normal(shape), "target": signs(shape)}
    standard("margin_ranking_loss", lambda a, b, y, margin=0.0: max(mpf(0), -y * (a - b) + mpf(margin)), pairs, [{}, {"margin": 0.7}], ["input1", "input2"], torch_of(F.margin_ranking_loss),
             [("equal, huge and tiny", {"input1": [1.0, 1e30, 1e-300], "input2": [1.0, -1e30, 0.0], "target": [1.0, -1.0, -1.0]}, False)]).write()
    lead = lambda shape: {"chosen": normal(shape, 3.0), "rejected": normal(shape, 3.0)}
    standard("bradley_terry_loss", lambda c, r, margin=0.0: softplus(-(c - r - mpf(margin))), lead, [{}, {"margin": 0.5}], ["chosen", "rejected"], None,
             [("equal and far", {"chosen": [1.0, 40.0, -800.0, 1e30, 5e-324], "rejected": [1.0, 0.0, 0.0, -1e30, 0.0]}, False)]).write()

    def dpo(pc, pr, rc, rr, beta=0.1, label_smoothing=0.0):
        h, s = mpf(beta) * ((pc - pr) - (rc - rr)), mpf(label_smoothing)
        return (1 - s) * softplus(-h) + s * softplus(h)

    names = ["policy_chosen", "policy_rejected", "reference_chosen", "reference_rejected"]
    standard("dpo_loss", dpo, lambda shape: {k: normal(shape, 20.0) for k in names}, [{}, {"beta": 0.5, "label_smoothing": 0.2}], names, None,
             [("equal and far", dict(zip(names, ([-5.0, -1e30, -900.0], [-5.0, -2e30, -100.0], [-7.0, -3.0, -3.0], [-7.0, -3.0, -3.0]))), False),
              ("tiny", dict(zip(names, ([-1e-30, -1e-300], [-3e-30, 0.0], [-2e-30, -2e-300], [0.0, -5e-300]))), False)]).write()


regression()
cross_entropies()
likelihoods()
margins()
