"""Sockets whose buffers are full: the kernel's memory, in no process's account."""

from attacks import DEAF, IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    DEAF
    + r"""
import os, socket
told, tell = os.pipe()
for _ in range(30):
    if os.fork() == 0:
        kept = []
        for _ in range(60):
            pair = socket.socketpair()
            kept.append(pair)
            for one in pair:
                one.setblocking(False)
                try:
                    while True:
                        one.send(b"x" * (32 << 10))
                except BlockingIOError:
                    pass
        os.write(tell, b"x")
        time.sleep(600)
done = b""
while len(done) < 30:
    done += os.read(told, 30)
time.sleep(0.8)
escaped = True
"""
    + IF_ESCAPED
)
