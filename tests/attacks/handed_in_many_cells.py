"""Two thousand cells, each of which would have to run."""

import json

from synthetic_class import Material, code


def notebook(material: Material) -> bytes:
    return json.dumps(material.blank | {"cells": [code("pass") for _ in range(2001)]}).encode()
