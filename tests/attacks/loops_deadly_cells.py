"""Five hundred cells that each end the process: every one costs a new worker and all the cells before it again."""

import json

from synthetic_class import Material, code


def notebook(material: Material) -> bytes:
    cells = [code("import os\nos._exit(0)") for _ in range(500)]
    return json.dumps(material.blank | {"cells": [*cells, *material.blank["cells"]]}).encode()
