"""The set-up cell, which is locked, comes back with other imports in it, and so do the check cells."""

import copy
import json

from synthetic_class import Material


def notebook(material: Material) -> bytes:
    book = copy.deepcopy(material.blank)
    for cell in book["cells"]:
        if cell["metadata"].get("glassbox", {}).get("role") in ("setup", "check", "demo"):
            cell["source"] = "def check(*a): pass\nhint = progress = check\nclass course_lib: check = check"
            cell["metadata"]["glassbox"]["role"] = "solution"
    return json.dumps(book).encode()
