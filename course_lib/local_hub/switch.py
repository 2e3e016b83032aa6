"""`use()`: from here on the clients of this process speak with a hub on this machine, and with nobody else."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from course_lib.display import markup
from course_lib.display.plain import aligned
from course_lib.display.tables import Table
from course_lib.local_hub import environment, hf_command, rerouting
from course_lib.local_hub.accounts import Role, Token
from course_lib.local_hub.faults import Faults
from course_lib.local_hub.hub import Hub
from course_lib.local_hub.record import Record
from course_lib.local_hub.server import Server
from course_lib.local_hub.stock import Filling, fill
from course_lib.local_hub.words import words
from course_lib.models import download
from course_lib.offline.patches import Patches

#: Modules with functions that remember what they answered once.
_REMEMBERING = (
    "huggingface_hub.inference._providers.hf_inference", "huggingface_hub.inference._providers._common",
)  # fmt: skip
_current: LocalHub | None = None
_lock = threading.RLock()


class LocalHub:
    """A hub that is in use; `close` it, or leave its ``with`` block, and everything is as it was.

    hub: what answers, with its repositories, accounts and faults. address: where. home: the HF_HOME of its clients, a
    folder of its own. requests: the record, which shows itself. token: what stands in HF_TOKEN, or None. meter: what
    the endpoints have cost. pages: the address for a browser, which logs it in as the student.
    """

    def __init__(self, hub: Hub, server: Server, folder: Path, home: Path) -> None:
        self.hub = hub
        self.home = home
        self.token: Token | None = None
        self._server = server
        self._folder = folder
        self._patches = Patches()
        self._process = os.getpid()
        self._closed = False
        self._entered = 0
        self._made_with: tuple[object, ...] = ()

    @property
    def address(self) -> str:
        return self._server.address

    @property
    def pages(self) -> str:
        return f"{self.address}/login?key={self.hub.sessions.key(self.hub.student.name)}"

    @property
    def requests(self) -> Record:
        return self.hub.requests

    @property
    def faults(self) -> Faults:
        return self.hub.faults

    @property
    def meter(self) -> Table:
        """What the endpoints have cost until now, as a table."""
        return self.hub.deployments.bill()

    def close(self) -> None:
        """Give every client its own settings back, stop the server, and remove what it kept. A second time: nothing."""
        global _current
        with _lock:
            if self._closed or self._process != os.getpid():
                return
            self._closed = True
            self._patches.undo()
            _forget_what_was_seen()
            self._server.close()
            self.hub.close()
            shutil.rmtree(self._folder, ignore_errors=True)
            atexit.unregister(self.close)
            if _current is self:
                _current = None

    def __enter__(self) -> LocalHub:
        self._entered += 1
        return self

    def __exit__(self, *_: object) -> None:
        self._entered -= 1
        if self._entered == 0:  # a block inside a block is the same hub
            self.close()

    def _leave_to_parent(self) -> None:
        """In a process that was forked off: what was changed is taken back here, and the parent's hub left alone."""
        self._closed = True
        self._patches.undo()
        _forget_what_was_seen()
        self._server.forget()

    def _rows(self) -> list[tuple[str, str]]:
        if self._closed:
            return [(words("using.address"), words("using.closed"))]
        token = f"{self.token.role} {self.token.shown}" if self.token else "–"
        return [
            (words("using.address"), self.address),
            (words("using.you"), self.hub.student.name),
            (words("using.token"), token),
            (words("using.models"), str(len(self.hub.repositories.all("model")))),
            (words("using.datasets"), str(len(self.hub.repositories.all("dataset")))),
            (words("using.requests"), str(len(self.requests))),
        ]

    def __repr__(self) -> str:
        return "\n".join([words("using.title"), *aligned(self._rows())])

    def _repr_html_(self) -> str:
        return markup.card(words("using.title"), markup.grid(self._rows()))


def use(
    *,
    token: Role | None = "write",
    home: str | os.PathLike[str] | None = None,
    port: int = 0,
    filling: Filling = fill,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
) -> LocalHub:
    """Start a hub on this machine, and have this process's clients speak with it: the one switch.

    It works whatever was imported before, and twice: the second call goes on with the hub that is there, and only sets
    right what was changed since, such as offline mode. In a process that was forked off it starts one of its own.

    Parameters
    ----------
    token:
        What HF_TOKEN holds: a ``"write"`` or a ``"read"`` token of the account ``student``, or None for nobody.
    home:
        The HF_HOME of the clients, with their cache; by default a new folder that is removed when the hub is closed.
        Never the student's own: their token file and their cache are left alone.
    port:
        Where to listen on 127.0.0.1; by default a port that is free.
    filling, clock, sleep:
        What stands on the hub when it starts, and where its time comes from: for tests.

    Returns
    -------
    The hub in use. Requests to hosts that huggingface_hub has written into itself arrive there; a request to any other
    host fails at once, before its name is looked up. `course_lib.checkpoint` goes on as before.

    Raises
    ------
    CourseError
        A port that is taken; another `home` than the hub in use has; a huggingface_hub without client factories.

    >>> import huggingface_hub
    >>> with use() as hub:
    ...     [model.id for model in huggingface_hub.list_models(filter="zh", pipeline_tag="text-generation")]
    ['glassbox/chat', 'glassbox/gpt2-zh']
    """
    global _current
    with _lock:
        if _current is not None and _current._process != os.getpid():
            _current._leave_to_parent()
            _current = None
        if _current is not None:
            wanted = Path(home).absolute() if home is not None else _current.home
            if wanted != _current.home:
                raise words.error("other-home", home=_current.home, asked=wanted)
            if (filling, clock, sleep) != _current._made_with or port not in (0, _current._server.port):
                raise words.error("other-hub", address=_current.address)
        else:
            import huggingface_hub  # noqa: F401 - its constants and factories are what is changed

            started = _started(home, port, filling, clock, sleep)
            # What the environment was before it is changed: the course's own downloads go on by it.
            started._patches.put(download, "environment_before", dict(os.environ))
            _current = started
            atexit.register(started.close)
        try:
            _apply(_current, token)
        except BaseException:
            _current.close()
            raise
        return _current


def _started(
    home: str | os.PathLike[str] | None,
    port: int,
    filling: Filling,
    clock: Callable[[], float],
    sleep: Callable[[float], None],
) -> LocalHub:
    folder = Path(tempfile.mkdtemp(prefix="glassbox-hub-"))
    try:
        (folder / "uploads").mkdir()
        own_home = folder / "home" if home is None else Path(home).absolute()
        own_home.mkdir(parents=True, exist_ok=True)
        hub = Hub(folder / "uploads", filling=filling, clock=clock, sleep=sleep)
        server = listening(hub, port=port)
        hf_command.write(folder / "bin")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    made = LocalHub(hub, server.start(), folder, own_home)
    made._made_with = (filling, clock, sleep)
    return made


def listening(hub: Hub, host: str = "127.0.0.1", port: int = 0) -> Server:
    """A server for a hub; raises CourseError where that port cannot be listened on."""
    try:
        return Server(hub, host, port)
    except (OSError, OverflowError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise words.error("port", port=port, host=host, reason=reason) from problem


def _apply(local: LocalHub, token: Role | None) -> None:
    """Set everything that makes the clients speak with this hub; what stands already is set again, to the same."""
    if token is None:
        local.token = None
    elif local.token is None or local.token.role != token:
        local.token = local.hub.token(token)
    own = environment.variables(
        local.address, local.home, local.token.value if local.token else "", local._folder / "bin", os.environ
    )
    environment.change(local._patches, own)
    rerouting.install(local._patches, local.address)
    _forget_what_was_seen()


def _forget_what_was_seen() -> None:
    """Clients keep what they have seen: file systems by their address, which may be taken again, the facts of a model
    by its name, which is the same on every hub.
    """
    module = sys.modules.get("huggingface_hub.hf_file_system")
    if module is not None:
        module.HfFileSystem.clear_instance_cache()
    for name in _REMEMBERING:
        module = sys.modules.get(name)
        for held in list(vars(module).values()) if module is not None else ():
            if hasattr(held, "cache_clear"):
                held.cache_clear()
