"""`course build`: one source, and every other form of the lesson derived from it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from course_lib.authoring.comparing import difference
from course_lib.authoring.lesson_source import LessonSource, SourceError, read_source, source_path
from course_lib.authoring.source_rules import check_rules
from course_lib.authoring.student_edition import KERNEL, METADATA_KEY, source_notebook, student_notebook
from course_lib.authoring.worked_solutions import worked_solutions, worked_solutions_path
from course_lib.course_root import LANGUAGES, Course
from course_lib.exercises.catalogue import exercises_of

#: An output that is a program in the page.
WIDGET = "application/vnd.jupyter.widget-view+json"


@dataclass(frozen=True)
class Built:
    """What one build did or, with ``--check``, found: files written, and stale ones with their reasons."""

    lesson: str
    written: tuple[Path, ...] = ()
    problems: tuple[str, ...] = ()


def build(course: Course, lesson: str, *, execute: bool = False) -> Built:
    """Write the student notebooks, the executed reference notebook and the worked solutions of one lesson.

    The reference is executed only when its code changed since, or `execute` asks for it. Nothing is
    written when anything is wrong with the source. Raises SourceError.
    """
    source, made = _derive(course, lesson)
    reference_path = _reference_path(course, lesson)
    reference = made.pop(reference_path)
    if execute or _stale_outputs(reference_path, source):
        reference = _executed(reference, source)
    else:
        reference = _with_kept_outputs(reference, reference_path)
    made[reference_path] = reference
    texts = {path: nbformat.writes(notebook) + "\n" for path, notebook in made.items()} | _worked(course, source)
    return Built(lesson, tuple(path for path, text in texts.items() if _write(path, text)))


def check_build(course: Course, lesson: str) -> Built:
    """Compare what is on disk with what the source gives, outputs aside; nothing is written."""
    try:
        source, made = _derive(course, lesson)
    except SourceError as error:
        return Built(lesson, problems=tuple(error.problems))
    problems = []
    for path, notebook in made.items():
        name = path.relative_to(course.root).as_posix()
        kept = _read(path)
        if kept is None:
            problems.append(f"{name}: is missing or cannot be read; `course build {lesson}` makes it")
        elif found := difference(kept, notebook, name):
            problems.append(found)
    for path, text in _worked(course, source).items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            name = path.relative_to(course.root).as_posix()
            problems.append(f"{name}: is not what the source's solutions give; `course build {lesson}` makes it")
    reference = _reference_path(course, lesson)
    if not problems and _stale_outputs(reference, source):
        name = reference.relative_to(course.root).as_posix()
        problems.append(f"{name}: its outputs are older than the source; run `course build {lesson}`")
    for language in LANGUAGES:
        extra = course.student_notebook(lesson, language)
        if extra.is_file() and extra not in made:
            problems.append(f"{extra.relative_to(course.root).as_posix()}: the source holds no {language} text for it")
    return Built(lesson, problems=tuple(problems))


def _derive(course: Course, lesson: str) -> tuple[LessonSource, dict[Path, Any]]:
    source = read_source(source_path(course, lesson))
    exercises = exercises_of(lesson)
    check_rules(source, exercises)
    made = {
        course.student_notebook(lesson, lang): student_notebook(source, exercises, lang) for lang in source.languages
    }
    made[_reference_path(course, lesson)] = source_notebook(source, exercises, "en")
    return source, made


def _worked(course: Course, source: LessonSource) -> dict[Path, str]:
    """The worked solutions by their path; none where the package does not lie in the course's own folder."""
    package = course.root / "course_lib"
    return {worked_solutions_path(package, source.key): worked_solutions(source)} if package.is_dir() else {}


def _reference_path(course: Course, lesson: str) -> Path:
    return course.solutions / lesson / f"{lesson}.ipynb"


def _read(path: Path) -> Any | None:
    try:
        return nbformat.read(path, as_version=4)
    except Exception:  # nbformat raises many kinds for a damaged file; all mean the same here
        return None


def _stale_outputs(path: Path, source: LessonSource) -> bool:
    kept = _read(path)
    return kept is None or kept.metadata.get(METADATA_KEY, {}).get("outputs_of") != source.hash


def _executed(notebook: Any, source: LessonSource) -> Any:
    """The notebook run from top to bottom. A cell that fails or writes to stderr is a bug in the lesson."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    sys.stderr.write(f"running {source.key} …\n")
    client = NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        record_timing=False,
        extra_arguments=["--log-level=40"],  # the kernel's own warnings are not the lesson's
        resources={"metadata": {"path": str(source.path.parent)}},
    )
    try:
        with _authors_environment():
            client.execute()
    except CellExecutionError as error:
        raise SourceError(source.path, [f"{source.path.name}: a cell of the reference fails:\n{error}"]) from error
    for cell in notebook.cells:  # a widget lives in a kernel that is gone; its still picture is an output of its own
        if "outputs" in cell:
            cell.outputs = [output for output in cell.outputs if WIDGET not in output.get("data", {})]
    noisy = [
        f"{source.path.name}, cell {cell.id}: writes to stderr, which students would see: {output.text.strip()[:300]!r}"
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if output.get("name") == "stderr"
    ]
    failed = [
        f"{source.path.name}, cell {cell.id}: the reference solution fails its own check: {output.evalue}"
        for cell in notebook.cells
        if cell.metadata.get(METADATA_KEY, {}).get("role") == "check"
        for output in cell.outputs
        if output.output_type == "error"
    ]
    if noisy or failed:
        raise SourceError(source.path, noisy + failed)
    notebook.metadata = nbformat.from_dict(
        {**_plain_metadata(notebook), METADATA_KEY: {**notebook.metadata[METADATA_KEY], "outputs_of": source.hash}}
    )
    return notebook


def _plain_metadata(notebook: Any) -> dict[str, Any]:
    # nbclient notes the interpreter's version; two authors on two patch releases should not differ by it.
    return json.loads(json.dumps(KERNEL))  # type: ignore[no-any-return]


@contextmanager
def _authors_environment() -> Iterator[None]:
    """The reference runs in English, on the embedded models, and counts as nobody's progress."""
    said = {"COURSE_PROGRESS": "off", "COURSE_LANG": "en", "COURSE_MODELS": "embedded"}
    before = {name: os.environ.get(name) for name in said}
    os.environ.update(said)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def _with_kept_outputs(notebook: Any, path: Path) -> Any:
    kept = _read(path)
    assert kept is not None
    outputs = {cell.id: cell for cell in kept.cells if cell.cell_type == "code"}
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.id in outputs:
            cell.outputs, cell.execution_count = outputs[cell.id].outputs, outputs[cell.id].execution_count
    notebook.metadata[METADATA_KEY]["outputs_of"] = kept.metadata[METADATA_KEY]["outputs_of"]
    return notebook


def _write(path: Path, text: str) -> bool:
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True
