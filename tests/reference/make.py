"""Makes fixtures: all, those of a kind, or named ones.

    python3 tests/reference/make.py
    python3 tests/reference/make.py losses
    python3 tests/reference/make.py losses log_cosh_loss huber_loss
    python3 tests/reference/make.py replays loss-log_cosh_loss

Fixtures are the functions that carry @fixture(kind) in the files whose names begin with the kind (losses.py,
losses_metric.py ...). Replays need a built engine: npm run build."""
import difflib
import importlib
import sys

from common import FIXTURES, FOLDER, Draw, write

KINDS = ["losses", "optimizers", "schedules", "line_searches"]


def make(kind, names):
    for file in sorted(FOLDER.glob(f"{kind}*.py")):
        importlib.import_module(file.stem)
    functions = FIXTURES[kind]
    for name in names or functions:
        if name not in functions:
            near = difflib.get_close_matches(name, functions, 1)
            raise SystemExit(f"No function carries @fixture(\"{kind}\") and is named {name}." + (f" The nearest name is {near[0]}." if near else ""))
        print(f"{kind}/{name}.json", flush=True)
        write(kind, name, functions[name](Draw(name)))


def main(kind=None, *names):
    if kind not in (None, "replays", *KINDS):
        raise SystemExit(f"{kind} is no kind of fixture; there are {', '.join(KINDS)} and replays.")
    for each in KINDS if kind is None else [kind]:
        if each != "replays":
            make(each, names)
    if kind in (None, "replays"):
        importlib.import_module("replay").main(names)


main(*sys.argv[1:])
