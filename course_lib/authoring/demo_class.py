"""A made-up class to try grading with before the first real one: twelve hand-ins, a kind of student each.

Their answers are the course's own: reference solutions, and what ``solutions/NN-slug/answers/`` holds of wrong ones and
of right ones written differently. The same course always makes the same class.
"""

from __future__ import annotations

import ast
import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

from course_lib.authoring.answers import NamedAnswer, read_answers
from course_lib.authoring.lesson_source import read_source, source_path
from course_lib.course_root import Course
from course_lib.errors import CourseError
from course_lib.exercises.catalogue import exercises_of
from course_lib.grading.handed_in.class_people import RECORD
from course_lib.ownership import refuse_foreign_files, remember_written

Notebook = dict[str, Any]
#: A lesson needs so many exercises to show something of everybody.
ENOUGH_EXERCISES = 5
OLD_RELEASE = "0.0.1"

_LOOP = "while True:\n        pass"
_END = "raise SystemExit('enough')"
#: Looks for what would help to cheat, and hands back a text that says it is equal to everything. It harms nothing.
_HOSTILE_CELL = """# More points than my answers are worth?
from pathlib import Path

found = [str(path) for path in Path("/").glob("*/*/solutions")]  # what of the course can be seen from here?


class Anything(str):
    def __eq__(self, other):
        return True

    __hash__ = str.__hash__"""
_HOSTILE_ANSWER = 'return Anything("right")'


@dataclass(frozen=True)
class DemoStudent:
    """One of the class: the folder, the name that a roster has, what kind of hand-in it is, and how it is made."""

    folder: str
    name: str
    kind: str
    make: Callable[[_Material], bytes]


@dataclass(frozen=True)
class DemoClass:
    """What was written: the folder that `course grade` takes, its lesson, and who is in it."""

    submitted: Path
    lesson: str
    students: tuple[DemoStudent, ...]


@dataclass(frozen=True)
class _Material:
    """A lesson as it was released, and what can be answered in it; `wrong` gives a next wrong answer each time."""

    released: Notebook
    reference: dict[str, str]
    right: dict[str, str]
    wrong: dict[str, Iterator[str]]
    heads: dict[str, str]

    @property
    def exercises(self) -> list[str]:
        return list(self.reference)

    def next_wrong(self, exercises: list[str]) -> dict[str, str]:
        return {exercise: next(self.wrong[exercise]) for exercise in exercises}

    def with_body(self, exercise: str, body: str) -> str:
        """The exercise's own first lines, and after them `body`."""
        return self.heads[exercise] + body + "\n"

    def answered(self, answers: dict[str, str]) -> Notebook:
        notebook = copy.deepcopy(self.released)
        for cell in notebook["cells"]:
            if cell["id"] in answers:
                cell["source"] = answers[cell["id"]]
        return notebook


def demo_lesson(course: Course) -> str:
    """The first lesson with exercises enough; where there is none, the one with the most."""
    lessons = [lesson for lesson in course.lessons() if exercises_of(lesson)]
    if not lessons:
        raise CourseError("This course has no lesson with exercises.", "Run `course build`.")
    enough = [lesson for lesson in lessons if len(exercises_of(lesson)) >= ENOUGH_EXERCISES]
    return enough[0] if enough else max(lessons, key=lambda lesson: len(exercises_of(lesson)))


def write_demo_class(course: Course, folder: Path, lesson: str) -> DemoClass:
    """Write the hand-ins to ``FOLDER/submitted/STUDENT/LESSON/LESSON.ipynb``, and what a roster would say of them.

    Raises CourseError when the course has no solutions, or the folder holds other files.
    """
    if not (course.solutions / lesson / "answers").is_dir():
        raise CourseError(
            f"The made-up class takes its answers from {course.solutions / lesson}, which is not there: a class's copy "
            "of the course has no solutions.",
            "Run this in a full checkout of the course, or name it with --course DIR.",
        )
    submitted = folder / "submitted"
    refuse_foreign_files(submitted, force_hint="move them away")
    material = _material(course, lesson)
    written = []
    for student in STUDENTS:
        path = submitted / student.folder / lesson / f"{lesson}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(student.make(material))
        written.append(path)
    # As `course collect` leaves it, where it was given a roster.
    people = {student.folder: {"name": student.name} for student in STUDENTS}
    (submitted / RECORD).write_text(json.dumps({"people": people}, ensure_ascii=False, indent=1), encoding="utf-8")
    remember_written(submitted, [*written, submitted / RECORD])
    return DemoClass(submitted, lesson, STUDENTS)


def _material(course: Course, lesson: str) -> _Material:
    solutions = {
        cell.id: cell.source for cell in read_source(source_path(course, lesson)).cells if cell.role == "solution"
    }
    answers = {e: read_answers(course.solutions / lesson / "answers" / f"{e}.py") for e in solutions}
    return _Material(
        json.loads(course.student_notebook(lesson).read_text(encoding="utf-8")),
        {
            e: source.replace("    ### BEGIN SOLUTION\n", "").replace("    ### END SOLUTION", "")
            for e, source in solutions.items()
        },
        {e: _longest_right(found) for e, found in answers.items()},
        # Only one student's code never ends: each such answer takes its seconds.
        {
            e: cycle([a.source for a in found if a.kind == "wrong" and a.misconception != "timeout"])
            for e, found in answers.items()
        },
        {e: source.partition("### BEGIN SOLUTION")[0] for e, source in solutions.items()},
    )


def _longest_right(found: tuple[NamedAnswer, ...]) -> str:
    return max((answer.source for answer in found if answer.kind == "right"), key=len)


def _bytes(notebook: Notebook) -> bytes:
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def _solved(m: _Material) -> bytes:
    return _bytes(m.answered(m.reference))


def _solved_in_another_way(m: _Material) -> dict[str, str]:
    *_, last = m.exercises
    return m.right | {last: f"# I tried this on paper first, with a word of my own.\n{m.right[last]}"}


def _lent(m: _Material) -> bytes:
    return _bytes(m.answered(_solved_in_another_way(m)))


def _copied(m: _Material) -> bytes:
    """The answers of `_lent` under other names, without their comments; the last one just as it was."""
    *others, last = m.exercises
    lent = _solved_in_another_way(m)
    return _bytes(m.answered({e: _under_other_names(lent[e]) for e in others} | {last: lent[last]}))


def _under_other_names(source: str) -> str:
    tree = ast.parse(source)
    own = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    own |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in own:
            node.id = f"my_{node.id}"
        elif isinstance(node, ast.arg):
            node.arg = f"my_{node.arg}"
    return ast.unparse(tree) + "\n"


def _half(m: _Material) -> bytes:
    """The first half is right; of the rest one is wrong, and nothing more was tried."""
    middle = max(1, len(m.exercises) // 2)
    right = {e: m.reference[e] for e in m.exercises[:middle]}
    return _bytes(m.answered(right | m.next_wrong(m.exercises[middle : middle + 1])))


def _mistaken(m: _Material) -> bytes:
    return _bytes(m.answered(m.next_wrong(m.exercises)))


def _half_mistaken(m: _Material) -> bytes:
    """Every second one is right."""
    return _bytes(m.answered(m.reference | m.next_wrong(m.exercises[1::2])))


def _untouched(m: _Material) -> bytes:
    return _bytes(m.released)


def _endless(m: _Material) -> bytes:
    first, *others = m.exercises
    answers = m.reference | m.next_wrong(others[1::2]) | {first: m.with_body(first, _LOOP)}
    return _bytes(m.answered(answers))


def _crashing(m: _Material) -> bytes:
    """One answer would end the whole process, one cell is no Python."""
    first, second, *_ = m.exercises
    broken = m.reference[second].replace("):", ")", 1)
    return _bytes(m.answered(m.reference | {first: m.with_body(first, _END), second: broken}))


def _hostile(m: _Material) -> bytes:
    """Answers equal to everything, checks that always pass, and points to spare: none of it has a say."""
    notebook = m.answered({e: m.with_body(e, _HOSTILE_ANSWER) for e in m.exercises})
    for cell in notebook["cells"]:
        if cell["id"].endswith("-check"):
            cell["source"] = "print('full marks')"
            cell["metadata"]["nbgrader"]["points"] = 100
    notebook["cells"].insert(0, {
        "cell_type": "code", "id": "anything", "metadata": {}, "outputs": [], "execution_count": None,
        "source": _HOSTILE_CELL,
    })  # fmt: skip
    return _bytes(notebook)


def _of_another_release(m: _Material) -> bytes:
    """All right, in the notebook of an older release that had not got the last exercise yet."""
    *_, last = m.exercises
    notebook = m.answered(m.reference)
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] not in (last, f"{last}-check")]
    notebook["metadata"]["glassbox"]["version"] = OLD_RELEASE
    return _bytes(notebook)


def _broken(m: _Material) -> bytes:
    """A file that was cut off when it was sent."""
    whole = _solved(m)
    return whole[: len(whole) // 2]


#: In the order in which they are made: each next one's wrong answers are the next ones of the lesson's.
STUDENTS = (
    DemoStudent("s01-wang", "王小明", "solved, as the course does it", _solved),
    DemoStudent("s02-lee", "Ann Lee", "solved, in another way", _lent),
    DemoStudent("s03-zhou", "周杰", "copied from Ann Lee, under other names", _copied),
    DemoStudent("s04-li", "李娜", "half solved", _half),
    DemoStudent("s05-carter", "Bob Carter", "typical wrong answers", _mistaken),
    DemoStudent("s06-chen", "陈静", "typical wrong answers in every second exercise", _half_mistaken),
    DemoStudent("s07-zhao", "赵强", "untouched", _untouched),
    DemoStudent("s08-schmidt", "Emma Schmidt", "an endless loop", _endless),
    DemoStudent("s09-liu", "刘洋", "code that crashes", _crashing),
    DemoStudent("s10-brown", "Max Brown", "hostile: answers that say they are equal to everything", _hostile),
    DemoStudent("s11-kim", "Grace Kim", f"a notebook of release {OLD_RELEASE}", _of_another_release),
    DemoStudent("s12-sun", "孙丽", "a broken file", _broken),
)
