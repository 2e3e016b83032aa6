"""The worked solutions of a lesson, out of its source: what `solution()` shows, as it lies in the lesson's folder.

They hold what stands in the solution cells and nothing else: no hidden case, no answer of `answers/`.
"""

from __future__ import annotations

import json
from pathlib import Path

from course_lib.authoring.lesson_source import LessonSource
from course_lib.authoring.source_rules import BEGIN, END
from course_lib.exercises.catalogue import package_of_lesson
from course_lib.exercises.worked_solution import FILE


def worked_solutions_path(package: Path, lesson: str) -> Path:
    """Where they lie below the package's folder: ``lessons/lesson_04_tokenizer/worked_solutions.json``."""
    return package / "lessons" / package_of_lesson(lesson) / FILE


def worked_solutions(source: LessonSource) -> str:
    """The file's text: exercise id -> the lines of its solution cell, without the markers."""
    found = {
        cell.id: [line for line in cell.source.splitlines() if line.strip() not in (BEGIN, END)]
        for cell in source.cells
        if cell.role == "solution"
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
