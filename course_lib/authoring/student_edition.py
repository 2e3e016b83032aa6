"""From a lesson's source to notebooks: the source notebook that nbgrader reads, and the student's that it makes."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat

from course_lib.authoring.first_cell import ROLE as FIRST
from course_lib.authoring.first_cell import first_cell
from course_lib.authoring.last_cells import last_cells
from course_lib.authoring.lesson_source import Cell, LessonSource, SourceError
from course_lib.authoring.source_rules import BEGIN, END, solution_lines
from course_lib.course_root import __version__
from course_lib.exercises.exercise import STUB_SAYS, Exercise
from course_lib.grading.records.gradebook import make_gradebook

METADATA_KEY = "glassbox"
# How many characters a solution must have to be looked for everywhere: `return x` stands in many places rightly.
_TELLING = 30
#: As JupyterLab writes it into a notebook that it saves, but for Python's version: `lab/copies.py` adds the machine's.
KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
    },
}


def source_notebook(source: LessonSource, exercises: Sequence[Exercise], language: str) -> Any:
    """The notebook with solutions, in nbgrader's form: every cell with its role, its id and nbgrader's metadata."""
    points = {exercise.id: exercise.points for exercise in exercises}
    notebook = nbformat.v4.new_notebook(metadata=dict(KERNEL))
    notebook.metadata[METADATA_KEY] = _about(source, language)
    notebook.cells = [_cell(cell, points) for cell in _cells(source, language)]
    return notebook


def _cells(source: LessonSource, language: str) -> tuple[Cell, ...]:
    return (first_cell(language), *source.in_language(language), *last_cells(source.key, language))


def _about(source: LessonSource, language: str) -> dict[str, str]:
    return {"lesson": source.key, "language": language, "version": __version__, "source": source.hash}


def _cell(cell: Cell, points: dict[str, int]) -> Any:
    if cell.role == "text":
        made = nbformat.v4.new_markdown_cell(cell.source)
    else:
        made = nbformat.v4.new_code_cell(cell.source)
    made.id = cell.id
    made.metadata[METADATA_KEY] = {"role": cell.role}
    if cell.role == FIRST:  # one dim line in JupyterLab: the lesson begins with its question
        made.metadata["jupyter"] = {"source_hidden": True}
    tags = list(cell.tags)
    if cell.role == "check":
        tags.append("raises-exception")  # "Run all" goes on past an exercise that is not solved yet
    if tags:
        made.metadata["tags"] = tags
    if cell.role in (FIRST, "setup", "solution", "check"):
        made.metadata["nbgrader"] = {
            "grade": cell.role == "check",
            "grade_id": cell.id,
            "locked": cell.role != "solution",
            "schema_version": 3,
            "solution": cell.role == "solution",
            "task": False,
        }
        if cell.role == "check":
            made.metadata["nbgrader"]["points"] = points[cell.id.removesuffix("-check")]
    return made


def student_notebook(source: LessonSource, exercises: Sequence[Exercise], language: str) -> Any:
    """What nbgrader's own assignment step makes of the source notebook, run where nothing but it exists.

    Raises SourceError when a line of a solution would reach a student.
    """
    with tempfile.TemporaryDirectory(prefix="course-build-") as folder:
        made = _assignment_step(Path(folder), source, source_notebook(source, exercises, language))
    notebook = nbformat.from_dict(json.loads(json.dumps(made)))
    notebook.metadata = nbformat.from_dict({**KERNEL, METADATA_KEY: _about(source, language)})
    for cell, origin in zip(notebook.cells, _cells(source, language), strict=True):
        cell.id = origin.id
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    _refuse_leaks(source, notebook)
    return notebook


def _assignment_step(folder: Path, source: LessonSource, notebook: Any) -> Any:
    from nbgrader.apps import NbGraderAPI
    from traitlets.config import Config

    place = folder / "source" / source.key
    place.mkdir(parents=True)
    nbformat.write(notebook, place / f"{source.key}.ipynb")
    config = Config()
    config.CourseDirectory.root = str(folder)
    config.CourseDirectory.course_id = "glassbox"
    config.ClearSolutions.code_stub = {"python": f'raise NotImplementedError("{STUB_SAYS}")'}
    config.NbGrader.logfile = None
    make_gradebook(folder / "gradebook.db")  # in milliseconds; nbgrader itself would start a program for it
    result = NbGraderAPI(config=config).generate_assignment(source.key, force=True, create=True)
    if not result["success"]:
        raise SourceError(
            source.path, [f"{source.path.name}: nbgrader's assignment step failed:\n{result['log'] or result['error']}"]
        )
    return nbformat.read(folder / "release" / source.key / f"{source.key}.ipynb", as_version=4)


def _refuse_leaks(source: LessonSource, notebook: Any) -> None:
    problems = []
    solutions = {cell.id: cell for cell in source.cells if cell.role == "solution"}
    bodies = {cell.id: "\n".join(solution_lines(cell)) for cell in solutions.values()}
    for cell in notebook.cells:
        lines = [line.strip() for line in cell.source.splitlines()]
        if BEGIN in lines or END in lines:
            problems.append(f"{source.path.name}, cell {cell.id}: a solution marker would reach the students")
        if cell.id in solutions:
            outside = solutions[cell.id].source.partition(BEGIN)[0]
            leaked = [line for line in solution_lines(solutions[cell.id]) if line in lines and line not in outside]
            problems += [
                f"{source.path.name}, cell {cell.id}: a solution's line would reach the students: {line!r}"
                for line in leaked
            ]
        flat = "\n".join(line for line in lines if line)
        problems += [
            f"{source.path.name}, cell {cell.id}: the whole solution of {exercise!r} would reach the students"
            for exercise, body in bodies.items()
            if len(body) >= _TELLING and body in flat
        ]
    if problems:
        raise SourceError(source.path, problems)
