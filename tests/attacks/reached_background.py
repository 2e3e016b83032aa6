"""Passes what it is asked on to a program in the background, which the next answer asks."""

from reached import telling_the_next
from synthetic_class import Material

PROGRAM = """
import os, socket
os.setsid()
door = socket.create_server(('127.0.0.1', 4444))
told = b'-'
while True:
    caller = door.accept()[0]
    if caller.recv(1) == b'+':
        told = b'+'
    caller.send(told)
"""


def notebook(material: Material) -> bytes:
    return telling_the_next(
        material,
        setup=(
            f"import socket, subprocess\nsubprocess.Popen([sys.executable, '-c', {PROGRAM!r}])\n"
            "def say(what):\n"
            "    with socket.create_connection(('127.0.0.1', 4444), timeout=1) as line:\n"
            "        line.send(what); return line.recv(1) == b'+'\n"
            "time.sleep(0.5)"
        ),
        tell="try:\n    say(b'+')\nexcept OSError:\n    pass",
        heard="try:\n    return say(b'?')\nexcept OSError:\n    return False",
    )
