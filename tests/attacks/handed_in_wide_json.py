"""Four megabytes of empty lists as cells, and numbers of five thousand digits."""

from synthetic_class import Material


def notebook(material: Material) -> bytes:
    return b'{"cells": [' + b"[]," * 1_300_000 + b"1" * 4000 + b'], "nbformat": ' + b"9" * 5000 + b"}"
