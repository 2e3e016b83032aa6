"""Answers early and never reads again: a question that is larger than the pipe's buffer is never sent to its end."""

import json

from synthetic_class import Material, code

from attacks import DEAF, PIPE

CELL = (
    PIPE
    + DEAF
    + r"""
send(b'{"outcome": "ran", "error": ""}')
while True:
    time.sleep(60)
"""
)


def notebook(material: Material) -> bytes:
    cells = [code(CELL), code("x = 1  # " + "much to read " * 70_000), *material.blank["cells"]]
    return json.dumps(material.blank | {"cells": cells}).encode()
