"""Grading a class: every submission in a folder, several at a time; none of them can stop the rest.

Whoever grades (`judging.grading_processes`) writes nothing; everything is written by the one process that started the
run: what belongs to a submission (results, marks, feedback) as soon as it is graded, then the tables and reports of the
class. A run that is killed loses nothing: the next one takes up the kept results and does what is left.
"""

from __future__ import annotations

import errno
import secrets
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from course_lib.course_root import CLASS_SEED, Course, __version__
from course_lib.display.plain import legible
from course_lib.errors import CourseError
from course_lib.exercises.texts import common_texts
from course_lib.grading.handed_in.cells_to_run import make_program
from course_lib.grading.handed_in.class_folder import Submission, find_submissions
from course_lib.grading.handed_in.class_people import known_people
from course_lib.grading.handed_in.released import ReleasedLesson, released_lesson
from course_lib.grading.handed_in.submission import (
    Unreadable,
    read_cells,
    read_notebook,
    read_version,
    why_unreadable,
)
from course_lib.grading.judging.grading_processes import Order, grading
from course_lib.grading.judging.one_submission import Graded, Result, not_graded
from course_lib.grading.limits import Limits
from course_lib.grading.records.gradebook import CannotWrite, name_students, open_gradebook, register_lesson
from course_lib.grading.records.publishing import Publisher
from course_lib.grading.records.results_store import FOLDER, ResultsStore, lesson_version, result_key
from course_lib.grading.reports.marks import ByHand, Marks, marks_of
from course_lib.grading.reports.other_releases import other_releases
from course_lib.grading.reports.same_answers import known_answers, same_answers
from course_lib.grading.reports.spreadsheet import write_csv
from course_lib.grading.reports.writing import write_reports
from course_lib.grading.sandbox.root import is_shown
from course_lib.ownership import refuse_unless_ours, remember_written

_AGAIN = "then run the same command again: what is graded is kept."
#: `points` is what counts; `by_hand` is what somebody gave in formgrader for it, extra credit included, if they did.
COLUMNS = ("student", "lesson", "exercise", "points", "max", "outcome", "reason", "by_hand")


@dataclass(frozen=True)
class Grading:
    """How a class is graded. `trusted`: without a sandbox, with the rights of whoever grades.

    `dask`: the address of a Dask scheduler whose workers grade; without one, `jobs` processes of this machine do.
    """

    jobs: int = 1
    limits: Limits = field(default_factory=Limits)
    language: str = "en"
    trusted: bool = False
    regrade: bool = False
    force: bool = False
    dask: str = ""


@dataclass(frozen=True)
class _Task:
    """One submission, what it holds (or why it cannot be read), and the name its results are kept under.

    `version`: the release that its notebook says it is of.
    """

    submission: Submission
    released: ReleasedLesson
    notebook: bytes | None
    unreadable: str
    key: str
    version: str


@dataclass(frozen=True)
class ClassResults:
    """Every student's results, what in the folder was left alone, how many were graded by an earlier run, and what
    was given by hand."""

    graded: tuple[tuple[Submission, Graded], ...]
    ignored: tuple[str, ...]
    taken_up: int = 0
    by_hand: ByHand = field(default_factory=dict)

    @property
    def marks(self) -> tuple[Marks, ...]:
        return marks_of(self.graded, self.by_hand)

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [_row(marks, result) for marks in self.marks for result in marks.results]


def grade_class(course: Course, submitted: Path, out: Path, how: Grading | None = None) -> ClassResults:
    """Grade ``SUBMITTED/STUDENT/LESSON/LESSON.ipynb`` and write gradebook.db, grades.csv, autograded/ and feedback/.

    A student who handed in nothing for a lesson that others did hand in appears with every exercise
    unattempted. Raises CourseError when there is nothing to grade, `out` holds somebody else's files, this machine
    has no sandbox and the submissions are not trusted, the gradebook is locked, or the disk is full.
    """
    try:
        return _grade_class(course, submitted, out, how or Grading())
    except CannotWrite as error:
        raise CourseError(
            f"{out / 'gradebook.db'} cannot be written to: {error}.",
            f"Close what has it open (formgrader, a database browser), look whether the disk is full, {_AGAIN}",
        ) from error
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise CourseError(f"The disk that {out} is on is full.", f"Make room, {_AGAIN}") from error


def _grade_class(course: Course, submitted: Path, out: Path, how: Grading) -> ClassResults:
    submissions, ignored = find_submissions(submitted, course.lessons())
    people = known_people(submitted)
    if not how.trusted:
        _keep_hidden(course.solutions, submitted, out)
    _prepare_output(submitted, out, force=how.force)
    store = ResultsStore(out / FOLDER)
    if how.regrade:
        store.forget()
    seed = _class_seed(out)
    order = Order(course.root, seed, how.language, how.limits, how.trusted)
    lessons = {name: released_lesson(course, name) for name in sorted({s.lesson for s in submissions})}
    versions = {name: lesson_version(course, name, seed, how.language, how.limits) for name in lessons}
    tasks = [_task(s, lessons[s.lesson], versions[s.lesson], how.language) for s in submissions]
    known, taken_up = _known(tasks, store, how.language)
    left = [task for task in tasks if task.key not in known]
    with ExitStack() as stack:
        # First of all, for it takes seconds to get warm.
        begun = stack.enter_context(_begin(left, order, how))
        # Opened before results come: one that cannot be used is told before minutes of work, not after.
        gradebook = stack.enter_context(open_gradebook(out / "gradebook.db"))
        for lesson in lessons.values():
            register_lesson(gradebook, lesson)
        name_students(gradebook, {s.student: people[s.student].name for s in submissions if s.student in people})
        publisher = Publisher(out, gradebook, store, how.language)
        by_key = {}
        ready = chain(
            ((task, known[task.key]) for task in tasks if task.key in known), _kept(begun, left, order.language, store)
        )
        for task, results in _with_progress(ready, len(tasks)):
            by_key[task.key] = _with_program(task, results, how.language)
            publisher.publish(task.submission, task.released, by_key[task.key], task.key)
        graded = tuple((task.submission, by_key[task.key]) for task in tasks)
        results = ClassResults(graded, tuple(ignored), taken_up, publisher.by_hand)
        try:
            publisher.finish()
        finally:  # with what is known, when the gradebook can still not be written to
            write_csv(out / "grades.csv", COLUMNS, ([row[name] for name in COLUMNS] for row in results.rows))
            write_reports(
                out,
                results.marks,
                how.language,
                datetime.now().astimezone(),
                people,
                other_releases((task.submission, task.version) for task in tasks if by_key[task.key].program),
                same_answers(graded, lessons, {name: known_answers(course, name) for name in lessons}),
            )
    return results


def _keep_hidden(*folders: Path) -> None:
    """Raise CourseError when the sandbox would show one of these: a Python environment that is made around them."""
    for folder in folders:
        if is_shown(folder):
            raise CourseError(
                f"{folder} lies inside a folder that Python is installed in, which every submission can read.",
                "Move it, or make the course's environment elsewhere (`make test` makes it in .venv).",
            )


def _prepare_output(submitted: Path, out: Path, *, force: bool) -> None:
    if out.resolve().is_relative_to(submitted.resolve()):
        raise CourseError(
            f"{out} lies inside {submitted}: the next run would take it for a student.", "Name a folder outside it."
        )
    if out.exists() and not out.is_dir():
        raise CourseError(f"{out} is a file, not a folder.", "Name another folder.")
    if not force:
        refuse_unless_ours(out, force_hint="add --force")
    out.mkdir(parents=True, exist_ok=True)
    remember_written(out, [])


def _task(submission: Submission, released: ReleasedLesson, version: str, language: str) -> _Task:
    ui = common_texts(language)["grade"]
    notebook, unreadable = None, ""
    try:
        if submission.handed_in:
            notebook = read_notebook(submission.path)
    except Unreadable as error:
        unreadable = why_unreadable(error, language)
    except OSError as error:  # whoever grades may not read it, say: that is not the student's
        sys.stderr.write(f"{legible(str(submission.path))} could not be read: {error.strerror}.\n")
        unreadable = ui["our-fault"].format(error=type(error).__name__)
    key = result_key(version, submission.student, notebook or unreadable.encode("utf-8", "replace"))
    return _Task(submission, released, notebook, unreadable, key, read_version(notebook or b""))


def _known(tasks: list[_Task], store: ResultsStore, language: str) -> tuple[dict[str, tuple[Result, ...]], int]:
    """The results, by key, for which nothing need run; and how many of them an earlier run left."""
    ui = common_texts(language)["grade"]
    found: dict[str, tuple[Result, ...]] = {}
    for task in tasks:
        if task.unreadable:
            found[task.key] = not_graded(task.released, "unreadable", task.unreadable)
        elif task.notebook is None:
            found[task.key] = not_graded(task.released, "unattempted", ui["nothing-submitted"])
    kept = {task.key: results for task in tasks if (results := store.load(task.key)) is not None}
    return kept | found, len(kept)


def _begin(
    left: list[_Task], order: Order, how: Grading
) -> AbstractContextManager[Iterator[tuple[int, tuple[Result, ...] | str]]]:
    """Have what is left graded, here or on the cluster; entered, it gives results as they come."""
    notebooks = [(task.submission.lesson, task.notebook or b"") for task in left]
    if how.dask:
        from course_lib.grading.cluster.orchestrator import grade_on_cluster

        return nullcontext(grade_on_cluster(notebooks, order, how.dask))
    return grading(notebooks, order, how.jobs)


def _kept(
    graded: Iterable[tuple[int, tuple[Result, ...] | str]], left: list[_Task], language: str, store: ResultsStore
) -> Iterator[tuple[_Task, tuple[Result, ...]]]:
    """The same results, each kept before anything is done with it."""
    for number, results in graded:
        task = left[number]
        if isinstance(results, str):  # ours, not the student's: the next run tries again
            sys.stderr.write(f"\n{task.submission.student}/{task.submission.lesson}: {results}\n")
            reason = common_texts(language)["grade"]["our-fault"].format(error=results.partition(":")[0])
            results = not_graded(task.released, "unreadable", reason)
        else:
            store.save(task.key, results)
        yield task, results


def _with_program(task: _Task, results: tuple[Result, ...], language: str) -> Graded:
    try:
        program = make_program(task.released, read_cells(task.notebook)) if task.notebook is not None else None
    except Unreadable:
        program = None
    if program is not None and program.missing and task.version != __version__:
        results = tuple(_explained(r, task.version, language) if r.exercise in program.missing else r for r in results)
    return Graded(results, program)


def _explained(result: Result, version: str, language: str) -> Result:
    """A missing exercise's result; its reason says that the notebook's release may be why it is not there."""
    if result.outcome != "unattempted":  # its function stood in another cell
        return result
    ui = common_texts(language)["grade"]
    why = ui["other-release"].format(version=legible(version), ours=__version__) if version else ui["no-release"]
    gap = "" if result.reason.endswith("。") else " "
    return replace(result, reason=f"{result.reason}{gap}{why}")


def _with_progress(pairs: Iterable[tuple[_Task, Any]], total: int) -> Iterator[tuple[_Task, Any]]:
    """The same pairs, with a bar on stderr that tells how many are done and how long the rest will take."""
    from tqdm import tqdm

    with tqdm(total=total, desc="grading", file=sys.stderr, unit="notebook", disable=total == 0) as bar:
        for task, value in pairs:
            yield task, value
            bar.set_postfix_str(legible(f"{task.submission.student} {task.submission.lesson}")[:60], refresh=False)
            bar.update()


def _class_seed(out: Path) -> str:
    """One seed per class, made once: everybody gets the same hidden questions, and a regrade asks them again."""
    path = out / CLASS_SEED
    if not path.is_file():
        new = path.with_suffix(".new")
        new.write_text(secrets.token_hex(16), encoding="ascii")
        new.chmod(0o600)
        new.replace(path)
    return path.read_text(encoding="ascii")


def _row(marks: Marks, result: Result) -> dict[str, Any]:
    mark = marks.by_hand.get(result.exercise)
    points = marks.points_of(result)
    return {
        "student": marks.student,
        "lesson": marks.lesson,
        "exercise": result.exercise,
        "points": points,
        "max": result.max_points,
        "outcome": result.outcome,
        "reason": result.reason,
        "misconception": result.misconception,
        "by_hand": points if mark is not None and (mark.score is not None or mark.extra) else "",
    }
