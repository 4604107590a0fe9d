"""Replays runs of the engine in torch, in double precision, and writes replays/<name>.json: the experiment, the loss of each
batch and the weights after the last step. Reads what export-replays.mjs writes, a run a line.

Everything but data, batches and initial weights is torch's own (modules, losses, optimizers, schedules, clipping) or, where it
has no such loss or optimizer, a formula through its derivatives (replay_losses.py) or a rule in 50 digits."""
import json
import sys

import torch
from torch.optim import lr_scheduler

from common import ORACLE, write
from replay_losses import BATCH, TRIPLET, target_loss
from replay_optimizers import optimizer_of
from token_models import ACTIVATIONS, MODELS, RankingBag

torch.set_default_dtype(torch.float64)


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
    ranks = run["experiment"]["task"]["id"] == "relevance"
    form["documents"] = run["experiment"]["task"]["params"].get("documents")
    model = (RankingBag if ranks else MODELS[spec["id"]])(form, spec["params"])
    model.load_state_dict({p["name"]: tensor(p) for p in run["parameters"]})
    return model


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


def batch_loss(experiment, model, inputs, targets, rows):
    name, params = experiment["loss"]["id"], experiment["loss"]["params"]
    if name in BATCH:
        return BATCH[name](model(inputs[rows]), targets[rows], **{key: value for key, value in params.items() if key not in ("similarity", "variant")})
    if name in TRIPLET and experiment["miner"]["id"] != "random":
        points = model(inputs[rows])
        return TRIPLET[name](*(points[picked] for picked in semi_hard(points, targets[rows])), **params)
    if name in TRIPLET:
        return TRIPLET[name](*(model(inputs[rows[k::3]]) for k in range(3)), **params)
    return target_loss(name, model(inputs[rows]), targets[rows], params)


def replay(run):
    experiment = run["experiment"]
    model = model_of(run)
    optimizer = optimizer_of(experiment["optimizer"], model.parameters())
    schedule = schedule_of(experiment["schedule"], optimizer, experiment["steps"])
    inputs, targets = tensor(run["input"]), tensor(run["target"])
    l1, l2 = experiment["regularization"]["l1"], experiment["regularization"]["l2"]
    losses = []

    def objective(rows, record):
        """A closure: the objective of a batch, whose gradient is left with the weights."""
        optimizer.zero_grad()
        loss = batch_loss(experiment, model, inputs, targets, torch.tensor(rows))
        weights = [p for name, p in model.named_parameters() if name.endswith("weight") and p.dim() > 1]
        whole = loss + sum(l1 * w.abs().sum() + 0.5 * l2 * (w * w).sum() for w in weights)
        whole.backward()
        if experiment["gradient_clip"] is not None:
            torch.nn.utils.clip_grad_norm_(model.parameters(), experiment["gradient_clip"])
        record.append(loss.item())
        return whole

    for rows in run["batches"]:
        seen = []
        optimizer.step(lambda: objective(rows, seen))
        losses.append(seen[0])
        if len(losses) < len(run["batches"]):  # OneCycleLR refuses a step beyond its last
            schedule.step()
    parameters = [{"name": name, "shape": list(p.shape), "data": p.detach().reshape(-1).tolist()} for name, p in model.named_parameters()]
    return {"oracle": ORACLE, "experiment": run["given"], "steps": len(losses), "batch_losses": losses, "parameters": parameters}


def main():
    for line in sys.stdin:
        run = json.loads(line)
        write("replays", run["name"], replay(run))


main()
