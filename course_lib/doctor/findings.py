"""Judging the facts: one finding for each thing looked at, with one line of repair where something is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from course_lib.doctor.facts import Facts, Hub, Library, Model, Wall
from course_lib.doctor.versions import numbers
from course_lib.doctor.words import words

Mark = Literal["ok", "warn", "wrong"]
PYTHON = "3.11"
PROFILES = ("embedded", "hub")
SPACE = 500_000_000


@dataclass(frozen=True)
class Finding:
    """One row: its mark, what was looked at, what was seen, and what to do about it (when not ok).

    >>> Finding("wrong", "torch", "not installed", "python3 -m pip install torch==2.13.0")
    """

    mark: Mark
    what: str
    seen: str
    repair: str = ""


def find(facts: Facts) -> Iterator[Finding]:
    """Judge `facts`: the rows of the doctor's table, in reading order, in the reader's language. Looks at nothing else.

    >>> [f.what for f in find(Facts(python="3.9.2")) if f.mark == "wrong"]
    ['Python']
    """
    yield _python(facts)
    yield _course(facts)
    yield from _temporary(facts.temporary_problem)
    for library in facts.libraries:
        yield _library(library, facts)
    yield from _alembic(facts)
    yield from _device(facts)
    yield from _jupyter(facts)
    yield _profile(facts)
    for model in facts.models:
        yield _model(model)
    yield from _hub(facts.hub)
    yield from _work(facts)
    yield from _sandbox(facts.walls)


def _python(facts: Facts) -> Finding:
    seen = f"{facts.python} ({facts.executable})"
    if numbers(facts.python) < numbers(PYTHON):
        return Finding("wrong", words("python.what"), seen, words("python.too-old", wanted=PYTHON))
    return Finding("ok", words("python.what"), seen)


def _course(facts: Facts) -> Finding:
    if facts.course_problem:
        return Finding("warn", words("course.what"), facts.course_problem, words("course.elsewhere"))
    return Finding("ok", words("course.what"), str(facts.course or "-"))


def _temporary(problem: str | None) -> Iterator[Finding]:
    if problem:
        seen = words("temporary.none", why=problem)
        yield Finding("wrong", words("temporary.what"), seen, words("temporary.repair"))


def _library(library: Library, facts: Facts) -> Finding:
    python = facts.executable
    install = f"{python} -m pip install {_requirement(library)}"
    if library.version is None:
        if not library.needed:
            return Finding("ok", library.name, words("library.not-needed"))
        return Finding("wrong", library.name, words("library.missing"), install)
    seen = library.version
    if library.error:
        mark: Mark = "wrong" if library.needed else "warn"
        said = words("library.not-loading", version=seen, error=library.error)
        return Finding(mark, library.name, said, _load_repair(library, python))
    if library.floor and numbers(library.version) < numbers(library.floor):
        return Finding("wrong", library.name, words("library.too-old", version=seen, wanted=library.floor), install)
    if facts.temporary_problem:
        return Finding("ok", library.name, words("library.not-tried", version=seen))
    if library.tested and numbers(library.tested) != numbers(library.version):
        seen = words("library.other-than-tested", version=seen, tested=library.tested)
        if numbers(library.version)[:1] > numbers(library.tested)[:1]:
            return Finding("warn", library.name, seen, words("library.misbehaves", install=install))
    return Finding("ok", library.name, seen)


def _requirement(library: Library) -> str:
    return f"{library.name}=={library.tested}" if library.tested else f'"{library.name}>={library.floor or 0}"'


def _load_repair(library: Library, python: str) -> str:
    error = library.error or ""
    if "DLL load failed" in error or "WinError 126" in error:
        return words("library.visual-c")
    if missing := re.search(r"(lib[\w.+-]+\.so[\w.]*): cannot open shared object", error):
        known = {"libgomp": "libgomp1", "libstdc++": "libstdc++6"}
        package = known.get(missing[1].split(".so")[0]) or words("library.package-that-holds", name=missing[1])
        return words("library.system-library", package=package)
    if absent := re.search(r"No module named '([\w.]+)'", error):
        return f"{python} -m pip install {absent[1].partition('.')[0]}"
    return f"{python} -m pip install --force-reinstall --no-deps {_requirement(library)}"


def _alembic(facts: Facts) -> Iterator[Finding]:
    if facts.alembic_missing_in:
        seen = words("alembic.no-program", folder=facts.alembic_missing_in)
        yield Finding("warn", "alembic", seen, f"{facts.executable} -m pip install --force-reinstall alembic")


def _device(facts: Facts) -> Iterator[Finding]:
    if facts.device is None:
        return  # torch does not load, and its own row says so
    seen = f"{facts.device} ({facts.device_name})" if facts.device_name else facts.device
    if facts.unused_gpu and facts.device == "cpu":
        said = words("device.unused-card", device=seen)
        yield Finding("warn", words("device.what"), said, words("device.runs-without"))
    else:
        yield Finding("ok", words("device.what"), seen)


def _jupyter(facts: Facts) -> Iterator[Finding]:
    installed = {library.name: library for library in facts.libraries if library.version and not library.error}
    if facts.lab_problem:
        step = f"{facts.executable} -m pip install --force-reinstall --no-deps jupyterlab"
        yield Finding("wrong", words("jupyter.lab"), facts.lab_problem, step)
    elif "jupyterlab" in installed and not facts.temporary_problem:
        yield Finding("ok", words("jupyter.lab"), words("jupyter.whole"))
    if facts.kernel_problem:
        step = f"{facts.executable} -m ipykernel install --sys-prefix"
        yield Finding("wrong", words("jupyter.kernel"), f"{facts.kernel_problem} ({facts.kernel or '-'})", step)
    elif facts.kernel:
        yield Finding("ok", words("jupyter.kernel"), facts.kernel)


def _profile(facts: Facts) -> Finding:
    if facts.profile not in PROFILES:
        step = words("profile.choose", profiles=", ".join(PROFILES))
        return Finding("wrong", words("profile.what"), words("profile.unknown", said=repr(facts.profile)), step)
    return Finding("ok", words("profile.what"), words(f"profile.{facts.profile}"))


def _model(model: Model) -> Finding:
    what = words("model.what", name=model.name)
    if model.problem is None:
        return Finding("ok", what, str(model.directory))
    if "git-lfs" in model.problem:
        return Finding("wrong", what, model.problem, words("model.pull"))
    return Finding("wrong", what, model.problem, words("model.fetch", folder=model.directory))


def _hub(hub: Hub) -> Iterator[Finding]:
    if hub.cache is not None:
        seen = f"{hub.cache}, {hub.cache_bytes / 1e6:.0f} MB"
        if hub.cache_problem:
            yield Finding("warn", words("hub.cache"), hub.cache_problem, words("hub.cache-home"))
        else:
            yield Finding("ok", words("hub.cache"), seen)
    if not hub.endpoint:
        return
    what = words("hub.mirror") if hub.mirror else words("hub.what")
    if hub.problem:
        step = words("hub.check-mirror") if hub.mirror else words("hub.check-network")
        yield Finding("wrong", what, words("hub.unreachable", address=hub.endpoint, why=hub.problem), step)
    elif hub.asked:
        yield Finding("ok", what, words("hub.answers", address=hub.endpoint))
    else:
        yield Finding("ok", what, words("hub.offline" if hub.offline else "hub.not-asked", address=hub.endpoint))


def _work(facts: Facts) -> Iterator[Finding]:
    if facts.work is not None:
        if facts.work_problem and facts.temporary_problem:
            pass  # one full disk, or one that is read-only: said once, and looked at again when that is mended
        elif facts.work_problem:
            said = words("work.not-written", why=facts.work_problem)
            yield Finding("wrong", words("work.what"), said, words("work.make-yours"))
        else:
            yield Finding("ok", words("work.what"), words("work.written", folder=facts.work))
    if facts.free_bytes is not None:
        seen = words("disk.free", size=f"{facts.free_bytes / 1e9:.1f}")
        full = facts.free_bytes < SPACE
        yield Finding("warn" if full else "ok", words("disk.what"), seen, words("disk.full") if full else "")


def _sandbox(walls: tuple[Wall, ...]) -> Iterator[Finding]:
    if not walls:
        return
    missing = [wall for wall in walls if wall.problem]
    for wall in missing:
        seen = words("sandbox.wall", name=wall.name, problem=wall.problem)
        yield Finding("warn", words("sandbox.what"), seen, words("sandbox.until-then", step=wall.next_step))
    if not missing:
        yield Finding("ok", words("sandbox.what"), ", ".join(wall.name for wall in walls))
