"""Starts a program in the background when it is asked, which is there for the next answer."""

from reached import telling_the_next
from synthetic_class import Material


def notebook(material: Material) -> bytes:
    return telling_the_next(
        material,
        setup="import socket",
        tell=(
            "if not os.fork():\n"
            "    os.setsid()\n"
            "    door = socket.create_server(('127.0.0.1', 4445))\n"
            "    while True: door.accept()\n"
            "time.sleep(0.05)"
        ),
        heard="return not socket.socket().connect_ex(('127.0.0.1', 4445))",
    )
