"""Fixtures of the schedules: the closed formula of each schedule in 50 digits, rounded to double, for 500 steps.

Where torch has the schedule, its own chained recursion is run beside it and must agree to 1e-12 of the rate."""
import torch
from mpmath import cos, mpf, pi, sqrt
from torch.optim import lr_scheduler

from common import fixture

STEPS = 500


def cosine(start, end, part):
    return end + (start - end) * (1 + cos(pi * part)) / 2


def of_torch(make, params, lr, steps):
    """The rates of torch's schedule, up to the last that it does."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=lr)
    scheduler = make(optimizer, params, lr, steps)
    for _ in range(getattr(scheduler, "total_steps", STEPS + 1) - 1):
        yield optimizer.param_groups[0]["lr"]
        optimizer.step()
        scheduler.step()


def closed(formula, params_list, make=None):
    """Rates of `formula(t, lr, params, steps)`, and of torch's schedule where `make(optimizer, params, lr, steps)` makes it."""
    cases = []
    for params in params_list:
        for lr, steps in ((0.1, 500), (0.0317, 360)):
            rates = [float(formula(t, mpf(lr), params, steps)) for t in range(STEPS)]
            for ours, theirs in zip(rates, of_torch(make, params, lr, steps) if make else []):
                assert abs(ours - theirs) <= 1e-12 * max(lr, 0.5), (params, ours, theirs)
            cases.append({"name": f"{params or 'defaults'}, rate {lr}", "params": params, "lr": lr, "steps": steps, "rates": rates})
    return {"oracle": "closed formula in 50 digits", "cases": cases}


@fixture("schedules")
def constant(draw):
    def rate(t, lr, params, steps):
        return lr

    return closed(rate, [{}])


@fixture("schedules")
def step_lr(draw):
    def rate(t, lr, params, steps):
        return lr * mpf(params["gamma"]) ** (t // params["step_size"])

    return closed(rate, [{"step_size": 30, "gamma": 0.5}, {"step_size": 7, "gamma": 0.93}, {"step_size": 100, "gamma": 0.1}],
                  lambda optimizer, params, lr, steps: lr_scheduler.StepLR(optimizer, params["step_size"], params["gamma"]))


@fixture("schedules")
def exponential_lr(draw):
    def rate(t, lr, params, steps):
        return lr * mpf(params["gamma"]) ** t

    return closed(rate, [{"gamma": 0.99}, {"gamma": 0.9973}, {"gamma": 1.001}],
                  lambda optimizer, params, lr, steps: lr_scheduler.ExponentialLR(optimizer, params["gamma"]))


@fixture("schedules")
def cosine_annealing_lr(draw):
    def rate(t, lr, params, steps):
        return cosine(lr, mpf(params.get("eta_min", 0)), mpf(t) / (params.get("t_max") or steps))

    return closed(rate, [{}, {"t_max": 200}, {"t_max": 90, "eta_min": 0.001}, {"t_max": 499, "eta_min": 0.02}],
                  lambda optimizer, params, lr, steps: lr_scheduler.CosineAnnealingLR(optimizer, params.get("t_max") or steps, params.get("eta_min", 0)))


@fixture("schedules")
def linear_lr(draw):
    def rate(t, lr, params, steps):
        start, end = mpf(params["start_factor"]), mpf(params["end_factor"])
        return lr * (start + (end - start) * min(mpf(1), mpf(t) / params["total_iters"]))

    return closed(rate, [{"start_factor": 0.25, "end_factor": 1.0, "total_iters": 77}, {"start_factor": 1.0, "end_factor": 0.0, "total_iters": 400}],
                  lambda optimizer, params, lr, steps: lr_scheduler.LinearLR(optimizer, params["start_factor"], params["end_factor"], params["total_iters"]))


def one_cycle_of_torch(optimizer, params, lr, steps):
    total = params.get("total_steps") or steps
    rest = {k: v for k, v in params.items() if k not in ("max_lr", "total_steps")}
    return lr_scheduler.OneCycleLR(optimizer, max_lr=params.get("max_lr") or lr, total_steps=total, cycle_momentum=False, **rest)


@fixture("schedules")
def one_cycle_lr(draw):
    def rate(t, lr, params, steps):
        total = params.get("total_steps") or steps
        peak = mpf(params.get("max_lr") or lr)
        first = peak / mpf(params.get("div_factor", 25))
        last = first / mpf(params.get("final_div_factor", 1e4))
        top = mpf(params.get("pct_start", 0.3)) * total - 1
        at = min(t, total - 1)

        def between(a, b, start, end):
            part = (at - start) / (end - start)
            return cosine(a, b, part) if params.get("anneal_strategy", "cos") == "cos" else a + (b - a) * part

        if at <= top:
            return between(first, peak, 0, top)
        if not params.get("three_phase"):
            return between(peak, last, top, total - 1)
        middle = 2 * top
        return between(peak, first, top, middle) if at <= middle else between(first, last, middle, total - 1)

    return closed(rate, [{}, {"max_lr": 0.5, "total_steps": 300}, {"pct_start": 0.2, "anneal_strategy": "linear", "div_factor": 10.0, "final_div_factor": 100.0},
        {"three_phase": True, "pct_start": 0.4}, {"three_phase": True, "pct_start": 0.25, "anneal_strategy": "linear"}], one_cycle_of_torch)


@fixture("schedules")
def multi_step_lr(draw):
    def rate(t, lr, params, steps):
        return lr * mpf(params["gamma"]) ** sum(m <= t for m in params["milestones"])

    return closed(rate, [{"milestones": [30, 80, 400], "gamma": 0.5}, {"milestones": [0, 7, 7, 60], "gamma": 0.9}],
                  lambda optimizer, params, lr, steps: lr_scheduler.MultiStepLR(optimizer, params["milestones"], params["gamma"]))


@fixture("schedules")
def cosine_annealing_warm_restarts(draw):
    def rate(t, lr, params, steps):
        length = params["t_0"]
        while t >= length:
            t, length = t - length, length * params.get("t_mult", 1)
        return cosine(lr, mpf(params.get("eta_min", 0)), mpf(t) / length)

    return closed(rate, [{"t_0": 70}, {"t_0": 11, "t_mult": 2, "eta_min": 0.001}, {"t_0": 30, "t_mult": 3}],
                  lambda optimizer, params, lr, steps: lr_scheduler.CosineAnnealingWarmRestarts(optimizer, params["t_0"], params.get("t_mult", 1), params.get("eta_min", 0)))


@fixture("schedules")
def polynomial_lr(draw):
    def rate(t, lr, params, steps):
        length = params.get("total_iters") or steps
        return lr * (1 - mpf(min(t, length)) / length) ** mpf(params.get("power", 1))

    return closed(rate, [{}, {"total_iters": 300, "power": 2.0}, {"total_iters": 450, "power": 0.5}, {"power": 1.7}],
                  lambda optimizer, params, lr, steps: lr_scheduler.PolynomialLR(optimizer, params.get("total_iters") or steps, params.get("power", 1.0)))


def cyclic_of_torch(optimizer, params, lr, steps):
    given = {"base_lr": 0, "max_lr": lr, **params}
    return lr_scheduler.CyclicLR(optimizer, cycle_momentum=False, **given)


@fixture("schedules")
def cyclic_lr(draw):
    def rate(t, lr, params, steps):
        base, top = mpf(params.get("base_lr", 0)), mpf(params.get("max_lr") or lr)
        up = params["step_size_up"]
        down = params.get("step_size_down") or up
        cycle, at = divmod(t, up + down)
        part = mpf(at) / up if at <= up else mpf(up + down - at) / down
        scale = {"triangular": mpf(1), "triangular2": mpf(2) ** -cycle, "exp_range": mpf(params.get("gamma", 1)) ** t}
        return base + (top - base) * part * scale[params.get("mode", "triangular")]

    return closed(rate, [{"step_size_up": 40}, {"base_lr": 0.001, "max_lr": 0.3, "step_size_up": 20, "step_size_down": 50, "mode": "triangular2"},
        {"base_lr": 0.01, "step_size_up": 33, "mode": "exp_range", "gamma": 0.99}], cyclic_of_torch)


@fixture("schedules")
def warmup_stable_decay(draw):
    def rate(t, lr, params, steps):
        warmup, least = params["warmup_steps"], mpf(params.get("eta_min", 0))
        if t < warmup:
            return lr * (t + 1) / warmup
        start = max(steps - int(mpf(params.get("decay_fraction", 0.2)) * steps + mpf(0.5)), warmup)
        part = mpf(0) if t <= start else min(mpf(1), mpf(t - start) / (steps - start)) if steps > start else mpf(1)
        shape = {"linear": 1 - part, "cosine": (1 + cos(pi * part)) / 2, "sqrt": 1 - sqrt(part)}
        return least + (lr - least) * shape[params.get("decay", "linear")]

    return closed(rate, [{"warmup_steps": 50}, {"warmup_steps": 0, "decay_fraction": 0.5, "decay": "cosine", "eta_min": 0.001},
        {"warmup_steps": 20, "decay_fraction": 0.3, "decay": "sqrt", "eta_min": 0.002}, {"warmup_steps": 450, "decay_fraction": 0.9}])


@fixture("schedules")
def inverse_sqrt(draw):
    def rate(t, lr, params, steps):
        warm = mpf(max(1, params["warmup_steps"]))
        return lr * min((t + 1) / warm, sqrt(warm / (t + 1)))

    return closed(rate, [{"warmup_steps": 50}, {"warmup_steps": 0}, {"warmup_steps": 333}])


@fixture("schedules")
def warmup_cosine(draw):
    def rate(t, lr, params, steps):
        warmup = params["warmup_steps"]
        if t < warmup:
            return lr * (t + 1) / warmup
        return cosine(lr, mpf(params.get("eta_min", 0)), min(mpf(1), mpf(t - warmup) / max(1, steps - warmup)))

    return closed(rate, [{"warmup_steps": 50}, {"warmup_steps": 10, "eta_min": 0.001}, {"warmup_steps": 0}])


def objective_at(t):
    """What reduce_lr_on_plateau is told at step t from 0: a fall that ends, with ripples, in whole-number arithmetic and roots."""
    return 2.0 / (1 + t // 8) + (t * 7919 % 101) / 500.0


def plateau_rates(lr, params):
    """All rates at once, since each depends on what was seen before."""
    readings, rates, rate, best, bad, rest = [], [], mpf(lr), None, 0, 0
    relative = params.get("threshold_mode", "rel") == "rel"
    threshold = mpf(params.get("threshold", 1e-4))
    for t in range(STEPS):
        rates.append(rate)
        readings.append(mpf(objective_at(t)))
        if len(readings) < params["interval"]:
            continue
        reading, readings = sum(readings) / len(readings), []
        better = best is None or reading < (best * (1 - threshold) if relative else best - threshold)
        best, bad = (reading, 0) if better else (best, bad + 1)
        if rest > 0:
            rest, bad = rest - 1, 0
        if bad > params.get("patience", 10):
            cut = max(rate * mpf(params.get("factor", 0.1)), mpf(params.get("min_lr", 0)))
            rate = cut if rate - cut > mpf(params.get("eps", 1e-8)) else rate
            rest, bad = params.get("cooldown", 0), 0
    return rates


def plateau_of_torch(params, lr):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=lr)
    rest = {k: v for k, v in params.items() if k != "interval"}
    scheduler, readings, rates = lr_scheduler.ReduceLROnPlateau(optimizer, **rest), [], []
    for t in range(STEPS):
        rates.append(optimizer.param_groups[0]["lr"])
        readings.append(objective_at(t))
        if len(readings) == params["interval"]:
            scheduler.step(sum(readings) / len(readings))
            readings = []
    return rates


PLATEAUS = [{"interval": 1}, {"interval": 10, "patience": 2, "factor": 0.5}, {"interval": 4, "threshold": 0.05, "threshold_mode": "abs", "patience": 3, "factor": 0.7},
            {"interval": 5, "patience": 1, "cooldown": 4, "min_lr": 0.002, "factor": 0.3}, {"interval": 3, "patience": 0, "factor": 0.8, "eps": 0.001, "threshold": 0.02}]


@fixture("schedules")
def reduce_lr_on_plateau(draw):
    cases = []
    for params in PLATEAUS:
        rates = [float(rate) for rate in plateau_rates(0.1, params)]
        for ours, theirs in zip(rates, plateau_of_torch(params, 0.1)):
            assert abs(ours - theirs) <= 1e-13, (params, ours, theirs)
        assert len(set(rates)) > 2, params
        cases.append({"name": str(params), "params": params, "lr": 0.1, "steps": STEPS, "rates": rates,
                      "objectives": [objective_at(t) for t in range(STEPS)]})
    return {"oracle": "the same rule in 50 digits", "cases": cases}
