"""A class of invented students: what each hands in, and what each deserves."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_lib.authoring.answers import read_answers
from course_lib.authoring.lesson_source import read_source, source_path
from course_lib.course_root import Course
from course_lib.exercises.catalogue import exercises_of

Notebook = dict[str, Any]


@dataclass(frozen=True)
class Material:
    """One lesson, as a student got it and as it could be solved."""

    lesson: str
    blank: Notebook
    reference: dict[str, str]
    wrong: dict[str, str]
    alternative: dict[str, str]

    @classmethod
    def of(cls, course: Course, lesson: str) -> Material:
        cells = read_source(source_path(course, lesson)).cells
        answers = {
            e.id: read_answers(course.solutions / lesson / "answers" / f"{e.id}.py") for e in exercises_of(lesson)
        }
        return cls(
            lesson,
            json.loads(course.student_notebook(lesson).read_text(encoding="utf-8")),
            {cell.id: cell.source for cell in cells if cell.role == "solution"},
            {name: next(a.source for a in found if a.kind == "wrong") for name, found in answers.items()},
            {name: next(a.source for a in found if a.kind == "right") for name, found in answers.items()},
        )

    def solved(self, sources: dict[str, str]) -> Notebook:
        notebook = copy.deepcopy(self.blank)
        for cell in notebook["cells"]:
            if cell["id"] in sources:
                cell["source"] = sources[cell["id"]]
        return notebook


@dataclass(frozen=True)
class Student:
    """`make` gives the bytes of the file; `outcomes` what each exercise deserves (all others: `otherwise`)."""

    name: str
    make: Callable[[Material], bytes]
    otherwise: str
    outcomes: dict[str, str]


def code(source: str, **more: Any) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": "my-own",
        "metadata": {},
        "outputs": [],
        "execution_count": 3,
        "source": source,
    } | more


def _bytes(notebook: Notebook) -> bytes:
    return json.dumps(notebook).encode()


def _reference(m: Material) -> Notebook:
    return m.solved(m.reference)


def _noisy(m: Material) -> bytes:
    """Right, with progress bars, warnings, log lines and words on stderr."""
    noise = (
        "\nimport sys, warnings, logging\n"
        "from tqdm.auto import tqdm\n"
        "print('to stderr', file=sys.stderr); warnings.warn('a warning')\n"
        "for _ in tqdm(range(3)): pass\n"
        "logging.getLogger('transformers').error('a log line')\n"
    )
    inside = "\n    import sys, warnings; print('debug'); print('x', file=sys.stderr); warnings.warn('inside')\n    "
    sources = {}
    for name, source in m.reference.items():
        before, _, after = source.partition("### BEGIN SOLUTION")
        sources[name] = before + inside + after + noise
    return _bytes(m.solved(sources))


def _duplicated(m: Material) -> bytes:
    """Every cell twice; of each solution the untouched stub was kept as a second copy, below."""
    notebook, cells = _reference(m), []
    stubs = {cell["id"]: cell for cell in m.blank["cells"]}
    for cell in notebook["cells"]:
        cells += [cell, copy.deepcopy(stubs[cell["id"]])]
    return _bytes(notebook | {"cells": cells})


def _deleted(m: Material) -> bytes:
    """Only solution cells are left, and the last exercise's is gone too."""
    notebook = _reference(m)
    names = list(m.reference)[:-1]
    return _bytes(notebook | {"cells": [cell for cell in notebook["cells"] if cell["id"] in names]})


def _reordered(m: Material) -> bytes:
    notebook = _reference(m)
    return _bytes(notebook | {"cells": notebook["cells"][::-1]})


def _helpers(m: Material) -> bytes:
    """The whole answer stands in a cell of the student's own, which the exercise's calls; magics, a slow cell."""
    notebook, cells = _reference(m), []
    functions = {e.id: e.function for e in exercises_of(m.lesson)}
    for cell in notebook["cells"]:
        name = cell["id"]
        if name in functions:
            helper = cell["source"].replace(f"def {functions[name]}(", "def my_helper_" + functions[name] + "(", 1)
            cells.append(code(helper))
            cell["source"] = f"def {functions[name]}(*args):\n    return my_helper_{functions[name]}(*args)"
        cells.append(cell)
    cells += [
        code("%timeit -n1 -r1 1 + 1"),
        code("import asyncio\nawait asyncio.sleep(0)"),
        code("import time\ntime.sleep(2)"),
        code("1 / 0"),
        code("this is not python"),
        code("half = '\ud83d'"),  # half an emoji, which JSON takes and no file does
        code("import subprocess\nsubprocess.run(['echo', 'to the orchestrator'])\n%clear"),
    ]
    return _bytes(notebook | {"cells": cells})


def _crashing(m: Material) -> bytes:
    """One cell ends the process, one is no Python, two functions raise, one of them an interrupt; the rest is right."""
    names = list(m.reference)
    sources = dict(m.reference)
    sources[names[0]] = "import os\nos._exit(1)"
    sources[names[1]] = "def broken(:\n    pass"
    sources[names[2]] = m.reference[names[2]].partition("### BEGIN")[0] + "raise KeyError('secret input')"
    sources[names[3]] = m.reference[names[3]].partition("### BEGIN")[0] + "raise KeyboardInterrupt"
    return _bytes(m.solved(sources))


def _endless(m: Material) -> bytes:
    names = list(m.reference)
    stub = m.reference[names[0]].partition("### BEGIN")[0]
    return _bytes(m.solved(m.reference | {names[0]: stub + "while True:\n        pass"}))


def _tampered(m: Material) -> bytes:
    """Blank, but with tests that pass, points to spare and tags that skip: metadata has no say."""
    notebook = copy.deepcopy(m.blank)
    for cell in notebook["cells"]:
        if cell["id"].endswith("-check"):
            cell["source"] = "print('full marks')"
            cell["metadata"]["nbgrader"]["points"] = 100
            cell["metadata"]["tags"] = ["skip-execution"]
    return _bytes(notebook | {"metadata": {"nbgrader": {"schema_version": 99}}, "nbformat": 99})


def _windows(m: Material) -> bytes:
    return _bytes(m.solved({name: source.replace("\n", "\r\n") for name, source in m.reference.items()}))


def students(names: list[str]) -> list[Student]:
    """The class, for a lesson whose exercises are `names`."""
    first, second, third, fourth, *_, last = names
    return [
        Student("right", lambda m: _bytes(_reference(m)), "passed", {}),
        Student("alternative", lambda m: _bytes(m.solved(m.alternative)), "passed", {}),
        Student("wrong", lambda m: _bytes(m.solved(m.wrong)), "failed", {}),
        Student("blank", lambda m: _bytes(m.blank), "unattempted", {}),
        Student("noisy", _noisy, "passed", {}),
        Student("duplicated", _duplicated, "passed", {}),
        Student("deleted", _deleted, "passed", {last: "unattempted"}),
        Student("reordered", _reordered, "passed", {}),
        Student("helpers", _helpers, "passed", {}),
        Student("crashing", _crashing, "passed", {name: "crashed" for name in (first, second, third, fourth)}),
        Student("endless", _endless, "passed", {first: "timeout"}),
        Student("tampered", _tampered, "unattempted", {}),
        Student("王小明 (Windows)", _windows, "passed", {}),
        Student("broken-json", lambda m: _bytes(m.blank)[:-50], "unreadable", {}),
        Student("not-a-notebook", lambda m: b'["a list"]', "unreadable", {}),
        Student("binary", lambda m: b"\x89PNG\r\n\x1a\n\x00", "unreadable", {}),
        Student("empty-file", lambda m: b"", "unreadable", {}),
    ]


def hand_in(folder: Path, material: Material, student: Student) -> None:
    place = folder / student.name / material.lesson
    place.mkdir(parents=True)
    (place / f"{material.lesson}.ipynb").write_bytes(student.make(material))
    if student.name == "reordered":  # with all that lay beside it, an earlier state and a module of theirs included
        (place / f"{material.lesson}-Copy1.ipynb").write_bytes(_bytes(material.blank))
        (place / "transformers.py").write_text("raise SystemExit('mine')")
        (place / ".ipynb_checkpoints").mkdir()
        (place / ".ipynb_checkpoints" / f"{material.lesson}-checkpoint.ipynb").write_bytes(_bytes(material.blank))
