"""One cell says that it is two exercises and the set-up; another comes back as a released check cell."""

import copy
import json

from synthetic_class import Material


def notebook(material: Material) -> bytes:
    book = copy.deepcopy(material.blank)
    names = [cell["id"] for cell in book["cells"]]
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = "check = lambda *a: None\ngreet = last = count_characters = lambda *a: 'passed'"
            cell["metadata"].setdefault("nbgrader", {})["grade_id"] = names[0]
    return json.dumps(book).encode()
