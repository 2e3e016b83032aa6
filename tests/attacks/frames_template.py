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
escaped = any(word in repr(names).lower() for word in ("class-seed", "judge_", "planted", "gradebook", "submitted"))
"""
    + IF_ESCAPED
)
