"""Fixture of losses that are written as formulas: the same functions in 50 digits."""
from mpmath import mpf

from common import fixture
from losses_pointwise import RESIDUALS, both, standard

HUBER = "delta = 1.5 in 0.1..10\nd = input - target\nwhere(abs(d) <= delta, d^2 / 2, delta * (abs(d) - delta / 2))"

#: Of d = input - target.
WRITTEN = {
    "(input - target)^2": lambda d: d ** 2,
    "max(abs(input - target) - 0.5, 0)": lambda d: max(abs(d) - mpf(1) / 2, mpf(0)),
    HUBER: lambda d: d ** 2 / 2 if abs(d) <= mpf(3) / 2 else mpf(3) / 2 * (abs(d) - mpf(3) / 4),
}


@fixture("losses")
def expression(draw):
    default = next(iter(WRITTEN))
    point = lambda input, target, formula=default: mpf(1) * WRITTEN[formula](input - target)
    params_list = [{}, *({"formula": formula} for formula in WRITTEN)]
    return standard(draw, point, both(draw), params_list, ["input", "target"], extremes=RESIDUALS).content()
