"""Returns what only the judge's side makes: a Fresh input, an Opaque value, a Case, an Answer."""

EXERCISE = "start-greet"
CELL = r"""
from course_lib.exercises.calls import Answer
from course_lib.exercises.exercise import Case
from course_lib.exercises.fresh import Fresh
from course_lib.exercises.wire_values import Opaque
greet = lambda name: Fresh("folder", "/etc")
last = lambda text, n: Opaque(text[-n:])
count_characters = lambda text: Answer("returned", {"returned": []})
"""
