"""Finding the course: the folder that everything else is relative to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from course_lib.errors import CourseError

MARKER = "nbgrader_config.py"
#: In a class's results, which hold an nbgrader_config.py too (formgrader wants one) and are no course.
CLASS_SEED = ".class-seed"
LANGUAGES = ("en", "zh")


@dataclass(frozen=True)
class Course:
    """A checkout or a class's copy of the course, by the places in it that commands need."""

    root: Path

    @property
    def notebooks(self) -> Path:
        """The student edition, one folder per language: ``notebooks/en/04-tokenizer/04-tokenizer.ipynb``."""
        return self.root / "notebooks"

    @property
    def solutions(self) -> Path:
        """What authors edit; absent from a class's copy."""
        return self.root / "solutions"

    @property
    def work(self) -> Path:
        """The copies a student edits; git-ignored."""
        return self.root / "work"

    def student_notebook(self, lesson: str, language: str = "en") -> Path:
        return self.notebooks / language / lesson / f"{lesson}.ipynb"

    def lessons(self, language: str = "en") -> list[str]:
        """The lessons that the student edition holds in one language, in order."""
        return sorted(p.parent.name for p in self.notebooks.glob(f"{language}/*/*.ipynb") if p.stem == p.parent.name)

    def lesson(self, name: str, language: str = "en") -> str:
        """The lesson's full name for what a person typed: ``04``, ``tokenizer`` or ``04-tokenizer``.

        Raises CourseError when no lesson, or more than one, answers to it.
        """
        return pick_lesson(name, self.lessons(language))


def pick_lesson(name: str, known: list[str]) -> str:
    """The one lesson among `known` that `name` stands for, by full name, number or slug."""
    if name in known:
        return name
    found = [lesson for lesson in known if name in (lesson.partition("-")[0], lesson.partition("-")[2])]
    if len(found) != 1:
        raise CourseError(
            f"There is no lesson {name!r} here.",
            f"Choose one of: {', '.join(known) or '(this course has no lessons)'}.",
        )
    return found[0]


def find_course(start: Path | None = None, *, named: Path | None = None) -> Course:
    """The course around `start` (default: the current folder), or the one a person named.

    The course is the nearest folder upwards that holds ``nbgrader_config.py``
    and is not a class's results. Raises CourseError when there is none.
    """
    if named is not None:
        if not (named / MARKER).is_file():
            raise CourseError(
                f"{named} is not a course: it holds no {MARKER}.", "Name the folder that holds it with --course DIR."
            )
        return Course(named.resolve())
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / MARKER).is_file() and not (folder / CLASS_SEED).exists():
            return Course(folder)
    raise CourseError(
        f"No course here: neither {here} nor a folder above it holds {MARKER}.",
        "Go into the course folder (cd), or name it with --course DIR.",
    )
