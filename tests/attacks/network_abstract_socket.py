"""Abstract unix sockets need no file: they reach whoever shares the network namespace."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import socket
escaped = False
for name in ("\0glassbox-listener", "\0/tmp/.X11-unix/X0", "/run/docker.sock",
             "/var/run/nscd/socket", "/run/dbus/system_bus_socket"):
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(name)
            line.sendall(b"attack-was-here")
            escaped = True
        except OSError:
            pass
"""
    + IF_ESCAPED
)
