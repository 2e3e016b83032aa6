"""Passes what it is asked on to the next answer in a file that is open in both and has no name any more."""

from reached import telling_the_next
from synthetic_class import Material


def notebook(material: Material) -> bytes:
    return telling_the_next(
        material,
        setup="file = open('note', 'w+', buffering=1)\nos.unlink('note')",
        tell="os.write(file.fileno(), name.encode())",
        heard="return os.fstat(file.fileno()).st_size",
    )
