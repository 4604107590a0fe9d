"""Cases of a loss from a formula in 50 digits: values, gradients by central differences, and torch's word on both.

A formula is a function of mpmath numbers. Differences take 25 of 60 digits for the step, which leaves more than a double
holds. At a kink, where the slopes of both sides differ, the gradient is 0, as the engine defines it."""
import math

import mpmath
import torch
from mpmath import mpf

from common import ORACLE, as_lists, close, pack

EXACT = "mpmath, 50 digits"


def slope(function, numbers, k):
    """The derivative of function(*numbers) by the k-th, and 0 at a kink."""
    x = numbers[k]
    sizes = [abs(v) for v in numbers if v] or [mpf(1)]
    unit = abs(x) if x else min(mpf(1), min(sizes))
    # A step beside 1e-300 must show beside 1, and e^-700 too.
    spread = mpmath.log10(max(max(sizes), mpf(1)) / min(unit, mpf(1)))
    digits = 60 + int(2 * spread if spread > 10 else 0) + (int(max(sizes)) if 30 < max(sizes) < 2000 else 0)
    with mpmath.workdps(digits):
        return slope_in(function, numbers, k, unit * mpf(10) ** -25)


def slope_in(function, numbers, k, step):
    x = numbers[k]
    at = [function(*numbers[:k], x + d, *numbers[k + 1:]) for d in (-step, mpf(0), step)]
    left, right = (at[1] - at[0]) / step, (at[2] - at[1]) / step
    largest = max(abs(left), abs(right))
    if abs(left - right) > largest * mpf(10) ** -12 and largest > mpf(10) ** -20:
        return mpf(0)
    return (at[2] - at[0]) / (2 * step)


def flat(tensor):
    return [mpf(v) for v in tensor.double().reshape(-1).tolist()]


def agrees(found, wanted, scale):
    return all(close(a, float(b), 1e-12) or abs(a - float(b)) <= 1e-15 * scale for a, b in zip(found, wanted))


def torch_agrees(loss, inputs, wanted, values, gradients):
    """Whether torch's values, and its gradients of their sum, are the exact ones."""
    leaves = {k: v.clone().requires_grad_(k in wanted) for k, v in inputs.items()}
    none = loss(**leaves)
    scale = max([abs(float(v)) for v in values] or [0.0])
    if not agrees(none.detach().reshape(-1).tolist(), values, scale):
        return False
    if not none.requires_grad:
        return True
    found = torch.autograd.grad(none.sum(), [leaves[k] for k in wanted], allow_unused=True)
    steepest = max([abs(float(v)) for g in gradients.values() for v in g] or [0.0])
    return all(agrees((torch.zeros_like(inputs[k]) if g is None else g).reshape(-1).tolist(), gradients[k], steepest)
               for k, g in zip(wanted, found))


class Fixture:
    """The cases of one loss, with gradients of the `wanted` inputs; `torch_loss(params)` gives torch's function with
    reduction none, where torch has one."""

    def __init__(self, draw, wanted, torch_loss=None):
        self.name, self.wanted, self.torch_loss, self.cases = draw.name, wanted, torch_loss, []

    def add(self, title, inputs, params, values, gradients, divisor, shape, as_torch=True):
        """With as_torch the exact numbers must be torch's too; without, a case where torch is not exact says so."""
        case = {"name": f"{title}, {params}" if params else title, "params": params,
                "inputs": {k: pack(v.double()) for k, v in inputs.items()}, "divisor": float(divisor),
                "values": {"shape": list(shape), "data": [float(v) for v in values]},
                "gradients": {k: {"shape": list(inputs[k].shape), "data": [float(v) for v in gradients[k]]} for k in self.wanted}}
        if self.torch_loss:
            same = torch_agrees(self.torch_loss(params), inputs, self.wanted, values, gradients)
            assert same or not as_torch, f"{self.name}, {title}, {params}: torch says otherwise"
            if not same:
                case["oracle"] = f"{EXACT}; torch is not exact here, or differs as the loss says"
        assert all(math.isfinite(v) for v in case["values"]["data"]), (self.name, title)
        self.cases.append(case)

    def content(self, listed=None):
        """With the cases of weights `listed` once more, as a parameter."""
        if listed:
            self.cases += as_lists(self.cases, listed)
        oracle = f"{EXACT}, and {ORACLE} agrees" if self.torch_loss else EXACT
        return {"loss": self.name, "oracle": oracle, "cases": self.cases}


def pointwise(fixture, title, point, inputs, params, as_torch=True, exactly=None):
    """A case of a loss of one value a place: `point(*numbers)`. `exactly(*numbers)` gives slopes where the formula's own
    would not do."""
    places = list(zip(*(flat(t) for t in inputs.values())))
    names = list(inputs)
    values = [point(*place) for place in places]
    slopes = [exactly(*place) if exactly else [slope(point, list(place), k) for k in range(len(names))] for place in places]
    gradients = {k: [s[names.index(k)] for s in slopes] for k in fixture.wanted}
    first = next(iter(inputs.values()))
    fixture.add(title, inputs, params, values, gradients, first.numel(), first.shape, as_torch)


def rowwise(fixture, title, row, inputs, params, divisor, as_torch=True):
    """A case of a loss of one value a row: `row(*tensors of the row, as lists)`; a tensor that is not one row an example
    (weights) is given whole."""
    first = next(iter(inputs.values()))
    count = first.shape[0] if first.dim() > 1 else 1
    width = {k: t.numel() // count if count and t.numel() and t.dim() >= first.dim() - 1 and k != "weight" else t.numel() for k, t in inputs.items()}
    numbers = {k: flat(t) for k, t in inputs.items()}
    values, gradients = [], {k: [] for k in fixture.wanted}
    for i in range(count):
        parts = {k: numbers[k] if k == "weight" else numbers[k][i * width[k]:(i + 1) * width[k]] for k in inputs}
        values.append(row(**parts))
        for k in fixture.wanted:
            function = lambda *own, k=k: row(**{**parts, k: list(own)})
            gradients[k] += [slope(function, parts[k], j) for j in range(width[k])]
    fixture.add(title, inputs, params, values, gradients, divisor, first.shape[:-1], as_torch)


def batchwise(fixture, title, batch, embeddings, labels, params):
    """A case of a loss of a whole labeled batch: `batch(rows, labels)` gives one value a row and the divisor."""
    columns = embeddings.shape[1]
    cut = lambda numbers: [list(numbers[i:i + columns]) for i in range(0, len(numbers), columns)]
    classes = [int(v) for v in labels.tolist()]
    numbers = flat(embeddings)
    values, divisor = batch(cut(numbers), classes)
    total = lambda *all_numbers: sum(batch(cut(all_numbers), classes)[0], mpf(0))
    gradient = [slope(total, numbers, k) for k in range(len(numbers))]
    fixture.add(title, {"embeddings": embeddings, "labels": labels}, params, values, {"embeddings": gradient}, divisor, labels.shape)
