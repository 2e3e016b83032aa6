"""`checkpoint(name)`: embedded, from a folder, and from a hub that answers on loopback."""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from course_lib.errors import CourseError
from course_lib.models.checkpoints import checkpoint
from course_lib.zoo import catalogue

COMMIT = catalogue.find("bert-zh").hub_commit
SHIPPED = ("config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json")


@dataclass
class FakeHub:
    """One repository, as huggingface_hub sees it: commit, tree, HEAD and GET of files."""

    files: dict[str, bytes]
    repo: str = "google-bert/bert-base-chinese"
    commit: str = str(COMMIT)
    token: str | None = None
    failure: int | None = None
    asked: list[str] = field(default_factory=list)
    tokens: set[str | None] = field(default_factory=set)

    def answer(self, path: str, authorization: str | None) -> tuple[int, dict[str, str], bytes]:
        self.asked.append(path)
        self.tokens.add(authorization)
        path = path.partition("?")[0]
        if self.failure is not None:
            return self.failure, {}, b""
        if self.token is not None and authorization != f"Bearer {self.token}":
            return 401, {"X-Error-Code": "GatedRepo"}, b""
        api, resolve = f"/api/models/{self.repo}", f"/{self.repo}/resolve/{self.commit}/"
        if path in (api, f"{api}/revision/main", f"{api}/revision/{self.commit}"):
            siblings = [{"rfilename": name} for name in self.files]
            return self._json({"id": self.repo, "sha": self.commit, "siblings": siblings})
        if path.startswith(f"{api}/tree/"):
            if path != f"{api}/tree/{self.commit}":
                return 404, {"X-Error-Code": "RevisionNotFound"}, b""
            tree = [
                {"type": "file", "path": name, "size": len(content), "oid": hashlib.sha1(content).hexdigest()}
                for name, content in self.files.items()
            ]
            return self._json(tree)
        if path.startswith(resolve) and path.removeprefix(resolve) in self.files:
            content = self.files[path.removeprefix(resolve)]
            etag = f'"{hashlib.sha1(content).hexdigest()}"'
            return 200, {"X-Repo-Commit": self.commit, "ETag": etag}, content
        return 404, {"X-Error-Code": "RepoNotFound"}, b""

    def _json(self, value: Any) -> tuple[int, dict[str, str], bytes]:
        return 200, {"Content-Type": "application/json"}, json.dumps(value).encode()


@pytest.fixture(scope="module")
def shipped_files() -> dict[str, bytes]:
    return {name: (catalogue.find("bert-zh").directory / name).read_bytes() for name in SHIPPED}


@pytest.fixture
def hub(shipped_files: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    """A hub on loopback that COURSE_MODELS=hub is sent to, with an empty cache."""
    fake = FakeHub(
        {**shipped_files, "pytorch_model.bin": b"pickle", "flax_model.msgpack": b"pickle", "README.md": b"#"}
    )

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _send(self, *, body: bool) -> None:
            status, headers, content = fake.answer(self.path, self.headers.get("Authorization"))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if body:
                self.wfile.write(content)

        def do_HEAD(self) -> None:
            self._send(body=False)

        def do_GET(self) -> None:
            self._send(body=True)

        def log_message(self, format: str, *args: Any) -> None:
            """Quiet: what was asked is in `asked`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    use_hub(monkeypatch, f"http://127.0.0.1:{server.server_port}", tmp_path / "cache")
    yield fake
    server.shutdown()
    server.server_close()
    thread.join()


def use_hub(monkeypatch: pytest.MonkeyPatch, endpoint: str, cache: Path) -> None:
    from huggingface_hub import constants

    monkeypatch.setenv("COURSE_MODELS", "hub")
    monkeypatch.setenv("HF_ENDPOINT", endpoint)
    monkeypatch.setenv("HF_HUB_CACHE", str(cache))
    for name in ("HF_TOKEN", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    # The library reads the variable when it is imported, and a test run may have it set.
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)


def copy_of_bert(target: Path) -> Path:
    target.mkdir()
    for name in SHIPPED:
        shutil.copy(catalogue.find("bert-zh").directory / name, target)
    return target


def no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the embedded profile touched the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_embedded_is_the_default_and_touches_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COURSE_MODELS", raising=False)
    no_sockets(monkeypatch)
    directory = checkpoint("bert-zh")
    assert directory.name == "bert_zh" and directory.is_absolute()
    assert {path.name for path in directory.iterdir()} >= set(SHIPPED)


@pytest.mark.parametrize("value", ["", " embedded "])
def test_an_empty_profile_is_embedded(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_MODELS", value)
    assert checkpoint("bert-zh").name == "bert_zh"


def test_the_argument_overrules_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_MODELS", "hub")
    no_sockets(monkeypatch)
    assert checkpoint("bert-zh", profile="embedded").name == "bert_zh"


def test_an_unknown_profile_names_the_known_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_MODELS", "online")
    with pytest.raises(CourseError, match=r"COURSE_MODELS=online[\s\S]*embedded, hub"):
        checkpoint("bert-zh")
    with pytest.raises(CourseError, match="profile=none"):
        checkpoint("bert-zh", profile="none")


@pytest.mark.parametrize("name", ["bertzh", "bert-hz", "google-bert/bert-base-chinese"])
def test_an_unknown_name_gets_the_nearest(name: str) -> None:
    with pytest.raises(CourseError, match="Did you mean 'bert-zh'"):
        checkpoint(name)


def test_a_folder_of_ones_own_is_a_checkpoint(tmp_path: Path) -> None:
    folder = copy_of_bert(tmp_path / "mine")
    assert checkpoint(folder) == folder.resolve()
    assert checkpoint(str(folder)) == folder.resolve()


def test_a_folder_named_like_a_hub_id_is_found_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "me").mkdir()
    folder = copy_of_bert(tmp_path / "me" / "model")
    monkeypatch.chdir(tmp_path)
    assert checkpoint("me/model") == folder.resolve()


def test_a_folder_without_config_is_none(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"no config\.json"):
        checkpoint(tmp_path)
    with pytest.raises(CourseError, match="does not exist"):
        checkpoint(tmp_path / "nowhere")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(CourseError, match="is a file"):
        checkpoint(tmp_path / "file")


POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3418016\n"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "empty"),
        (POINTER, "Git LFS pointer"),
        (b"\x10\x00\x00", "ends inside its header"),
        (b"\x02\x00\x00\x00\x00\x00\x00\x00[]", "header cannot be read"),
        (b"not weights at all, only words", "ends inside its header"),
        (None, "its header asks for"),
    ],
)
def test_damaged_weights_are_told(content: bytes | None, complaint: str, tmp_path: Path) -> None:
    folder = copy_of_bert(tmp_path / "mine")
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100] if content is None else content)
    with pytest.raises(CourseError, match=complaint):
        checkpoint(folder)


def test_missing_embedded_weights_say_how_to_get_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = copy_of_bert(tmp_path / "bert_zh")
    (broken / "model.safetensors").unlink()
    monkeypatch.setattr(catalogue.Entry, "directory", property(lambda entry: broken))
    with pytest.raises(CourseError, match=r"no weights[\s\S]*course zoo build bert-zh"):
        checkpoint("bert-zh", profile="embedded")


def test_a_missing_shard_is_told(tmp_path: Path) -> None:
    folder = copy_of_bert(tmp_path / "mine")
    index = {"weight_map": {"a": "model.safetensors", "b": "model-00002-of-00002.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index), encoding="utf-8")
    with pytest.raises(CourseError, match="model-00002-of-00002"):
        checkpoint(folder)


def test_hub_gives_the_pinned_commit_without_pickles(hub: FakeHub) -> None:
    directory = checkpoint("bert-zh")
    assert directory.name == COMMIT
    assert {path.name for path in directory.iterdir()} == set(SHIPPED)
    assert not any(".bin" in path or ".msgpack" in path for path in hub.asked)
    assert hub.tokens == {None}


def test_hub_loads_like_the_embedded_one(hub: FakeHub) -> None:
    from transformers import AutoTokenizer

    assert AutoTokenizer.from_pretrained(checkpoint("bert-zh")).tokenize("你好") == ["你", "好"]


def test_a_second_call_needs_no_network(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    first = checkpoint("bert-zh")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    no_sockets(monkeypatch)
    assert checkpoint("bert-zh") == first


def test_hub_sends_the_token(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.token = "hf_secret"
    with pytest.raises(CourseError, match="HF_TOKEN") as refusal:
        checkpoint("bert-zh")
    assert "hf_secret" not in str(refusal.value)
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    assert checkpoint("bert-zh").name == COMMIT


def test_no_pinned_commit_takes_the_newest_and_says_so(hub: FakeHub, caplog: pytest.LogCaptureFixture) -> None:
    from course_lib.models.download import download

    with caplog.at_level(logging.WARNING, logger="course_lib.models.download"):
        assert download(hub.repo, None).name == hub.commit
    assert "no pinned commit" in caplog.text


def test_a_mirror_without_the_model(hub: FakeHub) -> None:
    hub.repo = "someone/else"
    with pytest.raises(CourseError, match=r"has no model google-bert[\s\S]*mirror"):
        checkpoint("bert-zh")


def test_a_mirror_without_the_pinned_commit(hub: FakeHub) -> None:
    hub.commit = "0" * 40
    with pytest.raises(CourseError, match="not the version that the catalogue pins"):
        checkpoint("bert-zh")


def test_a_refusal_asks_for_a_token(hub: FakeHub) -> None:
    hub.failure = 403
    with pytest.raises(CourseError, match=r"HTTP 403[\s\S]*HF_TOKEN"):
        checkpoint("bert-zh")


def test_damaged_weights_from_the_hub_say_which_folder_to_delete(hub: FakeHub) -> None:
    hub.files["model.safetensors"] = POINTER
    with pytest.raises(CourseError, match=r"Git LFS pointer[\s\S]*Delete the folder"):
        checkpoint("bert-zh")


def test_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    use_hub(monkeypatch, f"http://127.0.0.1:{port}", tmp_path)
    with pytest.raises(CourseError, match=r"could not be downloaded[\s\S]*unset COURSE_MODELS"):
        checkpoint("bert-zh")


def test_offline_is_said_to_be_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_hub(monkeypatch, "http://127.0.0.1:9", tmp_path)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(CourseError, match=r"HF_HUB_OFFLINE[\s\S]*restart Python"):
        checkpoint("bert-zh")


def test_the_newest_commit_is_what_pin_asks_the_hub_for(hub: FakeHub) -> None:
    from course_lib.models.download import newest_commit

    assert newest_commit(hub.repo) == hub.commit
    with pytest.raises(CourseError, match="has no model someone/else"):
        newest_commit("someone/else")
