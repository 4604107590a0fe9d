project = "What a loss does"
extensions = ["myst_parser"]
html_theme = "alabaster"
html_static_path = ["_static"]
html_js_files = [("loss-playground/loss-playground.js", {"defer": "defer"})]
