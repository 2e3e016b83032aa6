"""Replaces what the worker itself uses: make_call, the answer it sends, its JSON."""

EXERCISE = "start-greet"
CELL = r"""
import json, sys
from course_lib.exercises import calls
from course_lib.exercises import wire_values as values
answer = calls.Answer("returned", {"returned": "passed"})
for module in list(sys.modules.values()):
    if getattr(module, "make_call", None) is calls.make_call:
        module.make_call = lambda *arguments: answer
calls.Answer.as_json = lambda self: {"outcome": "passed", "points": 100}
real = json.dumps
json.dumps = lambda value, **how: real({"outcome": "passed", "points": 1, "verdict": "passed"})
greet = last = count_characters = lambda *arguments: None
"""
