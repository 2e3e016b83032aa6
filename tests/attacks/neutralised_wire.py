"""Patches the writer of values, so that what crosses is a value no form was foreseen for."""

EXERCISE = "start-greet"
CELL = r"""
from course_lib.exercises import calls
from course_lib.exercises import wire_values as values
class Everything(dict):
    def __eq__(self, other): return True
    __hash__ = None
values._Writer.write = lambda self, value, depth: {"opaque": "equal to everything", "tuple": []}
calls.to_wire = lambda value: None
greet = last = count_characters = lambda *arguments: Everything()
"""
