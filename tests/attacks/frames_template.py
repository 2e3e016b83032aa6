"""A fork keeps the memory of its parent: looks in the template's frames for seed, students and questions."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import sys
frame, names = sys._getframe(), {}
while frame is not None:
    names |= dict(frame.f_locals)
    frame = frame.f_back
# Written backwards: a kernel remembers the source of its cells, this one too.
backwards = ("dees-ssalc", "_egduj", "detnalp", "koobedarg", "dettimbus")
escaped = any(word[::-1] in repr(names).lower() for word in backwards)
"""
    + IF_ESCAPED
)
