"""Fixtures of the optimizers that torch 1.13 lacks, or has wrong (NAdam), or in bfloat16 (Muon): rules in 50 digits.

Each takes its parameters and the blocks (rows, columns or None for a vector) and returns a function that moves the flat list
w by the gradient g at step t, with `objective` giving value and gradient elsewhere. A rule that is judged by a mean of what it
trains writes it to `answer`."""
import torch
from mpmath import cholesky_solve, matrix, mpf, sqrt

from common import fixture
from optimizers import LOOSE, SPARED, BLOCKS, content, of_rule, packed

# The rules that are an optimizer of the catalog, by its id, and those of them that torch has too, but wrong.
RULES, BETTER_THAN_TORCH = {}, set()


def optimizer(*cases, better_than_torch=False, **tolerances):
    """Declares a rule as an optimizer of the catalog, with the cases of its fixture."""

    def declare(rule):
        def made(draw):
            return content("own rule in 50 digits", [packed(case, of_rule(rule, case), {}) for case in cases], **tolerances)

        made.__name__ = rule.__name__
        fixture("optimizers")(made)
        RULES[rule.__name__] = rule
        if better_than_torch:
            BETTER_THAN_TORCH.add(rule.__name__)
        return rule

    return declare


def number(params, name, preset):
    return mpf(params.get(name, preset))


def spans(blocks):
    """Where each block starts and ends in the flat list."""
    offset = 0
    for block in blocks:
        size = block[0] * block[1] if len(block) == 2 else block[0]
        yield block, range(offset, offset + size)
        offset += size


def decays(params, blocks, preset=0):
    """The weight decay of each number: 0 for biases that are spared."""
    decay, spared = number(params, "weight_decay", preset), not params.get("decay_biases", True)
    return [mpf(0) if spared and len(block) == 1 else decay for block, span in spans(blocks) for _ in span]


def sign(x):
    return (x > 0) - (x < 0)


def sgd(params, blocks):
    lr, momentum, decay = number(params, "lr", 1e-3), number(params, "momentum", 0), decays(params, blocks)
    buffer = {}

    def step(w, g, t, objective):
        for i in range(len(w)):
            d = g[i] + decay[i] * w[i]
            buffer[i] = momentum * buffer[i] + d if i in buffer else d
            w[i] -= lr * buffer[i]

    return step


def adam_like(params, blocks, decoupled, defaults):
    """Adam, and AdamW with `decoupled`."""
    lr, eps = number(params, "lr", 1e-3), number(params, "eps", 1e-8)
    b1, b2 = number(params, "beta1", 0.9), number(params, "beta2", defaults.get("beta2", 0.999))
    decay = decays(params, blocks, defaults.get("weight_decay", 0))
    m, v = {}, {}

    def step(w, g, t, objective):
        for i in range(len(w)):
            d = g[i] if decoupled else g[i] + decay[i] * w[i]
            if decoupled:
                w[i] -= lr * decay[i] * w[i]
            m[i] = b1 * m.get(i, 0) + (1 - b1) * d
            v[i] = b2 * v.get(i, 0) + (1 - b2) * d * d
            w[i] -= lr * (m[i] / (1 - b1**t)) / (sqrt(v[i] / (1 - b2**t)) + eps)

    return step


def adam(params, blocks):
    return adam_like(params, blocks, False, {})


def adamw(params, blocks):
    return adam_like(params, blocks, True, {"weight_decay": 0.01})


def rmsprop(params, blocks):
    lr, momentum, decay = number(params, "lr", 0.01), number(params, "momentum", 0), decays(params, blocks)
    alpha, eps, v, b = mpf(0.99), mpf(1e-8), {}, {}

    def step(w, g, t, objective):
        for i in range(len(w)):
            d = g[i] + decay[i] * w[i]
            v[i] = alpha * v.get(i, 0) + (1 - alpha) * d * d
            b[i] = momentum * b.get(i, 0) + d / (sqrt(v[i]) + eps)
            w[i] -= lr * b[i]

    return step


@optimizer(
    {}, {"lr": 0.01, "beta1": 0.7, "beta2": 0.95, "eps": 1e-3, "momentum_decay": 0.03}, {"weight_decay": 0.05},
    {"lr": 0.01, "decoupled_weight_decay": True, "weight_decay": 0.2}, SPARED, better_than_torch=True)
def nadam(params, blocks):
    lr, eps = number(params, "lr", 2e-3), number(params, "eps", 1e-8)
    b1, b2, growth = number(params, "beta1", 0.9), number(params, "beta2", 0.999), number(params, "momentum_decay", 4e-3)
    decay, decoupled = decays(params, blocks), params.get("decoupled_weight_decay", False)
    m, v, product = {}, {}, [mpf(1)]

    def momentum(t):
        return b1 * (1 - mpf(0.96) ** (t * growth) / 2)

    def step(w, g, t, objective):
        product[0] *= momentum(t)
        now, after = product[0], product[0] * momentum(t + 1)
        for i in range(len(w)):
            d = g[i] if decoupled else g[i] + decay[i] * w[i]
            if decoupled:
                w[i] *= 1 - lr * decay[i]
            m[i] = b1 * m.get(i, 0) + (1 - b1) * d
            v[i] = b2 * v.get(i, 0) + (1 - b2) * d * d
            lead = (1 - momentum(t)) / (1 - now) * d + momentum(t + 1) / (1 - after) * m[i]
            w[i] -= lr * lead / (sqrt(v[i] / (1 - b2**t)) + eps)

    return step


@optimizer({}, {"lr": 0.003, "beta1": 0.7, "beta2": 0.9, "weight_decay": 0.3}, {"lr": 0.01, **SPARED})
def lion(params, blocks):
    lr, b1, b2 = number(params, "lr", 1e-4), number(params, "beta1", 0.9), number(params, "beta2", 0.99)
    decay, m = decays(params, blocks), {}

    def step(w, g, t, objective):
        for i in range(len(w)):
            w[i] -= lr * (decay[i] * w[i] + sign(b1 * m.get(i, 0) + (1 - b1) * g[i]))
            m[i] = b2 * m.get(i, 0) + (1 - b2) * g[i]

    return step


def rms(numbers):
    return sqrt(sum(x * x for x in numbers) / len(numbers))


@optimizer(
    {}, {"lr": 0.03, "beta2_decay": -0.6, "eps1": 1e-2, "eps2": 0.1, "d": 0.5}, {"blocks": BLOCKS},
    {"lr": 0.1, "eps1": 0.3, "d": 0.7, **SPARED})
def adafactor(params, blocks):
    lr, power, d = number(params, "lr", 1e-2), number(params, "beta2_decay", -0.8), number(params, "d", 1)
    eps1, eps2 = mpf(params.get("eps1") or 2.0**-52), number(params, "eps2", 1e-3)
    decay, squares, rows, columns = decays(params, blocks), {}, {}, {}

    def mean_squares(block, g, span, share):
        if len(block) == 1:
            for i in span:
                squares[i] = squares.get(i, 0) + share * (g[i] ** 2 - squares.get(i, 0))
            return [squares[i] for i in span]
        high, wide, start = block[0], block[1], span[0]
        for r in range(high):
            mean = sum(g[start + r * wide + c] ** 2 for c in range(wide)) / wide
            rows[start, r] = rows.get((start, r), 0) + share * (mean - rows.get((start, r), 0))
        for c in range(wide):
            mean = sum(g[start + r * wide + c] ** 2 for r in range(high)) / high
            columns[start, c] = columns.get((start, c), 0) + share * (mean - columns.get((start, c), 0))
        of_rows = max(sum(rows[start, r] for r in range(high)) / high, eps1)
        return [rows[start, r] * columns[start, c] / of_rows for r in range(high) for c in range(wide)]

    def step(w, g, t, objective):
        for block, span in spans(blocks):
            scale = max(eps2, rms([w[i] for i in span])) * min(lr, 1 / sqrt(mpf(t)))
            v = mean_squares(block, g, span, mpf(t) ** power)
            u = [g[i] / sqrt(max(x, eps1**2)) for i, x in zip(span, v)]
            for i, x in zip(span, u):
                w[i] = w[i] * (1 - lr * decay[i]) - scale * x / max(1, rms(u) / d)

    return step


@optimizer(
    {}, {"blocks": BLOCKS}, {"lr": 0.02, "momentum": 0.8, "nesterov": False, "ns_steps": 3, "eps": 1.0, **SPARED, "weight_decay": 0.3},
    {"lr": 0.01, "adjust_lr_fn": "match_rms_adamw", "adamw_lr": 0.003, "adamw_beta1": 0.8, "adamw_beta2": 0.9, "adamw_eps": 1e-3, "blocks": BLOCKS})
def muon(params, blocks):
    lr, momentum, eps = number(params, "lr", 1e-3), number(params, "momentum", 0.95), number(params, "eps", 1e-7)
    decay, mean = decays(params, blocks, 0.1), {}
    rest = {"lr": params.get("adamw_lr", 1e-3), "beta1": params.get("adamw_beta1", 0.9), "beta2": params.get("adamw_beta2", 0.95),
            "eps": params.get("adamw_eps", 1e-8), "weight_decay": params.get("weight_decay", 0.1), "decay_biases": params.get("decay_biases", True)}
    others = {span[0]: adamw(rest, [block]) for block, span in spans(blocks) if len(block) == 1}

    def orthogonal(u):
        x = u / max(sqrt(sum(y * y for y in u)), eps)
        for _ in range(params.get("ns_steps", 5)):
            a = x * x.T
            x = mpf(3.4445) * x + (mpf(-4.775) * a + mpf(2.0315) * a * a) * x
        return x

    def step(w, g, t, objective):
        for block, span in spans(blocks):
            if len(block) == 1:
                part = [w[i] for i in span]
                others[span[0]](part, [g[i] for i in span], t, None)
                w[span[0]:span[-1] + 1] = part
                continue
            high, wide = block
            lead = matrix(high, wide)
            for k, i in enumerate(span):
                mean[i] = momentum * mean.get(i, 0) + (1 - momentum) * g[i]
                lead[k // wide, k % wide] = (1 - momentum) * g[i] + momentum * mean[i] if params.get("nesterov", True) else mean[i]
            x = orthogonal(lead)
            original = params.get("adjust_lr_fn", "original") == "original"
            factor = sqrt(max(mpf(1), mpf(high) / wide)) if original else mpf(0.2) * sqrt(mpf(max(high, wide)))
            for k, i in enumerate(span):
                w[i] = w[i] * (1 - lr * decay[i]) - lr * factor * x[k // wide, k % wide]

    return step


def schedule_free(params, blocks, preset_lr, beta, direction):
    """The three points z, x and y; w holds y. x is kept here, where the engine works it out of y and z."""
    lr, decay = number(params, "lr", preset_lr), decays(params, blocks)
    warmup, r, power = params.get("warmup_steps", 0), number(params, "r", 0), number(params, "weight_lr_power", 2)
    z, x, largest, total = {}, {}, [mpf(0)], [mpf(0)]

    def step(w, g, t, objective):
        rate = lr * min(mpf(1), mpf(t) / warmup) if warmup else lr
        largest[0] = max(largest[0], rate)
        weight = mpf(t) ** r * largest[0] ** power
        total[0] += weight
        for i in range(len(w)):
            d = direction(i, g[i], t) + decay[i] * w[i]
            start = w[i] if t == 1 else z[i]
            past = w[i] if t == 1 else x[i]
            z[i] = start - rate * d
            x[i] = past + weight / total[0] * (z[i] - past)
            w[i] = (1 - beta) * z[i] + beta * x[i]
        step.answer = [x[i] for i in range(len(w))]

    return step


@optimizer(
    {}, {"lr": 0.05, "momentum": 0.7, "warmup_steps": 30, "r": 0.5, "weight_lr_power": 1.0}, {"lr": 0.1, "weight_decay": 0.05},
    {"lr": 0.1, **SPARED})
def schedule_free_sgd(params, blocks):
    return schedule_free(params, blocks, 1, number(params, "momentum", 0.9), lambda i, g, t: g)


@optimizer(
    {}, {"lr": 0.05, "beta1": 0.7, "beta2": 0.95, "eps": 1e-3, "warmup_steps": 30, "r": 0.5, "weight_lr_power": 1.0},
    {"lr": 0.01, "weight_decay": 0.05}, {"lr": 0.01, **SPARED})
def schedule_free_adamw(params, blocks):
    b2, eps, v = number(params, "beta2", 0.999), number(params, "eps", 1e-8), {}

    def direction(i, g, t):
        v[i] = b2 * v.get(i, 0) + (1 - b2) * g * g
        return g / (sqrt(v[i] / (1 - b2**t)) + eps)

    return schedule_free(params, blocks, 2.5e-3, number(params, "beta1", 0.9), direction)


INNER = {"sgd": sgd, "adam": adam, "adamw": adamw, "rmsprop": rmsprop, "lion": lion}


def inner_of(params, blocks, kind, lr):
    """The optimizer inside another, with the outer one's defaults."""
    given = {"lr": lr, "momentum": 0.9, "beta1": 0.9, "beta2": 0.999, "weight_decay": 0, **params}
    return INNER[params.get("inner", kind)](given, blocks)


@optimizer(
    {}, {"inner": "sgd", "lr": 0.01, "momentum": 0.8, "k": 7, "alpha": 0.3}, {"inner": "adamw", "lr": 0.01, "beta1": 0.8, "beta2": 0.95, **SPARED},
    {"inner": "lion", "lr": 0.003}, {"inner": "rmsprop", "lr": 0.003, "weight_decay": 0.05})
def lookahead(params, blocks):
    inner, k, alpha = inner_of(params, blocks, "adam", 1e-3), params.get("k", 5), number(params, "alpha", 0.5)
    slow = []

    def step(w, g, t, objective):
        if t == 1:
            slow[:] = w
        inner(w, g, t, objective)
        if t % k == 0:
            slow[:] = [s + alpha * (x - s) for s, x in zip(slow, w)]
            w[:] = slow
        step.answer = list(slow)

    return step


@optimizer(
    {"objective": "chain"}, {"objective": "rosenbrock", "lr": 0.0005, "momentum": 0.5, "rho": 0.02},
    {"objective": "chain", "inner": "adam", "lr": 0.01, "beta1": 0.8, "beta2": 0.95, "rho": 0.1, "adaptive": True},
    {"objective": "chain", "inner": "adamw", "lr": 0.01, **SPARED})
def sam(params, blocks):
    inner, rho, adaptive = inner_of(params, blocks, "sgd", 1e-2), number(params, "rho", 0.05), params.get("adaptive", False)

    def step(w, g, t, objective):
        size = [abs(x) if adaptive else mpf(1) for x in w]
        length = sqrt(sum((s * d) ** 2 for s, d in zip(size, g))) + mpf(1e-12)
        away = [x + rho * s * s * d / length for x, s, d in zip(w, size, g)]
        inner(w, objective(away)[1], t, objective)

    return step


@optimizer(
    {"objective": "chain"}, {"objective": "chain", "lr": 0.7, "damping": 0.5}, {"objective": "chain", "backtracking": False, "lr": 0.5},
    {"objective": "rosenbrock"}, **LOOSE)
def newton(params, blocks):
    lr, damping = number(params, "lr", 1), number(params, "damping", 0)

    def step(w, g, t, objective):
        n = len(w)
        hessian = matrix(n, n)
        for i in range(n):
            h = mpf(2) ** -17 * max(1, abs(w[i]))
            above, below = (objective(w[:i] + [w[i] + d] + w[i + 1:])[1] for d in (h, -h))
            for j in range(n):
                hessian[i, j] = (above[j] - below[j]) / (2 * h)
        hessian = (hessian + hessian.T) / 2
        for i in range(n):
            hessian[i, i] += damping
        # The cases start where the curvature is positive, so that nothing need be added.
        jump = cholesky_solve(hessian, matrix([-x for x in g]))
        value, slope, share = objective(w)[0], sum(a * b for a, b in zip(g, jump)), lr
        while params.get("backtracking", True) and slope < -mpf(10) ** -24:
            if objective([x + share * d for x, d in zip(w, jump)])[0] <= value + mpf(1e-4) * share * slope:
                break
            share /= 2
        w[:] = [x + share * d for x, d in zip(w, jump)]

    return step


class Rule(torch.optim.Optimizer):
    """A rule on all weights in a row. The closure gives the objective and leaves its gradient with the weights."""

    def __init__(self, parameters, rule, params):
        super().__init__(parameters, {"lr": params["lr"]})
        self.weights, self.steps = self.param_groups[0]["params"], 0
        self.rule = rule(params, [list(w.shape) for w in self.weights])

    def put(self, numbers):
        with torch.no_grad():
            for w, part in zip(self.weights, torch.tensor([float(x) for x in numbers]).split([w.numel() for w in self.weights])):
                w.copy_(part.reshape(w.shape))

    def step(self, closure):
        def objective(numbers):
            self.put(numbers)
            with torch.enable_grad():
                value = mpf(closure().item())
            return value, [mpf(x) for w in self.weights for x in w.grad.reshape(-1).tolist()]

        self.steps += 1
        # Numbers between steps are those of the weights in double precision, as the engine has them.
        numbers = [mpf(x) for w in self.weights for x in w.detach().reshape(-1).tolist()]
        value, slopes = objective(numbers)
        self.rule(numbers, slopes, self.steps, objective)
        self.put(numbers)
        return value
