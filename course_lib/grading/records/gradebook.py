"""Results into nbgrader's own gradebook, so that formgrader, exports and every other nbgrader tool keep working."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_lib.errors import CourseError
from course_lib.grading.handed_in.released import ReleasedLesson
from course_lib.grading.judging.one_submission import Graded
from course_lib.grading.records.nbgrader_environment import let_formgrader_in

#: Seconds to wait for a gradebook that another program has locked, each time that something is written.
LOCK_SECONDS = 5.0


class CannotWrite(Exception):
    """The gradebook is locked by another program, or its disk is full; the text is the database's own. What was begun
    is taken back."""


@contextmanager
def _told(gradebook: Any) -> Iterator[None]:
    """Make one error of the many in which the database's own arrive; nbgrader's traceback of it is not shown."""
    from nbgrader.api import InvalidEntry
    from sqlalchemy.exc import OperationalError
    from tornado.log import app_log

    before, app_log.disabled = app_log.disabled, True
    try:
        yield
    except (OperationalError, InvalidEntry) as error:
        if isinstance(error, InvalidEntry) and "OperationalError" not in str(error):
            raise
        gradebook.db.rollback()
        raise CannotWrite(str(getattr(error, "orig", error)).partition("\n")[0]) from error
    finally:
        app_log.disabled = before


@contextmanager
def open_gradebook(path: Path) -> Iterator[Any]:
    """nbgrader's `Gradebook` on a SQLite file, made when it is not there. Raises CourseError and CannotWrite."""
    from nbgrader.api import Gradebook

    with warnings.catch_warnings():
        # nbgrader makes a submission's grades before it adds the submission; SQLAlchemy remarks on the order.
        warnings.filterwarnings("ignore", "Object of type <.*> not in session")
        try:
            if not path.exists():
                make_gradebook(path)
        except Exception as error:
            raise CourseError(
                f"{path} could not be made ({type(error).__name__}).",
                "Look whether the disk is full, and run the same command again: what is graded is kept.",
            ) from error
        try:
            gradebook = Gradebook(_address(path), "glassbox")
        except Exception as error:  # SQLAlchemy's, SQLite's and nbgrader's own kinds
            if "database is locked" in str(error):
                raise CannotWrite("database is locked") from error
            raise CourseError(
                f"{path} cannot be opened as a gradebook ({type(error).__name__}).",
                "Move it away, or name another folder with --out; grading makes a new one.",
            ) from error
        with gradebook:
            yield gradebook


def make_gradebook(path: Path) -> None:
    """An empty gradebook, there whole or not at all: nbgrader cannot open one whose making was cut short."""
    import nbgrader

    try:
        from alembic.migration import MigrationContext
        from alembic.script import ScriptDirectory
    except ModuleNotFoundError as missing:
        raise CourseError(
            "nbgrader's gradebooks need the Python package 'alembic', which is not installed.",
            "`course doctor` tells how to install it again.",
        ) from missing
    from nbgrader.api import Base, Gradebook
    from sqlalchemy import create_engine

    with tempfile.TemporaryDirectory(prefix=".gradebook-", dir=path.parent) as folder:
        new = Path(folder) / path.name
        # nbgrader would start the program `alembic` to learn which version of its schema is the newest, for two
        # seconds; a database that has its tables and says its version it takes as it is.
        engine = create_engine(_address(new))
        Base.metadata.create_all(engine)
        with engine.begin() as connection:
            schema = ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic"))
            MigrationContext.configure(connection).stamp(schema, "head")
        engine.dispose()
        Gradebook(_address(new), "glassbox").close()
        new.replace(path)


def _address(path: Path) -> Any:
    """The database at `path` for SQLAlchemy; as a text, a ``?`` or ``%`` in a folder's name would mean something."""
    from sqlalchemy.engine import URL

    return URL.create("sqlite", database=str(path), query={"timeout": str(LOCK_SECONDS)})


def register_lesson(gradebook: Any, released: ReleasedLesson) -> None:
    """Tell the gradebook of a lesson's cells: what nbgrader's `generate_assignment` does on release.

    formgrader, opened in the gradebook's folder, then lists the lesson. Raises CannotWrite.
    """
    let_formgrader_in(Path(gradebook.engine.url.database).parent, released.lesson, released.notebook)
    with _told(gradebook):
        _register(gradebook, released)


def _register(gradebook: Any, released: ReleasedLesson) -> None:
    gradebook.update_or_create_assignment(released.lesson)
    where = {"notebook": released.lesson, "assignment": released.lesson}
    gradebook.update_or_create_notebook(released.lesson, released.lesson)
    points = {exercise.id: exercise.points for exercise in released.exercises}
    for cell in released.notebook.cells:
        said = cell.metadata.get("nbgrader")
        if not said:
            continue
        name = said["grade_id"]
        if said["grade"]:
            score = points[name.removesuffix("-check")]
            gradebook.update_or_create_grade_cell(name, max_score=score, cell_type="code", **where)
        elif said["solution"]:
            gradebook.update_or_create_solution_cell(name, **where)
        gradebook.update_or_create_source_cell(
            name, source=cell.source, cell_type="code", locked=said["locked"], checksum=said["checksum"], **where
        )


def name_students(gradebook: Any, names: Mapping[str, str]) -> None:
    """Let formgrader show students by name: student -> ``"Last, First"`` or ``"First Last"``. Raises CannotWrite.

    A name that is there already stays: somebody may have corrected it.
    """
    with _told(gradebook):
        known = {student.id for student in gradebook.students if student.first_name or student.last_name}
        for student, name in names.items():
            if name and student not in known:
                last, first = name_parts(name)
                gradebook.update_or_create_student(student, last_name=last, first_name=first)


def name_parts(name: str) -> tuple[str, str]:
    """Last and first name, as far as a space or a comma tells; a name without either is a last name.

    >>> name_parts("Smith, Ann"), name_parts("Ann Mary Smith"), name_parts("王小明")
    (('Smith', 'Ann'), ('Smith', 'Ann Mary'), ('王小明', ''))
    """
    if "," in name:
        last, _, first = name.partition(",")
    else:
        first, _, last = name.strip().rpartition(" ")
    return last.strip(), first.strip()


def record_results(gradebook: Any, student: str, lesson: str, graded: Graded) -> bool:
    """Replace the automatic marks of this student's lesson: none of an earlier submission stays.

    Tells whether anything changed. Raises CannotWrite.

    A mark that somebody gave by hand stays, and where it now stands on another automatic one the exercise is
    put up for review in formgrader, as nbgrader does.
    """
    with _told(gradebook):
        return _record(gradebook, student, lesson, graded)


def _record(gradebook: Any, student: str, lesson: str, graded: Graded) -> bool:
    wanted = {f"{result.exercise}-check": result.points for result in graded.results}
    before = _grades(gradebook, student, lesson)
    if {name: grade.auto_score for name, grade in before.items()} == wanted:
        return False
    if set(wanted) - set(before):
        # Nothing was handed in before, or before the lesson had these exercises: nbgrader makes the rows with the
        # submission only. Without a time: formgrader says "needs autograding" of a submission whose time is not the one
        # that was handed in with it, and "late" by a time after the due date. When it was graded is neither.
        remove_results(gradebook, student, lesson)
        gradebook.update_or_create_student(student)
        gradebook.add_submission(lesson, student, timestamp=None)
        before = _grades(gradebook, student, lesson)
    for result in graded.results:
        grade = before[f"{result.exercise}-check"]
        changed = grade.auto_score is not None and grade.auto_score != result.points
        grade.auto_score = result.points
        grade.needs_manual_grade = grade.manual_score is not None and (changed or bool(grade.needs_manual_grade))
    gradebook.db.commit()
    return True


@dataclass(frozen=True)
class ManualMark:
    """What somebody gave in formgrader: a score that stands above the automatic one (or none), extra, a comment."""

    score: float | None
    extra: float
    comment: str

    def counting(self, automatic: float) -> float:
        """The points that count where the automatic mark is this one; a whole number is an int.

        >>> ManualMark(None, 0.5, "").counting(1), ManualMark(2.0, 0.0, "").counting(1)
        (1.5, 2)
        """
        points = (automatic if self.score is None else self.score) + self.extra
        return int(points) if points == int(points) else points


def manual_marks(gradebook: Any, student: str, lesson: str) -> dict[str, ManualMark]:
    """Exercise -> what was given by hand, of this student's lesson; none where nothing was."""
    from nbgrader.api import Comment

    comments = {name: comment.manual_comment or "" for name, comment in _rows(gradebook, Comment, student, lesson)}
    marks = {}
    for name, grade in _grades(gradebook, student, lesson).items():
        exercise = name.removesuffix("-check")
        mark = ManualMark(grade.manual_score, grade.extra_credit or 0.0, comments.get(exercise, ""))
        if mark != ManualMark(None, 0.0, ""):
            marks[exercise] = mark
    return marks


def remove_results(gradebook: Any, student: str, lesson: str) -> None:
    """Take a submission out of the gradebook, if it is there. Raises CannotWrite."""
    from nbgrader.api import MissingEntry

    with _told(gradebook), suppress(MissingEntry):
        gradebook.remove_submission(lesson, student)


def _grades(gradebook: Any, student: str, lesson: str) -> dict[str, Any]:
    """Check cell -> nbgrader's `Grade`, with the automatic mark and the one by hand."""
    from nbgrader.api import Grade

    return dict(_rows(gradebook, Grade, student, lesson))


def _rows(gradebook: Any, kind: Any, student: str, lesson: str) -> list[tuple[str, Any]]:
    """Names of cells with what this student's submission has for them: all in one query, where nbgrader makes many."""
    from nbgrader.api import Assignment, BaseCell, SubmittedAssignment, SubmittedNotebook

    found: list[tuple[str, Any]] = (
        gradebook.db.query(BaseCell.name, kind)
        .join(kind, kind.cell_id == BaseCell.id)
        .join(SubmittedNotebook, SubmittedNotebook.id == kind.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .filter(Assignment.name == lesson, SubmittedAssignment.student_id == student)
        .all()
    )
    return found
