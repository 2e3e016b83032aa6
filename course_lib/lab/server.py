"""A JupyterLab of the course's own: started on work/, waited for, and stopped with nothing left behind.

It keeps its settings in ``work/.lab``, apart from any other Jupyter of the same person, so that it behaves
the same for everybody; what it says goes to ``work/.lab.log``.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

from course_lib.course_root import Course
from course_lib.errors import CourseError
from course_lib.lab.access import new_token, with_token

START_SECONDS = 180.0
STOP_SECONDS = 15.0
_POSIX = os.name == "posix"

# What JupyterLab's own words are in, for each language of the lessons. Said for English too: unsaid, it would follow
# the machine's locale, and lessons, which name menus, would name others than those that are there.
_LOCALES = {"en": "en", "zh": "zh_CN"}
#: What the course adds to JupyterLab's page.
_PAGE = Path(__file__).parent / "page"
# What a check shows in place of Python's red lines: kernels load it. One of another Python does without.
_KERNEL_CONFIG = """from importlib.util import find_spec

if find_spec("course_lib") is not None:
    c.InteractiveShellApp.extensions = ["course_lib.exercises.at_the_kernel"]  # noqa: F821
"""


@dataclass(frozen=True)
class Plan:
    """What to start: JupyterLab for `course` at `host`:`port`, opening `start`, a path below work/.

    `language` is that of its menus; a person who chooses another one there (Settings > Language) has it from then on.
    """

    course: Course
    start: str
    host: str = "127.0.0.1"
    port: int = 8888
    browser: bool = True
    language: str = "en"
    password_file: Path | None = None

    @property
    def base(self) -> str:
        """Where this machine reaches the server; one that listens everywhere is found on loopback."""
        host = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(self.host, self.host)
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    @property
    def address_for_others(self) -> str:
        host = socket.gethostname() if self.host in ("", "0.0.0.0", "::") else self.host
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    @property
    def page(self) -> str:
        """The page to open: the notebook, and beside it the list of all lessons in its language."""
        return f"/lab/tree/{self.start}?file-browser-path={self.start.partition('/')[0]}"

    @property
    def log(self) -> Path:
        return self.course.work / ".lab.log"


@dataclass
class Lab:
    """A running JupyterLab; `url` opens it."""

    plan: Plan
    token: str
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        """The address to open: with the token on loopback; elsewhere the page asks for the password."""
        page = f"{self.plan.base}{self.plan.page}"
        return page if self.plan.password_file else f"{page}&token={self.token}"

    def wait_until_ready(self, seconds: float = START_SECONDS) -> None:
        """Return once the server answers, and keeps out those who have no token.

        Raises CourseError with the end of the log when it ends, or does not answer within `seconds`.
        """
        deadline = time.monotonic() + seconds
        while _status(self.plan.base, self.token) != 200:
            if self.process.poll() is not None:
                raise CourseError(f"JupyterLab did not start. Its log ends with:\n{self._log_end()}", _LOG_STEP)
            if time.monotonic() > deadline:
                raise CourseError(
                    f"No answer from JupyterLab in {seconds:.0f} s. Its log ends with:\n{self._log_end()}",
                    _LOG_STEP,
                )
            time.sleep(0.1)
        # A configuration of the whole machine may switch the token off. Then anybody could run code here.
        if _status(self.plan.base, None) == 200:
            raise CourseError(
                "JupyterLab lets everybody in: a Jupyter configuration on this machine has an empty token.",
                "`jupyter --paths` lists the configuration folders; remove the empty token there.",
            )

    def wait(self) -> None:
        """Return when the server ends, as after File > Shut Down.

        Raises CourseError when it ends by itself with an error.
        """
        while True:
            # In short waits: on Windows a long one cannot be interrupted with Ctrl-C.
            with contextlib.suppress(subprocess.TimeoutExpired):
                if self.process.wait(timeout=0.5) != 0:
                    raise CourseError(
                        f"JupyterLab ended with an error. Its log ends with:\n{self._log_end()}", _LOG_STEP
                    )
                return

    def stop(self) -> None:
        """End the server and its kernels: asked first, then made to."""
        try:
            if _POSIX:
                self._signal(signal.SIGTERM)
            # On Windows the Ctrl-C that brought us here reached the server too: no other request is needed.
            self.process.wait(timeout=STOP_SECONDS)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            if _POSIX:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self.process.pid, signal.SIGKILL)
            self.process.kill()
            self.process.wait()

    def _signal(self, number: signal.Signals) -> None:
        if self.process.poll() is None:
            self.process.send_signal(number)

    def _log_end(self, lines: int = 12) -> str:
        try:
            return "\n".join(self.plan.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
        except OSError:
            return "(no log)"


_LOG_STEP = "`course doctor` looks for the usual causes; the whole log is work/.lab.log."


@contextlib.contextmanager
def running(plan: Plan) -> Iterator[Lab]:
    """Start JupyterLab, and see that it is gone on the way out, however that is.

    >>> with running(Plan(course, "en/00-start-here/00-start-here.ipynb")) as lab:
    ...     lab.wait_until_ready()
    ...     lab.wait()
    """
    token = new_token()
    with _stops_as_interrupts(), _private(plan.log) as log:
        process = subprocess.Popen(
            _command(plan),
            cwd=plan.course.work,
            env=_environment(plan, token),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            # Its own session: Ctrl-C reaches us alone, and we end it in good order.
            start_new_session=_POSIX,
        )
        lab = Lab(plan, token, process)
        try:
            yield lab
        finally:
            lab.stop()


def _command(plan: Plan) -> list[str]:
    settings = {
        "ServerApp.root_dir": str(plan.course.work),
        "ServerApp.ip": plan.host,
        "ServerApp.port": str(plan.port),
        "ServerApp.port_retries": "0",
        "ServerApp.open_browser": str(plan.browser),
        "ServerApp.answer_yes": "True",
        "LabApp.default_url": plan.page,
        "LabApp.extra_labextensions_path": str(_PAGE),
        "LabApp.news_url": "None",
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        "LabApp.extension_manager": "readonly",
    }
    if _POSIX:
        # Jupyter would start a login shell, as its own output is no terminal; that reads /etc/profile, which sets PATH
        # anew on Debian and Ubuntu, and `course` would not be found.
        settings["ServerApp.terminado_settings"] = str({"shell_command": [os.environ.get("SHELL") or "sh"]})
    if _POSIX and os.geteuid() == 0:
        settings["ServerApp.allow_root"] = "True"  # a container has no other user
    # -P: a file that a student names json.py must not become the server's json.
    command = [
        sys.executable,
        "-P",
        "-m",
        "jupyterlab",
        *(f"--{key}={value}" for key, value in settings.items()),
    ]
    return [*command, f"--config={plan.password_file}"] if plan.password_file else command


def _environment(plan: Plan, token: str) -> dict[str, str]:
    home = plan.course.work / ".lab"
    defaults = home / "labconfig" / "default_setting_overrides.json"
    defaults.parent.mkdir(parents=True, exist_ok=True)
    defaults.write_text(json.dumps(_settings(plan.language), indent=1) + "\n", encoding="utf-8")
    kernels = home / "ipython" / "profile_default" / "ipython_kernel_config.py"
    kernels.parent.mkdir(parents=True, exist_ok=True)
    kernels.write_text(_KERNEL_CONFIG, encoding="utf-8")
    kept = with_token(os.environ, token)
    # JupyterLab's own terminal finds `course` though nobody activated the environment.
    programs = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])
    return {**kept, "PATH": programs, "JUPYTER_CONFIG_DIR": str(home), "IPYTHONDIR": str(home / "ipython")}


def _settings(language: str) -> dict[str, dict[str, object]]:
    """What JupyterLab is set to until its user sets it otherwise."""
    return {
        # No question about news at the first start, and no look for updates: there may be no network.
        "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
        "@jupyterlab/translation-extension:plugin": {"locale": _LOCALES[language]},
    }


def _private(path: Path) -> IO[bytes]:
    """A new file that only its owner reads."""
    try:
        path.unlink(missing_ok=True)
        return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    except OSError as error:  # on Windows, while another server writes to it
        raise CourseError(
            f"{path} cannot be written: {error.strerror or error}.", "Close the JupyterLab of this course that is open."
        ) from error


def _status(base: str, token: str | None) -> int:
    """The server's answer to a question that needs authorization; 0 when there is no answer."""
    headers = {"Authorization": f"token {token}"} if token else {}
    try:
        # Never through a proxy: this is our own machine.
        with build_opener(ProxyHandler({})).open(Request(f"{base}/api/status", headers=headers), timeout=5) as answer:
            return int(answer.status)
    except HTTPError as refused:
        refused.close()
        return refused.code
    except (URLError, OSError):
        return 0


@contextlib.contextmanager
def _stops_as_interrupts() -> Iterator[None]:
    """Let a closed terminal or a `kill` end us as Ctrl-C does, so that the server goes too."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    numbers = [signal.SIGINT, signal.SIGTERM]
    hangup = getattr(signal, "SIGHUP", None)
    if hangup is not None and signal.getsignal(hangup) is not signal.SIG_IGN:  # ignored: started with nohup
        numbers.append(hangup)
    before = {number: signal.signal(number, interrupt) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
