"""A schema from the future, everywhere that one can be named: one such notebook stopped a class."""

import copy
import json

from synthetic_class import Material


def notebook(material: Material) -> bytes:
    book = copy.deepcopy(material.blank)
    for cell in book["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["schema_version"] = 99
    return json.dumps(
        book | {"nbformat": 99, "nbformat_minor": -1, "metadata": {"nbgrader": {"schema_version": "99"}}}
    ).encode()
