"""The outer end of a sandbox: starts a template, takes workers from it, replaces it when it is lost.

A template may be shared: who started it (`Template`) gives every grading process a line of its own to it (`connect`).
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from course_lib.grading.limits import Limits
from course_lib.grading.sandbox.root import bubblewrap, sandbox_command
from course_lib.grading.sandbox.words import words
from course_lib.grading.wire.worker_handle import Worker

_WARM_UP_SECONDS = 120.0
_REPLY_SECONDS = 30.0


class TemplateLost(Exception):
    """The template ended, does not answer, or forks no more."""


class Sandbox:
    """Workers, each in a sandbox of its own. Use as a context manager: leaving it ends everything.

    `line` leads to a template that somebody else keeps; without one, and when that one is lost, the sandbox has a
    template of its own.

        with Sandbox(Limits()) as sandbox, Session(program, sandbox.launch) as session:
            session.ask("encode", call)
    """

    def __init__(self, limits: Limits, line: socket.socket | None = None) -> None:
        self._limits = limits
        self._template: Template | None = None
        self._line = Line(line) if line is not None else None

    def __enter__(self) -> Sandbox:
        if self._line is None:
            with suppress(TemplateLost):  # tried again, and told, when a worker is wanted
                self._connect()
        return self

    def __exit__(self, *_: object) -> None:
        self._discard()

    def launch(self, seed: int) -> Worker:
        """A fresh worker. CourseError when this machine gives no sandbox."""
        try:
            try:
                return self._launch(seed)
            except TemplateLost:  # it was killed, say, or has grown: a new one is no different
                self._discard()
                return self._launch(seed)
        except TemplateLost as lost:
            why = self._template.last_words() if self._template is not None else ""
            self._discard()
            borrowed = why.startswith(("ModuleNotFoundError", "ImportError"))
            raise words.error("not-installed-here" if borrowed else "not-started", why=why or lost) from lost

    def _launch(self, seed: int) -> Worker:
        line = self._line or self._connect()
        pipe, number = line.start(self._limits, seed)
        return Worker(pipe, KeptByTemplate(partial(self._ask, line), number))

    def _connect(self) -> Line:
        self._template = Template()
        self._line = Line(self._template.connect())
        return self._line

    def _ask(self, line: Line, request: dict[str, Any]) -> dict[str, Any]:
        """What the template answers about one of its workers; nothing when it is gone, and its workers with it."""
        if line is not self._line:
            return {}
        try:
            return line.ask(request)
        except TemplateLost:
            self._discard()
            return {}

    def _discard(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None
        if self._template is not None:
            self._template.close()
            self._template = None


@dataclass(frozen=True)
class KeptByTemplate:
    """A worker of a template, by its number: what `worker_handle.Keeper` asks for. `ask` is a `Line`'s, say."""

    ask: Callable[[dict[str, Any]], dict[str, Any]]
    number: int

    def end(self) -> str:
        return str(self.ask({"what": "stop", "number": self.number}).get("stopped", ""))

    def note_copy(self, copy: int) -> bool:
        return bool(self.ask({"what": "copied", "number": self.number, "copy": copy}).get("alone"))

    def end_main_line(self) -> None:
        self.ask({"what": "settle", "number": self.number})

    def leave_alone(self) -> bool:
        return bool(self.ask({"what": "alone", "number": self.number}).get("alone"))

    def wake(self, copy: int) -> bool:
        return bool(self.ask({"what": "wake", "number": self.number, "copy": copy}).get("woken"))


class Template:
    """A running template process (`template_process`), which gets warm by itself. Use as a context manager.

    Raises TemplateLost.
    """

    def __init__(self) -> None:
        program = bubblewrap()
        if program is None:
            raise TemplateLost("bubblewrap is not installed")
        self._clients, theirs = socket.socketpair()
        inside = [sys.executable, "-P", "-m", "course_lib.grading.sandbox.template_process", str(theirs.fileno())]
        try:
            self._process = subprocess.Popen(
                sandbox_command(program, inside, as_root=os.getuid() == 0),
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,  # a group of its own, to be killed whole; and Ctrl-C is the orchestrator's
            )
        finally:
            theirs.close()

    def __enter__(self) -> Template:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def process(self) -> int:
        """The pid of the sandbox's outermost process; killing it ends everything in it."""
        return self._process.pid

    def connect(self) -> socket.socket:
        """A new line to it, for a `Line` here or in another process; it need not be warm yet."""
        ours, theirs = socket.socketpair()
        try:
            socket.send_fds(self._clients, [b"+"], [theirs.fileno()])
        except OSError as error:
            ours.close()
            raise TemplateLost("its template is gone") from error
        finally:
            theirs.close()
        return ours

    def last_words(self) -> str:
        """End it; the last line that it had written on stderr."""
        self._kill()
        said = (self._process.communicate()[1] or b"").decode(errors="replace").strip()
        return said.splitlines()[-1] if said else ""

    def close(self) -> None:
        self._clients.close()
        self._kill()
        self._process.wait()
        if self._process.stderr is not None:
            self._process.stderr.close()

    def _kill(self) -> None:
        # Not its first process alone: in its first milliseconds, bubblewrap's second one would wait for that for ever.
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)


class Line:
    """What is said to a template over one of its sockets. The workers that were started end with it."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._patience = _WARM_UP_SECONDS  # for the first answer: the template may have just begun to get warm

    def start(self, limits: Limits, seed: int) -> tuple[socket.socket, int]:
        """Have a worker forked; its pipe, and the number that it is stopped by. Raises TemplateLost."""
        ours, theirs = socket.socketpair()
        try:
            request = json.dumps({"start": {"limits": asdict(limits), "seed": seed}}).encode()
            socket.send_fds(self._control, [request], [theirs.fileno()])
            theirs.close()
            answer = self._answer()
            if "started" not in answer:
                raise TemplateLost(str(answer["refused"]))
        except (OSError, TemplateLost) as error:
            ours.close()
            theirs.close()
            raise error if isinstance(error, TemplateLost) else TemplateLost("its template is gone") from error
        return ours, int(answer["started"])

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer to a request about a worker. Raises TemplateLost."""
        try:
            self._control.sendall(json.dumps(request).encode())
        except OSError as error:
            raise TemplateLost("its template is gone") from error
        return self._answer()

    def close(self) -> None:
        self._control.close()

    def _answer(self) -> dict[str, Any]:
        self._control.settimeout(self._patience)
        line = b""
        with suppress(OSError):
            while not line.endswith(b"\n"):
                more = self._control.recv(4096)
                if not more:
                    break
                line += more
        if not line.endswith(b"\n"):
            raise TemplateLost("its template is gone")
        self._patience = _REPLY_SECONDS
        answer: dict[str, Any] = json.loads(line)
        return answer
