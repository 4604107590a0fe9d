"""The fixture of line searches: where torch's line search of L-BFGS looks, and what it takes, on ground that is told
by a list. The k-th look sees the k-th height and slope, wherever it is, so that every turn of the search is taken."""
import torch
from torch.optim.lbfgs import _strong_wolfe

from common import ORACLE, fixture

LOOKS = 30


def ground(draw, kind):
    """Heights and slopes: that go down and on, that lie too high, or that do as they like."""
    heights = {"down": (-3.0, -0.5), "high": (0.0, 2.0), "any": (-1.0, 0.5), "level": (-1e-4, 1e-4)}[kind]
    slopes = {"down": (-3.0, -0.9), "high": (-2.0, 2.0), "any": (-2.0, 2.0), "level": (-2.0, 2.0)}[kind]
    within = lambda low, high: low + (high - low) * draw.uniform(1).item()
    return [[within(*heights), within(*slopes)] for _ in range(LOOKS)]


def search(looks):
    """From 0 at height 0 and slope -1, first to 1."""
    seen = []

    def look(x, t, d):
        seen.append(float(t))
        height, slope = looks[len(seen) - 1]
        return height, torch.tensor([slope])

    start, ahead = torch.tensor([-1.0]), torch.tensor([1.0])
    _, _, found, _ = _strong_wolfe(look, None, 1.0, ahead, 0.0, start, start.dot(ahead))
    return {"looks": looks[:len(seen)], "seen": seen, "found": float(found)}


@fixture("line_searches")
def strong_wolfe(draw):
    grounds = [ground(draw, kind) for kind in ("down", "high", "any", "level") for _ in range(12)]
    # First on, then as they like: what begins to go down comes to the narrowing with other ends.
    grounds += [ground(draw, "down")[:k] + ground(draw, kind) for kind in ("high", "any") for k in (1, 2, 3) for _ in range(4)]
    return {"oracle": ORACLE, "cases": [search(looks) for looks in grounds]}
