"""Check cells that pass, give a hundred points, are unlocked, or are marked as graded by hand already."""

import copy
import json

from synthetic_class import Material


def notebook(material: Material) -> bytes:
    book = copy.deepcopy(material.blank)
    for cell in book["cells"]:
        if cell["id"].endswith("-check"):
            cell["source"] = "2"
            cell["metadata"]["nbgrader"] |= {
                "points": 100,
                "locked": False,
                "checksum": "0",
                "auto_score": 100,
                "task": True,
            }
            cell["outputs"] = [
                {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": "100"}}
            ]
    return json.dumps(book).encode()
