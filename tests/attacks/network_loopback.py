"""Connects to what listens on the instructor's own machine: a database, Jupyter, the test's listener."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import socket
escaped = False
for address in (("127.0.0.1", 47113), ("::1", 47113), ("0.0.0.0", 47113), ("127.0.0.1", 8888), ("169.254.169.254", 80)):
    try:
        socket.create_connection(address, 0.2).sendall(b"attack-was-here")
        escaped = True
    except OSError:
        pass
"""
    + IF_ESCAPED
)
