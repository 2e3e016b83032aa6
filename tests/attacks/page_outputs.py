"""Markdown, outputs, attachments and widget state that hold scripts: a page made from the file would run them."""

import json

from synthetic_class import Material, code

SCRIPT = "<script>document.title = 'attack-ran'</script><img src=x onerror=\"document.title='attack-ran'\">"


def notebook(material: Material) -> bytes:
    output = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"text/html": SCRIPT, "application/javascript": SCRIPT},
    }
    stream = {"output_type": "stream", "name": "stdout", "text": SCRIPT}
    note = {
        "cell_type": "markdown",
        "id": "note",
        "metadata": {},
        "source": SCRIPT,
        "attachments": {"x": {"text/html": SCRIPT}},
    }
    raw = {"cell_type": "raw", "id": "raw", "metadata": {"format": "text/html"}, "source": SCRIPT}
    cells = [note, raw, code("1", outputs=[output, stream]), *material.blank["cells"]]
    for cell in cells:
        if cell["id"].endswith("-check"):
            cell["outputs"] = [output]
    metadata = {"title": SCRIPT, "authors": [{"name": SCRIPT}], "kernelspec": {"name": SCRIPT, "display_name": SCRIPT}}
    return json.dumps(material.blank | {"cells": cells, "metadata": metadata}).encode()
