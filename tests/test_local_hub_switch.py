"""`local_hub.use()`: what was imported before obeys, nothing leaves the machine, nothing of the student's is touched,
and afterwards everything is as it was.
"""

from __future__ import annotations

import asyncio
import doctest
import importlib
import os
import socket
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import datasets
import huggingface_hub
import pytest
import transformers
from huggingface_hub import HfApi, constants, get_async_session, get_session, hf_hub_download
from huggingface_hub.utils import _http

from course_lib import local_hub
from course_lib.errors import CourseError
from course_lib.local_hub import Hub, LocalHub, Server, hf_command, use
from course_lib.local_hub.environment import UNSET, variables
from course_lib.local_hub.hub import GONE
from course_lib.local_hub.rerouting import FOREIGN, REROUTED, destination, http_library
from course_lib.local_hub.stock import add_model
from course_lib.models import checkpoint, download

ROOT = Path(__file__).parents[1]
HTTP = http_library(_http.default_client_factory)


@pytest.fixture
def local() -> Iterator[LocalHub]:
    with use() as hub:
        yield hub


def run(code: str, **environment: str) -> str:
    """What a program prints that runs in a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    made = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-c", textwrap.dedent(code)], env=env, capture_output=True,
        text=True, timeout=120,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return made.stdout


def held() -> dict[str, Any]:
    """Everything that the switch may change, as it is now."""
    modules = [
        module for name, module in sys.modules.items()
        if module is not None and name.partition(".")[0] in ("huggingface_hub", "datasets", "transformers")
    ]  # fmt: skip
    settings = {
        f"{module.__name__}.{name}": value
        for module in modules
        for name, value in list(vars(module).items())
        if isinstance(value, (str, bool, Path, frozenset)) and not name.startswith("__")
    }
    return {
        **settings,
        "environment": dict(os.environ),
        "api": huggingface_hub.hf_api.api.endpoint,
        "factories": (_http._GLOBAL_CLIENT_FACTORY, _http._GLOBAL_ASYNC_CLIENT_FACTORY),
        "outside": download.environment_before,
    }


def test_what_was_imported_before_obeys_and_afterwards_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_the_students_own_token")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    before = held()
    with use() as hub:
        assert constants.ENDPOINT == datasets.config.HF_ENDPOINT == HfApi().endpoint == hub.address
        assert Path(constants.HF_HUB_CACHE).parent == hub.home == Path(constants.HF_TOKEN_PATH).parent
        assert Path(datasets.config.HF_DATASETS_CACHE).parent == hub.home
        assert Path(transformers.utils.hub.HF_MODULES_CACHE).parent == hub.home
        assert not huggingface_hub.is_offline_mode() and constants.HF_HUB_DISABLE_XET
        assert huggingface_hub.get_token() == os.environ["HF_TOKEN"] != "hf_the_students_own_token"
        assert huggingface_hub.whoami()["name"] == "student"
        for module in list(sys.modules.values()):
            for name, value in list(vars(module).items()) if module is not None else ():
                if name == "ENDPOINT" and module.__name__.startswith("huggingface_hub"):
                    assert value == hub.address, module
    after = held()
    assert {name: (value, after.get(name)) for name, value in before.items() if after.get(name) != value} == {}
    assert not hub.home.exists()
    assert "closed" in repr(hub)


def test_what_is_imported_meanwhile_is_as_it_would_have_been_afterwards(tmp_path: Path) -> None:
    run(
        """
        import os, sys
        from course_lib.local_hub import use
        with use() as hub:
            import datasets, transformers
            import huggingface_hub.utils._git_credential, huggingface_hub.utils._cache_manager
            import huggingface_hub.cli.auth, huggingface_hub.hf_file_system
            import transformers.dynamic_module_utils
            assert transformers.utils.hub.hf_api().endpoint == hub.address
            assert datasets.config.HF_ENDPOINT == hub.address
            gone = (hub.address, str(hub.home), str(hub.home.parent))
        for name, module in list(sys.modules.items()):
            if name.partition(".")[0] in ("huggingface_hub", "datasets", "transformers"):
                for key, value in list(vars(module).items()):
                    if not key.startswith("__") and not callable(value):
                        assert not any(one in str(value) for one in gone), (name, key, value)
        assert huggingface_hub.hf_api.api.endpoint == huggingface_hub.constants.ENDPOINT == "https://mirror.invalid"
        assert transformers.utils.hub.hf_api().endpoint == "https://mirror.invalid"
        assert huggingface_hub.hf_file_system.hffs.endpoint == "https://mirror.invalid"
        assert str(datasets.config.HF_DATASETS_CACHE) == os.environ["HF_HOME"] + "/datasets"
        """,
        HF_ENDPOINT="https://mirror.invalid", HF_HOME=str(tmp_path),
    )  # fmt: skip


def test_a_second_call_goes_on_with_the_same_hub_and_sets_right_what_was_changed(local: LocalHub) -> None:
    constants.HF_HUB_OFFLINE = True
    os.environ["HF_TOKEN"] = "hf_changed"
    assert use() is local
    assert constants.HF_HUB_OFFLINE is False
    assert huggingface_hub.whoami()["auth"]["accessToken"]["role"] == "write"
    assert use(token="read") is local and huggingface_hub.whoami()["auth"]["accessToken"]["role"] == "read"
    assert use(token=None) is local and huggingface_hub.get_token() is None
    with pytest.raises(CourseError, match="another one was asked for"):
        use(home="elsewhere")


def test_a_hub_shows_itself_in_both_languages(local: LocalHub, monkeypatch: pytest.MonkeyPatch) -> None:
    assert local.address in repr(local) and os.environ["HF_TOKEN"] not in repr(local) + local._repr_html_()
    monkeypatch.setenv("COURSE_LANG", "zh")
    assert "你自己的模型站" in repr(local) and "你自己的模型站" in local._repr_html_()


# Nothing leaves the machine -------------------------------------------------------------------------------------------


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The names that were looked up."""
    names: list[Any] = []
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *a, **k: names.append(host) or real(host, *a, **k))
    return names


HOSTS = ["https://example.org/x", "http://10.0.0.1/", "https://datasets-server.huggingface.co/", "http://0.0.0.0:1/",
         "https://huggingface.co.example.org/", "http://169.254.169.254/", "https://user@example.org/"]  # fmt: skip


@pytest.fixture(scope="class")
def one_hub() -> Iterator[LocalHub]:
    with use() as hub:
        yield hub


class TestHosts:
    """One hub for all of them."""

    @pytest.mark.parametrize("url", HOSTS)
    def test_every_other_host_is_refused_by_name_before_it_is_looked_up(
        self, one_hub: LocalHub, looked_up: list[Any], url: str
    ) -> None:
        with pytest.raises(HTTP.ConnectError, match="is not on this machine"):
            get_session().get(url)

        async def ask() -> None:
            async with get_async_session() as session:
                await session.get(url)

        with pytest.raises(HTTP.ConnectError, match="is not on this machine"):
            asyncio.run(ask())
        assert set(looked_up) <= {"127.0.0.1", one_hub.address}

    @pytest.mark.parametrize("host", sorted(REROUTED))
    def test_hosts_that_the_library_has_written_into_itself_are_answered_here(
        self, one_hub: LocalHub, looked_up: list[Any], host: str
    ) -> None:
        mark = len(one_hub.requests)
        answer = get_session().get(
            f"https://{host}/api/whoami-v2", headers={"Authorization": "Bearer hf_my_own_secret"}
        )

        async def ask() -> int:
            async with get_async_session() as session:
                return int((await session.get(f"https://{host}/api/whoami-v2")).status_code)

        gone = host.startswith("api-inference")
        assert answer.status_code == asyncio.run(ask()) == (410 if gone else 401)
        assert not gone or answer.json()["error"] == GONE
        assert {one.host for one in one_hub.requests.since(mark)} == {host}
        assert set(looked_up) <= {"127.0.0.1"}


def test_a_proxy_of_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "example.org")
    with use():
        assert huggingface_hub.whoami()["name"] == "student"
        assert os.environ["NO_PROXY"] == "example.org,127.0.0.1,localhost"
    assert os.environ["NO_PROXY"] == "example.org"


def test_a_token_that_this_hub_did_not_give_out_is_not_sent_to_it(local: LocalHub) -> None:
    came: list[str | None] = []
    real = local.hub.answer
    local.hub.answer = lambda request: came.append(request.token) or real(request)  # type: ignore[method-assign]
    with pytest.raises(huggingface_hub.errors.HfHubHTTPError, match="Invalid user token"):
        HfApi(token="hf_pasted_by_hand_from_somewhere").whoami()
    assert came == [FOREIGN]


def test_offline_mode_is_still_to_be_had(local: LocalHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(huggingface_hub.errors.OfflineModeIsEnabled):
        HfApi().whoami()


# Nothing of the student's is touched ----------------------------------------------------------------------------------

PLANTED = "hf_PlantedPlantedPlantedPlantedPlanted"


def test_a_students_token_and_cache_are_never_touched(tmp_path: Path) -> None:
    own = tmp_path / ".cache" / "huggingface"
    (own / "hub" / "models--glassbox--bert-zh" / "refs").mkdir(parents=True)
    (own / "hub" / "models--glassbox--bert-zh" / "refs" / "main").write_text("f" * 40)
    (own / "token").write_text(PLANTED)
    (own / "stored_tokens").write_text(f"[mine]\nhf_token = {PLANTED}\n")
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in own.rglob("*") if path.is_file()}
    seen = run(
        """
        import subprocess, os
        import huggingface_hub, transformers, datasets
        from course_lib.local_hub import use
        hub = use()
        seen, real = [], hub.hub.answer
        hub.hub.answer = lambda request: seen.append((request.path, dict(request.headers))) or real(request)
        assert huggingface_hub.whoami()["name"] == "student"
        os.environ.pop("HF_TOKEN")
        huggingface_hub.login(token=hub.hub.token("read").value)
        assert huggingface_hub.whoami()["auth"]["accessToken"]["role"] == "read"
        huggingface_hub.logout()
        assert huggingface_hub.get_token() is None
        huggingface_hub.hf_hub_download("glassbox/bert-zh", "config.json")
        transformers.AutoTokenizer.from_pretrained("glassbox/bert-zh")
        datasets.load_dataset("glassbox/reviews-en")
        use(token=None)
        print(subprocess.run("hf auth whoami; hf download glassbox/vision config.json", shell=True,
                             capture_output=True, text=True))
        hub.close()
        print(seen)
        assert huggingface_hub.get_token() == os.environ["HF_TOKEN"]
        """,
        HOME=str(tmp_path), XDG_CACHE_HOME=str(tmp_path / ".cache"), HF_TOKEN=PLANTED, HUGGING_FACE_HUB_TOKEN=PLANTED,
        HF_TOKEN_PATH=str(own / "token"), HF_HUB_CACHE=str(own / "hub"), HF_HUB_OFFLINE="1",
    )  # fmt: skip
    assert "Not logged in" in seen and "config.json" in seen
    assert PLANTED not in seen
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in own.rglob("*") if path.is_file()} == before


def test_a_hub_of_its_own_is_started_in_a_process_that_was_forked_off(tmp_path: Path) -> None:
    told = run(
        """
        import os, sys
        import huggingface_hub, transformers
        from course_lib.local_hub import use
        hub = use()
        huggingface_hub.whoami()
        child = os.fork()
        if child == 0:
            own = use()
            assert own is not hub and own.address != hub.address and own.home != hub.home
            assert huggingface_hub.whoami()["name"] == "student" and len(own.requests) == 1
            assert huggingface_hub.HfApi().endpoint == own.address
            own.close()
            assert os.environ["HF_ENDPOINT"] == "https://mirror.invalid"
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert hub.home.is_dir() and huggingface_hub.whoami()["name"] == "student"
        print(len(hub.requests))
        """,
        HF_ENDPOINT="https://mirror.invalid",
    )
    assert told.strip() == "2"


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[Server]:
    """Another hub, which knows one real model by its name: the course's own downloads go there."""
    (tmp_path / "mirror").mkdir()
    hub = Hub(tmp_path / "mirror", filling=lambda held: None)
    add_model(hub.repositories, "google-bert/bert-base-chinese", checkpoint("bert-zh"))
    with Server(hub) as server:
        yield server


def test_models_of_the_course_come_from_where_they_always_did(
    mirror: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", mirror.address)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "cache"))
    token = mirror.hub.token("read")
    monkeypatch.setenv("HF_TOKEN", token.value)
    with use() as local:
        assert checkpoint("bert-zh").name == "bert_zh"
        folder = download.download("google-bert/bert-base-chinese", None)
        assert (tmp_path / "cache") in folder.parents and (folder / "config.json").is_file()
        assert len(local.requests) == 0
        assert "HF_HUB_OFFLINE" not in os.environ
        # and the clients of the lesson go on here
        hf_hub_download("glassbox/bert-zh", "config.json")
        assert len(local.requests) == 2
    assert {(one.status, one.token) for one in mirror.hub.requests} == {(200, token.shown)}


def test_without_a_token_of_their_own_none_is_shown_to_the_outside(
    mirror: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", mirror.address)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "cache"))
    with use():
        assert download.newest_commit("google-bert/bert-base-chinese")
        download.download("google-bert/bert-base-chinese", None)
    assert {one.token for one in mirror.hub.requests} == {""} and {one.status for one in mirror.hub.requests} == {200}


# The command, and what is refused -------------------------------------------------------------------------------------


def test_the_command_hf_obeys_as_well(local: LocalHub) -> None:
    mark = len(local.requests)
    made = subprocess.run(["hf", "auth", "whoami"], capture_output=True, text=True, timeout=60)
    assert made.returncode == 0 and "student" in made.stdout and "Traceback" not in made.stderr
    assert [one.path for one in local.requests.since(mark)] == ["/api/agent-harnesses", "/api/whoami-v2"]


def test_the_command_refuses_to_run_without_a_hub(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "https://huggingface.co")
    with pytest.raises(SystemExit) as caught:
        hf_command.main()
    assert caught.value.code == 2 and "names no hub on this machine" in capsys.readouterr().err


def test_a_port_that_is_taken_is_said_to_be_and_nothing_is_left_behind() -> None:
    before = held()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CourseError, match=f"Port {port}"):
            use(port=port)
    with pytest.raises(CourseError, match="Port 70000"):
        use(port=70000)
    assert held() == before


def test_a_home_that_was_named_stays(tmp_path: Path) -> None:
    with use(home=tmp_path / "home") as hub:
        path = Path(hf_hub_download("glassbox/bert-zh", "config.json"))
        assert hub.home == tmp_path / "home"
    assert path.is_file() and tmp_path in path.parents
    with use(home=tmp_path / "home") as hub:
        assert Path(hf_hub_download("glassbox/bert-zh", "config.json")) == path
        assert [one.method for one in hub.requests] == ["HEAD"]


def test_where_a_request_goes_hangs_on_its_host_alone() -> None:
    own = "http://127.0.0.1:8000"
    assert destination("http://127.0.0.1:1234/x", own) is None and destination("http://localhost/", own) is None
    assert destination("https://HUGGINGFACE.co./api", own) == ("127.0.0.1", 8000)
    for url in (*HOSTS, "https:///x", "https://evil.org/huggingface.co", "https://huggingface.co@evil.org/"):
        with pytest.raises(ConnectionRefusedError):
            destination(url, own)


def test_no_variable_of_the_students_is_left_to_the_clients() -> None:
    made = variables("http://127.0.0.1:1", Path("home"), "hf_x", Path("bin"), {})
    assert {"HF_ENDPOINT", "HF_HOME", "HF_TOKEN"} <= made.keys() & set(UNSET)
    assert made["HF_HUB_DISABLE_XET"] == made["HF_HUB_DISABLE_UPDATE_CHECK"] == "1"


MODULES = [f"course_lib.local_hub.{path.stem}" for path in sorted(Path(local_hub.__file__).parent.glob("*.py"))]


@pytest.mark.parametrize("module", [name.removesuffix(".__init__") for name in MODULES])
def test_examples_in_docstrings_are_true(module: str) -> None:
    options = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    assert doctest.testmod(importlib.import_module(module), optionflags=options).failed == 0
