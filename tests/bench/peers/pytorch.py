# PyTorch on one thread, eager: `pytorch.py workload.json`. The line protocol is that of serve.mjs; `ready` is
# followed by the version and by where matrix products come from.
import json
import sys

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
with open(sys.argv[1], encoding="utf-8") as file:
    workload = json.load(file)
experiment = workload["experiment"]
tokens = experiment["model"]["id"] in ("next_token_mlp", "transformer")


def tensor(given, dtype=torch.float32):
    return torch.tensor(given["data"], dtype=dtype).reshape(given["shape"])


inputs = tensor(workload["input"], torch.int64 if tokens else torch.float32)
targets = tensor(workload["target"], torch.float32 if experiment["loss"]["id"] == "mse_loss" else torch.int64)
batches = [torch.tensor(rows) for rows in workload["batches"]]
start = [tensor(parameter) for parameter in workload["parameters"]]
weights = [value.clone().requires_grad_() for value in start]
bend = {"tanh": torch.tanh, "relu": torch.relu}.get(experiment["model"]["params"].get("activation"), torch.tanh)


def layers(x, list):
    for k in range(0, len(list), 2):
        x = F.linear(x, list[k], list[k + 1])
        if k + 2 < len(list):
            x = bend(x)
    return x


def transformer(x):
    params = experiment["model"]["params"]
    width, heads = params["width"], params["heads"]
    rows, places = x.shape
    stream = F.embedding(x, weights[0]) + weights[1]
    for k in range(params["blocks"]):
        n1, n1b, qkv, qkvb, proj, projb, n2, n2b, up, upb, down, downb = weights[2 + 12 * k : 14 + 12 * k]
        y = F.linear(F.layer_norm(stream, (width,), n1, n1b), qkv, qkvb)
        q, k_, v = y.view(rows, places, 3, heads, width // heads).permute(2, 0, 3, 1, 4)
        scores = (q @ k_.transpose(-2, -1)) * (width // heads) ** -0.5
        mixed = torch.softmax(scores + causal, -1) @ v
        stream = stream + F.linear(mixed.transpose(1, 2).reshape(rows, places, width), proj, projb)
        y = F.linear(F.layer_norm(stream, (width,), n2, n2b), up, upb)
        stream = stream + F.linear(F.silu(y), down, downb)
    return F.linear(F.layer_norm(stream, (width,), weights[-3], weights[-2]), weights[-1]).flatten(0, 1)


causal = torch.full((inputs.shape[1],) * 2, float("-inf")).triu(1) if tokens else None
models = {
    "mlp": lambda x: layers(x, weights),
    "next_token_mlp": lambda x: layers(F.embedding(x, weights[0]).flatten(1), weights[1:]),
    "transformer": transformer,
}
model = models[experiment["model"]["id"]]


def triplet_margin(embeddings, _):
    anchor, positive, negative = embeddings.chunk(3)
    return F.triplet_margin_loss(anchor, positive, negative, margin=1.0)


losses = {
    "mse_loss": F.mse_loss,
    "cross_entropy": lambda output, target: F.cross_entropy(output, target.flatten()),
    "triplet_margin_loss": triplet_margin,
}
loss_of = losses[experiment["loss"]["id"]]


def optimizer():
    params = experiment["optimizer"]["params"]
    if experiment["optimizer"]["id"] == "adam":
        betas = (params["beta1"], params["beta2"])
        return torch.optim.Adam(weights, lr=params["lr"], betas=betas, eps=params["eps"], foreach=True)
    return torch.optim.SGD(weights, lr=params["lr"], momentum=params["momentum"], foreach=True)


def train(steps, record=None):
    with torch.no_grad():
        for weight, value in zip(weights, start):
            weight.copy_(value)
    update = optimizer()
    read = 0.0
    for i in range(steps):
        rows = batches[i % len(batches)]
        loss = loss_of(model(inputs[rows]), targets[rows])
        update.zero_grad(set_to_none=True)
        loss.backward()
        update.step()
        if (i + 1) % 50 == 0:
            read = loss.item()
        if record is not None:
            record.append(loss.item())
    return read



def libraries():
    """Debian's PyTorch takes the system's BLAS, which is slow unless OpenBLAS is installed."""
    try:
        with open("/proc/self/maps", encoding="utf-8") as file:
            return file.read()
    except OSError:
        return ""


blas = "with" if "openblas" in libraries() else "without"
print(f"ready {torch.__version__} {blas} OpenBLAS", flush=True)
for line in sys.stdin:
    first, second = line.split()
    if first == "losses":
        record = []
        train(int(second), record)
        print(*record, flush=True)
    else:
        result = 0.0
        for _ in range(int(second)):
            result = train(int(first))
        print(result, flush=True)
