"""Replays runs of the engine in torch, in double precision: replays/<name>.json holds the experiment, the loss of each batch
and the weights after the last step. export-replays.mjs lists the runs and shows their data, batches and first weights.

Loss, optimizer and schedule are the Python code that the catalog says of them, as exported scripts have it. Optimizers that
torch 1.13 lacks, or has wrong, are the rules in 50 digits of optimizers_rules.py."""
import json
import math
import subprocess

import torch

from common import FOLDER, ORACLE, write
from optimizers_rules import BETTER_THAN_TORCH, RULES, Rule
from token_models import ACTIVATIONS, MODELS, RankingBag


def tensor(packed):
    return torch.tensor(packed["data"], dtype=torch.float64).reshape(packed["shape"])


def network(parameters, params):
    """A torch.nn.Sequential with the engine's initial weights, by the names of its state_dict."""
    layers, weights = [], [p for p in parameters if p["name"].endswith("weight")]
    for k, weight in enumerate(weights):
        outputs, inputs = weight["shape"]
        last = k + 1 == len(weights)
        layers += [torch.nn.Linear(inputs, outputs), ACTIVATIONS[params["output_activation" if last else "activation"]]()]
    return torch.nn.Sequential(*layers)


def model_of(run):
    spec, task = run["experiment"]["model"], run["experiment"]["task"]
    if spec["id"] in MODELS:
        form = {"vocabulary": run["parameters"][0]["shape"][0], "context": run["input"]["shape"][1],
                "dimensions": task["params"].get("dimensions"), "documents": task["params"].get("documents")}
        model = (RankingBag if task["id"] == "relevance" else MODELS[spec["id"]])(form, spec["params"])
    else:
        model = network(run["parameters"], spec["params"])
    model.load_state_dict({p["name"]: tensor(p) for p in run["parameters"]})
    return model


def replay(run):
    experiment, code = run["experiment"], run["code"]
    model = model_of(run)
    names = {"torch": torch, "F": torch.nn.functional, "math": math, "model": model, "STEPS": experiment["steps"]}
    for text in code["blocks"]:
        exec(text, names)
    spec = experiment["optimizer"]
    if code["optimizer"] is None or spec["id"] in BETTER_THAN_TORCH:
        names["optimizer"] = Rule(model.parameters(), RULES[spec["id"]], spec["params"])
    else:
        exec("\n".join(code["optimizer"]), names)
    exec("\n".join(code["schedule"]), names)
    optimizer, evaluates = names["optimizer"], code["closure"] or isinstance(names["optimizer"], Rule)
    inputs, targets = tensor(run["input"]), tensor(run["target"])
    l1, l2 = experiment["regularization"]["l1"], experiment["regularization"]["l2"]
    losses = []

    def objective(rows, record):
        """A closure: the objective of a batch, whose gradient is left with the weights."""
        optimizer.zero_grad()
        loss = names["batch_loss"](model, inputs, targets, torch.tensor(rows))
        weights = [p for name, p in model.named_parameters() if name.endswith("weight") and p.dim() > 1]
        whole = loss + sum(l1 * w.abs().sum() + 0.5 * l2 * (w * w).sum() for w in weights)
        whole.backward()
        if experiment["gradient_clip"] is not None:
            torch.nn.utils.clip_grad_norm_(model.parameters(), experiment["gradient_clip"])
        record.append((loss.item(), whole))
        return whole

    for step, rows in enumerate(run["batches"], 1):
        seen = []
        if evaluates:
            optimizer.step(lambda: objective(rows, seen))
        else:
            objective(rows, seen)
            optimizer.step()
        losses.append(seen[0][0])
        exec("\n".join(code["after"]), names, {"step": step, "objective": seen[0][1]})
    parameters = [{"name": name, "shape": list(p.shape), "data": p.detach().reshape(-1).tolist()} for name, p in model.named_parameters()]
    return {"oracle": ORACLE, "experiment": run["given"], "steps": len(losses), "batch_losses": losses, "parameters": parameters}


def main(wanted):
    command = ["node", "--import", "tsx", str(FOLDER / "export-replays.mjs"), *wanted]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=FOLDER.parent.parent) as exported:
        for line in exported.stdout:
            run = json.loads(line)
            print(f"replays/{run['name']}.json", flush=True)
            write("replays", run["name"], replay(run))
    if exported.returncode:
        raise SystemExit(exported.returncode)
