"""What the fixture scripts share: how a fixture is declared, its random numbers, and how it is written.

A fixture is a function named after its entry, which takes its random numbers and returns what its file holds:

    @fixture("losses")
    def mse_loss(draw): ...

Run with a Python that has torch 1.13 and mpmath (on Debian 12: /usr/bin/python3, packages python3-torch and
python3-mpmath)."""
import json
import pathlib
import zlib

import mpmath
import torch

# 50 digits and some that differences use up.
mpmath.mp.dps = 60
torch.set_default_dtype(torch.float64)
FOLDER = pathlib.Path(__file__).resolve().parent
ORACLE = f"torch {torch.__version__}"

# The functions by kind, which is the name of a folder, and by name.
FIXTURES = {}


def fixture(kind):
    """Declares a fixture of this kind."""

    def declare(function):
        FIXTURES.setdefault(kind, {})[function.__name__] = function
        return function

    return declare


class Draw:
    """Random numbers of one fixture. The seed is made from its name alone, so that no other fixture can change them. They
    are numbers that float holds too: else a test in float would start from others, and see that in small differences."""

    def __init__(self, name):
        self.name = name
        self.generator = torch.Generator().manual_seed(zlib.crc32(name.encode()))

    def normal(self, *shape, scale=1.0):
        return (torch.randn(shape, generator=self.generator) * scale).float().double()

    def uniform(self, *shape):
        return torch.rand(shape, generator=self.generator).float().double()

    def signs(self, *shape):
        return torch.sign(self.normal(*shape))

    def labels(self, shape, classes):
        return torch.randint(0, classes, shape, generator=self.generator)


def text_of(content):
    """JSON with a key a line, and of a list of objects an object a line: a changed case is a changed line."""

    def block(value):
        if not (isinstance(value, list) and value and isinstance(value[0], dict)):
            return json.dumps(value, allow_nan=False)
        return "[\n" + ",\n".join(f"    {json.dumps(item, allow_nan=False)}" for item in value) + "\n  ]"

    return "{\n" + ",\n".join(f"  {json.dumps(key)}: {block(value)}" for key, value in content.items()) + "\n}\n"


def write(kind, name, content):
    """Writes a fixture with all digits of its numbers."""
    path = FOLDER / kind / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text_of(content))


def as_lists(cases, weights):
    """Those of the cases that have such a tensor of weights, with the weights as a parameter in its place."""
    return [{**case, "name": f"{case['name']}, as a list", "params": {**case["params"], weights: case["inputs"][weights]["data"]},
             "inputs": {k: v for k, v in case["inputs"].items() if k != weights}} for case in cases if weights in case["inputs"]]


def pack(tensor):
    """A tensor as shape and row-major numbers."""
    return {"shape": list(tensor.shape), "data": tensor.detach().reshape(-1).tolist()}


def close(a, b, tolerance):
    """Whether a is b up to a relative tolerance."""
    return abs(a - b) <= tolerance * max(abs(a), abs(b))
