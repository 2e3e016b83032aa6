"""Descriptors that are sent and never received: the kernel counts them for the user, who is the instructor, too."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import array, os, socket
kept, escaped = [], False
try:
    for _ in range(40):
        kept.append(socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM))
        numbers = array.array("i", [0] * 250)
        kept[-1][0].sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, numbers)])
        escaped = True
except OSError:
    pass
"""
    + IF_ESCAPED
)
