"""The engine's models of tokens as torch modules, with the names and shapes of its parameters."""
import torch
import torch.nn.functional as F

ACTIVATIONS = {"tanh": torch.nn.Tanh, "relu": torch.nn.ReLU, "sigmoid": torch.nn.Sigmoid, "gelu": torch.nn.GELU,
               "silu": torch.nn.SiLU, "linear": torch.nn.Identity}


class NextTokenMlp(torch.nn.Module):
    def __init__(self, form, params):
        super().__init__()
        self.embedding = torch.nn.Embedding(form["vocabulary"], params["embedding"])
        self.hidden = torch.nn.Linear(form["context"] * params["embedding"], params["hidden"])
        self.output = torch.nn.Linear(params["hidden"], form["vocabulary"])

    def forward(self, tokens):
        return self.output(torch.tanh(self.hidden(self.embedding(tokens.long()).flatten(1))))


class Bigram(torch.nn.Module):
    def __init__(self, form, params):
        super().__init__()
        self.table = torch.nn.Embedding(form["vocabulary"], form["vocabulary"])

    def forward(self, tokens):
        return self.table(tokens[:, -1].long())


class RmsNorm(torch.nn.Module):
    def __init__(self, width):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(width))

    def forward(self, x):
        return x / torch.sqrt((x * x).mean(-1, keepdim=True) + 1e-5) * self.weight


class Block(torch.nn.Module):
    def __init__(self, params):
        super().__init__()
        norm = {"layer": torch.nn.LayerNorm, "rms": RmsNorm}[params["norm"]]
        width = params["width"]
        self.heads, self.activation = params["heads"], ACTIVATIONS[params["activation"]]()
        self.norm1 = norm(width)
        self.attention, self.projection = torch.nn.Linear(width, 3 * width), torch.nn.Linear(width, width)
        self.norm2 = norm(width)
        self.expand, self.contract = torch.nn.Linear(width, params["hidden"]), torch.nn.Linear(params["hidden"], width)

    def mix(self, x):
        rows, places, width = x.shape
        q, k, v = (part.reshape(rows, places, self.heads, -1).transpose(1, 2) for part in self.attention(x).split(width, -1))
        scores = q @ k.transpose(2, 3) / (width // self.heads) ** 0.5
        later = torch.ones(places, places, dtype=torch.bool).triu(1)
        mixed = torch.softmax(scores.masked_fill(later, -torch.inf), -1) @ v
        return self.projection(mixed.transpose(1, 2).reshape(rows, places, width))

    def forward(self, x):
        x = x + self.mix(self.norm1(x))
        return x + self.contract(self.activation(self.expand(self.norm2(x))))


class Transformer(torch.nn.Module):
    def __init__(self, form, params):
        super().__init__()
        self.tokens = torch.nn.Embedding(form["vocabulary"], params["width"])
        self.positions = torch.nn.Embedding(form["context"], params["width"])
        self.blocks = torch.nn.ModuleList(Block(params) for _ in range(params["blocks"]))
        self.norm = {"layer": torch.nn.LayerNorm, "rms": RmsNorm}[params["norm"]](params["width"])
        if not params["tied"]:
            self.output = torch.nn.Linear(params["width"], form["vocabulary"], bias=False)

    def forward(self, tokens):
        x = self.tokens(tokens.long()) + self.positions.weight
        for block in self.blocks:
            x = block(x)
        table = self.output if hasattr(self, "output") else self.tokens
        # A row a place: the loss sees every prediction of every piece.
        return F.linear(self.norm(x), table.weight).flatten(0, 1)


class EmbeddingBag(torch.nn.Module):
    def __init__(self, form, params):
        super().__init__()
        self.embedding = torch.nn.EmbeddingBag(form["vocabulary"], params["embedding"], mode="mean", padding_idx=0)
        self.linear = torch.nn.Linear(params["embedding"], form["dimensions"])

    def forward(self, tokens):
        return F.normalize(self.linear(self.embedding(tokens.long())), dim=1)


class RankingBag(EmbeddingBag):
    """A query and its documents a row: a score a document."""

    def __init__(self, form, params):
        super().__init__(form, params)
        self.documents = form["documents"]
        self.head = torch.nn.Linear(2, 1)

    def forward(self, rows):
        texts = rows.long().reshape(len(rows), self.documents + 1, -1)
        points = super().forward(texts.flatten(0, 1)).reshape(len(rows), self.documents + 1, -1)
        dots = (points[:, 1:] * points[:, :1]).sum(-1)
        said = texts[:, :1, :, None] * (texts[:, :1, :, None] == texts[:, 1:, None, :]) > 0
        share = said.any(-1).sum(-1) / (texts[:, :1] > 0).sum(-1).clamp(min=1)
        return self.head(torch.stack([dots, share], -1)).squeeze(-1)


MODELS = {"next_token_mlp": NextTokenMlp, "bigram": Bigram, "transformer": Transformer, "embedding_bag": EmbeddingBag}
