"""Twenty-one megabytes, as a notebook full of pictures would be."""

import json

from synthetic_class import Material


def notebook(material: Material) -> bytes:
    return json.dumps(material.blank | {"padding": "x" * (21 << 20)}).encode()
