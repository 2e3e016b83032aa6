"""Brackets a million deep where a notebook should be."""

from synthetic_class import Material


def notebook(material: Material) -> bytes:
    return b'{"cells": ' + b"[" * 1_000_000 + b"]" * 1_000_000 + b"}"
