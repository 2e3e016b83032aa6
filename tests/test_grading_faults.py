"""Processes die at random moments; the next run finishes the class, and nobody's marks are different for it."""

from __future__ import annotations

import json
import os
import random
import shlex
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from synthetic_class import Material, Student, hand_in, students

from course_lib.course_root import Course
from course_lib.errors import CourseError
from course_lib.exercises.calls import Call
from course_lib.exercises.catalogue import exercises_of
from course_lib.exercises.wire_values import from_wire
from course_lib.grading.class_run import Grading, grade_class
from course_lib.grading.handed_in.cells_to_run import make_program
from course_lib.grading.handed_in.released import released_lesson
from course_lib.grading.handed_in.submission import read_cells
from course_lib.grading.judging.grading_processes import Grader, Order, grading
from course_lib.grading.judging.hidden_cases import hidden_cases, load_judge
from course_lib.grading.judging.session import Session
from course_lib.grading.limits import Limits
from course_lib.grading.records import gradebook
from course_lib.grading.records.publishing import Publisher
from course_lib.grading.sandbox.templates import Sandbox
from course_lib.ownership import remember_written

LESSON, SHORT = "05-new-tokens", "00-start-here"
VICTIMS = ("orchestrator", "worker", "grader", "template", "forkserver")
pytestmark = pytest.mark.usefixtures("sandbox")


def start(course: Course, submitted: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "course_lib", "grade", str(submitted), "--out", str(out)]
    return subprocess.Popen([*command, "--course", str(course.root)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finish(course: Course, submitted: Path, out: Path) -> None:
    run = start(course, submitted, out)
    _, said = run.communicate(timeout=300)
    assert run.returncode == 0, said.decode(errors="replace")[-2000:]


def state(out: Path) -> dict[str, Any]:
    """Everything that a class's results are: marks in the gradebook, rows of the CSV, which pages there are."""
    with closing(sqlite3.connect(out / "gradebook.db")) as database:
        marks = database.execute(
            "select s.student_id, c.name, g.auto_score, g.manual_score, g.needs_manual_grade from grade g"
            " join base_cell c on c.id = g.cell_id join submitted_notebook n on n.id = g.notebook_id"
            " join submitted_assignment s on s.id = n.assignment_id order by 1, 2"
        ).fetchall()
    pages = sorted(str(path.relative_to(out)) for path in out.glob("feedback/*/*/*.html"))
    notebooks = sorted(str(path.relative_to(out)) for path in out.glob("autograded/*/*/*.ipynb"))
    return {"marks": marks, "csv": (out / "grades.csv").read_bytes(), "pages": pages, "notebooks": notebooks}


def descendants(process: int) -> list[int]:
    """Its children, their children and so on, the eldest first."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                parents.setdefault(parent, []).append(int(entry.name))
    found, left = [], [process]
    while left:
        children = parents.get(left.pop(0), [])
        found += children
        left += children
    return found


def wait_until_gone(processes: list[int], seconds: float = 10.0) -> list[int]:
    """Those of `processes` that are still alive after at most `seconds`."""
    end = time.monotonic() + seconds
    alive = processes
    while alive and time.monotonic() < end:
        time.sleep(0.05)
        alive = [process for process in alive if _runs(process)]
    return alive


def _command(process: int) -> list[str]:
    """Its command line; one empty word when it is gone."""
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_text().split("\0")
    return [""]


def _runs(process: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    return False


@pytest.fixture(scope="module")
def undisturbed(course: Course, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A small class, graded in peace: its folder, its state, how long it took, and the seed of its questions."""
    folder = tmp_path_factory.mktemp("faults")
    submitted, out = folder / "submitted", folder / "out"
    material = Material.of(course, LESSON)
    kinds = {student.name: student for student in students([e.id for e in exercises_of(LESSON)])}
    for number, kind in enumerate(["right", "alternative", "wrong", "blank", "broken-json", "right"]):
        student = kinds[kind]
        hand_in(submitted, material, Student(f"{number}-{kind}", student.make, student.otherwise, student.outcomes))
    began = time.monotonic()
    finish(course, submitted, out)
    return {
        "submitted": submitted,
        "state": state(out),
        "seconds": time.monotonic() - began,
        "seed": (out / ".class-seed").read_text(),
    }


def disturb(course: Course, undisturbed: dict[str, Any], out: Path, rng: random.Random, victim: str) -> None:
    """Kill one process of a run at a random moment, let the run end if it can, and have another run finish it."""
    out.mkdir()
    remember_written(out, [])
    (out / ".class-seed").write_text(undisturbed["seed"])
    run = start(course, undisturbed["submitted"], out)
    time.sleep(rng.uniform(0, undisturbed["seconds"]))
    below = descendants(run.pid)
    templates = [process for process in below if _command(process)[0].endswith("bwrap")]
    origins = [process for process in below if "multiprocessing.forkserver" in "".join(_command(process))]
    target = {
        "orchestrator": [run.pid],
        "forkserver": origins[:1],
        "grader": [process for origin in origins[:1] for process in descendants(origin)][:1],
        "template": templates[:1],
        "worker": [process for template in templates[:1] for process in descendants(template)][-1:],
    }[victim]
    for process in target:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    if victim == "orchestrator":
        run.wait(timeout=30)
        assert wait_until_gone(below) == [], "what it had started outlived it"
    _, said = run.communicate(timeout=300)
    assert victim == "orchestrator" or run.returncode == 0, said.decode(errors="replace")[-2000:]
    finish(course, undisturbed["submitted"], out)
    assert state(out) == undisturbed["state"]


@pytest.mark.parametrize(
    "victim", ["orchestrator", *(pytest.param(name, marks=pytest.mark.slow) for name in VICTIMS[1:])]
)
def test_a_killed_process_changes_nobodys_marks(
    course: Course, undisturbed: dict[str, Any], tmp_path: Path, victim: str
) -> None:
    disturb(course, undisturbed, tmp_path / "out", random.Random(f"{victim}/0"), victim)


def test_a_grader_that_begins_after_its_orchestrator_was_killed_ends(course: Course) -> None:
    begin = f"""
import os
from pathlib import Path
from course_lib.grading.judging.grading_processes import Grader, Order
from course_lib.grading.limits import Limits
grader = Grader(Order(Path({str(course.root)!r}), "seed", "en", Limits(), trusted=True))
grader._ready()
print(grader._process.pid, flush=True)
os.kill(os.getpid(), {signal.SIGKILL:d})
"""
    orchestrator = subprocess.run([sys.executable, "-c", begin], capture_output=True, text=True)
    assert orchestrator.returncode == -signal.SIGKILL
    assert wait_until_gone([int(orchestrator.stdout)]) == []


@pytest.mark.slow
@pytest.mark.parametrize("number", range(1, 51))
def test_fifty_kills(course: Course, undisturbed: dict[str, Any], tmp_path: Path, number: int) -> None:
    rng = random.Random(number)
    disturb(course, undisturbed, tmp_path / "out", rng, rng.choice(VICTIMS))


def test_a_killed_worker_that_looks_costs_nobody_a_mark(course: Course) -> None:
    material = Material.of(course, LESSON)
    released = released_lesson(course, LESSON)
    notebook = json.dumps(material.solved(material.reference)).encode()
    exercise = next(e for e in released.exercises if e.id == "vocab-add-tokens")
    cases = hidden_cases(load_judge(course, LESSON), exercise, "seed")
    killed = []
    program = make_program(released, read_cells(notebook))
    with Sandbox(Limits()) as sandbox, Session(program, sandbox.launch) as session:
        for case in cases:
            if session._clean is not None and not killed:
                killed.append(session._clean.end())
            call = Call.of(case, exercise.seconds_per_call)
            answer = session.ask(exercise.id, exercise.function, call)
            values = {name: from_wire(value) for name, value in answer.values.items()}
            assert (answer.outcome, case.decide(values)) == ("returned", None)
    assert killed


def test_the_process_that_graders_come_from_is_killed_as_one_is_wanted(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    from multiprocessing import forkserver

    material = Material.of(course, SHORT)
    notebook = json.dumps(material.solved(material.reference)).encode()
    killed = []

    def kill_it(self: Grader) -> None:
        """Called between looking whether it runs and asking it for a process."""
        if not killed:
            killed.append(forkserver._forkserver._forkserver_pid)
            os.kill(killed[0], signal.SIGKILL)

    monkeypatch.setattr(Grader, "_line", kill_it)
    with grading([(SHORT, notebook)], Order(course.root, "seed", "en", Limits(), trusted=True)) as graded:
        results = [results for _, results in graded]
    assert killed and len(results) == 1
    assert not isinstance(results[0], str) and {row.outcome for row in results[0]} == {"passed"}, results


@pytest.fixture
def small_class(course: Course, tmp_path: Path) -> Path:
    """A class whose students are ours, so that no sandbox has to get warm."""
    material = Material.of(course, SHORT)
    for student in students([e.id for e in exercises_of(LESSON)]):  # the ids matter to those who are left out only
        if student.name in ("right", "wrong", "blank", "helpers"):
            hand_in(tmp_path / "submitted", material, student)
    return tmp_path / "submitted"


@pytest.mark.parametrize(
    "released", [pytest.param(True, id="for a while", marks=pytest.mark.slow), pytest.param(False, id="to the end")]
)
def test_a_locked_gradebook_keeps_nobody_from_being_graded(
    course: Course, small_class: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, released: bool
) -> None:
    """formgrader, say, or somebody's database browser has it while the class is graded."""
    trusted = Grading(trusted=True)
    grade_class(course, small_class, tmp_path / "undisturbed", trusted)
    out, publish, finish_late = tmp_path / "out", Publisher.publish, Publisher.finish
    out.mkdir()
    remember_written(out, [])
    (out / ".class-seed").write_text((tmp_path / "undisturbed" / ".class-seed").read_text())
    other = sqlite3.connect(":memory:")

    def publish_and_lock(self: Publisher, *what: Any) -> None:
        nonlocal other
        publish(self, *what)
        if not other.in_transaction:
            other = sqlite3.connect(out / "gradebook.db", isolation_level=None)
            other.execute("begin exclusive")

    def unlock_and_finish(self: Publisher) -> None:
        if released:
            other.close()
        finish_late(self)

    with monkeypatch.context() as patched:
        patched.setattr(gradebook, "LOCK_SECONDS", 0.5)
        patched.setattr(Publisher, "publish", publish_and_lock)
        patched.setattr(Publisher, "finish", unlock_and_finish)
        if released:
            grade_class(course, small_class, out, trusted)
        else:
            with pytest.raises(CourseError, match=r"gradebook\.db cannot be written to: .*database is locked"):
                grade_class(course, small_class, out, trusted)
            assert (out / "grades.csv").read_bytes() == (tmp_path / "undisturbed" / "grades.csv").read_bytes()
            with pytest.raises(CourseError, match=r"gradebook\.db cannot be written to: .*database is locked"):
                grade_class(course, small_class, out, trusted)
            other.close()
    if not released:
        assert grade_class(course, small_class, out, trusted).taken_up == 4
    assert state(out) == state(tmp_path / "undisturbed")


@pytest.mark.slow
@pytest.mark.parametrize("kibibytes", [0, 40, 260, 330])
def test_a_full_disk_is_told_and_the_next_run_finishes(
    course: Course, small_class: Path, tmp_path: Path, kibibytes: int
) -> None:
    """On a disk of its own, of two mebibytes, of which so much is free when the class is graded."""
    grade = [sys.executable, "-m", "course_lib", "grade", str(small_class), "--trust-submissions"]
    subprocess.run([*grade, "--out", str(tmp_path / "undisturbed")], check=True, cwd=course.root, capture_output=True)
    seed = (tmp_path / "undisturbed" / ".class-seed").read_text()
    disk, kept = tmp_path / "disk", tmp_path / "kept"
    disk.mkdir()
    script = f"""
set -u
mount -t tmpfs -o size=2m none {disk} || exit 77
mkdir {disk}/out
{sys.executable} -c 'from pathlib import Path; from course_lib.ownership import remember_written
remember_written(Path("{disk}/out"), [])'
printf {seed} > {disk}/out/.class-seed
head -c 2m /dev/zero > {disk}/filler 2>/dev/null
truncate -s -{kibibytes}K {disk}/filler
{shlex.join(grade)} --out {disk}/out > {tmp_path}/first 2>&1
echo $? >> {tmp_path}/first
rm {disk}/filler
{shlex.join(grade)} --out {disk}/out > {tmp_path}/second 2>&1
echo $? >> {tmp_path}/second
cp -r {disk}/out {kept}
"""
    ran = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script], cwd=course.root, capture_output=True
    )
    if ran.returncode in (1, 77) and not (tmp_path / "first").exists():
        pytest.skip("nobody may mount a disk of their own here")
    first = (tmp_path / "first").read_text()
    assert first.splitlines()[-1] == "2" and "full" in first and "Traceback" not in first, first
    assert (tmp_path / "second").read_text().splitlines()[-1] == "0"
    assert state(kept) == state(tmp_path / "undisturbed")


def test_ctrl_c_ends_everything_and_shows_no_traceback(course: Course, small_class: Path, tmp_path: Path) -> None:
    """A terminal tells every process of the run; while libraries are imported, most of all."""
    command = [sys.executable, "-m", "course_lib", "grade", str(small_class), "--out", str(tmp_path / "out")]
    # pytest in the background would have it ignored, and what is ignored is inherited.
    hear = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
    run = subprocess.Popen(
        [sys.executable, "-c", hear, *command], cwd=course.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True, text=True,
    )  # fmt: skip
    while len(descendants(run.pid)) < 4:
        time.sleep(0.05)
        assert run.poll() is None, run.communicate()[0]
    time.sleep(0.3)
    below = descendants(run.pid)
    os.killpg(run.pid, signal.SIGINT)
    said, _ = run.communicate(timeout=60)
    assert (run.returncode, said.strip()) == (130, "course grade: stopped.")
    assert wait_until_gone(below) == []
