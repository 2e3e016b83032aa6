"""Takes every terminal there is: a machine has a few thousand, and each `!command` of a neighbour needs one."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import os
taken = []
try:
    while len(taken) < 200:
        taken.append(os.open("/dev/ptmx", os.O_RDWR | os.O_NOCTTY))
except OSError:
    pass
escaped = len(taken) > 64
"""
    + IF_ESCAPED
)
