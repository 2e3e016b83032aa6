"""SCTP, MPTCP, UDP-Lite, DCCP and what else the internet's families speak: little looked at, loaded on demand."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import ctypes, socket
call = ctypes.CDLL(None).syscall
escaped = False
for family in (socket.AF_INET, socket.AF_INET6):
    for kind in range(1, 11):
        for protocol in (0, 1, 33, 132, 136, 143, 262):
            if kind <= 2 and protocol == 0:
                continue
            try:
                socket.socket(family, kind, protocol).close()
                escaped = True
            except OSError:
                pass
            odd = ctypes.c_long(protocol | 1 << 32)
            if call(ctypes.c_long(41), ctypes.c_long(family), ctypes.c_long(kind), odd) >= 0:
                escaped = True
"""
    + IF_ESCAPED
)
