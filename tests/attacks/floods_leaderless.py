"""A process whose first thread has ended, and another holds the memory: the kernel tells little of such a process."""

from attacks import DEAF, IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    DEAF
    + r"""
import ctypes, os, platform, threading
told, tell = os.pipe()
if os.fork() == 0:
    def hold():
        held = b"x" * (700 << 20)
        os.write(tell, b"x")
        time.sleep(600)
    threading.Thread(target=hold).start()
    ctypes.CDLL(None).syscall({"x86_64": 60}.get(platform.machine(), 93), 0)  # exit, of this thread alone
escaped = os.read(told, 1) == b"x"
time.sleep(1.2)
"""
    + IF_ESCAPED
)
