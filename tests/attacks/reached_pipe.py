"""Passes what it is asked on to the next answer through a pipe that both have."""

from reached import telling_the_next
from synthetic_class import Material


def notebook(material: Material) -> bytes:
    return telling_the_next(
        material,
        setup="import select\nout, into = os.pipe()",
        tell="os.write(into, b'+')",
        heard="return select.select([out], [], [], 0)[0]",
    )
