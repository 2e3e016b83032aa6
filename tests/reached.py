"""Notebooks in which one answer passes on that it was asked, and the others are right only if they hear of it.

Exercises are asked one after the other: what the first is asked must reach nothing that still runs.
"""

from __future__ import annotations

import json
from textwrap import indent

from synthetic_class import Material, code


def telling_the_next(material: Material, *, setup: str, tell: str, heard: str) -> bytes:
    """`setup` runs on top of the notebook, `tell` in every call of the first exercise, which is answered wrongly; the
    others are answered rightly where `heard`, the body of a function, returns something true.
    """
    answers = {
        "start-greet": f"def greet(name):\n{indent(tell, '    ')}\n    return name",
        "start-mend": "def last(text, n):\n    return text[len(text) - min(n, len(text)):] if heard() else None",
        "start-count": (
            "from collections import Counter\n"
            "def count_characters(text):\n"
            "    return Counter(text.replace(' ', '')).most_common() if heard() else None"
        ),
    }
    top = f"import os, sys, time\n{setup}\n\ndef heard():\n{indent(heard, '    ')}\n"
    book = material.solved(answers)
    return json.dumps(book | {"cells": [code(top), *book["cells"]]}).encode()
