"""The doctor: each thing that can be wrong is found, and each finding says how to mend it."""

from __future__ import annotations

import http.server
import io
import json
import os
import re
import socket
import struct
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from course_lib.cli import main
from course_lib.commands.language import answer_in
from course_lib.display.plain import width
from course_lib.doctor import gathering
from course_lib.doctor.diagnosis import Diagnosis
from course_lib.doctor.facts import Facts, Hub, Library, Model, Wall
from course_lib.doctor.findings import Finding, find
from course_lib.doctor.models import embedded_models, model_problem, safetensors_problem
from course_lib.doctor.versions import lower_bounds, numbers, pinned_versions
from course_lib.errors import CourseError
from course_lib.grading.records.gradebook import make_gradebook
from course_lib.grading.sandbox import protections
from course_lib.zoo import catalogue

TORCH = Library("torch", "2.13.0+cpu", None, "2.6", "2.13.0")
WELL = Facts(
    course=Path("/course"),
    libraries=(TORCH, Library("jupyterlab", "4.6.6", None, "4.4", "4.6.6")),
    kernel="/course/.venv/bin/python",
    models=(Model("bert-zh", Path("/course/bert_zh")),),
    hub=Hub("https://hub.example", cache=Path("/cache")),
    work=Path("/course/work"),
    free_bytes=10**10,
    walls=(Wall("bubblewrap"), Wall("system call filter")),
)


def facts(**changed: object) -> Facts:
    return Facts(**{**WELL.__dict__, **changed})  # type: ignore[arg-type]


def library(**changed: object) -> Facts:
    return facts(libraries=(Library(**{**TORCH.__dict__, **changed}),))  # type: ignore[arg-type]


def hub(**changed: object) -> Facts:
    return facts(hub=Hub(**{**WELL.hub.__dict__, **changed}))  # type: ignore[arg-type]


def not_ok(found: Facts) -> list[tuple[str, str, str, str]]:
    return [(f.mark, f.what, f.seen, f.repair) for f in find(found) if f.mark != "ok"]


def test_a_machine_on_which_all_is_well() -> None:
    assert not_ok(WELL) == []
    assert [f.what for f in find(WELL)] == [
        *("Python", "course folder", "torch", "jupyterlab", "device", "JupyterLab", "kernel python3"),
        *("models come from", "model bert-zh", "download cache", "model hub", "work/", "disk", "grading sandbox"),
    ]


CONDITIONS = [
    # facts, mark, what, part of what was seen, part of the repair
    (facts(python="3.10.12"), "wrong", "Python", "3.10.12", "Install Python 3.11"),
    (facts(course_problem="No course here"), "warn", "course folder", "No course here", "--course DIR"),
    (library(version=None), "wrong", "torch", "not installed", "pip install torch==2.13.0"),
    (library(version=None, tested=None), "wrong", "torch", "not installed", 'pip install "torch>=2.6"'),
    (library(version="2.5.1"), "wrong", "torch", "too old: 2.6", "pip install torch==2.13.0"),
    (library(version="3.0.1"), "warn", "torch", "tested with 2.13.0", "torch==2.13.0"),
    (library(error="ImportError: x"), "wrong", "torch", "ImportError: x", "--force-reinstall --no-deps torch==2.13.0"),
    (library(error="ImportError: x", needed=False), "warn", "torch", "does not load", "--force-reinstall"),
    (library(error="ImportError: DLL load failed while"), "wrong", "torch", "DLL", "Visual C++ Redistributable"),
    (
        library(error="ImportError: libgomp.so.1: cannot open shared object file: No such file"),
        *("wrong", "torch", "libgomp.so.1", "apt-get install libgomp1"),
    ),
    (
        library(error="ModuleNotFoundError: No module named 'yaml.cyaml'"),
        *("wrong", "torch", "yaml.cyaml", "pip install yaml"),
    ),
    (facts(unused_gpu=True), "warn", "device", "cannot use", "TORCH_INDEX"),
    (
        facts(lab_problem="its pages are missing"),
        "wrong",
        "JupyterLab",
        "pages",
        "--force-reinstall --no-deps jupyterlab",
    ),
    (
        facts(kernel="/old/python", kernel_problem="it starts another Python"),
        *("wrong", "kernel python3", "/old/python", "python3 -m ipykernel install --sys-prefix"),
    ),
    (
        facts(kernel=None, kernel_problem="there is no kernel called python3"),
        *("wrong", "kernel python3", "no kernel", "ipykernel install"),
    ),
    (facts(profile="cloud"), "wrong", "models come from", "'cloud'", "embedded, hub"),
    (
        facts(models=(Model("bert-zh", Path("/zoo/bert_zh"), "config.json is missing"),)),
        *("wrong", "model bert-zh", "config.json", 'git checkout -- "/zoo/bert_zh"'),
    ),
    (
        facts(models=(Model("bert-zh", Path("/z"), "model.safetensors is a git-lfs pointer"),)),
        *("wrong", "model bert-zh", "pointer", "git lfs pull"),
    ),
    (hub(cache_problem="/cache: Permission denied"), "warn", "download cache", "Permission denied", "HF_HOME"),
    (hub(asked=True, problem="timed out"), "wrong", "model hub", "timed out", "unset COURSE_MODELS"),
    (hub(asked=True, problem="timed out", mirror=True), "wrong", "mirror", "hub.example", "HF_ENDPOINT"),
    (facts(work_problem="/course: Read-only file system"), "wrong", "work/", "Read-only", "copy the course"),
    (facts(free_bytes=10**8), "warn", "disk", "0.1 GB", "Make room"),
]


@pytest.mark.parametrize(("found", "mark", "what", "seen", "repair"), CONDITIONS, ids=lambda value: str(value)[:30])
def test_each_thing_that_is_wrong_is_found_alone(found: Facts, mark: str, what: str, seen: str, repair: str) -> None:
    assert [(m, w) for m, w, _, _ in not_ok(found)] == [(mark, what)]
    _, _, said_seen, said_repair = not_ok(found)[0]
    assert seen in said_seen
    assert repair in said_repair
    assert "\n" not in said_repair


@pytest.mark.parametrize(
    "found",
    [
        library(version="2.14.1"),  # newer than tested, the same major version
        library(version="2.6"),
        library(version=None, needed=False),
        facts(device="cuda", device_name="Some GPU", unused_gpu=False),
        facts(profile="hub", hub=Hub("https://hub.example", asked=True)),
        hub(offline=True),
        facts(course=None, work=None, free_bytes=None),
    ],
)
def test_what_is_no_reason_to_worry(found: Facts) -> None:
    assert not_ok(found) == []


def test_a_torch_that_does_not_load_has_no_device() -> None:
    assert "device" not in [f.what for f in find(facts(device=None))]


def test_it_shows_itself_as_text_and_as_a_table() -> None:
    diagnosis = Diagnosis((Finding("ok", "Python", "3.11.2"), Finding("wrong", "torch", "<gone>", "pip install torch")))
    assert repr(diagnosis).splitlines() == [
        "ok     Python  3.11.2",
        "WRONG  torch   <gone>",
        "               -> pip install torch",
        "1 thing is wrong.",
    ]
    shown = diagnosis._repr_html_()
    assert "&lt;gone&gt;" in shown and "<gone>" not in shown and "pip install torch" in shown
    assert diagnosis.as_data()["ok"] is False
    assert [f.what for f in diagnosis.wrong] == ["torch"]


@pytest.mark.parametrize(("found", "status"), [(WELL, 0), (facts(free_bytes=1), 0), (facts(profile="x"), 1)])
def test_the_command(
    found: Facts, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("course_lib.doctor.gather", lambda named: found)
    assert main(["doctor", "--json"]) == status
    said = json.loads(capsys.readouterr().out)
    assert said["ok"] is (status == 0)
    assert {"mark", "what", "seen", "repair"} == set(said["findings"][0])
    assert main(["doctor"]) == status
    assert "Python" in capsys.readouterr().out


def test_versions_compare_by_number() -> None:
    assert numbers("2.9") < numbers("2.13.0") == numbers("2.13+cu130")
    assert numbers("5.0.0rc1") == numbers("5")


def test_lower_bounds_of_a_package() -> None:
    lines = ["torch>=2.6", "huggingface_hub>=1.0", "jupyterlab<5,>=4.4; extra == 'lab'", 'ruff; extra == "test"']
    assert lower_bounds(lines) == {
        "": {"torch": "2.6", "huggingface-hub": "1.0"},
        "lab": {"jupyterlab": "4.4"},
        "test": {"ruff": "0"},
    }


def test_pinned_versions_are_read(tmp_path: Path) -> None:
    (tmp_path / "constraints.txt").write_text(
        "# why\nHugging_Face.hub==2.4.0\ntorch==2.13.0  # CPU\n", encoding="utf-8"
    )
    assert pinned_versions(tmp_path / "constraints.txt") == {"hugging-face-hub": "2.4.0", "torch": "2.13.0"}
    assert pinned_versions(tmp_path / "absent.txt") == {}


def weights(path: Path, *, data: int = 8, header: bytes | None = None) -> Path:
    text = header or json.dumps({"w": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"\0" * data)
    return path


def test_weights_that_are_whole_and_weights_that_are_not(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    assert safetensors_problem(weights(path)) is None
    assert "should have" in (safetensors_problem(weights(path, data=7)) or "")
    assert "should have" in (safetensors_problem(weights(path, data=9)) or "")
    assert "damaged" in (safetensors_problem(weights(path, header=b"{not json")) or "")
    path.write_bytes(b"")
    assert "cut short" in (safetensors_problem(path) or "")
    path.write_bytes(struct.pack("<Q", 10**6) + b"{}")
    assert "cut short" in (safetensors_problem(path) or "")
    path.write_bytes(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 8\n")
    assert "git-lfs" in (safetensors_problem(path) or "")


def test_a_model_folder(tmp_path: Path) -> None:
    folder = tmp_path / "bert_zh"
    folder.mkdir()
    (tmp_path / "training_data").mkdir()  # no model: the catalogue does not name it
    catalogue.write({"bert-zh": catalogue.find("bert-zh")}, tmp_path / "catalogue.json")
    assert model_problem(folder) == "config.json is missing"
    (folder / "config.json").write_text("{}", encoding="utf-8")
    assert "weights are missing" in (model_problem(folder) or "")
    weights(folder / "model.safetensors")
    assert embedded_models(tmp_path) == [Model("bert-zh", folder, None)]
    (folder / "tokenizer.json").write_text('{"cut', encoding="utf-8")
    assert model_problem(folder) == "tokenizer.json is not readable JSON"


def test_loading_tells_what_does_not_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fine.py").write_text("print('chatter')", encoding="utf-8")
    (tmp_path / "lacks.py").write_text("raise ImportError('libx.so:\\n  gone')", encoding="utf-8")
    (tmp_path / "crashes.py").write_text("import os; os._exit(7)", encoding="utf-8")
    (tmp_path / "quits.py").write_text("raise SystemExit(3)", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    found = gathering.load(["crashes", "lacks", "fine", "quits", "absent-module"])
    assert found["fine"]["error"] is None
    assert found["lacks"]["error"] == "ImportError: libx.so: gone"
    assert "exit status 7" in found["crashes"]["error"]
    assert found["quits"]["error"] == "SystemExit: 3"
    assert found["absent-module"]["error"].startswith("ModuleNotFoundError")


def test_a_library_that_never_finishes_loading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hangs.py").write_text("import threading; threading.Event().wait()", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert "still loading" in gathering.load(["hangs"], seconds=3)["hangs"]["error"]


def test_a_probe_that_cannot_even_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Not a loop without end: with no word from the child, the first library gets the blame each time.
    (tmp_path / "sitecustomize.py").write_text("import os; os._exit(9)", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    found = gathering.load(["one", "two"])
    assert all("exit status 9" in found[name]["error"] for name in ("one", "two"))


@pytest.fixture
def kernels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the kernel `python3` found first lies."""
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    folder = tmp_path / "kernels" / "python3"
    folder.mkdir(parents=True)
    return folder / "kernel.json"


@pytest.mark.parametrize(
    ("program", "problem"),
    [
        ("python", None),
        (sys.executable, None),
        ("/nowhere/bin/python", "is not there"),
        (str(Path(sys.executable).resolve()), "another Python"),
    ],
)
def test_the_kernel_starts_this_python(kernels: Path, program: str, problem: str | None) -> None:
    if problem == "another Python" and Path(program).parent.samefile(Path(sys.executable).parent):
        pytest.skip("this Python is in no environment of its own")
    kernels.write_text(json.dumps({"argv": [program, "-m", "x"], "display_name": "P", "language": "python"}), "utf-8")
    said = gathering.load(["ipykernel"])["ipykernel"]
    assert said["error"] is None
    assert said["problem"] is None if problem is None else problem in said["problem"]


@pytest.fixture
def answering() -> Iterator[tuple[str, dict[str, int]]]:
    """A server on loopback that answers HEAD with ``status["now"]``."""
    status = {"now": 200, "asked": 0}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            status["asked"] += 1
            self.send_response(status["now"])
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", status
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def test_whether_a_mirror_answers(answering: tuple[str, dict[str, int]]) -> None:
    address, status = answering
    for status["now"], reached in ((200, True), (401, True), (404, True), (503, False)):
        assert (gathering.reach_problem(address) is None) is reached
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert "refused" in (gathering.reach_problem(f"http://127.0.0.1:{port}") or "").lower()
    assert gathering.reach_problem("not an address") is not None


def test_the_network_is_asked_only_in_the_profile_hub(
    answering: tuple[str, dict[str, int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, status = answering
    monkeypatch.setenv("HF_ENDPOINT", address)
    found = {"endpoint": address, "offline": False, "cache": str(tmp_path / "hub")}
    assert gathering.hub_facts(found, ask=False).asked is False
    assert gathering.hub_facts({**found, "offline": True}, ask=True).asked is False
    assert status["asked"] == 0
    asked = gathering.hub_facts(found, ask=True)
    assert (asked.asked, asked.mirror, asked.problem, status["asked"]) == (True, True, None, 1)


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_the_size_of_the_cache_counts_each_file_once(tmp_path: Path) -> None:
    (tmp_path / "blobs").mkdir()
    (tmp_path / "blobs" / "a").write_bytes(b"x" * 1000)
    (tmp_path / "snapshot").symlink_to(tmp_path / "blobs" / "a")
    found = gathering.hub_facts({"endpoint": "e", "offline": False, "cache": str(tmp_path)}, ask=False)
    assert found.cache_bytes == 1000


def test_gathering_here_and_now(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One look at the real machine: the libraries of the course load in the environment that runs its tests."""
    (tmp_path / "nbgrader_config.py").touch()
    monkeypatch.delenv("COURSE_MODELS", raising=False)
    found = gathering.gather(tmp_path)
    assert {"torch", "transformers", "jupyterlab", "ipykernel"} <= {library.name for library in found.libraries}
    assert [library for library in found.libraries if library.error] == []
    assert found.device in ("cpu", "cuda", "mps")
    assert (found.profile, found.course, found.kernel_problem) == ("embedded", tmp_path, None)
    assert not (tmp_path / "work").exists(), "looking makes nothing"


def test_a_machine_without_a_sandbox_is_told_what_to_do() -> None:
    step = "Install it."
    found = not_ok(facts(walls=(Wall("bubblewrap", "bubblewrap is not installed", step), Wall("system call filter"))))
    assert [row[:3] for row in found] == [("warn", "grading sandbox", "bubblewrap: bubblewrap is not installed")]
    assert step in found[0][3] and "--trust-submissions" in found[0][3]
    assert "grading sandbox" not in [f.what for f in find(facts(walls=()))]


def test_the_walls_are_asked_of_the_grader() -> None:
    assert gathering.sandbox_walls()[0].name in ("bubblewrap", "Linux namespaces")


def test_without_a_temporary_folder_there_is_one_finding_and_it_is_that(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "nbgrader_config.py").touch()

    def refuse(**_: object) -> None:
        raise FileNotFoundError(2, "No usable temporary directory found in ['/tmp', '/var/tmp']")

    kept = gathering.tempfile.TemporaryFile
    monkeypatch.setattr(gathering.tempfile, "TemporaryFile", lambda **given: kept(**given) if given else refuse())
    monkeypatch.setattr(gathering, "load", lambda names: pytest.fail("a library was loaded"))
    monkeypatch.setattr(gathering, "_write_problem", lambda folder: f"{folder}: Read-only file system")
    found = [row for row in not_ok(gathering.gather(tmp_path)) if row[1] != "alembic"]
    assert [row[:2] for row in found] == [("wrong", "temporary folder")]
    assert "No usable temporary directory" in found[0][2] and "TMPDIR" in found[0][3]
    assert "not tried" in next(f.seen for f in find(gathering.gather(tmp_path)) if f.what == "torch")


def test_a_library_that_is_missing_is_found_without_a_temporary_folder_too() -> None:
    found = not_ok(facts(libraries=(Library("torch", None, None, "2.6", "2.13.0"),), temporary_problem="full"))
    assert [row[:2] for row in found] == [("wrong", "temporary folder"), ("wrong", "torch")]


def test_the_program_that_nbgrader_starts_is_missed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path / "elsewhere"))
    assert gathering.alembic_missing_in() == tmp_path
    for folder in (tmp_path, tmp_path / "elsewhere"):
        folder.mkdir(exist_ok=True)
        (folder / "alembic").write_text("#!/bin/sh\n", encoding="utf-8")
        (folder / "alembic").chmod(0o755)
        assert gathering.alembic_missing_in() is None
        (folder / "alembic").unlink()
    ((mark, what, seen, repair),) = not_ok(facts(alembic_missing_in=tmp_path))
    assert (mark, what) == ("warn", "alembic")
    assert str(tmp_path) in seen and "python3 -m pip install --force-reinstall alembic" in repair


def test_the_doctor_starts_the_sandbox_as_grading_does(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object, seed: int) -> None:
        raise CourseError("No sandbox could be started: ImportError: undefined symbol.", "Install the course there.")

    monkeypatch.setattr(protections, "protections", lambda: (protections.Protection("bubblewrap"),))
    monkeypatch.setattr(protections.Sandbox, "__enter__", lambda self: self)
    monkeypatch.setattr(protections.Sandbox, "launch", refuse)
    said = io.StringIO()
    monkeypatch.setattr(sys, "stdout", said)
    protections.main()
    last = json.loads(said.getvalue())[-1]
    assert "undefined symbol" in last["problem"] and last["next_step"] == "Install the course there."
    ((mark, what, seen, _),) = not_ok(facts(walls=tuple(Wall(**row) for row in json.loads(said.getvalue()))))
    assert (mark, what) == ("warn", "grading sandbox") and "undefined symbol" in seen


def test_a_worker_answers_the_doctor(sandbox: None) -> None:
    assert protections.tried_as_graded().given
    assert gathering.sandbox_walls()[-1].name == "a worker as grading starts it"


def test_the_doctor_speaks_chinese(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COURSE_LANG", "en")
    every = [found for found, *_ in CONDITIONS]
    monkeypatch.setattr("course_lib.doctor.gather", lambda named: every[0])
    assert main(["doctor", "--language", "zh"]) == 1
    out, err = capsys.readouterr()
    assert "正在检查" in err and "有 1 处问题。" in out
    for found in (WELL, *every):
        for finding in find(found):
            assert re.search(r"[\u4e00-\u9fff]", finding.what) or finding.what in ("torch", "jupyterlab")
            if finding.mark != "ok" and "pip install" not in finding.repair and "ipykernel" not in finding.repair:
                assert re.search(r"[\u4e00-\u9fff]", finding.repair), finding
    # Each column begins below itself, though a Chinese character is two wide.
    found = repr(Diagnosis((Finding("ok", "磁盘", "a"), Finding("wrong", "torch", "b", "c")))).splitlines()
    assert len({width(line[: line.index(end)]) for line, end in zip(found, ("a", "b", "->"), strict=False)}) == 1


@pytest.mark.parametrize(
    ("copies", "said", "language"),
    [(["zh"], "", "zh"), (["en"], "", "en"), (["en", "zh"], "", ""), ([], "", ""), (["zh"], "en", "en")],
)
def test_a_command_answers_in_the_language_of_the_lessons_in_work(
    copies: list[str], said: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nbgrader_config.py").touch()
    for copy in copies:
        lesson = tmp_path / "work" / copy / "00-start-here"
        lesson.mkdir(parents=True)
        (lesson / "00-start-here.ipynb").touch()
    monkeypatch.setenv("COURSE_LANG", said)
    answer_in(None, tmp_path)
    assert os.environ["COURSE_LANG"] == language
    answer_in("zh", tmp_path)
    assert os.environ["COURSE_LANG"] == "zh"


def test_a_gradebook_without_alembic_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "alembic.migration", None)
    with pytest.raises(CourseError, match=r"'alembic[\s\S]+course doctor"):
        make_gradebook(tmp_path / "gradebook.db")
    assert list(tmp_path.iterdir()) == []
