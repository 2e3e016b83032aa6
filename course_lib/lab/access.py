"""Who may enter a JupyterLab of the course: whoever has its token, or, from other machines, its password.

The token is made anew at every start and goes to the server by environment. The password is asked for once and kept as
a hash.
"""

from __future__ import annotations

import getpass
import json
import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

from course_lib.errors import CourseError

VARIABLE = "COURSE_LAB_PASSWORD"
#: Where Jupyter itself reads a token from; the second names a file that holds one.
_TOKEN, _TOKEN_FILE = "JUPYTER_TOKEN", "JUPYTER_TOKEN_FILE"


def new_token() -> str:
    """A token for one server, which nobody guesses."""
    return secrets.token_urlsafe(24)


def with_token(environment: Mapping[str, str], token: str) -> dict[str, str]:
    """The environment of a server that `token` opens, without the password and without another server's token.

    By environment, because arguments can be read by everybody on the machine.
    """
    kept = {key: value for key, value in environment.items() if key not in (VARIABLE, _TOKEN_FILE)}
    return {**kept, _TOKEN: token}


def password_file(path: Path) -> Path:
    """The Jupyter configuration at `path` that holds the password's hash, made now if it is not there yet.

    The password comes from COURSE_LAB_PASSWORD (which replaces a stored one), or is asked for twice in the
    terminal. The file can be read by its owner alone. Whoever has the password can run any program in your
    name, so there is no server for others without one.

    Raises CourseError when there is no password to be had.

    >>> password_file(course.work / ".lab-password.json")
    PosixPath('/home/me/course/work/.lab-password.json')
    """
    said = os.environ.get(VARIABLE)
    if said is None and _holds_a_hash(path):
        sys.stderr.write(f"Using the password stored in {path}; delete that file to choose another.\n")
        return path
    password = _ask() if said is None else said
    if not password.strip():
        raise CourseError(
            "A server that other machines reach needs a password, and this one is empty.",
            f"Start again and type one, or set {VARIABLE}.",
        )
    from jupyter_server.auth import passwd

    text = json.dumps({"PasswordIdentityProvider": {"hashed_password": passwd(password)}}, indent=1) + "\n"
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    return path


def _ask() -> str:
    if not sys.stdin.isatty():
        raise CourseError(
            "A server that other machines reach needs a password, and there is no terminal to ask for one.",
            f"Set {VARIABLE}, or start it in a terminal.",
        )
    first = getpass.getpass("A password for this server: ")
    if first and getpass.getpass("Once more: ") != first:
        raise CourseError("The two passwords differ.", "Start again.")
    return first


def _holds_a_hash(path: Path) -> bool:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))["PasswordIdentityProvider"]["hashed_password"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return isinstance(stored, str) and bool(stored)
