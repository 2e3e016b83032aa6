"""Opens files, pipes, sockets and watches until there are none left to open."""

EXERCISE = "start-greet"
CELL = r"""
import os, socket, select
hold = []
try:
    while True:
        hold += [open("/dev/null"), *os.pipe(), *socket.socketpair(), select.epoll(), os.eventfd(0)]
except OSError:
    pass
"""
