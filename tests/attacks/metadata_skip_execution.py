"""The tag `skip-execution` on check cells: nbgrader gives a cell that did not run full marks."""

import copy
import json

from synthetic_class import Material


def notebook(material: Material) -> bytes:
    book = copy.deepcopy(material.blank)
    for cell in book["cells"]:
        if cell["id"].endswith("-check"):
            cell["metadata"]["tags"] = ["skip-execution", "raises-exception", "nbgrader-skip"]
    return json.dumps(book).encode()
