"""The optimizers of runs: torch's, or the rules of optimizer_rules.py, which work in 50 digits, on a module's weights."""
import torch
from mpmath import mpf

import optimizer_rules as rules

TORCH = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam, "adamw": torch.optim.AdamW, "rmsprop": torch.optim.RMSprop,
         "adagrad": torch.optim.Adagrad, "adadelta": torch.optim.Adadelta, "adamax": torch.optim.Adamax, "radam": torch.optim.RAdam,
         "rprop": torch.optim.Rprop, "asgd": torch.optim.ASGD, "lbfgs": torch.optim.LBFGS}
PAIRS = {"betas": ("beta1", "beta2"), "etas": ("eta_minus", "eta_plus"), "step_sizes": ("step_min", "step_max")}


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


def optimizer_of(spec, parameters):
    params = {key: value for key, value in spec["params"].items() if value is not None}
    if hasattr(rules, spec["id"]) and spec["id"] not in TORCH:
        return Rule(parameters, getattr(rules, spec["id"]), params)
    # The rules of torch decay all parameters alike, as the engine does unless told.
    assert params.pop("decay_biases", True) and not params.pop("decoupled_weight_decay", False)
    for name, (first, second) in PAIRS.items():
        if first in params:
            params[name] = (params.pop(first), params.pop(second))
    for name, none in (("max_eval", 0), ("line_search_fn", "none")):
        if params.get(name) == none:
            del params[name]
    return TORCH[spec["id"]](parameters, **params)
