"""Passes what it is asked on to the next answer by calling at a door that both keep open on the loopback."""

from reached import telling_the_next
from synthetic_class import Material


def notebook(material: Material) -> bytes:
    return telling_the_next(
        material,
        setup="import select, socket\ndoor = socket.create_server(('127.0.0.1', 0))",
        tell="socket.create_connection(door.getsockname(), timeout=1).send(b'+')",
        heard="return select.select([door], [], [], 0)[0]",
    )
