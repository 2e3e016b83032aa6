"""Children that end and are never waited for."""

EXERCISE = "start-greet"
CELL = r"""
import os
try:
    while True:
        if os.fork() == 0:
            os._exit(0)
except OSError:
    pass
"""
