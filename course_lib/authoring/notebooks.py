"""From a lesson's source to notebooks: the source notebook that nbgrader reads, and the student's that it makes."""

from __future__ import annotations

import difflib
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat

from course_lib.authoring.lesson_source import Cell, LessonSource, SourceError
from course_lib.authoring.source_rules import BEGIN, END, solution_lines
from course_lib.exercises.exercise import STUB_SAYS, Exercise
from course_lib.grading.nbgrader_environment import alembic_on_path

METADATA_KEY = "glassbox"
# How many characters a solution must have to be looked for everywhere: `return x` stands in many places rightly.
_TELLING = 30
_KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def source_notebook(source: LessonSource, exercises: Sequence[Exercise], language: str) -> Any:
    """The notebook with solutions, in nbgrader's form: every cell with its role, its id and nbgrader's metadata."""
    points = {exercise.id: exercise.points for exercise in exercises}
    notebook = nbformat.v4.new_notebook(metadata=dict(_KERNEL))
    notebook.metadata[METADATA_KEY] = {"lesson": source.key, "language": language, "source": source.hash}
    notebook.cells = [_cell(cell, points) for cell in source.in_language(language)]
    return notebook


def _cell(cell: Cell, points: dict[str, int]) -> Any:
    if cell.role == "text":
        made = nbformat.v4.new_markdown_cell(cell.source)
    else:
        made = nbformat.v4.new_code_cell(cell.source)
    made.id = cell.id
    made.metadata[METADATA_KEY] = {"role": cell.role}
    tags = list(cell.tags)
    if cell.role == "check":
        tags.append("raises-exception")  # "Run all" goes on past an exercise that is not solved yet
    if tags:
        made.metadata["tags"] = tags
    if cell.role in ("setup", "solution", "check"):
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
    notebook.metadata = nbformat.from_dict(
        {**_KERNEL, METADATA_KEY: {"lesson": source.key, "language": language, "source": source.hash}}
    )
    for cell, origin in zip(notebook.cells, source.in_language(language), strict=True):
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
    with alembic_on_path():
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


def without_outputs(notebook: Any) -> Any:
    """A copy without outputs, execution counts and where they came from: what `course build --check` compares."""
    bare = json.loads(nbformat.writes(notebook))
    bare["metadata"].get(METADATA_KEY, {}).pop("outputs_of", None)
    for cell in bare["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    return bare


def difference(kept: Any, made: Any, name: str) -> str | None:
    """None when two notebooks are the same but for outputs; else file, cell and a diff for each that differs."""
    old, new = without_outputs(kept), without_outputs(made)
    if old == new:
        return None
    lines: list[str] = []
    old_cells, new_cells = ({cell.get("id", str(i)): cell for i, cell in enumerate(n["cells"])} for n in (old, new))
    for cell_id in dict.fromkeys([*new_cells, *old_cells]):
        before, after = old_cells.get(cell_id), new_cells.get(cell_id)
        if before == after:
            continue
        state = "is missing" if before is None else "is not in the source" if after is None else "differs"
        lines.append(f"{name}, cell {cell_id}: {state}")
        if before is not None and after is not None:
            lines += ["    " + line for line in _diff(before, after)]
    if not lines and list(old_cells) != list(new_cells):
        lines.append(f"{name}: its cells stand in another order than in the source")
    return "\n".join(lines or [f"{name}: its metadata differs from the source's"])


def _diff(before: Any, after: Any) -> list[str]:
    texts = []
    for cell in (before, after):
        source = cell["source"]
        body = source if isinstance(source, str) else "".join(source)
        rest = json.dumps({k: v for k, v in cell.items() if k != "source"}, sort_keys=True, ensure_ascii=False)
        texts.append([*body.splitlines(), rest])
    return list(difflib.unified_diff(texts[0], texts[1], "on disk", "from the source", lineterm="", n=1))
