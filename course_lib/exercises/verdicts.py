"""From answers to a verdict: the one place where it is decided whether an exercise is solved.

Whoever does the calling (`ask`) is interchangeable: the student's own kernel in a public check, a worker
when grading. What is asked and what is decided stays here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from course_lib.exercises.calls import Answer, Call
from course_lib.exercises.exercise import Case, Exercise
from course_lib.exercises.mistakes import Mistake
from course_lib.exercises.telling import tell
from course_lib.exercises.told import Told
from course_lib.exercises.wire_values import ValueRefused, from_wire, plain

Outcome = Literal["passed", "wrong", "crashed", "timeout", "unattempted", "unreadable"]
#: How the error of a case begins whose own decision failed.
UNDECIDED = "Undecided"

Ask = Callable[[Call], Answer]


@dataclass(frozen=True)
class CaseVerdict:
    """One case: its outcome, the misconception it shows (when wrong), and what was seen.

    ``decided`` is the name that the decision gave, ``mistake`` what it said beyond it. Where that name could be about
    any answer, ``told`` says more of this one, and ``misconception`` is its name.
    """

    case: Case
    outcome: Outcome
    misconception: str = ""
    error: str = ""
    printed: str = ""
    values: Mapping[str, Any] | None = None
    mistake: Mistake | None = None
    decided: str = ""
    told: Told | None = None


@dataclass(frozen=True)
class Verdict:
    """An exercise's outcome: that of the first case that is not right, or ``passed``."""

    exercise: Exercise
    cases: tuple[CaseVerdict, ...]

    @property
    def first_failure(self) -> CaseVerdict | None:
        return next((case for case in self.cases if case.outcome != "passed"), None)

    @property
    def outcome(self) -> Outcome:
        failure = self.first_failure
        return failure.outcome if failure else "passed"

    @property
    def points(self) -> int:
        return self.exercise.points if self.outcome == "passed" else 0


def judge(exercise: Exercise, cases: Iterable[Case], ask: Ask, *, until_wrong: bool = False) -> Verdict:
    """Ask every case and decide each; no case is asked after one that was not attempted or took too long.

    With `until_wrong`, none after the first that is not right either: where it is only asked whether all are.

    Raises RuntimeError for an exercise without cases: it would pass whatever the student wrote.
    """
    verdicts: list[CaseVerdict] = []
    for case in cases:
        verdicts.append(_decide(case, ask(Call.of(case, exercise.seconds_per_call))))
        if verdicts[-1].outcome in ("unattempted", "timeout") or (until_wrong and verdicts[-1].outcome != "passed"):
            break
    if not verdicts:
        raise RuntimeError(f"exercise {exercise.id!r} has no cases")
    return Verdict(exercise, tell(exercise, verdicts))


def _decide(case: Case, answer: Answer) -> CaseVerdict:
    if answer.outcome != "returned":
        return CaseVerdict(case, answer.outcome, error=answer.error, printed=answer.printed)
    try:
        values = {name: from_wire(data) for name, data in answer.values.items()}
        if set(values) != set(case.probe):
            raise ValueRefused("the answer's names are not the probe's")
    except ValueRefused as refused:
        return CaseVerdict(case, "crashed", error=f"ValueRefused: {refused}", printed=answer.printed)
    try:
        found = case.decide({name: plain(value) for name, value in values.items()})
    except Exception as error:
        # A value so odd that the decision stumbles over it is a wrong one. `course verify` asks authors to mend it.
        note = f"{UNDECIDED}: {type(error).__name__}: {error}"
        return CaseVerdict(case, "wrong", "differs", error=note, values=values, decided="differs")
    if found is None:
        return CaseVerdict(case, "passed", printed=answer.printed, values=values)
    mistake = found if isinstance(found, Mistake) else Mistake(found)
    return CaseVerdict(
        case, "wrong", mistake.name, printed=answer.printed, values=values, mistake=mistake, decided=mistake.name
    )
