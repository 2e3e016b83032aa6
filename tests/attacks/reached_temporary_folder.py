"""Passes what it is asked on to the next answer in /tmp, in a file that was there before."""

from reached import telling_the_next
from synthetic_class import Material


def notebook(material: Material) -> bytes:
    return telling_the_next(
        material,
        setup="from pathlib import Path\nnote = Path('/tmp/note'); note.write_text('-')\nos.utime(note, (1, 1))",
        tell="note.write_text('+')\nos.utime(note, (1, 1))",
        heard="return note.read_text() == '+'",
    )
