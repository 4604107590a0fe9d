"""What the fixture scripts share. Run them with a Python that has torch 1.13 and mpmath (on Debian 12: /usr/bin/python3,
packages python3-torch and python3-mpmath)."""
import json
import pathlib

import mpmath
import torch

mpmath.mp.dps = 50
FOLDER = pathlib.Path(__file__).resolve().parent
ORACLE = f"torch {torch.__version__}"


def write(kind, name, content):
    """Writes a fixture with all digits of its numbers."""
    path = FOLDER / kind / f"{name}.json"
    path.write_text(json.dumps(content, separators=(",", ":"), allow_nan=False) + "\n")


def pack(tensor):
    """A tensor as shape and row-major numbers."""
    return {"shape": list(tensor.shape), "data": tensor.detach().reshape(-1).tolist()}


def close(a, b, tolerance):
    """Whether a is b up to a relative tolerance."""
    return abs(a - b) <= tolerance * max(abs(a), abs(b))
