"""The one error that Glassbox raises on purpose: what is wrong, and what to do next."""

from __future__ import annotations


class CourseError(Exception):
    """Something a person can put right, said so that they can.

    Parameters
    ----------
    problem:
        What is wrong and what was seen, one or two sentences.
    next_step:
        What to do about it: a command, a path, a choice.
    heading:
        What stands before the next step, in the language of both.

    >>> print(CourseError("There is no lesson '99'.", "Choose one of: 00-start-here."))
    There is no lesson '99'.
    Next step: Choose one of: 00-start-here.
    """

    def __init__(self, problem: str, next_step: str, heading: str = "Next step: ") -> None:
        super().__init__(problem, next_step, heading)
        self.problem = problem
        self.next_step = next_step
        self.heading = heading

    def __str__(self) -> str:
        return f"{self.problem}\n{self.heading}{self.next_step}"

    def _render_traceback_(self) -> list[str]:
        """IPython shows this in place of a traceback: our frames would teach a student nothing."""
        return [f"CourseError: {self}"]
