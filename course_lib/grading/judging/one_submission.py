"""Grading one submission: a pure function from (what came back, what was released, the questions) to results.

It writes nothing and trusts nothing: the worker behind `Session` may be replaced, or this function run on
another machine, without a change here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from course_lib.exercises.calls import Answer, Call
from course_lib.exercises.exercise import Case, Exercise
from course_lib.exercises.report import explain, known_error
from course_lib.exercises.texts import common_texts, exercise_texts
from course_lib.exercises.verdicts import CaseVerdict, Outcome, judge
from course_lib.grading.handed_in.cells_to_run import Program, Step, make_program
from course_lib.grading.handed_in.released import ReleasedLesson
from course_lib.grading.handed_in.submission import SubmittedCell
from course_lib.grading.judging.lacking import what_grading_lacks
from course_lib.grading.judging.session import Session
from course_lib.grading.limits import Limits
from course_lib.grading.wire.worker_handle import Launch

Questions = Mapping[str, tuple[Case, ...]]


@dataclass(frozen=True)
class Result:
    """One exercise of one student: points, and why. `reason` is for the student: it quotes no hidden input."""

    exercise: str
    points: int
    max_points: int
    outcome: Outcome
    reason: str
    misconception: str = ""


@dataclass(frozen=True)
class Graded:
    """One submission graded: a result per exercise, in the lesson's order, and the program that ran."""

    results: tuple[Result, ...]
    program: Program | None

    @property
    def points(self) -> int:
        return sum(result.points for result in self.results)


def grade(
    released: ReleasedLesson,
    submitted: tuple[SubmittedCell, ...],
    questions: Questions,
    launch: Launch,
    *,
    limits: Limits | None = None,
    language: str = "en",
) -> tuple[Result, ...]:
    """Run the submission in a worker that `launch` starts, and have every exercise judged."""
    program = make_program(released, submitted)
    with Session(program, launch, limits) as session:
        return tuple(
            _grade_exercise(released.lesson, e, questions[e.id], session, language) for e in released.exercises
        )


def not_graded(released: ReleasedLesson, outcome: Outcome, reason: str) -> tuple[Result, ...]:
    """The results of a submission that could not be run: every exercise with the same outcome and reason."""
    return tuple(Result(e.id, 0, e.points, outcome, reason) for e in released.exercises)


def _grade_exercise(
    lesson: str, exercise: Exercise, cases: tuple[Case, ...], session: Session, language: str
) -> Result:
    ui = common_texts(language)["grade"]
    if exercise.id in session.program.missing:
        # The code may have moved to a cell of the student's own: then the function exists and is judged.
        missing = Answer("unattempted", error="CellMissing")
    else:
        missing = None

    def ask(call: Call) -> Answer:
        answer = session.ask(exercise.id, exercise.function, call)
        return missing if missing and answer.error.startswith("MissingFunction") else answer

    verdict = judge(exercise, cases, ask)
    failure = verdict.first_failure
    if failure is None:
        return Result(
            exercise.id, verdict.points, exercise.points, "passed", ui["passed"].format(cases=len(verdict.cases))
        )
    reason = _reason(lesson, exercise, failure, session, language)
    return Result(exercise.id, 0, exercise.points, verdict.outcome, reason, failure.misconception)


def _reason(lesson: str, exercise: Exercise, failure: CaseVerdict, session: Session, language: str) -> str:
    ui = common_texts(language)["grade"]
    cell_failure = session.failure_of(exercise.id)
    kind = failure.error.partition(":")[0]
    if failure.error == "CellMissing" and exercise.id in session.program.turned:
        return str(ui["cell-turned"])
    if failure.error == "CellMissing":
        return str(ui["cell-missing"])
    if "WorkerGone" in (kind, cell_failure.partition(":")[0]):
        whys = {said.partition(": ")[2] for said in (failure.error, cell_failure)}
        return str(ui[next((why for why in ("memory", "processes") if why in whys), "process-ended")])
    # What is not there: something that came before kept it from being made, or it was made where it does not count.
    if kind in ("MissingFunction", "NameError"):
        if slow := session.took_too_long(exercise.id):
            return str(ui["cell-too-slow"].format(cell=_cell_in_words(slow, ui), seconds=f"{session.cell_seconds:g}"))
        if locked := session.program.changed_locked:
            return str(ui["changed-locked"].format(cells=", ".join(f"`{cell}`" for cell in locked)))
    # Where it ran, there was what grading has not: said so, whatever else the error says.
    lacking = what_grading_lacks(cell_failure if kind == "MissingFunction" else failure.error)
    if lacking and failure.outcome == "crashed":
        return str(ui[lacking])
    if kind == "MissingFunction":
        if cell_failure:
            error = known_error(cell_failure.partition(":")[0])
            return str(ui["cell-failed"].format(error=error, function=exercise.function))
        return str(ui["no-function"].format(function=exercise.function))
    return explain(failure, exercise_texts(lesson, exercise.id, language), language, hidden=True)


def _cell_in_words(step: Step, ui: Mapping[str, str]) -> str:
    if step.kind == "added":
        return ui["cell-added"].format(id=step.id) if step.id else ui["cell-added-on-top"]
    return ui["cell-named"].format(id=step.id)
