"""Collecting the facts: what is installed, what loads, where models lie, what can be written."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from course_lib.course_root import Course, find_course
from course_lib.doctor.facts import Facts, Hub, Library, Wall
from course_lib.doctor.models import embedded_models
from course_lib.doctor.probe import MARK, short
from course_lib.doctor.versions import lower_bounds, normal, pinned_versions
from course_lib.doctor.words import words
from course_lib.errors import CourseError
from course_lib.language import current_language
from course_lib.language.current import VARIABLE

LOAD_SECONDS = 180
ZOO = Path(__file__).parents[1] / "zoo"


def gather(named: Path | None = None) -> Facts:
    """Everything the doctor judges, about this machine and this Python.

    Nothing is downloaded. The network is touched only in the profile ``hub``, to see whether it answers.
    """
    course, course_problem = _course(named)
    bounds = lower_bounds()
    needed = {**bounds.get("", {}), **bounds.get("lab", {})}
    wanted = needed | {name: floor for name, floor in bounds.get("instructor", {}).items() if name in _INSTRUCTOR}
    installed = {name: found for name in wanted if (found := _version(name)) is not None}
    temporary = temporary_problem()
    # Without one most libraries fail to load, each with words of its own, and none of them is what is wrong.
    loaded = {} if temporary else load(list(installed))
    tested = pinned_versions(course.root / "constraints.txt") if course else {}
    libraries = tuple(
        Library(
            name,
            installed.get(name),
            loaded.get(name, {}).get("error"),
            floor,
            tested.get(normal(name)),
            name in needed,
        )
        for name, floor in wanted.items()
    )
    torch, kernel, lab = (loaded.get(name, {}) for name in ("torch", "ipykernel", "jupyterlab"))
    profile = os.environ.get("COURSE_MODELS") or "embedded"
    return Facts(
        python=platform.python_version(),
        executable=_short(sys.executable, course),
        course=course.root if course else None,
        course_problem=course_problem,
        temporary_problem=temporary,
        libraries=libraries,
        alembic_missing_in=alembic_missing_in() if installed.get("nbgrader") else None,
        device=torch.get("device"),
        device_name=torch.get("device_name", ""),
        unused_gpu=torch.get("gpu_build") is False and shutil.which("nvidia-smi") is not None,
        lab_problem=lab.get("problem"),
        kernel=kernel.get("kernel"),
        kernel_problem=kernel.get("problem"),
        profile=profile,
        models=tuple(embedded_models(ZOO)),
        hub=hub_facts(loaded.get("huggingface-hub", {}), ask=profile == "hub"),
        work=course.work if course else None,
        work_problem=_write_problem(course.work) if course else None,
        free_bytes=shutil.disk_usage(course.root).free if course else None,
        walls=() if temporary else sandbox_walls(),
    )


def sandbox_walls() -> tuple[Wall, ...]:
    """What the grader's sandbox finds on this machine, asked of the instructor half where it is installed."""
    if not (Path(__file__).parents[1] / "grading").is_dir():
        return ()
    command = [sys.executable, "-m", "course_lib.grading.sandbox.protections"]
    try:
        asked = subprocess.run(command, env=_environment(), capture_output=True, text=True, timeout=LOAD_SECONDS)
        return tuple(Wall(**row) for row in json.loads(asked.stdout))
    except (OSError, subprocess.TimeoutExpired, ValueError, TypeError):
        return (Wall(words("sandbox.unknown"), words("sandbox.not-tried")),)


# Of the instructor's tools, those that somebody uses by name.
_INSTRUCTOR = {"nbgrader", "jupytext"}


def temporary_problem() -> str | None:
    """Why this machine gives no folder for temporary files (a full disk, a read-only container); None when it does."""
    try:
        with tempfile.TemporaryFile():
            return None
    except OSError as error:
        return f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error)


def alembic_missing_in() -> Path | None:
    """The folder of this Python's programs, where nbgrader's `alembic` is not, nor anywhere on PATH; or its package is
    not there."""
    folder = Path(sys.executable).parent
    beside = shutil.which("alembic", path=str(folder))
    return None if (beside or shutil.which("alembic")) and find_spec("alembic") else folder


def _environment() -> dict[str, str]:
    """For a process that is asked: the same course_lib, by the folder that this one lies in, and the same language."""
    path = os.pathsep.join(filter(None, [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path, VARIABLE: current_language()}


def load(names: list[str], *, seconds: float = LOAD_SECONDS) -> dict[str, dict[str, Any]]:
    """Load each library in a process of its own making; library -> what the probe found, ``error`` among it.

    A library that takes the process down, or never finishes, gets an error and the rest are tried again without it.
    """
    found: dict[str, dict[str, Any]] = {}
    while rest := [name for name in names if name not in found]:
        ended, lines = _probe(rest, seconds)
        found |= {line["name"]: line for line in lines if "name" in line}
        if all(name in found for name in rest):
            break
        # What was loading when it ended; the first one when not even that was said.
        loading = next((line["loading"] for line in reversed(lines) if "loading" in line), rest[0])
        culprit = loading if loading not in found else next(name for name in rest if name not in found)
        found[culprit] = {"name": culprit, "error": ended}
    return found


def _probe(names: list[str], seconds: float) -> tuple[str, list[dict[str, Any]]]:
    command = [sys.executable, "-P", "-m", "course_lib.doctor.probe", *names]
    try:
        done = subprocess.run(
            command,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
        output, ended = done.stdout, words("library.ended", status=done.returncode)
    except subprocess.TimeoutExpired as late:
        output, ended = late.stdout or b"", words("library.never-done", seconds=f"{seconds:.0f}")
    lines = output.decode("utf-8", errors="replace").splitlines()
    return ended, [json.loads(line[len(MARK) :]) for line in lines if line.startswith(MARK)]


def hub_facts(found: dict[str, Any], *, ask: bool) -> Hub:
    """The hub's address and the cache, from what the probe found; `ask` also tries whether the hub answers."""
    if not found.get("endpoint"):
        return Hub()
    endpoint, cache = str(found["endpoint"]), Path(found["cache"])
    offline = bool(found["offline"])
    asked = ask and not offline
    return Hub(
        endpoint=endpoint,
        mirror=bool(os.environ.get("HF_ENDPOINT")),
        offline=offline,
        asked=asked,
        problem=reach_problem(endpoint) if asked else None,
        cache=cache,
        cache_bytes=_size(cache),
        cache_problem=_write_problem(cache),
    )


def reach_problem(endpoint: str, *, seconds: float = 8) -> str | None:
    """Why `endpoint` does not answer; None when it does, with whatever status."""
    try:
        with urlopen(Request(endpoint, method="HEAD"), timeout=seconds):
            return None
    except HTTPError as answer:
        answer.close()
        return words("hub.own-error", status=answer.code) if answer.code >= 500 else None
    except (OSError, ValueError) as error:
        return short(error)


def _course(named: Path | None) -> tuple[Course | None, str | None]:
    try:
        return find_course(named=named), None
    except CourseError:
        return None, words("course.none", folder=named or Path.cwd())


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _write_problem(folder: Path) -> str | None:
    """Why no file can be made in `folder` (or, while it is not there yet, in the folder it will be made in)."""
    place = next((parent for parent in (folder, *folder.parents) if parent.exists()), folder)
    try:
        with tempfile.TemporaryFile(dir=place):
            return None
    except OSError as error:
        return f"{place}: {error.strerror or error}"


def _size(folder: Path) -> int:
    """Bytes below `folder`; links are not followed, since the hub's cache links to each file many times."""
    total = 0
    for here, _, names in os.walk(folder):
        for name in names:
            path = Path(here) / name
            try:
                total += 0 if path.is_symlink() else path.stat().st_size
            except OSError:
                continue
    return total


def _short(executable: str, course: Course | None) -> str:
    path = Path(executable)
    return str(path.relative_to(course.root)) if course and path.is_relative_to(course.root) else executable
