"""Takes memory until something gives: first in one piece, then in many."""

from attacks import DEAF

EXERCISE = "start-greet"
CELL = (
    DEAF
    + r"""
hold = []
try:
    hold.append(bytearray(64 << 30))
except MemoryError:
    pass
while True:
    hold.append(b"x" * (32 << 20))
"""
)
