"""Makes schedules/*.json: the closed formula of each schedule in 50 digits, rounded to double, for 500 steps.

Where torch has the schedule, its own chained recursion is run beside it and must agree to 1e-12 of the rate."""
import torch
from mpmath import cos, mpf, pi
from torch.optim import lr_scheduler

from common import write

STEPS = 500


def cosine(start, end, part):
    return end + (start - end) * (1 + cos(pi * part)) / 2


def constant(t, lr, params, steps):
    return lr


def step_lr(t, lr, params, steps):
    return lr * mpf(params["gamma"]) ** (t // params["step_size"])


def exponential_lr(t, lr, params, steps):
    return lr * mpf(params["gamma"]) ** t


def cosine_annealing_lr(t, lr, params, steps):
    return cosine(lr, mpf(params.get("eta_min", 0)), mpf(t) / (params.get("t_max") or steps))


def linear_lr(t, lr, params, steps):
    start, end = mpf(params["start_factor"]), mpf(params["end_factor"])
    return lr * (start + (end - start) * min(mpf(1), mpf(t) / params["total_iters"]))


def one_cycle_lr(t, lr, params, steps):
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


def warmup_cosine(t, lr, params, steps):
    warmup = params["warmup_steps"]
    if t < warmup:
        return lr * (t + 1) / warmup
    return cosine(lr, mpf(params.get("eta_min", 0)), min(mpf(1), mpf(t - warmup) / max(1, steps - warmup)))


def one_cycle_of_torch(optimizer, params, lr, steps):
    total = params.get("total_steps") or steps
    rest = {k: v for k, v in params.items() if k not in ("max_lr", "total_steps")}
    return lr_scheduler.OneCycleLR(optimizer, max_lr=params.get("max_lr") or lr, total_steps=total, cycle_momentum=False, **rest)


SCHEDULES = {
    constant: (None, [{}]),
    step_lr: (lambda o, p, lr, n: lr_scheduler.StepLR(o, p["step_size"], p["gamma"]),
              [{"step_size": 30, "gamma": 0.5}, {"step_size": 7, "gamma": 0.93}, {"step_size": 100, "gamma": 0.1}]),
    exponential_lr: (lambda o, p, lr, n: lr_scheduler.ExponentialLR(o, p["gamma"]), [{"gamma": 0.99}, {"gamma": 0.9973}, {"gamma": 1.001}]),
    cosine_annealing_lr: (lambda o, p, lr, n: lr_scheduler.CosineAnnealingLR(o, p.get("t_max") or n, p.get("eta_min", 0)),
                          [{}, {"t_max": 200}, {"t_max": 90, "eta_min": 0.001}, {"t_max": 499, "eta_min": 0.02}]),
    linear_lr: (lambda o, p, lr, n: lr_scheduler.LinearLR(o, p["start_factor"], p["end_factor"], p["total_iters"]),
                [{"start_factor": 0.25, "end_factor": 1.0, "total_iters": 77}, {"start_factor": 1.0, "end_factor": 0.0, "total_iters": 400}]),
    one_cycle_lr: (one_cycle_of_torch,
                   [{}, {"max_lr": 0.5, "total_steps": 300}, {"pct_start": 0.2, "anneal_strategy": "linear", "div_factor": 10.0, "final_div_factor": 100.0},
                    {"three_phase": True, "pct_start": 0.4}, {"three_phase": True, "pct_start": 0.25, "anneal_strategy": "linear"}]),
    warmup_cosine: (None, [{"warmup_steps": 50}, {"warmup_steps": 10, "eta_min": 0.001}, {"warmup_steps": 0}]),
}


def of_torch(make, params, lr, steps, count):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=lr)
    scheduler = make(optimizer, params, lr, steps)
    rates = []
    for _ in range(count):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates


def main():
    for formula, (make, params_list) in SCHEDULES.items():
        cases = []
        for params in params_list:
            for lr, steps in ((0.1, 500), (0.0317, 360)):
                rates = [float(formula(t, mpf(lr), params, steps)) for t in range(STEPS)]
                if make:
                    count = (params.get("total_steps") or steps) - 1 if formula is one_cycle_lr else STEPS
                    for ours, theirs in zip(rates, of_torch(make, params, lr, steps, count)):
                        assert abs(ours - theirs) <= 1e-12 * max(lr, 0.5), (formula.__name__, params, ours, theirs)
                cases.append({"name": f"{params or 'defaults'}, rate {lr}", "params": params, "lr": lr, "steps": steps, "rates": rates})
        write("schedules", formula.__name__, {"schedule": formula.__name__, "oracle": "closed formula in 50 digits", "cases": cases})


main()
