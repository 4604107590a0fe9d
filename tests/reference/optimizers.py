"""Makes optimizers/*.json: 1,001 steps of each optimizer in torch, double precision, on a fixed sequence of gradients.

Seven parameters start at (i + 1) / 4 - 1. The gradient of component i at step t (from 1) is made from whole numbers, so
that anyone can make it again: see `gradient`."""
import torch

from common import ORACLE, write

torch.set_default_dtype(torch.float64)
SIZE, STEPS = 7, 1001
CHECKPOINTS = [1, 2, 3, *range(100, 1001, 100), 1001]

CASES = {
    "sgd": (torch.optim.SGD, [
        {"lr": 0.01}, {"lr": 0.01, "momentum": 0.9}, {"lr": 0.02, "momentum": 0.8, "dampening": 0.3},
        {"lr": 0.01, "momentum": 0.9, "nesterov": True}, {"lr": 0.03, "weight_decay": 0.1},
        {"lr": 0.005, "momentum": 0.95, "weight_decay": 0.01, "nesterov": True}]),
    "adam": (torch.optim.Adam, [
        {}, {"lr": 0.01, "amsgrad": True}, {"lr": 0.02, "weight_decay": 0.05}, {"lr": 0.003, "beta1": 0.7, "beta2": 0.99, "eps": 1e-4},
        {"lr": 0.01, "amsgrad": True, "weight_decay": 0.01, "beta1": 0.5}]),
    "adamw": (torch.optim.AdamW, [
        {}, {"lr": 0.01, "weight_decay": 0.2}, {"lr": 0.02, "amsgrad": True, "weight_decay": 0.03}, {"lr": 0.003, "beta1": 0.8, "beta2": 0.95, "eps": 1e-3}]),
    "rmsprop": (torch.optim.RMSprop, [
        {}, {"lr": 0.002, "centered": True}, {"lr": 0.003, "momentum": 0.8}, {"alpha": 0.9, "eps": 1e-4, "weight_decay": 0.05},
        {"lr": 0.001, "centered": True, "momentum": 0.7, "alpha": 0.95, "eps": 1e-3}]),
    "adagrad": (torch.optim.Adagrad, [
        {}, {"lr": 0.1, "lr_decay": 0.01}, {"lr": 0.05, "initial_accumulator_value": 0.5}, {"lr": 0.2, "weight_decay": 0.1, "eps": 1e-3}]),
}


def gradient(step, index):
    """A number in about [-1.7, 2.3): 32-bit whole-number arithmetic, then h / 2^32 - 0.5, times 4, plus 0.3."""
    h = (step * 2654435761 + index * 40503 + 12345) % 2**32
    h ^= h >> 16
    h = (h * 2246822519) % 2**32
    h ^= h >> 13
    return (h / 2**32 - 0.5) * 4 + 0.3


def follow(kind, params):
    options = {k: v for k, v in params.items() if k not in ("beta1", "beta2")}
    if "beta1" in params or "beta2" in params:
        options["betas"] = (params.get("beta1", 0.9), params.get("beta2", 0.999))
    if kind is torch.optim.SGD and "lr" not in options:
        options["lr"] = 1e-3
    weights = torch.tensor([(i + 1) / 4 - 1 for i in range(SIZE)], requires_grad=True)
    optimizer = kind([weights], **options)
    points = []
    for step in range(1, STEPS + 1):
        weights.grad = torch.tensor([gradient(step, i) for i in range(SIZE)])
        optimizer.step()
        if step in CHECKPOINTS:
            points.append({"step": step, "parameters": weights.detach().tolist()})
    return points


def main():
    for name, (kind, params_list) in CASES.items():
        cases = [{"name": str(params or "defaults"), "params": params, "checkpoints": follow(kind, params)} for params in params_list]
        write("optimizers", name, {"optimizer": name, "oracle": ORACLE, "cases": cases})


main()
