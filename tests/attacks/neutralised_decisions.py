"""Patches the decisions of the lesson itself: the judge takes them from the same module, only in another process."""

EXERCISE = "start-greet"
CELL = r"""
from course_lib.lessons.lesson_00_start_here import start_count, start_greet, start_mend
from course_lib.exercises.exercise import Case
always = {"kind": "x", "args": (1,), "decide": lambda seen: None, "probe": {}, "expected": None}
Case.__init__ = lambda self, *a, **k: self.__dict__.update(always)
for lesson, name in ((start_greet, "decide_greet"), (start_mend, "decide_last"), (start_count, "decide_count")):
    getattr(lesson, name)
    setattr(lesson, name, lambda *arguments: lambda seen: None)
greet = last = count_characters = lambda *arguments: None
"""
