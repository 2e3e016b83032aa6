"""Keeps as many processes as it may, each in a session of its own and busy, below every limit."""

EXERCISE = "start-greet"
CELL = r"""
import os, time
for _ in range(61):
    try:
        if os.fork() == 0:
            os.setsid()
            time.sleep(600)
            os._exit(0)
    except OSError:
        break
"""
