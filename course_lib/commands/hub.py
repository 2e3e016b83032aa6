"""`course hub`: the hub of lessons 10 to 13 in a process of its own, for a terminal, or for a class."""

from __future__ import annotations

import argparse
import csv
import os
import re
import shlex
import signal
import socket
import sys
import tempfile
import threading
from pathlib import Path

from course_lib.cli import Report
from course_lib.errors import CourseError
from course_lib.lab.ports import is_loopback

PORT = 8765
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,38}")
#: What is somebody's already, and what the hub's own addresses begin with.
_TAKEN = frozenset((
    "glassbox", "student", "teacher", "api", "models", "datasets", "spaces", "settings", "endpoints", "login", "store",
    "upload", "upload-verify", "hf-inference", "v1", "v2",
))  # fmt: skip


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=PORT, help=f"the port to listen on (default: {PORT})")
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="listen here, for a class: wants --people and --tokens"
    )
    parser.add_argument(
        "--address", metavar="URL", help="how others reach it (default: this machine's name and the port)"
    )
    parser.add_argument("--people", type=Path, metavar="FILE", help="the names of the accounts, one a line")
    parser.add_argument(
        "--tokens", type=Path, metavar="FILE", help="where each account's token is written (CSV, for your eyes)"
    )


def run(args: argparse.Namespace) -> Report:
    from course_lib.local_hub import Hub
    from course_lib.local_hub.switch import listening

    if not is_loopback(args.host) and (args.people is None or args.tokens is None):
        raise CourseError(
            f"On {args.host} others reach the hub, and nobody has an account.",
            "Name the accounts with --people FILE, one a line, and a file for their tokens with --tokens FILE.",
        )
    names = _names(args.people) if args.people else []
    if args.tokens is not None and args.tokens.exists():
        raise CourseError(f"{args.tokens} is there already.", "Move it away, or name another file.")
    with tempfile.TemporaryDirectory(prefix="glassbox-hub-") as folder:
        (Path(folder) / "uploads").mkdir()
        hub = Hub(Path(folder) / "uploads")
        server = listening(hub, args.host, args.port)
        if not is_loopback(args.host):
            hub.address = hub.other_address = (args.address or f"http://{socket.gethostname()}:{server.port}").rstrip(
                "/"
            )
            hub.models.pushed_too = False  # what strangers push is kept, and not run
        with server:
            _say_where(hub, args.tokens, names, Path(folder) / "home", open_to_others=not is_loopback(args.host))
            _wait()
        hub.close()
        count = len(hub.requests)
    data = {"address": hub.address, "accounts": names, "requests": count}
    return Report(f"The hub has stopped; it answered {count} requests.", data)


def _names(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise CourseError(f"{path} cannot be read: {problem}", "Name a text file, one account's name a line.") from None
    names = [line.strip() for line in lines if line.strip()]
    for name in names:
        if not _NAME.fullmatch(name) or name.lower() in _TAKEN:
            raise CourseError(
                f"{name!r} in {path} is no name of an account here.",
                "Use letters and digits of ASCII, '-' and '_', and no word that the hub's addresses begin with.",
            )
    if not names or len(set(names)) != len(names):
        raise CourseError(f"{path} names nobody, or somebody twice.", "Write each name once, one a line.")
    return names


def _say_where(hub: object, tokens: Path | None, names: list[str], home: Path, *, open_to_others: bool) -> None:
    from course_lib.local_hub import Account, Hub

    assert isinstance(hub, Hub)
    say = sys.stderr.write
    if names and tokens is not None:
        # Made for its owner alone: whoever reads it is everybody on this hub.
        with os.fdopen(os.open(tokens, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            table = csv.writer(file)
            table.writerow(["account", "token"])
            for name in names:
                hub.accounts.add(Account(name, name))
                table.writerow([name, hub.accounts.new_token(name, "write").value])
        say(f"The tokens of {len(names)} accounts stand in {tokens}; give each to its owner, and to nobody else.\n")
    say(f"The hub listens: {hub.address}\n")
    if open_to_others:
        say("Whoever uses it sets HF_ENDPOINT to this address, HF_TOKEN to their token, and HF_HUB_DISABLE_XET=1.\n")
        say("Nothing is encrypted: share it on networks you trust.\n")
    else:
        own = {
            "HF_ENDPOINT": hub.address, "HF_TOKEN": hub.token("write").value, "HF_HOME": str(home),
            "HF_HUB_DISABLE_XET": "1", "HF_HUB_DISABLE_UPDATE_CHECK": "1",
        }  # fmt: skip
        say("In another terminal:\n")
        for name, value in own.items():
            say(f"  export {name}={shlex.quote(value)}\n")
        say(f"In a browser: {hub.address}/login?key={hub.sessions.key(hub.student.name)}\n")
    say("Ctrl-C stops it, and everything that was pushed is gone.\n")
    sys.stderr.flush()


def _wait() -> None:
    """Until somebody presses Ctrl-C, or the process is asked to end."""
    ended = threading.Event()
    before = signal.signal(signal.SIGTERM, lambda *_: ended.set())
    try:
        while not ended.wait(3600):
            pass
    except KeyboardInterrupt:
        sys.stderr.write("\n")
    finally:
        signal.signal(signal.SIGTERM, before)
