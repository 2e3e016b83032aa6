"""Patches `judge` and `Verdict`, so that every verdict decided in this process is a pass."""

EXERCISE = "start-greet"
CELL = r"""
from course_lib.exercises import checking, report, verdicts
verdicts.Verdict.outcome = property(lambda self: "passed")
verdicts.Verdict.points = property(lambda self: self.exercise.points)
verdicts._decide = lambda case, answer: verdicts.CaseVerdict(case, "passed")
checking.judge = lambda exercise, cases, ask: verdicts.Verdict(exercise, ())
greet = last = count_characters = lambda *arguments: "wrong"
"""
