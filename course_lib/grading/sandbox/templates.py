"""The orchestrator's end of a sandbox: starts its template, takes workers from it, replaces it when it is lost."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from course_lib.errors import CourseError
from course_lib.grading.limits import Limits
from course_lib.grading.sandbox.root import bubblewrap, sandbox_command
from course_lib.grading.workers import Worker

_WARM_UP_SECONDS = 120.0
_REPLY_SECONDS = 30.0
#: A template that forked this often is replaced: whatever grew in it is gone.
_WORKERS_PER_TEMPLATE = 500


class TemplateLost(Exception):
    """The template ended or does not answer."""


class Sandbox:
    """Workers, each in a sandbox of its own. Use as a context manager: leaving it ends everything.

    with Sandbox(Limits()) as sandbox, Session(program, sandbox.launch) as session:
        session.ask("encode", call)
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._template: Template | None = None
        self._started = 0

    def __enter__(self) -> Sandbox:
        with suppress(TemplateLost):  # tried again, and told, when a worker is wanted
            self._template = Template()
        return self

    def __exit__(self, *_: object) -> None:
        self._discard()

    def launch(self, seed: int) -> Worker:
        """A fresh worker. CourseError when this machine gives no sandbox."""
        try:
            try:
                return self._launch(seed)
            except TemplateLost:  # it was killed, say: a new one is no different
                self._discard()
                return self._launch(seed)
        except TemplateLost as lost:
            self._discard()
            raise CourseError(
                f"No sandbox could be started: {lost}.",
                "`course doctor` tells which protection this machine lacks, and what to do.",
            ) from lost

    def _launch(self, seed: int) -> Worker:
        if self._template is None or self._started >= _WORKERS_PER_TEMPLATE:
            self._discard()
            self._template, self._started = Template(), 0
        self._started += 1
        template = self._template
        pipe, number = template.start(self._limits, seed)
        return Worker(pipe, lambda: self._end(template, number))

    def _end(self, template: Template, number: int) -> str:
        if template is not self._template:  # it is gone, and with it all that it had forked
            return ""
        try:
            return template.stop(number)
        except TemplateLost:
            self._discard()
            return ""

    def _discard(self) -> None:
        if self._template is not None:
            self._template.close()
            self._template = None


class Template:
    """A running template process (`template_process`), which gets warm by itself; `start` waits for it.

    Raises TemplateLost.
    """

    def __init__(self) -> None:
        program = bubblewrap()
        if program is None:
            raise TemplateLost("bubblewrap is not installed")
        self._control, theirs = socket.socketpair()
        inside = [sys.executable, "-P", "-m", "course_lib.grading.sandbox.template_process", str(theirs.fileno())]
        try:
            self._process = subprocess.Popen(
                sandbox_command(program, inside, as_root=os.getuid() == 0),
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        finally:
            theirs.close()
        self._warm = False

    def _warm_up(self) -> None:
        try:
            self._answer(_WARM_UP_SECONDS)
            self._warm = True
        except TemplateLost:
            self._process.kill()
            said = (self._process.communicate()[1] or b"").decode(errors="replace").strip()
            self._control.close()
            raise TemplateLost(said.splitlines()[-1] if said else "its template did not start") from None

    @property
    def process(self) -> int:
        """The pid of the sandbox's outermost process; killing it ends everything in it."""
        return self._process.pid

    def start(self, limits: Limits, seed: int) -> tuple[socket.socket, int]:
        """Have a worker forked; its pipe, and the number that it is stopped by."""
        if not self._warm:
            self._warm_up()
        ours, theirs = socket.socketpair()
        try:
            request = json.dumps({"start": {"limits": asdict(limits), "seed": seed}}).encode()
            socket.send_fds(self._control, [request], [theirs.fileno()])
            theirs.close()
            number = self._answer(_REPLY_SECONDS).get("started")
            if number is None:
                raise TemplateLost("this system refuses namespaces inside bubblewrap's")
        except (OSError, TemplateLost) as error:
            ours.close()
            raise error if isinstance(error, TemplateLost) else TemplateLost(str(error)) from error
        return ours, int(number)

    def stop(self, number: int) -> str:
        """End a worker; why it had been ended before (``"memory"``), if it had."""
        try:
            self._control.sendall(json.dumps({"stop": number}).encode())
        except OSError as error:
            raise TemplateLost(str(error)) from error
        return str(self._answer(_REPLY_SECONDS)["stopped"])

    def close(self) -> None:
        self._control.close()
        self._process.kill()
        self._process.wait()
        if self._process.stderr is not None:
            self._process.stderr.close()

    def _answer(self, seconds: float) -> dict[str, Any]:
        self._control.settimeout(seconds)
        line = b""
        with suppress(OSError):
            while not line.endswith(b"\n"):
                more = self._control.recv(4096)
                if not more:
                    break
                line += more
        if not line.endswith(b"\n"):
            raise TemplateLost("its template is gone")
        answer: dict[str, Any] = json.loads(line)
        return answer
