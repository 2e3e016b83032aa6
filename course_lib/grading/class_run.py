"""Grading a class: every submission in a folder, one after the other; none of them can stop the rest."""

from __future__ import annotations

import csv
import os
import re
import secrets
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from course_lib.course_root import Course
from course_lib.errors import CourseError
from course_lib.exercises.texts import common_texts
from course_lib.grading.autograded import autograded_notebook, write_autograded
from course_lib.grading.feedback import write_feedback
from course_lib.grading.grade_one import Graded, Questions, Result, grade, not_graded
from course_lib.grading.gradebook import open_gradebook, record_results, register_lesson, remove_results
from course_lib.grading.judges import hidden_cases, load_judge
from course_lib.grading.released import ReleasedLesson, released_lesson
from course_lib.grading.submission import Unreadable, read_submission
from course_lib.ownership import refuse_unless_ours, remember_written

COLUMNS = ("student", "lesson", "exercise", "points", "max", "outcome", "reason")
_STUDENT = re.compile(r"(?!\.)[^/\\\x00-\x1f]{1,100}")


@dataclass(frozen=True)
class Submission:
    student: str
    lesson: str
    path: Path

    @property
    def handed_in(self) -> bool:
        return self.path.parent.is_dir() and not self.path.parent.is_symlink()


@dataclass(frozen=True)
class Lesson:
    """A lesson ready to be graded: what was released, and this class's questions."""

    released: ReleasedLesson
    questions: Questions


@dataclass(frozen=True)
class ClassResults:
    """Every student's results, what in the folder was left alone, and for whom nbgrader made no feedback page."""

    graded: tuple[tuple[Submission, Graded], ...]
    ignored: tuple[str, ...]
    without_feedback: tuple[str, ...] = ()

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [_row(submission, result) for submission, graded in self.graded for result in graded.results]


def grade_class(
    course: Course, submitted: Path, out: Path, *, language: str = "en", force: bool = False
) -> ClassResults:
    """Grade ``SUBMITTED/STUDENT/LESSON/LESSON.ipynb`` and write gradebook.db, grades.csv, autograded/ and feedback/.

    A student who handed in nothing for a lesson that others did hand in appears with every exercise
    unattempted. Raises CourseError when there is nothing to grade or `out` holds somebody else's files.
    """
    submissions, ignored = find_submissions(submitted, course.lessons())
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
    seed = _class_seed(out)
    lessons = {name: _prepare(course, name, seed) for name in sorted({s.lesson for s in submissions})}
    done: list[tuple[Submission, Graded]] = []
    with open_gradebook(out / "gradebook.db") as gradebook:
        for lesson in lessons.values():
            register_lesson(gradebook, lesson.released)
        for number, submission in enumerate(submissions, 1):
            sys.stderr.write(f"\r{number}/{len(submissions)}  {submission.student}  {submission.lesson}\033[K")
            lesson = lessons[submission.lesson]
            graded = _grade_safely(lesson, submission, language)
            done.append((submission, graded))
            for kind in ("autograded", "feedback"):
                shutil.rmtree(out / kind / submission.student / submission.lesson, ignore_errors=True)
            if not submission.handed_in:
                remove_results(gradebook, submission.student, submission.lesson)
                continue
            record_results(gradebook, submission.student, submission.lesson, graded)
            target = out / "autograded" / submission.student / submission.lesson / f"{submission.lesson}.ipynb"
            write_autograded(target, autograded_notebook(lesson.released, graded))
        sys.stderr.write("\n")
    results = ClassResults(tuple(done), tuple(ignored))
    _write_csv(out / "grades.csv", results.rows)
    missing = write_feedback(out, [(s.student, s.lesson) for s in submissions if s.handed_in])
    return replace(results, without_feedback=tuple(missing))


def find_submissions(submitted: Path, lessons: list[str]) -> tuple[list[Submission], list[str]]:
    """Every student × every lesson that anyone handed in, and the folders that are neither."""
    if not submitted.is_dir():
        raise CourseError(f"There is no folder {submitted}.", "Name the folder that holds STUDENT/LESSON/LESSON.ipynb.")
    folders = [path for path in sorted(submitted.iterdir()) if path.is_dir()]
    students = [path for path in folders if _can_be_read(path) and _STUDENT.fullmatch(path.name)]
    inside = [path for student in students for path in sorted(student.iterdir()) if path.is_dir()]
    known = [path for path in inside if path.name in lessons and _can_be_read(path)]
    handed_in = sorted({path.name for path in known})
    left = {*folders, *inside} - {*students, *known}
    ignored = sorted(str(path.relative_to(submitted)).encode("utf-8", "replace").decode() for path in left)
    if not handed_in:
        raise CourseError(
            f"{submitted} holds no submission of a lesson of this course ({', '.join(lessons)}).",
            "Its layout is STUDENT/LESSON/LESSON.ipynb.",
        )
    found = [Submission(s.name, lesson, s / lesson / f"{lesson}.ipynb") for s in students for lesson in handed_in]
    return found, ignored


def _can_be_read(folder: Path) -> bool:
    """A real folder, which we may look into, whose name can be written down: no link, and no broken encoding."""
    try:
        folder.name.encode()
        return not folder.is_symlink() and os.access(folder, os.R_OK | os.X_OK)
    except UnicodeEncodeError:  # unpacked from an archive of another encoding
        return False


def _prepare(course: Course, lesson: str, seed: str) -> Lesson:
    released = released_lesson(course, lesson)
    if not released.exercises:
        return Lesson(released, {})
    judge = load_judge(course, lesson)
    return Lesson(released, {e.id: hidden_cases(judge, e, seed) for e in released.exercises})


def _grade_safely(lesson: Lesson, submission: Submission, language: str) -> Graded:
    """Results for one submission, whatever is in it."""
    ui = common_texts(language)["grade"]
    if not submission.handed_in:
        return not_graded(lesson.released, "unattempted", ui["nothing-submitted"])
    try:
        return grade(lesson.released, read_submission(submission.path), lesson.questions, language)
    except (Unreadable, OSError) as error:
        return not_graded(lesson.released, "unreadable", ui["unreadable"].format(error=error))
    except Exception as error:  # ours, not the student's; but nobody else's marks may wait for it to be mended
        sys.stderr.write(f"\n{submission.student}/{submission.lesson}: {type(error).__name__}: {error}\n")
        return not_graded(lesson.released, "unreadable", ui["unreadable"].format(error=type(error).__name__))


def _class_seed(out: Path) -> str:
    """One seed per class, made once: everybody gets the same hidden questions, and a regrade asks them again."""
    path = out / ".class-seed"
    if not path.is_file():
        path.write_text(secrets.token_hex(16), encoding="ascii")
        path.chmod(0o600)
    return path.read_text(encoding="ascii")


def _row(submission: Submission, result: Result) -> dict[str, Any]:
    kept = asdict(result)
    return {"student": submission.student, "lesson": submission.lesson, "max": kept["max_points"]} | {
        name: kept[name] for name in ("exercise", "points", "outcome", "reason", "misconception")
    }


def _write_csv(path: Path, rows: Iterator[dict[str, Any]] | list[dict[str, Any]]) -> None:
    # utf-8-sig: the spreadsheet programs that instructors open it with guess the encoding from the mark.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore")
        writer.writeheader()
        writer.writerows({name: _plain_cell(value) for name, value in row.items()} for row in rows)


def _plain_cell(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula (a student's folder named ``=cmd…``) is made plain."""
    return "'" + value if isinstance(value, str) and value[:1] in "=+-@\t" and value[:1] else value
