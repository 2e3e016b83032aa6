"""What every test shares: no network but loopback, nobody's progress touched, the embedded models."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from course_lib.course_root import Course
from course_lib.grading.judging import grading_processes
from course_lib.grading.sandbox.protections import missing_protections
from course_lib.models.checkpoints import checkpoint
from course_lib.zoo import catalogue, figures

ROOT = Path(__file__).parent.parent

#: The modules that take longest. Two processes take whole modules from a list: with these at its end, one of the two
#: would have nothing left to do for minutes.
LONGEST = (
    "test_attacks",
    "test_grading",
    "test_grading_faults",
    "test_grading_cluster",
    "test_new_lesson",
    "test_mixed_class",
    "test_verify",
    "test_answer_runs",
    "test_wheel",
    "test_build",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest modules first; pytest-xdist keeps the order because of `--no-loadscope-reorder` (Makefile)."""
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))


@pytest.fixture(scope="session")
def course() -> Course:
    """The checkout under test."""
    return Course(ROOT)


@pytest.fixture(scope="session")
def sandbox() -> None:
    """What a test asks for that grades in a sandbox: where this machine gives none, the test is skipped and says why.

    A checkout or an environment below /tmp has none: every submission gets a /tmp of its own, and would not see it.
    """
    if missing := missing_protections():
        pytest.skip(f"no sandbox here: {missing[0].problem}")


@pytest.fixture
def copied_course(tmp_path: Path) -> Course:
    """A course of one lesson, 00, that a test may break."""
    root = tmp_path / "course"
    unproven = shutil.ignore_patterns("proofs.json")
    shutil.copytree(ROOT / "solutions" / "00-start-here", root / "solutions" / "00-start-here", ignore=unproven)
    for language in ("en", "zh"):
        place = f"notebooks/{language}/00-start-here"
        shutil.copytree(ROOT / place, root / place, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copy(ROOT / "nbgrader_config.py", root)
    return Course(root)


@pytest.fixture(scope="session")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[figures.Figure]]:
    """The held-out figures of an embedded model by its name, recomputed once a run, however many processes it has."""
    from filelock import FileLock

    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def figures_of(name: str) -> list[figures.Figure]:
        kept = shared / f"figures-{name}.json"
        with FileLock(f"{kept}.lock"):
            if not kept.exists():
                found = import_module(catalogue.find(name).recipe).evaluate(checkpoint(name, profile="embedded"))
                kept.write_text(json.dumps(figures.as_data(found)), encoding="utf-8")
            return figures.from_data(json.loads(kept.read_text(encoding="utf-8")))

    return figures_of


@pytest.fixture(autouse=True, scope="session")
def _a_clean_environment() -> Iterator[None]:
    kept = dict(os.environ)
    os.environ.update(COURSE_PROGRESS="off", COURSE_LANG="en", HF_HUB_OFFLINE="0")
    for name in ("COURSE_MODELS", "HF_ENDPOINT", "HF_TOKEN"):
        os.environ.pop(name, None)
    yield
    os.environ.clear()
    os.environ.update(kept)


@pytest.fixture(autouse=True, scope="session")
def _a_forkserver_for_every_test() -> None:
    """A process has one only, which imports what its first user wants. Here some grade in a sandbox and some without,
    and without one, workers that are forked where nobody has imported their libraries take seconds each."""
    imported = (*grading_processes._IMPORTED, grading_processes._IMPORTED_BY_WORKERS)
    grading_processes._IMPORTED = imported


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test reached for the network: {address}")
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


def read_notebook(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def open_lesson(page: Any, address: str, path: str) -> None:
    """Open a lesson of a running lab in a browser's page, and wait until its kernel is ready."""
    page.goto(re.sub(r"/lab[^?]*", f"/lab/tree/{path}", address))
    # JupyterLab may bring back what was open before, in tabs that are hidden.
    page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook .jp-Cell").first.wait_for()
    page.get_by_text(re.compile(r"Python 3 \(ipykernel\) \| (Idle|空闲)")).first.wait_for()
