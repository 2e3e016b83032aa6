"""Judging the facts: one finding for each thing looked at, with one line of repair where something is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from course_lib.doctor.facts import Facts, Hub, Library, Model, Wall
from course_lib.doctor.versions import numbers

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
    """Judge `facts`: the rows of the doctor's table, in reading order. Looks at nothing else.

    >>> [f.what for f in find(Facts(python="3.9.2")) if f.mark == "wrong"]
    ['Python']
    """
    yield _python(facts)
    yield _course(facts)
    for library in facts.libraries:
        yield _library(library, facts.executable)
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
        step = f"Install Python {PYTHON} or newer, delete the folder .venv, and run `make lab` again."
        return Finding("wrong", "Python", seen, step)
    return Finding("ok", "Python", seen)


def _course(facts: Facts) -> Finding:
    if facts.course_problem:
        step = "Work inside the course folder; elsewhere lessons run, and `course` needs --course DIR."
        return Finding("warn", "course folder", facts.course_problem, step)
    return Finding("ok", "course folder", str(facts.course or "-"))


def _library(library: Library, python: str) -> Finding:
    install = f"{python} -m pip install {_requirement(library)}"
    if library.version is None:
        if not library.needed:
            return Finding("ok", library.name, "not installed (only instructors need it)")
        return Finding("wrong", library.name, "not installed", install)
    seen = library.version
    if library.error:
        mark: Mark = "wrong" if library.needed else "warn"
        return Finding(mark, library.name, f"{seen} does not load: {library.error}", _load_repair(library, python))
    if library.floor and numbers(library.version) < numbers(library.floor):
        return Finding("wrong", library.name, f"{seen} is too old: {library.floor} or newer is needed", install)
    if library.tested and numbers(library.tested) != numbers(library.version):
        seen += f" (the course is tested with {library.tested})"
        if numbers(library.version)[:1] > numbers(library.tested)[:1]:
            return Finding("warn", library.name, seen, f"If something misbehaves: {install}")
    return Finding("ok", library.name, seen)


def _requirement(library: Library) -> str:
    return f"{library.name}=={library.tested}" if library.tested else f'"{library.name}>={library.floor or 0}"'


def _load_repair(library: Library, python: str) -> str:
    error = library.error or ""
    if "DLL load failed" in error or "WinError 126" in error:
        return "Install Microsoft's Visual C++ Redistributable (x64), and restart the computer."
    if missing := re.search(r"(lib[\w.+-]+\.so[\w.]*): cannot open shared object", error):
        known = {"libgomp": "libgomp1", "libstdc++": "libstdc++6"}
        package = known.get(missing[1].split(".so")[0], f"the package that holds {missing[1]}")
        return f"Install the system library (Debian, Ubuntu: apt-get install {package})."
    if absent := re.search(r"No module named '([\w.]+)'", error):
        return f"{python} -m pip install {absent[1].partition('.')[0]}"
    return f"{python} -m pip install --force-reinstall --no-deps {_requirement(library)}"


def _device(facts: Facts) -> Iterator[Finding]:
    if facts.device is None:
        return  # torch does not load, and its own row says so
    seen = f"{facts.device} ({facts.device_name})" if facts.device_name else facts.device
    if facts.unused_gpu and facts.device == "cpu":
        step = "Lessons run without it; for CUDA follow PyTorch's installation page, or make lab TORCH_INDEX=…"
        yield Finding("warn", "device", f"{seen}; there is an NVIDIA card, which this build of torch cannot use", step)
    else:
        yield Finding("ok", "device", seen)


def _jupyter(facts: Facts) -> Iterator[Finding]:
    installed = {library.name: library for library in facts.libraries if library.version and not library.error}
    if "jupyterlab" in installed or facts.lab_problem:
        if facts.lab_problem:
            step = f"{facts.executable} -m pip install --force-reinstall --no-deps jupyterlab"
            yield Finding("wrong", "JupyterLab", facts.lab_problem, step)
        else:
            yield Finding("ok", "JupyterLab", "installed whole")
    if facts.kernel_problem:
        step = f"{facts.executable} -m ipykernel install --sys-prefix"
        yield Finding("wrong", "kernel python3", f"{facts.kernel_problem} ({facts.kernel or '-'})", step)
    elif facts.kernel:
        yield Finding("ok", "kernel python3", facts.kernel)


def _profile(facts: Facts) -> Finding:
    if facts.profile not in PROFILES:
        step = f"Set COURSE_MODELS to one of: {', '.join(PROFILES)}; or unset it."
        return Finding("wrong", "models come from", f"COURSE_MODELS is {facts.profile!r}", step)
    said = {"embedded": "embedded: small, and no network needed", "hub": "hub: the real ones, downloaded"}
    return Finding("ok", "models come from", said[facts.profile])


def _model(model: Model) -> Finding:
    what = f"model {model.name}"
    if model.problem is None:
        return Finding("ok", what, str(model.directory))
    if "git-lfs" in model.problem:
        return Finding("wrong", what, model.problem, "Run `git lfs pull` in the course folder.")
    step = f'Fetch it again: git checkout -- "{model.directory}"; without git, unpack the course again.'
    return Finding("wrong", what, model.problem, step)


def _hub(hub: Hub) -> Iterator[Finding]:
    if hub.cache is not None:
        seen = f"{hub.cache}, {hub.cache_bytes / 1e6:.0f} MB"
        if hub.cache_problem:
            yield Finding("warn", "download cache", hub.cache_problem, "Set HF_HOME to a folder that you can write.")
        else:
            yield Finding("ok", "download cache", seen)
    if not hub.endpoint:
        return
    what = "mirror" if hub.mirror else "model hub"
    if hub.problem:
        step = (
            "Check HF_ENDPOINT, the address of the mirror."
            if hub.mirror
            else "Check the network, name a mirror in HF_ENDPOINT, or unset COURSE_MODELS to use the embedded models."
        )
        yield Finding("wrong", what, f"{hub.endpoint} cannot be reached: {hub.problem}", step)
    elif hub.asked:
        yield Finding("ok", what, f"{hub.endpoint} answers")
    else:
        why = "HF_HUB_OFFLINE is set" if hub.offline else "not asked: embedded models need no network"
        yield Finding("ok", what, f"{hub.endpoint} ({why})")


def _work(facts: Facts) -> Iterator[Finding]:
    if facts.work is not None:
        if facts.work_problem:
            step = "Make the folder yours, or copy the course into your home folder."
            yield Finding("wrong", "work/", f"cannot be written: {facts.work_problem}", step)
        else:
            yield Finding("ok", "work/", f"{facts.work} can be written")
    if facts.free_bytes is not None:
        seen = f"{facts.free_bytes / 1e9:.1f} GB free"
        full = facts.free_bytes < SPACE
        yield Finding(
            "warn" if full else "ok", "disk", seen, "Make room: notebooks cannot be saved on a full disk." * full
        )


def _sandbox(walls: tuple[Wall, ...]) -> Iterator[Finding]:
    if not walls:
        return
    missing = [wall for wall in walls if wall.problem]
    for wall in missing:
        step = f"{wall.next_step} Until then `course grade` needs --trust-submissions. Lessons do not need it."
        yield Finding("warn", "grading sandbox", f"{wall.name}: {wall.problem}", step)
    if not missing:
        yield Finding("ok", "grading sandbox", ", ".join(wall.name for wall in walls))
