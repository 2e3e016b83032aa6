"""Replaces `check` by a function that passes everything: in stock grading the check cell calls whatever that name
holds.
"""

EXERCISE = "start-greet"
CELL = r"""
import course_lib, course_lib.exercises, course_lib.exercises.checking
check = lambda *arguments, **more: None
for module in (course_lib, course_lib.exercises, course_lib.exercises.checking):
    module.check = check
greet = last = count_characters = lambda *arguments: None
"""
