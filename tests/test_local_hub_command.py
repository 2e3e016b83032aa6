"""`course hub`: the hub in a process of its own, for a terminal, and for a class."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import free_port
from huggingface_hub import HfApi, InferenceClient, get_session, snapshot_download

from course_lib.cli import main

ROOT = Path(__file__).parents[1]


@contextmanager
def running(*arguments: str) -> Iterator[tuple[str, list[str], subprocess.Popen[str]]]:
    """A running `course hub`: its address, what it said first, and the process."""
    process = subprocess.Popen(
        [sys.executable, "-m", "course_lib", "hub", "--json", *arguments], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=ROOT,
    )  # fmt: skip
    assert process.stderr is not None
    said = []
    try:
        while "Ctrl-C" not in (line := process.stderr.readline()):
            assert line, said
            said.append(line)
        address = next(found[1] for line in said if (found := re.search(r"listens: (\S+)", line)))
        yield address, said, process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def ended(process: subprocess.Popen[str], how: signal.Signals) -> dict[str, object]:
    process.send_signal(how)
    out, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    return dict(json.loads(out))


def test_it_says_what_a_terminal_has_to_set_and_ends_when_it_is_told_to() -> None:
    with running("--port", "0") as (address, said, process):
        token = next(found[1] for line in said if (found := re.search(r"HF_TOKEN=(\S+)", line)))
        assert HfApi(endpoint=address, token=token).whoami()["name"] == "student"
        page = next(found[1] for line in said if (found := re.search(r"browser: (\S+)", line)))
        assert get_session().get(page, follow_redirects=True).status_code == 200
        get_session().cookies.clear()
        told = ended(process, signal.SIGINT)
    assert told["address"] == address and told["requests"] == 3


def test_a_class_has_accounts_whose_tokens_only_its_teacher_reads(tmp_path: Path) -> None:
    (tmp_path / "people.txt").write_text("mei\njonas\n\n", encoding="utf-8")
    tokens, port = tmp_path / "tokens.csv", free_port()
    with running(
        "--host", "0.0.0.0", "--port", str(port), "--people", str(tmp_path / "people.txt"), "--tokens", str(tokens),
        "--address", f"http://127.0.0.1:{port}/",
    ) as (address, said, process):  # fmt: skip
        assert address == f"http://127.0.0.1:{port}"
        assert tokens.stat().st_mode & 0o777 == 0o600
        rows = {row["account"]: row["token"] for row in csv.DictReader(tokens.read_text().splitlines())}
        assert list(rows) == ["mei", "jonas"] and not any(token in "".join(said) for token in rows.values())
        mei, jonas = (HfApi(endpoint=address, token=token) for token in rows.values())
        assert mei.whoami()["name"] == "mei"
        mei.create_repo("notes", private=True)
        mei.upload_file(path_or_fileobj=b"mine", path_in_repo="a.txt", repo_id="mei/notes")
        assert not jonas.repo_exists("mei/notes")
        assert ended(process, signal.SIGTERM)["accounts"] == ["mei", "jonas"]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--host", "0.0.0.0"], "nobody has an account"),
        (["--people", "nowhere.txt", "--tokens", "t.csv"], "cannot be read"),
        (["--people", "bad.txt", "--tokens", "t.csv"], "is no name of an account"),
        (["--people", "twice.txt", "--tokens", "t.csv"], "somebody twice"),
        (["--people", "taken.txt", "--tokens", "t.csv"], "is no name of an account"),
        (["--tokens", "bad.txt"], "is there already"),
        (["--port", "70000"], "Port 70000"),
    ],
)
def test_what_cannot_be_is_said_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str],
    problem: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.txt").write_text("a/../b\n")
    (tmp_path / "twice.txt").write_text("mei\nmei\n")
    (tmp_path / "taken.txt").write_text("glassbox\n")
    assert main(["hub", *arguments]) == 2
    said = capsys.readouterr().err
    assert problem in said and "Next step" in said
    assert not (tmp_path / "t.csv").exists()


@pytest.mark.slow
def test_fifty_at_once_are_all_answered_and_the_memory_stays_small(tmp_path: Path) -> None:
    names = [f"s{number}" for number in range(50)]
    (tmp_path / "people.txt").write_text("\n".join(names))
    tokens, port = tmp_path / "tokens.csv", free_port()
    with running(
        "--host", "0.0.0.0", "--port", str(port), "--people", str(tmp_path / "people.txt"), "--tokens", str(tokens),
        "--address", f"http://127.0.0.1:{port}",
    ) as (address, _, process):  # fmt: skip
        rows = list(csv.DictReader(tokens.read_text().splitlines()))
        gate = threading.Barrier(len(rows))

        def work(row: dict[str, str]) -> str:
            api = HfApi(endpoint=address, token=row["token"])
            gate.wait(60)
            folder = snapshot_download(
                "glassbox/chat", endpoint=address, token=row["token"], cache_dir=tmp_path / row["account"]
            )
            assert (Path(folder) / "model.safetensors").stat().st_size > 8_000_000
            api.create_repo("mine")
            api.upload_file(
                path_or_fileobj=row["account"].encode(), path_in_repo="a.txt", repo_id=f"{row['account']}/mine"
            )
            client = InferenceClient(f"{address}/v1", token=row["token"])
            said = client.chat_completion(
                [{"role": "user", "content": "1加1等于几？"}], model="glassbox/chat", temperature=0
            )  # fmt: skip
            return str(said.choices[0].message.content)

        with ThreadPoolExecutor(len(rows)) as pool:
            assert set(pool.map(work, rows)) == {"1加1等于2。"}
        status = Path(f"/proc/{process.pid}/status")
        if status.exists():
            peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
            assert int(peak.split()[1]) < 1.5 * 1024 * 1024, peak
        told = ended(process, signal.SIGTERM)
    # The commit and its files; of each of the seven a question and an answer; a repository, a push in two, and a chat.
    assert told["requests"] == 50 * (2 + 14 + 1 + 2 + 1)
