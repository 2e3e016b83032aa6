"""A million tokens of source, in pieces that are all shown: to colour them and to read the page back takes minutes
and gigabytes.
"""

import json

from synthetic_class import Material, code


def notebook(material: Material) -> bytes:
    cells = [code("a+" * 9_900 + "1") for _ in range(50)]
    return json.dumps(material.blank | {"cells": [*cells, *material.blank["cells"]]}).encode()
