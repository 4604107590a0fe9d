"""Fixtures of the optimizers: steps of each, 1,001 on a fixed sequence of gradients, or some on an objective.

The parameters start at (i + 1) / 4 - 1, seven in one tensor unless a case has blocks: [rows, columns] for a weight matrix,
[length] for a bias. The gradient of component i at step t (from 1) is made from whole numbers, so that anyone can make it
again: see `gradient`. The objectives are `chain` and `rosenbrock`. The oracle is torch in double precision (and once more in
float); optimizers that it lacks are in optimizers_rules.py."""
import torch
from mpmath import mpf

from common import ORACLE, fixture

SEQUENCE = [1, 2, 3, *range(100, 1001, 100), 1001]
SHORT = [1, 2, 3, 5, 10, 20, 50, 100]
BLOCKS = [[2, 3], [2], [4, 2], [3]]
SPARED = {"weight_decay": 0.1, "decay_biases": False, "blocks": BLOCKS}

# First lengths, short to long, so that the search must go on, or come back, in many ways.
BUMPS = [0.01, 0.3, 2.0, 7.0, 20.0, 60.0, 300.0]

# Differences of gradients leave about 1e-11 of the curvature uncertain; line searches let rounding grow where it is flat.
# In float both take other paths to the same minimum.
LOOSE = {"tolerance": 1e-9, "float_tolerance": None}


def gradient(step, index):
    """A number in about [-1.7, 2.3): 32-bit whole-number arithmetic, then h / 2^32 - 0.5, times 4, plus 0.3."""
    h = (step * 2654435761 + index * 40503 + 12345) % 2**32
    h ^= h >> 16
    h = (h * 2246822519) % 2**32
    h ^= h >> 13
    return (h / 2**32 - 0.5) * 4 + 0.3


def chain(w):
    """Springs of growing stiffness i + 1 at i / 8, and neighbors that should not be large together."""
    n = len(w)
    value = sum((i + 1) * (w[i] - i / 8) ** 2 / 2 for i in range(n)) + sum((w[i] * w[i + 1]) ** 2 for i in range(n - 1)) / 4
    slopes = [(i + 1) * (w[i] - i / 8) + w[i] * ((w[i - 1] ** 2 if i > 0 else 0) + (w[i + 1] ** 2 if i + 1 < n else 0)) / 2 for i in range(n)]
    return value, slopes


def rosenbrock(w):
    bend, short = w[1] - w[0] ** 2, 1 - w[0]
    return short**2 + 100 * bend**2, [-2 * short - 400 * w[0] * bend, 200 * bend]


def bumps(w):
    """A wide bowl with a steep hill in the way of each number, for line searches."""
    hills = [1 + 16 * (x - i / 2) ** 2 for i, x in enumerate(w)]
    value = sum(x**2 / 8 + 2 / hill for x, hill in zip(w, hills))
    return value, [x / 4 - 64 * (x - i / 2) / hill**2 for i, (x, hill) in enumerate(zip(w, hills))]


OBJECTIVES = {"chain": chain, "rosenbrock": rosenbrock, "bumps": bumps}


def start(case):
    if case.get("objective") == "rosenbrock":
        return [-1.2, 1.0], [[2]]
    blocks = case.get("blocks", [[7]])
    size = sum(b[0] * b[1] if len(b) == 2 else b[0] for b in blocks)
    return [(i + 1) / 4 - 1 for i in range(size)], blocks


def options_of(kind, params):
    options = {k: v for k, v in params.items() if k not in ("beta1", "beta2", "eta_minus", "eta_plus", "step_min", "step_max")}
    if "beta1" in params or "beta2" in params:
        options["betas"] = (params.get("beta1", 0.9), params.get("beta2", 0.999))
    if kind is torch.optim.Rprop:
        options["etas"] = (params.get("eta_minus", 0.5), params.get("eta_plus", 1.2))
        options["step_sizes"] = (params.get("step_min", 1e-6), params.get("step_max", 50))
    if kind is torch.optim.SGD and "lr" not in options:
        options["lr"] = 1e-3
    if options.get("line_search_fn") == "none" or options.get("max_eval") == 0:
        raise ValueError("torch has None for these")
    return options


def of_torch(kind, case, dtype):
    params = {k: v for k, v in case.items() if k not in ("blocks", "objective")}
    values, blocks = start(case)
    spared, decoupled = not params.pop("decay_biases", True), params.pop("decoupled_weight_decay", False)
    shrink = params.pop("weight_decay") * params["lr"] if decoupled else 0
    tensors, offset = [], 0
    for block in blocks:
        size = torch.Size(block).numel()
        tensors.append(torch.tensor(values[offset:offset + size], dtype=dtype).reshape(block).requires_grad_())
        offset += size
    groups = [{"params": [w], **({"weight_decay": 0} if spared and w.dim() == 1 else {})} for w in tensors]
    optimizer = kind(tensors if kind is torch.optim.LBFGS else groups, **options_of(kind, params))
    objective, points = OBJECTIVES.get(case.get("objective")), []

    def closure():
        flat = [x.item() for w in tensors for x in w.reshape(-1)]
        value, slopes = objective(flat)
        for w, part in zip(tensors, torch.tensor(slopes, dtype=dtype).split([w.numel() for w in tensors])):
            w.grad = part.reshape(w.shape)
        return torch.tensor(value, dtype=dtype)

    checkpoints = SHORT if objective else SEQUENCE
    for step in range(1, checkpoints[-1] + 1):
        if objective:
            optimizer.step(closure)
        else:
            flat = torch.tensor([gradient(step, i) for i in range(len(values))], dtype=dtype)
            for w, part in zip(tensors, flat.split([w.numel() for w in tensors])):
                w.grad = part.reshape(w.shape)
            with torch.no_grad():
                for w in tensors:
                    w.mul_(1 - shrink)
            optimizer.step()
        if step in checkpoints:
            point = {"step": step, "parameters": [x for w in tensors for x in w.detach().reshape(-1).tolist()]}
            if kind is torch.optim.ASGD:
                point["answer"] = [x for w in tensors for x in optimizer.state[w]["ax"].reshape(-1).tolist()]
            points.append(point)
    return points


def of_rule(rule, case):
    values, blocks = start(case)
    w, step_by = [mpf(x) for x in values], rule(case, blocks)
    objective, points = OBJECTIVES.get(case.get("objective")), []
    checkpoints = SHORT if objective else SEQUENCE
    for step in range(1, checkpoints[-1] + 1):
        slopes = objective(w)[1] if objective else [mpf(gradient(step, i)) for i in range(len(w))]
        step_by(w, slopes, step, objective)
        if step in checkpoints:
            point = {"step": step, "parameters": [float(x) for x in w]}
            if hasattr(step_by, "answer"):
                point["answer"] = [float(x) for x in step_by.answer]
            points.append(point)
    return points


def packed(case, checkpoints, more):
    params = {k: v for k, v in case.items() if k not in ("blocks", "objective")}
    return {"name": str(case or "defaults"), "params": params, "objective": case.get("objective"), "blocks": start(case)[1], "checkpoints": checkpoints, **more}


def content(oracle, cases, tolerance=1e-12, float_tolerance=2e-4):
    return {"oracle": oracle, "tolerance": tolerance, "float_tolerance": float_tolerance, "cases": cases}


def by_torch(kind, cases, **tolerances):
    """The steps of torch's optimizer, and where gradients are given, the last of those in float."""
    in_float = lambda case: {} if "objective" in case else {"float": of_torch(kind, case, torch.float32)[-1]["parameters"]}
    return content(ORACLE, [packed(case, of_torch(kind, case, torch.float64), in_float(case)) for case in cases], **tolerances)


@fixture("optimizers")
def sgd(draw):
    return by_torch(torch.optim.SGD, [
        {"lr": 0.01}, {"lr": 0.01, "momentum": 0.9}, {"lr": 0.02, "momentum": 0.8, "dampening": 0.3},
        {"lr": 0.01, "momentum": 0.9, "nesterov": True}, {"lr": 0.03, "weight_decay": 0.1},
        {"lr": 0.005, "momentum": 0.95, "weight_decay": 0.01, "nesterov": True}, {"lr": 0.01, "momentum": 0.5, **SPARED}])


@fixture("optimizers")
def adam(draw):
    return by_torch(torch.optim.Adam, [
        {}, {"lr": 0.01, "amsgrad": True}, {"lr": 0.02, "weight_decay": 0.05}, {"lr": 0.003, "beta1": 0.7, "beta2": 0.99, "eps": 1e-4},
        {"lr": 0.01, "amsgrad": True, "weight_decay": 0.01, "beta1": 0.5}, {"lr": 0.01, **SPARED}])


@fixture("optimizers")
def adamw(draw):
    return by_torch(torch.optim.AdamW, [
        {}, {"lr": 0.01, "weight_decay": 0.2}, {"lr": 0.02, "amsgrad": True, "weight_decay": 0.03}, {"lr": 0.003, "beta1": 0.8, "beta2": 0.95, "eps": 1e-3},
        {"lr": 0.01, **SPARED}])


@fixture("optimizers")
def rmsprop(draw):
    return by_torch(torch.optim.RMSprop, [
        {}, {"lr": 0.002, "centered": True}, {"lr": 0.003, "momentum": 0.8}, {"alpha": 0.9, "eps": 1e-4, "weight_decay": 0.05},
        {"lr": 0.001, "centered": True, "momentum": 0.7, "alpha": 0.95, "eps": 1e-3}, SPARED])


@fixture("optimizers")
def adagrad(draw):
    return by_torch(torch.optim.Adagrad, [
        {}, {"lr": 0.1, "lr_decay": 0.01}, {"lr": 0.05, "initial_accumulator_value": 0.5}, {"lr": 0.2, "weight_decay": 0.1, "eps": 1e-3},
        {"lr": 0.1, **SPARED}])


@fixture("optimizers")
def adadelta(draw):
    return by_torch(torch.optim.Adadelta, [{}, {"lr": 0.5, "rho": 0.8, "eps": 1e-4}, {"weight_decay": 0.05, "rho": 0.95}, SPARED])


@fixture("optimizers")
def adamax(draw):
    return by_torch(torch.optim.Adamax, [{}, {"lr": 0.01, "beta1": 0.7, "beta2": 0.95, "eps": 1e-3}, {"weight_decay": 0.05}, SPARED])


@fixture("optimizers")
def radam(draw):
    return by_torch(torch.optim.RAdam, [
        {}, {"lr": 0.01, "beta1": 0.7, "beta2": 0.95, "eps": 1e-3}, {"weight_decay": 0.05, "beta2": 0.5}, {"lr": 0.01, **SPARED},
        {"lr": 0.01, "decoupled_weight_decay": True, "weight_decay": 0.2}])


@fixture("optimizers")
def rprop(draw):
    return by_torch(torch.optim.Rprop, [{}, {"lr": 0.03, "eta_minus": 0.7, "eta_plus": 1.1}, {"step_min": 1e-3, "step_max": 0.1}])


@fixture("optimizers")
def asgd(draw):
    return by_torch(torch.optim.ASGD, [
        {}, {"lr": 0.05, "lambd": 0.01, "alpha": 0.9, "t0": 50.0}, {"lr": 0.02, "t0": 10.0, "weight_decay": 0.05}, {"t0": 0.0, **SPARED}])


@fixture("optimizers")
def lbfgs(draw):
    return by_torch(torch.optim.LBFGS, [
        {"objective": "rosenbrock", "line_search_fn": "strong_wolfe", "max_iter": 1},
        {"objective": "rosenbrock", "line_search_fn": "strong_wolfe", "max_iter": 4, "lr": 0.5, "history_size": 2},
        {"objective": "chain", "lr": 0.1, "max_iter": 2},
        {"objective": "chain", "line_search_fn": "strong_wolfe", "max_iter": 3, "max_eval": 3, "history_size": 3},
        {"objective": "chain", "lr": 0.2, "max_iter": 5, "history_size": 4, "tolerance_grad": 1e-3, "tolerance_change": 1e-5},
        *({"objective": "bumps", "blocks": [[3]], "line_search_fn": "strong_wolfe", "max_iter": 1, "lr": lr} for lr in BUMPS)], **LOOSE)
