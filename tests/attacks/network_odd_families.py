"""Raw packets, netlink, vsock, Bluetooth, kernel crypto: families that reach past a network namespace."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import socket
escaped = False
for family in (16, 17, 29, 31, 38, 40, 44):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
        try:
            socket.socket(family, kind).close()
            escaped = True
        except OSError:
            pass
try:
    socket.socket(socket.AF_INET, socket.SOCK_RAW, 1).close()
    escaped = True
except OSError:
    pass
"""
    + IF_ESCAPED
)
