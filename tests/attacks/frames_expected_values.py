"""Walks up the frames of whoever calls and takes any expected value that it finds there."""

EXERCISE = "start-greet"
CELL = r"""
import sys
def steal():
    frame = sys._getframe()
    while frame is not None:
        for values in (frame.f_locals, frame.f_globals):
            for name, value in list(values.items()):
                if name in ("expected", "case", "cases", "questions", "verdict"):
                    found = getattr(value, "expected", value)
                    if isinstance(found, (str, list)):
                        return found
        frame = frame.f_back
greet = last = count_characters = lambda *arguments: steal()
"""
