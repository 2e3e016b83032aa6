"""Proofs that are kept: what has not changed since it was proven need not be proven again.

``solutions/NN-slug/proofs.json`` says of each exercise what was proven and a hash of all that the proof hangs on: the
exercise's cases and words, its judge, its answers, the cells that a student gets, the code that runs and decides, the
models that are named, and the versions of the libraries. Another hash, and the exercise is proven anew.
"""

from __future__ import annotations

import ast
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from IPython.core.inputtransformer2 import TransformerManager

from course_lib.course_root import Course
from course_lib.exercises.catalogue import LESSONS, lesson_folder, package_of_lesson
from course_lib.grading.handed_in.released import ReleasedLesson
from course_lib.zoo import catalogue

FILE = "proofs.json"
PACKAGE = Path(__file__).parents[1]
#: What decides on the values that exercises are about.
LIBRARIES = ("torch", "transformers", "tokenizers", "datasets", "numpy")
#: What runs answers and judges them, wherever a lesson's own code leads.
_RUNS_EVERYTHING = "course_lib.authoring.verify"


def proofs_file(course: Course, lesson: str) -> Path:
    return course.solutions / lesson / FILE


def kept(course: Course, lesson: str) -> dict[str, dict[str, object]]:
    """Exercise id -> what was proven of it, ``inputs`` among it; empty where nothing is kept that can be read."""
    try:
        found = json.loads(proofs_file(course, lesson).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: entry for name, entry in found.items() if isinstance(entry, dict)} if isinstance(found, dict) else {}


def keep(course: Course, lesson: str, proven: dict[str, dict[str, object]]) -> None:
    """Write down what is proven of a lesson, in place of what was."""
    text = json.dumps(proven, indent=1, ensure_ascii=False) + "\n"
    path = proofs_file(course, lesson)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def inputs_of(course: Course, released: ReleasedLesson) -> dict[str, str]:
    """Exercise id -> the hash, in hex digits, of all that its proof hangs on."""
    lesson, stubs = released.lesson, released.stubs
    own = course.solutions / lesson
    setup = [cell.source for cell in released.cells if cell.role == "setup"]
    modules = _modules(f"{LESSONS}.{package_of_lesson(lesson)}.exercises", own / "judge.py", *setup)
    # Kinds of input are found by name, whichever lesson brings them: no import leads there.
    modules += [path for path in sorted(PACKAGE.glob("lessons/*/inputs.py")) if path not in modules]
    words = [*lesson_folder(lesson).glob("*.toml"), *PACKAGE.glob("exercises/texts/*.toml")]
    weights = _weights(modules)
    shared = hashlib.sha256(repr((_versions(), setup)).encode())
    for path in [own / f"{lesson}.py", own / "judge.py", *modules, *sorted(words), *weights]:
        _add(shared, path)
    found = {}
    for exercise in released.exercises:
        digest = hashlib.sha256(repr((shared.hexdigest(), exercise.id, stubs.get(exercise.id))).encode())
        _add(digest, own / "answers" / f"{exercise.id}.py")
        found[exercise.id] = digest.hexdigest()[:32]
    return found


def _versions() -> tuple[object, ...]:
    def of(library: str) -> str:
        try:
            return version(library).partition("+")[0]  # the build for a processor or a card decides nothing
        except PackageNotFoundError:
            return ""

    return (*sys.version_info[:2], *map(of, LIBRARIES))


def _add(digest: hashlib._Hash, path: Path) -> None:
    if path.is_file():
        content = path.read_bytes()
        if b"\0" not in content:  # text: git may end its lines differently on Windows
            content = content.replace(b"\r\n", b"\n")
        digest.update(f"{path.name}\0{len(content)}\0".encode() + content)


def _weights(code: Iterable[Path]) -> Iterator[Path]:
    """What ships of every embedded model that this code names.

    What a worker warms up with decides nothing, nor does what the zoo says of its models.
    """
    decides = (path for path in code if not {"zoo", "worker"} & set(path.relative_to(PACKAGE).parts))
    texts = [path.read_text(encoding="utf-8") for path in decides]
    for name, entry in catalogue.entries().items():
        if entry.trained_here and any(f'"{name}"' in text for text in texts):
            yield from sorted(path for path in entry.directory.iterdir() if path.suffix in (".safetensors", ".json"))


def _modules(start: str, judge: Path, *cells: str) -> list[Path]:
    """The modules of the course that all this imports, directly or not, by their files."""
    left = [start, _RUNS_EVERYTHING]
    if judge.is_file():
        left += _imports(judge.read_text(encoding="utf-8"))
    for cell in cells:
        left += _imports(TransformerManager().transform_cell(cell))
    found: set[Path] = set()
    while left:
        path = _file(left.pop())
        if path is not None and path not in found:
            found.add(path)
            left += _imports_of(path)
    return sorted(found)


@cache
def _imports_of(path: Path) -> list[str]:
    return _imports(path.read_text(encoding="utf-8"))


def _imports(source: str) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("course_lib."):
            names.append(node.value)  # by its name: what is imported only when it is asked for
    return [name for name in names if name.partition(".")[0] == "course_lib"]


def _file(module: str) -> Path | None:
    place = PACKAGE.parent.joinpath(*module.split("."))
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py") if path.is_file()), None)
