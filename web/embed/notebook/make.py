"""Writes the output of a cell into a page, as a notebook does."""
from pathlib import Path

from loss_playground import playground

cell = playground("task=circle&v=1")._repr_html_()
page = "<!doctype html><html lang=en><meta charset=utf-8><title>A notebook</title><main><h1>A notebook</h1>"
Path("index.html").write_text(f"{page}<pre>playground(\"task=circle&amp;v=1\")</pre>{cell}</main></html>", encoding="utf-8")
