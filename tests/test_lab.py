"""`course lab` and `course reset`: a student's copies are filled, never written over; the server comes and goes."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from datetime import datetime
from pathlib import Path

import pytest

from course_lib.cli import main
from course_lib.commands.lab import start_notebook
from course_lib.course_root import Course
from course_lib.errors import CourseError
from course_lib.lab import access
from course_lib.lab import server as lab_server
from course_lib.lab.copies import Filled, fill, renew
from course_lib.lab.ports import is_loopback, refuse_taken_port

ROOT = Path(__file__).parents[1]
START = "00-start-here/00-start-here.ipynb"
TOKENIZER = "04-tokenizer/04-tokenizer.ipynb"

# A make that runs these tests talks to its children through the environment; the ones started here are no children.
MAKES_OWN = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course of two lessons, the first also in Chinese; the second has a picture beside it."""
    (tmp_path / "nbgrader_config.py").touch()
    found = Course(tmp_path)
    for name in (f"en/{START}", f"zh/{START}", f"en/{TOKENIZER}"):
        publish(found, name, "first edition")
    publish(found, "en/04-tokenizer/picture.svg", "<svg/>")
    return found


def publish(course: Course, name: str, text: str) -> None:
    path = course.notebooks / name
    path.parent.mkdir(parents=True, exist_ok=True)
    cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": text}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(notebook) if path.suffix == ".ipynb" else text, encoding="utf-8")


def mine(course: Course, name: str) -> Path:
    return course.work / name


def test_fill_copies_every_file_that_is_not_there(course: Course) -> None:
    filled = fill(course)
    assert filled.copied == (f"en/{START}", f"en/{TOKENIZER}", "en/04-tokenizer/picture.svg")
    assert mine(course, f"en/{TOKENIZER}").read_bytes() == (course.notebooks / "en" / TOKENIZER).read_bytes()
    assert fill(course).copied == ()


def test_fill_in_chinese_takes_english_where_there_is_no_translation(course: Course) -> None:
    assert fill(course, "zh").copied == (f"zh/{START}", f"en/{TOKENIZER}", "en/04-tokenizer/picture.svg")
    assert start_notebook(course, "zh") == f"zh/{START}"


def test_the_first_lesson_opens_where_there_is_no_lesson_00(course: Course) -> None:
    (course.notebooks / "en" / START).unlink()
    (course.notebooks / "zh" / START).unlink()
    assert start_notebook(course, "zh") == f"en/{TOKENIZER}"


def test_fill_never_writes_over_a_students_work(course: Course) -> None:
    fill(course)
    copy = mine(course, f"en/{TOKENIZER}")
    copy.write_text("my answers", encoding="utf-8")
    assert fill(course).outdated == ()
    publish(course, f"en/{TOKENIZER}", "second edition")
    filled = fill(course)
    assert (filled.outdated, filled.renewed, filled.copied) == ((f"en/{TOKENIZER}",), (), ())
    assert copy.read_text(encoding="utf-8") == "my answers"


def test_a_copy_that_nobody_touched_follows_the_course(course: Course) -> None:
    fill(course)
    publish(course, f"en/{TOKENIZER}", "second edition")
    assert fill(course).renewed == (f"en/{TOKENIZER}",)
    assert "second edition" in mine(course, f"en/{TOKENIZER}").read_text(encoding="utf-8")


def test_a_copy_that_was_only_opened_run_and_saved_follows_the_course(course: Course) -> None:
    fill(course)
    copy = mine(course, f"en/{TOKENIZER}")
    notebook = json.loads(copy.read_text(encoding="utf-8"))
    notebook["metadata"]["language_info"] = {"name": "python", "version": "3.99.0"}
    notebook["cells"][0]["metadata"]["scrolled"] = True
    notebook["cells"][0] |= {"outputs": [{"output_type": "stream", "name": "stdout", "text": "hello"}]}
    copy.write_text(json.dumps(notebook, indent=4), encoding="utf-8")
    assert fill(course) == Filled()
    assert renew(course, "04").backup is None
    copy.write_text(json.dumps(notebook), encoding="utf-8")
    publish(course, f"en/{TOKENIZER}", "second edition")
    assert fill(course).renewed == (f"en/{TOKENIZER}",)


def test_a_cell_that_was_written_is_the_students_own(course: Course) -> None:
    fill(course)
    copy = mine(course, f"en/{TOKENIZER}")
    notebook = json.loads(copy.read_text(encoding="utf-8"))
    notebook["cells"].append({"cell_type": "code", "id": "b", "metadata": {}, "source": "1", "outputs": []})
    copy.write_text(json.dumps(notebook), encoding="utf-8")
    publish(course, f"en/{TOKENIZER}", "second edition")
    assert fill(course).outdated == (f"en/{TOKENIZER}",)


def test_what_an_earlier_version_noted_is_still_understood(course: Course) -> None:
    fill(course)
    ledger = course.work / ".copies.json"
    copies = {name: mine(course, name) for name in (f"en/{START}", f"en/{TOKENIZER}")}
    kept = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in copies.items()}
    ledger.write_text(json.dumps(kept), encoding="utf-8")
    copies[f"en/{START}"].write_text("mine", encoding="utf-8")
    publish(course, f"en/{TOKENIZER}", "second edition")
    publish(course, f"en/{START}", "second edition")
    filled = fill(course)
    assert (filled.renewed, filled.outdated) == ((f"en/{TOKENIZER}",), (f"en/{START}",))


def test_a_copy_is_as_this_machines_jupyter_would_save_it(course: Course) -> None:
    source = course.notebooks / "en" / TOKENIZER
    notebook = json.loads(source.read_text(encoding="utf-8"))
    notebook["metadata"]["language_info"] = {"name": "python"}
    source.write_text(json.dumps(notebook), encoding="utf-8")
    fill(course)
    copy = mine(course, f"en/{TOKENIZER}").read_text(encoding="utf-8")
    notebook["metadata"]["language_info"]["version"] = platform.python_version()
    assert copy == json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@pytest.mark.parametrize(
    ("number", "step"), [(errno.ENOSPC, "Free some space"), (errno.EACCES, "Make the folder work/ writable")]
)
def test_a_disk_that_is_full_and_a_folder_that_is_read_only_are_two_things(
    number: int, step: str, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: Path, target: Path) -> None:
        target.write_text("half", encoding="utf-8")
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("course_lib.lab.copies.shutil.copyfile", refuse)
    with pytest.raises(CourseError, match=step):
        fill(course)
    assert [path for path in course.work.rglob("*") if path.is_file()] == [], "no half copy takes what room is left"


def test_a_copy_of_unknown_origin_is_left_alone(course: Course) -> None:
    copy = mine(course, f"en/{TOKENIZER}")
    copy.parent.mkdir(parents=True)
    copy.write_text("brought from elsewhere", encoding="utf-8")
    os.utime(copy, (1, 1))
    assert fill(course).outdated == (f"en/{TOKENIZER}",)
    assert copy.read_text(encoding="utf-8") == "brought from elsewhere"


def test_copies_of_a_read_only_course_can_be_saved(course: Course) -> None:
    (course.notebooks / "en" / TOKENIZER).chmod(0o444)
    fill(course)
    assert mine(course, f"en/{TOKENIZER}").stat().st_mode & 0o200


def test_a_course_without_notebooks_says_so(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="holds no lessons"):
        fill(Course(tmp_path))


def test_reset_keeps_each_earlier_copy(course: Course) -> None:
    fill(course)
    copy = mine(course, f"en/{TOKENIZER}")
    now = datetime(2026, 3, 4, 10, 15)
    for text in ("first try", "second try"):
        copy.write_text(text, encoding="utf-8")
        renewed = renew(course, "04", now=now)
        assert renewed.copy == copy
        assert renewed.backup is not None and renewed.backup.read_text(encoding="utf-8") == text
        assert copy.read_bytes() == (course.notebooks / "en" / TOKENIZER).read_bytes()
    names = sorted(path.name for path in copy.parent.glob("*.backup-*"))
    assert names == ["04-tokenizer.backup-20260304-101500-2.ipynb", "04-tokenizer.backup-20260304-101500.ipynb"]


def test_reset_of_an_untouched_copy_makes_no_backup(course: Course) -> None:
    fill(course)
    assert renew(course, "tokenizer").backup is None


def test_reset_command(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    fill(course, "zh")
    mine(course, f"zh/{START}").write_text("meins", encoding="utf-8")
    assert main(["reset", "00", "--language", "zh", "--json", "--course", str(course.root)]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["lesson"] == "00-start-here"
    assert Path(said["backup"]).read_text(encoding="utf-8") == "meins"
    assert Path(said["backup"]).parent == course.work / "zh" / "00-start-here"


def test_reset_of_an_unknown_lesson(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reset", "99", "--course", str(course.root)]) == 2
    assert "There is no lesson '99'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("127.8.0.1", True)]
    + [(host, False) for host in ("0.0.0.0", "::", "", "192.168.1.5", "lab.example.org")],
)
def test_which_hosts_are_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


def test_a_taken_port_names_a_free_one(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["lab", "--port", str(port), "--no-browser", "--course", str(course.root)]) == 2
        said = capsys.readouterr().err
        assert f"Port {port} is taken" in said
        later = int(said.partition("--port ")[2].partition("`")[0])
        assert later > port
        refuse_taken_port("127.0.0.1", later)
    refuse_taken_port("127.0.0.1", port)


@pytest.mark.parametrize("port", [0, -1, 70000])
def test_a_port_that_does_not_exist(port: int) -> None:
    with pytest.raises(CourseError, match="There is no port"):
        refuse_taken_port("127.0.0.1", port)


def test_an_address_of_another_machine() -> None:
    with pytest.raises(CourseError, match="not an address of this machine"):
        refuse_taken_port("192.0.2.1", 8888)


def test_a_shared_server_does_not_start_without_a_password(
    course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["lab", "--host", "0.0.0.0", "--port", str(free_port()), "--no-browser", "--course", str(course.root)]
    for said in (None, "", "   "):
        if said is None:
            monkeypatch.delenv(access.VARIABLE, raising=False)
        else:
            monkeypatch.setenv(access.VARIABLE, said)
        monkeypatch.setattr("sys.stdin", io.StringIO())
        assert main(command) == 2
        assert "needs a password" in capsys.readouterr().err
    assert not (course.work / ".lab-password.json").exists()


def test_only_the_hash_of_the_password_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from jupyter_server.auth.security import passwd_check

    path = tmp_path / ".lab-password.json"
    monkeypatch.setenv(access.VARIABLE, "sesame")
    assert access.password_file(path) == path
    text = path.read_text(encoding="utf-8")
    assert "sesame" not in text
    assert passwd_check(json.loads(text)["PasswordIdentityProvider"]["hashed_password"], "sesame")
    assert path.stat().st_mode & 0o077 == 0 or os.name == "nt"
    # It is asked for once: the stored one serves the next start.
    monkeypatch.delenv(access.VARIABLE)
    assert access.password_file(path).read_text(encoding="utf-8") == text


def test_the_password_is_typed_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["one", "two"])
    monkeypatch.delenv(access.VARIABLE, raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(answers))
    with pytest.raises(CourseError, match="differ"):
        access.password_file(tmp_path / "p.json")
    assert not (tmp_path / "p.json").exists()


@pytest.mark.skipif(os.name != "posix", reason="stops the server with signals")
@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM"])
def test_the_server_serves_the_copies_and_goes_when_told(course: Course, number: str) -> None:
    port = free_port()
    environment = {**os.environ, "JUPYTER_RUNTIME_DIR": str(course.root / "runtime")}
    with start(course, port, environment) as lab:
        assert lab.stdout is not None
        line = lab.stdout.readline()
        assert line.startswith(f"JupyterLab is open at http://127.0.0.1:{port}/lab/tree/en/{START}?file-browser-path=en&token=")
        url = line.split()[-1]
        token = url.partition("token=")[2]
        assert get(url) == 200
        assert get(f"http://127.0.0.1:{port}/api/contents/en/{TOKENIZER}") == 403
        assert get(f"http://127.0.0.1:{port}/api/contents/en/{TOKENIZER}", token) == 200
        assert token not in (course.work / ".lab.log").read_text(encoding="utf-8")
        server = children(lab.pid)
        assert len(server) == 1
        assert token not in arguments(server[0])
        lab.send_signal(getattr(signal, number))
        out, _ = lab.communicate(timeout=60)
    assert lab.returncode == 0
    assert "has stopped" in out
    assert not alive(server[0])
    refuse_taken_port("127.0.0.1", port)


@pytest.mark.skipif(os.name != "posix", reason="stops the server with signals")
def test_a_shared_server_asks_for_the_password(course: Course) -> None:
    port = free_port()
    environment = {
        **os.environ,
        "COURSE_LAB_PASSWORD": "sesame",
        "JUPYTER_RUNTIME_DIR": str(course.root / "runtime"),
    }
    with start(course, port, environment, "--host", "0.0.0.0") as lab:
        assert lab.stdout is not None
        assert "token" not in lab.stdout.readline()
        assert get(f"http://127.0.0.1:{port}/api/contents/en/{TOKENIZER}") == 403
        with no_proxy().open(f"http://127.0.0.1:{port}/lab", timeout=30) as page:
            assert "/login" in page.url
            assert b'type="password"' in page.read()
        lab.send_signal(signal.SIGINT)
        lab.communicate(timeout=60)


@pytest.mark.skipif(os.name != "posix", reason="stops the server with signals")
def test_a_server_that_does_not_start_shows_its_log(course: Course) -> None:
    broken = course.root / "broken"
    (broken / "jupyterlab").mkdir(parents=True)
    (broken / "jupyterlab" / "__init__.py").write_text("raise SystemExit('the pages are gone')", encoding="utf-8")
    with start(course, free_port(), {**os.environ, "PYTHONPATH": str(broken)}) as lab:
        _, err = lab.communicate(timeout=60)
    assert lab.returncode == 2
    assert "did not start" in err and "the pages are gone" in err and "course doctor" in err


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize(
    ("environment", "words", "expected"),
    [
        ({}, [], ""),
        ({}, ["PORT=8899", "BROWSER=no", "LANGUAGE=zh"], "--port '8899' --no-browser --language 'zh'"),
        ({"PORT": "8899", "BROWSER": "no", "LANGUAGE": "zh"}, [], "--port '8899' --no-browser --language zh"),
        # What a desktop sets on its own is not meant for the course.
        ({"BROWSER": "firefox", "LANGUAGE": "en_GB:en"}, [], ""),
        # A wrong word on the command line reaches the command, which says what is allowed.
        ({}, ["LANGUAGE=fr"], "--language 'fr'"),
    ],
)
def test_make_lab_passes_its_variables_on(environment: dict[str, str], words: list[str], expected: str) -> None:
    kept = {key: value for key, value in os.environ.items() if key not in ("PORT", "BROWSER", "LANGUAGE", *MAKES_OWN)}
    done = subprocess.run(
        ["make", "-n", "lab", *words],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    command = done.stdout.splitlines()[-1]
    assert command.split() == f".venv/bin/python -m course_lib lab {expected}".split()


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("exit 1", "needs Python 3.11 or newer"),
        ('case "$2" in *ensurepip*) exit 1;; esac', "apt-get install python3-venv"),
    ],
)
def test_make_says_what_a_bare_machine_lacks(script: str, says: str, tmp_path: Path) -> None:
    for name in ("Makefile", "constraints.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    python.chmod(0o755)
    kept = {key: value for key, value in os.environ.items() if key not in MAKES_OWN}
    done = subprocess.run(
        ["make", "lab", f"PYTHON={python}"],
        cwd=tmp_path,
        env=kept,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode != 0
    assert says in done.stderr and "Next step:" in done.stderr
    assert not (tmp_path / ".venv").exists()


def start(course: Course, port: int, environment: dict[str, str], *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "course_lib", "lab", "--port", str(port), "--no-browser"]
    return subprocess.Popen(
        [*command, *options],
        cwd=course.root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def no_proxy() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))


def get(url: str, token: str | None = None) -> int:
    request = urllib.request.Request(url, headers={"Authorization": f"token {token}"} if token else {})
    try:
        with no_proxy().open(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code


def children(pid: int) -> list[int]:
    psutil = pytest.importorskip("psutil")
    return [child.pid for child in psutil.Process(pid).children()]


def arguments(pid: int) -> str:
    psutil = pytest.importorskip("psutil")
    return " ".join(psutil.Process(pid).cmdline())


def alive(pid: int) -> bool:
    psutil = pytest.importorskip("psutil")
    return bool(psutil.pid_exists(pid))


def test_a_terminal_in_jupyterlab_finds_the_course_command(course: Course) -> None:
    environment = lab_server._environment(lab_server.Plan(course, "en/00-start-here/00-start-here.ipynb"), "token")
    first = Path(environment["PATH"].split(os.pathsep)[0])
    assert first == Path(sys.executable).parent


@pytest.mark.parametrize(("language", "locale"), [("en", "en"), ("zh", "zh_CN")])
def test_the_menus_follow_the_lessons_in_this_lab_alone(
    language: str, locale: str, course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "of-the-user"
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(own))
    environment = lab_server._environment(lab_server.Plan(course, "a.ipynb", language=language), "token")
    folder = Path(environment["JUPYTER_CONFIG_DIR"])
    said = json.loads((folder / "labconfig" / "default_setting_overrides.json").read_text(encoding="utf-8"))
    assert said["@jupyterlab/translation-extension:plugin"] == {"locale": locale}
    assert folder.is_relative_to(course.work) and not own.exists()
