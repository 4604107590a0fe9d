"""Replays runs of the engine in torch, in double precision, and writes replays/<name>.json: the experiment, the loss of each
batch and the weights after the last step. Reads what export-replays.mjs writes, a run a line.

Everything but data, batches and initial weights is torch's own: modules, losses, optimizers, schedules, clipping."""
import json
import sys

import torch
import torch.nn.functional as F
from torch.optim import lr_scheduler

from common import ORACLE, write
from token_models import ACTIVATIONS, MODELS

torch.set_default_dtype(torch.float64)
OPTIMIZERS = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam, "adamw": torch.optim.AdamW, "rmsprop": torch.optim.RMSprop,
              "adagrad": torch.optim.Adagrad}
DISTANCES = {"euclidean": F.pairwise_distance, "squared_euclidean": lambda a, b: ((a - b) ** 2).sum(-1),
             "cosine": lambda a, b: 1 - F.cosine_similarity(a, b, dim=-1)}


def tensor(packed):
    return torch.tensor(packed["data"], dtype=torch.float64).reshape(packed["shape"])


def network(parameters, params):
    """A torch.nn.Sequential with the engine's initial weights, by the names of its state_dict."""
    layers, weights = [], [p for p in parameters if p["name"].endswith("weight")]
    for k, weight in enumerate(weights):
        outputs, inputs = weight["shape"]
        last = k + 1 == len(weights)
        layers += [torch.nn.Linear(inputs, outputs), ACTIVATIONS[params["output_activation" if last else "activation"]]()]
    model = torch.nn.Sequential(*layers)
    model.load_state_dict({p["name"]: tensor(p) for p in parameters})
    return model


def model_of(run):
    spec = run["experiment"]["model"]
    if spec["id"] not in MODELS:
        return network(run["parameters"], spec["params"])
    form = {"vocabulary": run["parameters"][0]["shape"][0], "context": run["input"]["shape"][1],
            "dimensions": run["experiment"]["task"]["params"].get("dimensions")}
    model = MODELS[spec["id"]](form, spec["params"])
    model.load_state_dict({p["name"]: tensor(p) for p in run["parameters"]})
    return model


def optimizer_of(spec, parameters):
    params = dict(spec["params"])
    # The rules of torch decay all parameters alike, as the engine does unless told.
    assert params.pop("decay_biases", True)
    if "beta1" in params:
        params["betas"] = (params.pop("beta1"), params.pop("beta2"))
    return OPTIMIZERS[spec["id"]](parameters, **params)


def schedule_of(spec, optimizer, steps):
    params = spec["params"]
    if spec["id"] == "cosine_annealing_lr":
        return lr_scheduler.CosineAnnealingLR(optimizer, params["t_max"] or steps, params["eta_min"])
    if spec["id"] == "one_cycle_lr":
        rest = {k: v for k, v in params.items() if k not in ("max_lr", "total_steps")}
        return lr_scheduler.OneCycleLR(optimizer, max_lr=params["max_lr"] or optimizer.param_groups[0]["lr"],
                                       total_steps=params["total_steps"] or steps, cycle_momentum=False, **rest)
    assert spec["id"] == "constant", spec
    return lr_scheduler.LambdaLR(optimizer, lambda step: 1.0)


def semi_hard(points, labels):
    """Anchors, positives and the nearest farther negatives, or the farthest where none is farther."""
    with torch.no_grad():
        far = torch.norm(points[:, None] - points[None] + 1e-6, dim=2)
        alike = labels[:, None] == labels[None]
        anchors, positives = (alike & ~torch.eye(len(labels), dtype=torch.bool)).nonzero(as_tuple=True)
        from_anchor, limit = far[anchors], far[anchors, positives][:, None]
        farther = ~alike[anchors] & (from_anchor > limit)
        nearest = from_anchor.masked_fill(~farther, torch.inf).argmin(1)
        farthest = from_anchor.masked_fill(alike[anchors], -torch.inf).argmax(1)
    return anchors, positives, torch.where(farther.any(1), nearest, farthest)


def info_nce(points, labels, temperature):
    """Each row's positives against its negatives, of the rows that have a positive."""
    scores = F.normalize(points, dim=1) @ F.normalize(points, dim=1).T / temperature
    alike = labels[:, None] == labels[None]
    positive = alike & ~torch.eye(len(labels), dtype=torch.bool)
    rivals = torch.logsumexp(scores.masked_fill(alike, -torch.inf), 1, keepdim=True)
    losses = (F.softplus(rivals - scores) * positive).sum(1) / positive.sum(1)
    return losses[positive.any(1)].mean()


def batch_loss(experiment, model, inputs, targets, rows):
    spec, params = experiment["loss"], experiment["loss"]["params"]
    if spec["id"] == "info_nce_loss":
        return info_nce(model(inputs[rows]), targets[rows], params["temperature"])
    if experiment["miner"]["id"] == "semi_hard":
        points = model(inputs[rows])
        return F.triplet_margin_loss(*(points[picked] for picked in semi_hard(points, targets[rows])), **params)
    if spec["id"].startswith("triplet"):
        points = [model(inputs[rows[k::3]]) for k in range(3)]
        if spec["id"] == "triplet_margin_loss":
            return F.triplet_margin_loss(*points, **params)
        return F.triplet_margin_with_distance_loss(*points, distance_function=DISTANCES[params["distance"]],
                                                   margin=params["margin"], swap=params["swap"])
    target = targets[rows]
    if spec["id"] == "cross_entropy":
        # Of a model that predicts after every token, a row of targets a piece.
        target = target.long().flatten()
    return getattr(F, spec["id"])(model(inputs[rows]), target, **params)


def replay(run):
    experiment = run["experiment"]
    model = model_of(run)
    optimizer = optimizer_of(experiment["optimizer"], model.parameters())
    schedule = schedule_of(experiment["schedule"], optimizer, experiment["steps"])
    inputs, targets = tensor(run["input"]), tensor(run["target"])
    l1, l2 = experiment["regularization"]["l1"], experiment["regularization"]["l2"]
    losses = []
    for rows in run["batches"]:
        optimizer.zero_grad()
        loss = batch_loss(experiment, model, inputs, targets, torch.tensor(rows))
        weights = [p for name, p in model.named_parameters() if name.endswith("weight") and p.dim() > 1]
        penalty = sum(l1 * w.abs().sum() + 0.5 * l2 * (w * w).sum() for w in weights)
        (loss + penalty).backward()
        if experiment["gradient_clip"] is not None:
            torch.nn.utils.clip_grad_norm_(model.parameters(), experiment["gradient_clip"])
        optimizer.step()
        losses.append(loss.item())
        if len(losses) < len(run["batches"]):  # OneCycleLR refuses a step beyond its last
            schedule.step()
    parameters = [{"name": name, "shape": list(p.shape), "data": p.detach().reshape(-1).tolist()} for name, p in model.named_parameters()]
    return {"oracle": ORACLE, "experiment": run["given"], "steps": len(losses), "batch_losses": losses, "parameters": parameters}


def main():
    for line in sys.stdin:
        run = json.loads(line)
        write("replays", run["name"], replay(run))


main()
