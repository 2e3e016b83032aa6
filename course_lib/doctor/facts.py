"""What the doctor knows about a machine, before any judgement."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Library:
    """One library: what is installed, what the course asks for, and whether it loads."""

    name: str
    version: str | None = None  # None: not installed
    error: str | None = None  # why it does not load
    floor: str | None = None  # the lowest version that the course works with
    tested: str | None = None  # the version in constraints.txt
    needed: bool = True  # False: only instructors need it


@dataclass(frozen=True)
class Model:
    """One embedded model; `problem` says what is not whole about its files."""

    name: str
    directory: Path
    problem: str | None = None


@dataclass(frozen=True)
class Hub:
    """Where downloaded models come from and go to; `problem` is None also when nobody asked (see `asked`)."""

    endpoint: str = ""
    mirror: bool = False
    offline: bool = False
    asked: bool = False
    problem: str | None = None
    cache: Path | None = None
    cache_bytes: int = 0
    cache_problem: str | None = None


@dataclass(frozen=True)
class Wall:
    """One wall of the sandbox that grading puts around a submission; `problem` says why this machine lacks it."""

    name: str
    problem: str = ""
    next_step: str = ""


@dataclass(frozen=True)
class Facts:
    """Everything that `findings.find` judges. The defaults describe a machine on which all is well."""

    python: str = "3.11.2"
    executable: str = "python3"
    course: Path | None = None
    course_problem: str | None = None
    temporary_problem: str | None = None  # why there is no folder for temporary files; then no library was loaded
    libraries: tuple[Library, ...] = ()
    alembic_missing_in: Path | None = None  # where nbgrader would look for its program, and it is not there
    device: str | None = "cpu"
    device_name: str = ""
    unused_gpu: bool = False  # an NVIDIA card beside a torch that was built without CUDA
    lab_problem: str | None = None
    kernel: str | None = None  # the program that the kernel `python3` starts
    kernel_problem: str | None = None
    profile: str = "embedded"
    models: tuple[Model, ...] = ()
    hub: Hub = Hub()
    work: Path | None = None
    work_problem: str | None = None
    free_bytes: int | None = None
    walls: tuple[Wall, ...] = ()  # none: a student's edition, which does not grade
