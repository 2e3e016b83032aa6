"""Finding the course: the folder that everything else is relative to.

There are two kinds. A checkout, or a class's copy of one, holds ``nbgrader_config.py`` and its own notebooks. A student
who installed the course as a package has neither: `course lab` makes a folder of theirs, with a file ``.glassbox`` in
it, and the lessons come out of the package.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from course_lib.errors import CourseError
from course_lib.language import LANGUAGES as LANGUAGES

MARKER = "nbgrader_config.py"
#: What `course lab` leaves in a folder that it made for a student.
STUDENT_MARKER = ".glassbox"
#: In a class's results, which hold an nbgrader_config.py too (formgrader wants one) and are no course.
CLASS_SEED = ".class-seed"
#: Of the whole course; pyproject.toml says the same, and every notebook carries it.
__version__ = "0.1.0"

#: The student edition as an installed package carries it; not there in a checkout, which has its own.
PACKAGED = Path(__file__).parent / "student_edition"


@dataclass(frozen=True)
class Course:
    """A checkout, a class's copy of the course or a student's own folder, by the places in it that commands need."""

    root: Path

    @property
    def notebooks(self) -> Path:
        """The student edition, one folder per language: ``notebooks/en/04-tokenizer/04-tokenizer.ipynb``."""
        return self.root / "notebooks" if (self.root / MARKER).is_file() else PACKAGED

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

    The course is the nearest folder upwards that holds ``nbgrader_config.py`` and is not a class's results, or that
    `course lab` made for a student. Raises CourseError when there is none.
    """
    if named is not None:
        if not _is_course(named):
            raise CourseError(
                f"{named} is not a course: it holds no {MARKER}.", "Name the folder that holds it with --course DIR."
            )
        return Course(named.resolve())
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if _is_course(folder) and not (folder / CLASS_SEED).exists():
            return Course(folder)
    step = "Go into the course folder (cd), or name it with --course DIR."
    if PACKAGED.is_dir():
        step = "Go into your course folder (cd), or make one: `course lab` in a new, empty folder."
    raise CourseError(f"No course here: neither {here} nor a folder above it holds {MARKER}.", step)


def make_student_folder(folder: Path, *, force: bool = False) -> Course:
    """A student's own folder for the lessons that the installed package carries.

    Raises CourseError when the package carries none (a checkout's own commands run inside it), or when `folder` holds
    other files and `force` is not set.

    >>> make_student_folder(Path("transformers-course")).work
    PosixPath('transformers-course/work')
    """
    if not PACKAGED.is_dir():
        find_course(folder)  # says what to do
    others = sorted(path.name for path in folder.iterdir() if not path.name.startswith(".")) if folder.is_dir() else []
    if others and not force:
        raise CourseError(
            f"{folder.resolve()} is no course folder and holds other files: {', '.join(others[:5])}.",
            "Make a new folder for the course, go into it (mkdir transformers-course; cd transformers-course) and run "
            "`course lab` there; or add --force to have it in this one.",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        note = {"made by": "course lab", "version": __version__}
        (folder / STUDENT_MARKER).write_text(json.dumps(note) + "\n", encoding="utf-8")
    except OSError as error:
        raise CourseError(
            f"{folder} cannot be written: {error.strerror or error}.", "Choose a folder of your own."
        ) from error
    return Course(folder.resolve())


def _is_course(folder: Path) -> bool:
    return (folder / MARKER).is_file() or ((folder / STUDENT_MARKER).is_file() and PACKAGED.is_dir())
