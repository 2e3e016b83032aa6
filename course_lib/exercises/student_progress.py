"""`progress`: what has been tried and passed, kept on the student's own machine and nowhere else."""

from __future__ import annotations

import html
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from course_lib.course_root import find_course
from course_lib.errors import CourseError
from course_lib.exercises.catalogue import lessons
from course_lib.exercises.exercise import Exercise
from course_lib.exercises.texts import common_texts, exercise_texts, lesson_texts
from course_lib.language import current_language

SWITCH = "COURSE_PROGRESS"

# What could not be written into a file of progress: this kernel knows it as long as it runs.
_unwritten: dict[Path, dict[str, dict[str, Any]]] = {}
# Passed in this kernel, whether or not it counts as somebody's progress.
_passed_here: set[str] = set()


def progress_file() -> Path | None:
    """Where progress is kept: ``work/.progress.json`` of the course, or a file in the home folder outside one.

    The variable COURSE_PROGRESS names another file, or ``off`` for none (building and grading say so).
    """
    said = os.environ.get(SWITCH, "")
    if said:
        return None if said == "off" else Path(said)
    try:
        return find_course().work / ".progress.json"
    except CourseError:
        return Path.home() / ".glassbox" / "progress.json"


def load_progress() -> dict[str, dict[str, Any]]:
    """Exercise id -> ``{"outcome", "tries", "passed"}``; empty where nothing was tried, or the file is damaged."""
    path = progress_file()
    try:
        kept = json.loads(path.read_text(encoding="utf-8")) if path else {}
    except (OSError, ValueError):
        kept = {}
    found = {k: v for k, v in kept.items() if isinstance(v, dict)} if isinstance(kept, dict) else {}
    return found | (_unwritten.get(path, {}) if path else {})


def has_passed(exercise_id: str) -> bool:
    """Whether an exercise was passed: some day, or in this kernel where nothing is kept."""
    return exercise_id in _passed_here or bool(load_progress().get(exercise_id, {}).get("passed"))


def why_nothing_is_kept() -> str | None:
    """None where progress can be written down; else the system's own reason ("No space left on device").

    Tried, not asked: whether a folder can be written depends on its rights, its file system and what is left on it.
    """
    path = progress_file()
    if path is None:
        return None
    folder = next((place for place in path.parents if place.exists()), path.parent)
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b" " * 4096)
            file.flush()
    except OSError as error:
        return error.strerror or type(error).__name__
    return None


def lesson_of_notebook() -> str:
    """The key of the lesson whose folder the kernel was started in: ``04-tokenizer``; perhaps of no lesson."""
    return Path.cwd().name


def record(lesson: str, exercise: Exercise, outcome: str) -> None:
    """Note one try. An exercise once passed stays passed; a full or read-only disk is no reason to fail a check."""
    path = progress_file()
    if outcome == "passed":
        _passed_here.add(exercise.id)
    if path is None:
        return
    kept = load_progress()
    before = kept.get(exercise.id, {})
    tries = before.get("tries", 0)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    kept[exercise.id] = {
        "lesson": lesson,
        "outcome": outcome,
        "tries": (tries if type(tries) is int else 0) + (outcome != "unattempted"),
        "passed": before.get("passed") or (now if outcome == "passed" else None),
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, json.dumps(kept, ensure_ascii=False, indent=1))
        _unwritten.pop(path, None)
    except OSError:
        _unwritten.setdefault(path, {})[exercise.id] = kept[exercise.id]


def _write(path: Path, text: str) -> None:
    """Written aside and moved into place: two notebooks may record at the same moment."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", delete=False, suffix=".tmp") as file:
        part = Path(file.name)
        try:
            file.write(text)
            file.flush()
        except OSError:  # half a file is of no use, and takes what little room is left
            part.unlink(missing_ok=True)
            raise
    part.replace(path)


@dataclass(frozen=True)
class LessonProgress:
    """One lesson: its exercises' titles with True (passed), False (tried) or None (not tried)."""

    lesson: str
    title: str
    exercises: tuple[tuple[str, bool | None], ...]

    @property
    def passed(self) -> int:
        return sum(state is True for _, state in self.exercises)


@dataclass(frozen=True)
class Progress:
    """How far the course is done; shows itself as bars in a notebook."""

    lessons: tuple[LessonProgress, ...]
    words: Mapping[str, str]
    #: Why nothing can be kept on this machine; None where it can.
    not_kept: str | None = None

    @property
    def passed(self) -> int:
        return sum(lesson.passed for lesson in self.lessons)

    @property
    def total(self) -> int:
        return sum(len(lesson.exercises) for lesson in self.lessons)

    def __repr__(self) -> str:
        lines = []
        for lesson in self.lessons:
            lines.append(f"{lesson.lesson}  {lesson.title}  {lesson.passed}/{len(lesson.exercises)}")
            lines += [f"   {_MARKS[state]} {title}" for title, state in lesson.exercises]
        return "\n".join([*lines, self.words["total"].format(passed=self.passed, total=self.total), *self._notes])

    @property
    def _notes(self) -> list[str]:
        return [] if self.not_kept is None else [self.words["not-kept"].format(reason=self.not_kept)]

    def _repr_html_(self) -> str:
        rows = []
        for lesson in self.lessons:
            boxes = "".join(
                f'<span title="{html.escape(title, quote=True)}" style="display:inline-block;width:20px;height:20px;'
                f"line-height:20px;text-align:center;border-radius:4px;margin-right:4px;font-size:12px;"
                f'color:{ink};background:{paper}">{_MARKS[state]}</span>'
                for title, state in lesson.exercises
                for ink, paper in [_BOXES[state]]
            )
            rows.append(
                f'<tr style="background:transparent"><td style="text-align:left;padding:3px 16px 3px 0">'
                f"{html.escape(lesson.lesson[:2])}&ensp;{html.escape(lesson.title)}</td>"
                f'<td style="text-align:left;padding:3px 12px 3px 0;white-space:nowrap">{boxes}</td>'
                f'<td style="text-align:right">{lesson.passed}/{len(lesson.exercises)}</td></tr>'
            )
        total = self.words["total"].format(passed=self.passed, total=self.total)
        return (
            f'<table style="border:none;margin:4px 0;font-size:14px">{"".join(rows)}</table>'
            f'<div style="font-weight:600">{html.escape(total)}</div>'
            + "".join(f'<div style="margin-top:4px">{html.escape(note)}</div>' for note in self._notes)
        )


_MARKS = {True: "✓", False: "✗", None: "·"}
_BOXES = {True: ("#ffffff", "#2e9e5b"), False: ("#ffffff", "#d05050"), None: ("#3a4250", "#d5dae2")}


def progress() -> Progress:
    """What you have passed so far, lesson by lesson.

    >>> progress().passed
    3
    """
    kept = load_progress()
    language = current_language()
    found = [
        LessonProgress(
            lesson,
            str(lesson_texts(lesson, language).get("title", lesson)),
            tuple((exercise_texts(lesson, e.id, language).title, _state(kept.get(e.id))) for e in exercises),
        )
        for lesson, exercises in lessons().items()
        if exercises
    ]
    return Progress(tuple(found), common_texts(language)["progress"], why_nothing_is_kept())


def _state(kept: Mapping[str, Any] | None) -> bool | None:
    if kept is None or not (kept.get("tries") or kept.get("passed")):
        return None
    return bool(kept.get("passed"))
