"""Passes what it is asked on to the next answer in a file beside the notebook."""

from reached import telling_the_next
from synthetic_class import Material


def notebook(material: Material) -> bytes:
    return telling_the_next(
        material,
        setup="from pathlib import Path",
        tell="Path('notes').mkdir(exist_ok=True)\nPath('notes/names.txt').open('a').write(name)",
        heard="return Path('notes/names.txt').exists()",
    )
