"""Sixty busy processes, each in a session of its own.

Linux shares the processor among sessions, so that all of a neighbour's work would get one part of sixty.
"""

from attacks import DEAF, IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    DEAF
    + r"""
import os
for _ in range(60):
    if os.fork() == 0:
        os.setsid()
        end = time.monotonic() + 600
        while time.monotonic() < end:
            pass
        os._exit(0)
time.sleep(1.2)
escaped = True
"""
    + IF_ESCAPED
)
