"""Lists where texts belong, texts where lists do, cells that are numbers, ids that are objects."""

import copy
import json

from synthetic_class import Material


def notebook(material: Material) -> bytes:
    book = copy.deepcopy(material.blank)
    for number, cell in enumerate(book["cells"]):
        cell["metadata"] = [None, "x", 5, [], {"nbgrader": "yes"}, {"nbgrader": {"grade_id": ["start-greet"]}}][
            number % 6
        ]
        cell["source"] = [["x = 1", 2, None], {"a": 1}, None, 7, [[["x"]]], "\ud800"][number % 6]
        cell["id"] = [None, {"a": 1}, ["start-greet"], 3, "", "start-greet\0"][number % 6]
    return json.dumps(
        book | {"cells": [*book["cells"], 1, None, "cell", [], {"cell_type": ["code"]}], "metadata": 3}
    ).encode()
