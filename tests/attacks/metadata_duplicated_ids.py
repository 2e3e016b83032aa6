"""Every graded cell many times, with one id: the innocent copy-paste that stopped a class, five hundredfold."""

import copy
import json

from synthetic_class import Material


def notebook(material: Material) -> bytes:
    book = copy.deepcopy(material.blank)
    graded = [cell for cell in book["cells"] if "nbgrader" in cell["metadata"]]
    return json.dumps(book | {"cells": book["cells"] + graded * 100}).encode()
