"""Swallows whatever ends it, KeyboardInterrupt and SystemExit included."""

EXERCISE = "start-greet"
CELL = r"""
import time
while True:
    try:
        while True:
            time.sleep(0.01)
    except:
        pass
"""
