"""A training run as the output of a notebook cell: a sandboxed frame that needs no server.

    from loss_playground import playground
    playground("task=circle&v=1")
"""
from html import escape
from pathlib import Path


class playground:
    """Shows an experiment: the text of a permalink, or JSON. Attributes are those of the element."""

    def __init__(self, experiment, height=570, script="loss-playground.standalone.js", **attributes):
        self.attributes = {"experiment": experiment, "controls": "", "autoplay": "visible", **attributes}
        self.height = height
        self.script = Path(script).read_text(encoding="utf-8")

    def _repr_html_(self):
        given = " ".join(f'{name}="{escape(str(value))}"' for name, value in self.attributes.items())
        page = (
            "<!doctype html><meta charset=utf-8><title>A training run</title>"
            "<body style='margin:0;font:16px system-ui'>"
            f"<loss-playground style='margin:0' {given}>This training run needs JavaScript.</loss-playground>"
            f"<script>{self.script}</script>"
        )
        return (
            f'<iframe sandbox="allow-scripts" title="A training run" width="100%" height="{self.height}" '
            f'style="border:0" srcdoc="{escape(page)}"></iframe>'
        )
