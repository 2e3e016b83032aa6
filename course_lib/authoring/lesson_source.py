"""A lesson's one source: a percent-format script in which every cell has a role.

    # %% [markdown] lang="en"            text; its Chinese twin follows as lang="zh"
    # %% role="setup" id="imports"       always run, also when grading; students may not change it
    # %% role="demo" id="first-look"     something to see; not run when grading
    # %% role="solution" id="tokens-split"        the exercise, with its solution between markers
    # %% role="check" id="tokens-split-check"     the one line that checks it

Everything that can be wrong with a source is said here, with file, cell and text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jupytext

from course_lib.course_root import LANGUAGES, Course, pick_lesson
from course_lib.errors import CourseError

ROLES = ("text", "setup", "demo", "solution", "check")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: What cells of text are called, which have no id of their own (`text-03`, and `authoring/last_cells.py`'s).
_OF_TEXT = re.compile(r"text-(\d+|next)")


@dataclass(frozen=True)
class Cell:
    """One cell of the source. `number` counts from 1 as in the file, text of every language included."""

    number: int
    role: str
    id: str
    source: str
    language: str = ""
    tags: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """How an error message calls it."""
        first = next((line for line in self.source.splitlines() if line.strip()), "(empty)")
        return f"cell {self.number} ({self.id or first[:40]})"


@dataclass(frozen=True)
class LessonSource:
    """One lesson as its author wrote it."""

    key: str
    path: Path
    cells: tuple[Cell, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """English always; Chinese where the source holds it."""
        written = {cell.language for cell in self.cells if cell.role == "text"}
        return tuple(language for language in LANGUAGES if language == "en" or language in written)

    def in_language(self, language: str) -> tuple[Cell, ...]:
        """The cells of one language's notebook: the same code, that language's text."""
        return tuple(cell for cell in self.cells if cell.role != "text" or cell.language == language)

    @property
    def hash(self) -> str:
        """Of everything that is executed: outputs made from another hash are stale."""
        code = "\0".join(f"{cell.id}\0{cell.source}" for cell in self.cells if cell.role != "text")
        return hashlib.sha256(code.encode()).hexdigest()[:16]


class SourceError(CourseError):
    """One or more things wrong with a lesson's source; `problems` holds a line for each."""

    def __init__(self, path: Path, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems), f"Mend {path.name} and run `course build` again.")


def source_path(course: Course, lesson: str) -> Path:
    return course.solutions / lesson / f"{lesson}.py"


def source_lessons(course: Course) -> list[str]:
    """The lessons that have a source, in order."""
    return sorted(p.parent.name for p in course.solutions.glob("*/*.py") if p.stem == p.parent.name)


def chosen_lessons(course: Course, names: list[str]) -> list[str]:
    """What a person asked for: the lessons they named, or all of them."""
    known = source_lessons(course)
    if not known:
        raise CourseError(
            f"{course.root} holds no lesson sources: it is a class's copy of the course.",
            "Use a checkout of the full course.",
        )
    return [pick_lesson(name, known) for name in names] or known


def read_source(path: Path) -> LessonSource:
    """Read one source file. SourceError when a cell's header is not of the form above."""
    try:
        notebook = jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise SourceError(path, [f"{path.name}: cannot be read: {error}"]) from error
    problems: list[str] = []
    cells: list[Cell] = []
    texts = dict.fromkeys(LANGUAGES, 0)
    for number, raw in enumerate(notebook.cells, 1):
        cell, problem = _read_cell(number, raw, texts)
        cells.append(cell)
        if problem:
            problems.append(f"{path.name}, {cell.name}: {problem}")
    if problems:
        raise SourceError(path, problems)
    return LessonSource(path.parent.name, path, tuple(cells))


def _read_cell(number: int, raw: Any, texts: dict[str, int]) -> tuple[Cell, str | None]:
    header = dict(raw.metadata)
    header.pop("lines_to_next_cell", None)  # jupytext's own note on blank lines
    if raw.cell_type == "markdown":
        language = header.pop("lang", "")
        texts[language] = texts.get(language, 0) + 1
        cell = Cell(number, "text", f"text-{texts[language]:02d}", raw.source, language)
        if language not in LANGUAGES:
            return cell, f'a text cell says its language, lang="en" or lang="zh"; this one says {language!r}'
        return cell, _leftover(header)
    cell = Cell(number, header.pop("role", ""), header.pop("id", ""), raw.source, "", tuple(header.pop("tags", ())))
    if raw.cell_type != "code" or cell.role not in ROLES[1:]:
        return cell, f"a code cell has a role, one of {', '.join(ROLES[1:])}; this one has {cell.role!r}"
    if not _ID.fullmatch(cell.id) or _OF_TEXT.fullmatch(cell.id) or len(cell.id) > 60:
        return cell, f"a code cell has an id in kebab-case (letters, digits, hyphens); this one has {cell.id!r}"
    return cell, _leftover(header)


def _leftover(header: dict[str, Any]) -> str | None:
    return f"its header holds something unknown: {', '.join(sorted(header))}" if header else None
