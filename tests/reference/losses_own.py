"""Fixture of losses that are written as formulas: the same functions in 50 digits."""
from mpmath import log1p, mpf

from common import fixture
from exact import softplus
from losses_pointwise import both, standard

WRITTEN = {
    "(input - target)^2": lambda x, y: (x - y) ** 2,
    "d = input - target\nwhere(d < 0, 3, 1) * d^2": lambda x, y: (3 if x < y else 1) * (x - y) ** 2,
    "c = 2 in 0.1..10\nd = (input - target) / c\nc^2 / 2 * log1p(d^2)": lambda x, y: 2 * log1p(((x - y) / 2) ** 2),
    "target * softplus(-input) + (1 - target) * softplus(input)": lambda x, y: y * softplus(-x) + (1 - y) * softplus(x),
}


@fixture("losses")
def expression(draw):
    default = next(iter(WRITTEN))
    point = lambda input, target, formula=default: mpf(1) * WRITTEN[formula](input, target)
    params_list = [{}, *({"formula": formula} for formula in WRITTEN)]
    return standard(draw, point, both(draw), params_list, ["input", "target"]).content()
