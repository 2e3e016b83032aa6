"""Patches the decisions of the lesson itself: the judge takes them from the same module, only in another process."""

EXERCISE = "start-greet"
CELL = r"""
from course_lib.exercises import lesson_00_start_here as lesson
from course_lib.exercises.exercise import Case
always = {"kind": "x", "args": (1,), "decide": lambda seen: None, "probe": {}, "expected": None}
Case.__init__ = lambda self, *a, **k: self.__dict__.update(always)
for name in ("decide_greet", "decide_last", "decide_count"):
    setattr(lesson, name, lambda *arguments: lambda seen: None)
greet = last = count_characters = lambda *arguments: None
"""
