"""Kills the parent, every process there is, and every number that could be one."""

EXERCISE = "start-greet"
CELL = r"""
import os, signal
for number in (os.getppid(), -1, *range(2, 5000)):
    if number:
        try:
            os.kill(number, signal.SIGKILL)
        except OSError:
            pass
"""
