"""Grading on a Dask cluster: real schedulers and workers on loopback, the same marks as without, whatever ends."""

from __future__ import annotations

import gc
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from distributed import Client
from synthetic_class import Material, hand_in, students
from test_grading_faults import descendants, wait_until_gone

from course_lib import cli
from course_lib.course_root import Course
from course_lib.errors import CourseError
from course_lib.grading.class_run import Grading, grade_class
from course_lib.grading.cluster import dask_worker, orchestrator
from course_lib.grading.cluster.dask_worker import GraderPool, Run, made_with
from course_lib.grading.cluster.orchestrator import grade_on_cluster, is_exposed
from course_lib.grading.judging.grading_processes import Graded, Order, grading
from course_lib.grading.limits import Limits
from course_lib.grading.records.results_store import FOLDER, ResultsStore, lesson_version
from course_lib.grading.sandbox.protections import Protection
from course_lib.ownership import remember_written

LESSON = "00-start-here"
SEED = "the class's seed"
KINDS = ["right", "alternative", "wrong", "blank", "not-a-notebook", "noisy", "tampered", "reordered", "binary"]
Notebooks = list[tuple[str, bytes]]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Dask workers grade on Linux")
needs_sandbox = pytest.mark.usefixtures("sandbox")


class Cluster:
    """A scheduler and its workers, each a process of its own that `ended` ends."""

    def __init__(self, folder: Path, ended: ExitStack, **environment: str) -> None:
        self._folder, self._ended = folder, ended
        self.nannies: list[int] = []
        file = folder / "scheduler.json"
        self.scheduler = self._run("scheduler", ["--port", "0", "--scheduler-file", str(file)], environment)
        while not file.is_file():
            assert self.scheduler.poll() is None, (folder / "scheduler.log").read_text()
            time.sleep(0.05)
        self.address = str(json.loads(file.read_text())["address"])

    def worker(self, name: str, *options: str, **environment: str) -> int:
        """One more worker, of one thread, that is there when this returns; the process is its nanny's."""
        place = ["--nthreads", "1", "--local-directory", str(self._folder / name)]
        pid = self._run("worker", [self.address, "--name", name, *place, *options], environment).pid
        end = time.monotonic() + 120
        with Client(self.address, set_as_default=False) as client:
            while name not in {worker["name"] for worker in client.scheduler_info(n_workers=-1)["workers"].values()}:
                assert time.monotonic() < end, (self._folder / "worker.log").read_text()
                time.sleep(0.1)
        return pid

    def pools(self) -> list[str]:
        """What runs keep on the workers."""
        with Client(self.address, set_as_default=False) as client:
            found = client.run(lambda: [*dask_worker._pools])
        return [name for names in found.values() for name in names]

    def _run(self, program: str, options: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
        log = self._ended.enter_context((self._folder / f"{program}.log").open("ab"))
        command = [sys.executable, "-m", f"distributed.cli.dask_{program}", "--host", "127.0.0.1", "--no-dashboard"]
        process = subprocess.Popen(
            [*command, *options], cwd=self._folder, env=os.environ | environment,
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
        self._ended.callback(_end, process)
        return process


def command_line(process: int) -> str:
    """Empty when it is gone."""
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_text()
    return ""


def _end(process: subprocess.Popen[bytes]) -> None:
    below = descendants(process.pid)
    process.kill()
    process.wait()
    assert wait_until_gone(below) == [], "what it had started outlived it"


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler without workers, which gives a submission up when it was on a worker that ended."""
    with ExitStack() as ended:
        yield Cluster(tmp_path, ended, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0")


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler with two workers, for tests that leave it as it was."""
    with ExitStack() as ended:
        found = Cluster(tmp_path_factory.mktemp("pair"), ended)
        found.nannies = [found.worker("first"), found.worker("second")]
        yield found


@pytest.fixture(scope="module")
def notebooks(course: Course) -> Notebooks:
    material = Material.of(course, LESSON)
    kinds = {student.name: student for student in students([*material.reference, "more", "and-more"])}
    return [(LESSON, kinds[kind].make(material)) for kind in KINDS]


@pytest.fixture
def submitted(course: Course, tmp_path: Path) -> Path:
    """A few of them, as files."""
    material = Material.of(course, LESSON)
    for student in students([*material.reference, "more", "and-more"]):
        if student.name in KINDS[:4]:
            hand_in(tmp_path / "submitted", material, student)
    return tmp_path / "submitted"


@pytest.fixture(scope="module")
def order(course: Course) -> Order:
    return Order(course.root, SEED, "en", Limits(), False)


@pytest.fixture(scope="module")
def here(notebooks: Notebooks, order: Order) -> list[Graded | str]:
    """What one machine says."""
    with grading(notebooks, order) as graded:
        results = [results for _, results in sorted(graded)]
    assert len({repr(result) for result in results}) >= 4, "a class that is told apart"
    return results


def in_order(results: dict[int, Graded | str]) -> list[Graded | str]:
    return [results[number] for number in sorted(results)]


@needs_sandbox
def test_the_command_gives_the_results_of_one_machine(
    pair: Cluster, course: Course, submitted: Path, tmp_path: Path, here: list[Graded | str]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    remember_written(out, [])
    (out / ".class-seed").write_text(SEED)
    ran = subprocess.run(
        [sys.executable, "-m", "course_lib", "grade", str(submitted), "--out", str(out), "--json",
         "--course", str(course.root), "--dask", pair.address],
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    rows = json.loads(ran.stdout)["results"]
    for kind, results in zip(KINDS[:4], here, strict=False):
        there = [{name: row[name] for name in ("exercise", "points", "outcome", "reason", "misconception")}
                 for row in rows if row["student"] == kind]  # fmt: skip
        assert there == [
            {name: value for name, value in asdict(result).items() if name != "max_points"}
            for result in results
            if not isinstance(result, str)
        ]
    assert "distributed" not in ran.stderr and "CAREFUL" not in ran.stderr, "Dask's log is not the instructor's"
    assert pair.pools() == [], "the graders end with the run"


def disturb(
    pair: Cluster, notebooks: Notebooks, order: Order, victims: list[str], rng: random.Random
) -> list[Graded | str]:
    """Grade, and kill each of `victims` somewhere between two results."""
    machine = pair.worker(f"doomed-{rng.random()}") if "machine" in victims else 0
    running = grade_on_cluster(notebooks, order, pair.address)
    moments = sorted(rng.sample(range(1, len(notebooks) - 1), len(victims)))
    results: dict[int, Graded | str] = {}
    for moment, victim in zip(moments, victims, strict=True):
        while len(results) < moment:
            number, graded = next(running)
            results[number] = graded
        below = [process for nanny in pair.nannies for process in descendants(nanny)]
        targets = {
            "machine": [machine, *descendants(machine)],
            "worker": [process for process in below if "--multiprocessing-fork" in command_line(process)],
            "grader": [process for process in below if "serve_alone" in command_line(process)],
        }[victim]
        assert targets
        if victim != "machine":
            targets = [rng.choice(targets)]
        time.sleep(rng.uniform(0, 0.3))
        for process in targets:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
    assert len(results) < len(notebooks), "killed while there was something to do"
    return in_order(results | dict(running))


@needs_sandbox
def test_kills_change_nobodys_marks(
    pair: Cluster, notebooks: Notebooks, order: Order, here: list[Graded | str]
) -> None:
    assert disturb(pair, notebooks, order, ["worker", "machine", "grader"], random.Random(0)) == here


@pytest.mark.slow
@needs_sandbox
@pytest.mark.parametrize("number", range(1, 21))
def test_twenty_kills(pair: Cluster, notebooks: Notebooks, order: Order, here: list[Graded | str], number: int) -> None:
    rng = random.Random(number)
    assert disturb(pair, notebooks, order, [rng.choice(["worker", "machine", "grader"])], rng) == here


@needs_sandbox
def test_a_lost_scheduler_is_explained_and_what_is_graded_is_kept(
    bare: Cluster, course: Course, submitted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare.worker("only")
    saved: list[str] = []
    save = ResultsStore.save

    def save_and_kill(store: ResultsStore, key: str, results: Any) -> None:
        save(store, key, results)
        saved.append(key)
        bare.scheduler.kill()

    monkeypatch.setattr(ResultsStore, "save", save_and_kill)
    with pytest.raises(CourseError, match="is gone") as told:
        grade_class(course, submitted, tmp_path / "out", Grading(dask=bare.address))
    assert "kept" in told.value.next_step
    assert 1 <= len(saved) < 4
    store = ResultsStore(tmp_path / "out" / FOLDER)
    assert all(store.load(key) for key in saved)


@needs_sandbox
def test_a_submission_that_takes_workers_with_it_stops_nobody(
    bare: Cluster, notebooks: Notebooks, order: Order, tmp_path: Path
) -> None:
    (tmp_path / "deadly.py").write_text(
        "import os, signal, time\n"
        "from course_lib.grading.cluster.dask_worker import GraderPool\n"
        "def grade(pool, lesson, notebook):\n"
        "    if notebook == b'deadly':\n"
        "        time.sleep(0.5)\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return ()\n"
        "GraderPool.grade = grade\n"
    )
    bare.worker("only", "--preload", str(tmp_path / "deadly.py"))
    graded = [(LESSON, b"deadly"), *notebooks]
    results = dict(grade_on_cluster(graded, order, bare.address))
    assert results.pop(0) == "the workers that graded it ended, one after the other"
    assert in_order(results) == [()] * len(notebooks), "those beside it are innocent"


def test_a_worker_with_another_course_refuses(
    bare: Cluster, notebooks: Notebooks, order: Order, copied_course: Course
) -> None:
    judge = copied_course.solutions / LESSON / "judge.py"
    judge.write_text(judge.read_text(encoding="utf-8") + "\n# easier\n", encoding="utf-8")
    bare.worker("other", COURSE_FOLDER=str(copied_course.root))
    with pytest.raises(CourseError, match=rf"worker tcp://127\.0\.0\.1:\d+ .* has another {LESSON}") as told:
        list(grade_on_cluster(notebooks, order, bare.address))
    assert "the same commit" in told.value.next_step
    assert bare.pools() == []


def test_a_worker_without_the_course_is_explained(
    bare: Cluster, notebooks: Notebooks, order: Order, tmp_path: Path
) -> None:
    (tmp_path / "without.py").write_text("import sys; sys.modules['course_lib'] = None")
    bare.worker("stranger", "--preload", str(tmp_path / "without.py"))
    with pytest.raises(CourseError, match=r"lacks what the course needs: .*course_lib") as told:
        list(grade_on_cluster(notebooks, order, bare.address))
    assert "pip install" in told.value.next_step


def test_a_cluster_without_workers_says_so_at_once_and_is_given_up(
    bare: Cluster,
    notebooks: Notebooks,
    order: Order,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(orchestrator, "_WORKERLESS_SECONDS", 0.0)
    with pytest.raises(CourseError, match="has no workers"):
        list(grade_on_cluster(notebooks, order, bare.address))
    said = capsys.readouterr().err
    assert said.count("waits for one") == 1 and f"`dask worker {bare.address} --nthreads 2`" in said


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "127.0.0.1:1", "tls://127.0.0.1:1", "nonsense://x", "tcp://"])
def test_nobody_at_the_address(
    notebooks: Notebooks, order: Order, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orchestrator, "_CONNECT_SECONDS", 0.5)
    with pytest.raises(CourseError, match="No Dask scheduler answers") as told:
        list(grade_on_cluster(notebooks, order, address))
    assert "dask scheduler" in told.value.next_step


def test_a_client_that_was_not_made_is_in_nobodys_way(
    notebooks: Notebooks, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is left of one must not be collected, by chance, in the thread that the next one starts."""
    monkeypatch.setattr(orchestrator, "_CONNECT_SECONDS", 0.5)
    ended, where = Client.__del__, []

    def end(self: Client) -> None:
        where.append(threading.current_thread())
        ended(self)

    monkeypatch.setattr(Client, "__del__", end)
    gc.disable()
    try:
        for address in ("tls://127.0.0.1:1", "nonsense://x", "tcp://"):
            with suppress(CourseError):
                list(grade_on_cluster(notebooks, order, address))
        assert where == [threading.current_thread()] * 3
    finally:
        gc.enable()


def test_distributed_is_not_installed(notebooks: Notebooks, order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(CourseError, match="'distributed', which is not installed") as told:
        list(grade_on_cluster(notebooks, order, "tcp://127.0.0.1:1"))
    assert "pip install -e '.[dask]' -c constraints.txt" in told.value.next_step


def test_nothing_to_grade_asks_nobody(order: Order) -> None:
    assert list(grade_on_cluster([], order, "tcp://127.0.0.1:1")) == []


def test_jobs_are_the_workers_own(submitted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["grade", str(submitted), "--out", str(tmp_path / "out"), "--jobs", "2", "--dask", "tcp://127.0.0.1:1"]
    assert cli.main(command) == 2
    assert "--nthreads" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("address", "exposed"),
    [
        ("tcp://127.0.0.1:8786", False),
        ("127.0.0.1:8786", False),
        ("localhost:8786", False),
        ("tcp://[::1]:8786", False),
        ("tls://grader.example:8786", False),
        ("tcp://grader.example:8786", True),
        ("192.168.1.7:8786", True),
        ("tcp://127.0.0.1.example:8786", True),
        ("ws://192.168.1.7:8786", True),
    ],
)
def test_who_else_can_read_along(address: str, exposed: bool) -> None:
    assert is_exposed(address) is exposed


def a_run(course: Course, **changed: str) -> Run:
    order = Order(course.root, SEED, "en", Limits(), False)
    versions = {LESSON: lesson_version(course, LESSON, SEED, "en", Limits())}
    return Run("a run", order, versions, made_with() | changed)


@pytest.mark.parametrize("name", ["transformers", "Python", "COURSE_MODELS", "course_lib"])
def test_a_worker_with_another_library_refuses(course: Course, name: str) -> None:
    with pytest.raises(CourseError, match=f"another {name}: .*, and the class is graded with something else"):
        GraderPool(a_run(course, **{name: "something else"})).grade(LESSON, b"")


@pytest.mark.parametrize("changed", ["judge", "notebook", "no judge"])
def test_a_worker_with_another_lesson_refuses(copied_course: Course, changed: str) -> None:
    run = a_run(copied_course)
    judge = copied_course.solutions / LESSON / "judge.py"
    if changed == "no judge":
        judge.unlink()
    else:
        path = judge if changed == "judge" else copied_course.student_notebook(LESSON)
        path.write_bytes(path.read_bytes() + b"\n")
    said = "has no judge" if changed == "no judge" else f"has another {LESSON} in {copied_course.root}"
    with pytest.raises(CourseError, match=said):
        GraderPool(run).grade(LESSON, b"")


def test_a_worker_without_a_sandbox_refuses(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        dask_worker, "missing_protections", lambda: [Protection("walls", "it has none", "Build some.")]
    )
    with pytest.raises(CourseError, match="gives no sandbox: it has none") as told:
        GraderPool(a_run(course)).grade(LESSON, b"")
    assert told.value.next_step == "On that machine: Build some."


def test_a_worker_whose_judges_students_could_read_refuses(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_worker, "is_shown", lambda folder: folder == course.solutions)
    with pytest.raises(CourseError, match="which submissions can read"):
        GraderPool(a_run(course)).grade(LESSON, b"")


def test_where_a_worker_finds_the_course(
    course: Course, copied_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = tmp_path / "nowhere"
    assert dask_worker._course(copied_course.root) == copied_course, "where the instructor has it"
    assert dask_worker._course(nowhere).root == course.root, "around the library"
    monkeypatch.setenv("COURSE_FOLDER", str(copied_course.root))
    assert dask_worker._course(course.root) == copied_course, "where the worker was told"
    monkeypatch.setenv("COURSE_FOLDER", str(nowhere))
    with pytest.raises(CourseError, match=r"COURSE_FOLDER=.*nowhere"):
        dask_worker._course(course.root)
    monkeypatch.delenv("COURSE_FOLDER")
    monkeypatch.setattr(dask_worker.course_lib, "__file__", str(tmp_path / "a" / "course_lib" / "__init__.py"))
    with pytest.raises(CourseError, match="finds no course"):
        dask_worker._course(nowhere)


def test_a_run_with_another_root_is_the_same_run(copied_course: Course, course: Course) -> None:
    """Where a machine has the course does not matter; what is in it does."""
    run = a_run(copied_course)
    moved = Course(copied_course.root.parent / "elsewhere")
    shutil.copytree(copied_course.root, moved.root)
    dask_worker._refuse_another_course(replace(run, order=replace(run.order, trusted=True)), moved, LESSON)
