"""The probe is evaluated beside the function: overwrites `returned`, `seen` and `args` in the caller's frame."""

EXERCISE = "start-greet"
CELL = r"""
import sys
class Passed(dict):
    def __missing__(self, name): return True
def greet(*arguments):
    frame = sys._getframe(1)
    while frame is not None:
        if "call" in frame.f_locals:
            call = frame.f_locals["call"]
            object.__setattr__(call, "probe", {"returned": "True", "passed": "True"})
        frame = frame.f_back
    return True
last = count_characters = greet
"""
