"""`course_lib.local_hub`: what a hub does on a bad day, on order, and what the real clients make of it; and what it
does with clients that are clumsy or hostile.
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from huggingface_hub import HfApi, get_session, hf_hub_download
from huggingface_hub.errors import HfHubHTTPError, RepositoryNotFoundError

from course_lib.local_hub import Hub, LocalHub, Server, broken, busy, cut, no_json, server, slow, too_many, use
from course_lib.local_hub.faults import Faults
from course_lib.local_hub.messages import Request
from course_lib.models import checkpoint

WEIGHTS = checkpoint("bert-zh") / "model.safetensors"


@pytest.fixture(scope="module")
def local() -> Iterator[LocalHub]:
    with use() as hub:
        yield hub


@pytest.fixture(autouse=True)
def _good_days_return(local: LocalHub) -> Iterator[None]:
    yield
    local.faults.clear()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that huggingface_hub would have slept; it does not."""
    asked: list[float] = []
    monkeypatch.setattr("huggingface_hub.utils._http.time.sleep", asked.append)
    return asked


# On order -------------------------------------------------------------------------------------------------------------


def test_a_fault_is_met_so_many_times_or_for_so_long_and_by_those_it_is_meant_for() -> None:
    now = [0.0]
    faults = Faults(lambda: now[0])
    faults.order(busy(), path="/models/", method="post", times=2)
    assert faults.spoil("GET", "/models/x") is None and faults.spoil("POST", "/other") is None
    assert [faults.spoil("POST", "/models/x") is not None for _ in range(3)] == [True, True, False]
    faults.order(broken(), seconds=5)
    now[0] = 4.9
    assert faults.spoil("GET", "/") is not None
    now[0] = 5.0
    assert faults.spoil("GET", "/") is None
    faults.order(broken())
    assert faults.spoil("GET", "/") and faults.spoil("GET", "/")
    faults.clear()
    assert faults.spoil("GET", "/") is None


def test_a_busy_server_is_asked_again_by_the_hubs_client_with_longer_and_longer_waits(
    local: LocalHub, waits: list[float]
) -> None:
    local.faults.order(busy(estimated_time=2.5), path="/refs", times=1)
    answer = get_session().get(f"{local.address}/api/models/glassbox/chat/refs")
    assert answer.status_code == 503 and answer.json()["estimated_time"] == 2.5 and "loading" in answer.json()["error"]
    local.faults.order(broken(503), path="/auth-check", times=1)
    with pytest.raises(HfHubHTTPError, match="503"):
        HfApi().auth_check("glassbox/chat")
    local.faults.order(broken(503), path="/preupload/", times=3)
    HfApi().create_repo("busy", exist_ok=True)
    assert HfApi().upload_file(path_or_fileobj=b"x", path_in_repo="x.txt", repo_id="student/busy").oid
    assert waits == [1, 2, 4]


def test_a_limit_says_which_one_it_is_and_for_how_long(local: LocalHub, waits: list[float]) -> None:
    local.faults.order(too_many(reset=55, limit=500, window=300), path="/api/models/glassbox/chat", times=1)
    with pytest.raises(HfHubHTTPError, match=r"'api' rate limit.\nRetry after 55 seconds \(0/500 requests"):
        HfApi().model_info("glassbox/chat")
    local.faults.order(too_many(reset=3), path="/preupload/", times=1)
    HfApi().create_repo("busy", exist_ok=True)
    HfApi().upload_file(path_or_fileobj=b"y", path_in_repo="y.txt", repo_id="student/busy")
    assert waits == [4.0]


def test_a_download_that_is_cut_goes_on_where_it_was(
    local: LocalHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waits: list[float]
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE", 1 << 20)
    monkeypatch.setattr("huggingface_hub.file_download.time.sleep", waits.append)
    local.faults.order(cut(after=2_500_000), method="GET", path="model.safetensors", times=1)
    mark = len(local.requests)
    path = hf_hub_download("glassbox/bert-zh", "model.safetensors", cache_dir=tmp_path)
    assert Path(path).read_bytes() == WEIGHTS.read_bytes()
    first, second = local.requests.since(mark).of("GET", "model.safetensors")
    assert (first.status, first.sent) == (0, 2_500_000) and "cut off" in repr(local.requests[-2:])
    assert (second.status, second.range) == (206, f"{2 << 20}-")
    assert first.sent + second.sent >= WEIGHTS.stat().st_size and waits


def test_a_cut_without_end_is_given_up_and_the_next_call_begins_anew(
    local: LocalHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waits: list[float]
) -> None:
    monkeypatch.setattr("huggingface_hub.file_download.time.sleep", waits.append)
    local.faults.order(cut(after=1_000), method="GET", path="model.safetensors")
    with pytest.raises(Exception, match=r"(?i)peer closed|incomplete"):
        hf_hub_download("glassbox/bert-zh", "model.safetensors", cache_dir=tmp_path)
    assert len(waits) == 5
    local.faults.clear()
    assert Path(hf_hub_download("glassbox/bert-zh", "model.safetensors", cache_dir=tmp_path)).is_file()


def test_a_body_that_is_no_json_and_an_error_of_the_servers(local: LocalHub) -> None:
    local.faults.order(no_json(), path="/api/models/glassbox/chat", times=1)
    with pytest.raises(ValueError):
        HfApi().model_info("glassbox/chat")
    local.faults.order(broken(500), path="/api/models/glassbox/chat", times=1)
    with pytest.raises(HfHubHTTPError, match="500"):
        HfApi().model_info("glassbox/chat")
    local.faults.order(broken(404, "gone", code="RepoNotFound"), path="/api/models/glassbox/chat", times=1)
    with pytest.raises(RepositoryNotFoundError, match="gone"):
        HfApi().model_info("glassbox/chat")


def test_bytes_come_slowly_and_whole(tmp_path: Path) -> None:
    slept: list[float] = []
    hub = Hub(tmp_path, filling=_one_model, sleep=slept.append)
    with Server(hub) as listening:
        hub.faults.order(slow(seconds=0.25), path="model.safetensors", times=1)
        answer = get_session().get(f"{listening.address}/a/b/resolve/main/model.safetensors")
    assert answer.content == WEIGHTS.read_bytes() and len(slept) > 5 and set(slept) == {0.25}


def test_a_warm_cache_answers_while_the_hub_is_broken(local: LocalHub) -> None:
    path = hf_hub_download("glassbox/vision", "config.json")
    local.faults.order(broken(500))
    mark = len(local.requests)
    assert hf_hub_download("glassbox/vision", "config.json") == path
    assert len(local.requests.since(mark)) == 1


# Clumsy and hostile ---------------------------------------------------------------------------------------------------


def _one_model(held: Any) -> None:
    from course_lib.local_hub.stock import add_model

    add_model(held, "a/b", checkpoint("bert-zh"))


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "uploads").mkdir()
    with Server(Hub(tmp_path / "uploads", filling=_one_model, largest_upload=1_000_000, room=1_500_000)) as one:
        yield one


def says(listening: Server, sent: bytes, *, half_close: bool = False) -> bytes:
    """What comes back for these bytes, until the server closes or has nothing more to say."""
    with socket.create_connection((listening.host, listening.port), timeout=20) as client:
        client.sendall(sent)
        if half_close:
            client.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := client.recv(65536):
            answer += piece
    return answer


def is_well(listening: Server) -> bool:
    return get_session().get(f"{listening.address}/api/models/a/b").status_code == 200


CLOSE = b"Host: x\r\nConnection: close\r\n"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"GET\r\n\r\n", 400),
        (b"GET /api/models HTTP/9.9\r\n\r\n", 505),
        (b"GET " + b"/x" * 70_000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\nA: " + b"b" * 70_000 + b"\r\n\r\n", 431),
        (b"BREW /coffee HTTP/1.1\r\n" + CLOSE + b"\r\n", 404),
        (b"GET http://elsewhere/x HTTP/1.1\r\n" + CLOSE + b"\r\n", 400),
        (b"POST /api/validate-yaml HTTP/1.1\r\n" + CLOSE + b"Content-Length: -5\r\n\r\n", 400),
        (b"POST /api/validate-yaml HTTP/1.1\r\n" + CLOSE + b"Content-Length: ten\r\n\r\n", 400),
        (b"POST /api/validate-yaml HTTP/1.1\r\n" + CLOSE + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x", 400),
        (b"POST /api/validate-yaml HTTP/1.1\r\n" + CLOSE + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411),
        (b"POST /api/validate-yaml HTTP/1.1\r\n" + CLOSE + b"Content-Length: 4\r\n\r\n{{{{", 400),
        (b"POST /api/validate-yaml HTTP/1.1\r\n" + CLOSE + b"Content-Length: 2\r\n\r\n[]", 400),
        (b"POST /api/validate-yaml HTTP/1.1\r\n" + CLOSE + b"Content-Length: 99999999999\r\n\r\n", 413),
        (b"GET /../../etc/passwd HTTP/1.1\r\n" + CLOSE + b"\r\n", 404),
        (b"GET /a/b/resolve/main/..%2f..%2fetc%2fpasswd HTTP/1.1\r\n" + CLOSE + b"\r\n", 404),
        (b"GET /a/b/resolve/main/%00 HTTP/1.1\r\n" + CLOSE + b"\r\n", 404),
        (b"GET /a/b/resolve/%ff%fe/x HTTP/1.1\r\n" + CLOSE + b"\r\n", 404),
        (b"GET /api/models/a/b HTTP/1.1\r\n" + CLOSE + b"Authorization: Bearer \xff\xfe\r\n\r\n", 401),
    ],
)  # fmt: skip
def test_what_cannot_be_read_gets_a_status_and_the_hub_goes_on(listening: Server, sent: bytes, status: int) -> None:
    answer = says(listening, sent)
    assert answer.startswith(b"HTTP/1.1 %d " % status), answer[:200]
    assert is_well(listening)


def test_a_client_that_promises_more_than_it_sends_is_told_so(listening: Server) -> None:
    head = b"POST /api/validate-yaml HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n"
    assert b" 400 " in says(listening, head + b"{}", half_close=True).split(b"\r\n")[0]
    assert is_well(listening)


def test_a_client_that_says_nothing_is_left(listening: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server._Handler, "timeout", 0.2)
    assert says(listening, b"") == b""
    assert says(listening, b"GET /api/mod") == b""
    assert says(listening, b"POST /api/validate-yaml HTTP/1.1\r\nContent-Length: 9\r\n\r\n{") == b""
    assert is_well(listening)


def test_a_client_that_goes_away_in_the_middle_is_no_matter(
    listening: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    for _ in range(20):
        with socket.create_connection((listening.host, listening.port)) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            client.sendall(b"GET /a/b/resolve/main/model.safetensors HTTP/1.1\r\nHost: x\r\n\r\n")
            client.recv(100)
    assert is_well(listening)
    assert "Traceback" not in capfd.readouterr().err


def test_an_upload_that_is_too_large_is_refused_and_nothing_is_kept(listening: Server) -> None:
    listening.hub.accounts._accounts["a"] = listening.hub.student
    token = {"Authorization": f"Bearer {listening.hub.token('write').value}"}
    get_session().post(f"{listening.address}/api/repos/create", json={"name": "big"}, headers=token)
    batch = f"{listening.address}/student/big.git/info/lfs/objects/batch"

    def announced(size: int) -> dict[str, Any]:
        asked = {"operation": "upload", "objects": [{"oid": f"{size:064d}", "size": size}]}
        return dict(get_session().post(batch, json=asked, headers=token).json()["objects"][0])

    assert announced(2_000_000)["error"]["code"] == 413
    href = announced(900_000)["actions"]["upload"]["href"]
    answer = get_session().put(href, content=b"x" * 5_000_000)
    assert answer.status_code == 400 and "were announced" in answer.json()["error"]
    body = json.dumps({"key": "x"}).encode() + b" " * 40_000_000
    answer = get_session().post(f"{listening.address}/api/models/student/big/commit/main", content=body, headers=token)
    assert answer.status_code == 413
    assert list(listening.hub.uploads.folder.iterdir()) == []
    assert is_well(listening)


def test_the_room_for_uploads_is_not_to_be_outgrown(listening: Server) -> None:
    uploads = listening.hub.uploads
    uploads.keep(b"a" * 900_000)
    uploads.keep(b"a" * 900_000)  # the same bytes are kept once
    with pytest.raises(Exception, match="no room"):
        uploads.keep(b"b" * 900_000)
    assert len(list(uploads.folder.iterdir())) == 1


def test_a_slip_of_ours_is_a_status_too(listening: Server, capfd: pytest.CaptureFixture[str]) -> None:
    def slip(request: Request) -> Any:
        raise ZeroDivisionError("a slip")

    listening.hub.answer, real = slip, listening.hub.answer  # type: ignore[method-assign]
    assert get_session().get(f"{listening.address}/x").status_code == 500
    listening.hub.answer = real  # type: ignore[method-assign]
    assert "ZeroDivisionError" in capfd.readouterr().err and is_well(listening)


def test_many_at_once_lose_no_request(listening: Server) -> None:
    def ask(number: int) -> int:
        return int(get_session().get(f"{listening.address}/api/models/a/b?n={number}").status_code)

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(ask, range(400))) == {200}
    assert len(listening.hub.requests) == 400
    assert [one.number for one in listening.hub.requests] == list(range(1, 401))


def test_a_server_that_was_closed_leaves_no_thread_and_no_socket(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    listening = Server(Hub(tmp_path, filling=_one_model)).start()
    with socket.create_connection((listening.host, listening.port), timeout=10) as client:
        client.sendall(b"GET /api/models/a/b HTTP/1.1\r\nHost: x\r\n\r\n")
        assert client.recv(10).startswith(b"HTTP/1.1")
        listening.close()
        while client.recv(65536):
            pass
    with pytest.raises(OSError):
        socket.create_connection((listening.host, listening.port), timeout=1)
    for thread in set(threading.enumerate()) - before:
        thread.join(10)
        assert not thread.is_alive()
