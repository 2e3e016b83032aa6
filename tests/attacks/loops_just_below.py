"""Forty cells that each end just below a cell's limit: only the submission's own limit stops them."""

import json

from synthetic_class import Material, code

from attacks import IF_ESCAPED


def notebook(material: Material) -> bytes:
    cells = [code("import time\ntime.sleep(1.1)") for _ in range(40)]
    cells += [code("escaped = True" + IF_ESCAPED), *material.blank["cells"]]
    return json.dumps(material.blank | {"cells": cells}).encode()
