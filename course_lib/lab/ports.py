"""Where a server may listen: is the port free, and who can reach the address?"""

from __future__ import annotations

import ipaddress
import os
import socket

from course_lib.errors import CourseError

# EADDRNOTAVAIL on Linux, macOS and Windows.
_NOT_OURS = {99, 49, 10049}


def is_loopback(host: str) -> bool:
    """Can only this machine reach a server that listens at `host`?

    >>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0")
    (True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_taken_port(host: str, port: int) -> None:
    """Raise CourseError when `port` at `host` is taken, naming the next one that is free."""
    if not 1 <= port <= 65535:
        raise CourseError(f"There is no port {port}.", "Choose one between 1024 and 65535: `course lab --port 8888`.")
    if _port_is_free(host, port):
        return
    later = next((p for p in range(port + 1, min(port + 200, 65536)) if _port_is_free(host, p)), None)
    choice = f"`course lab --port {later}` (or `make lab PORT={later}`)" if later else "`course lab --port NUMBER`"
    raise CourseError(
        f"Port {port} is taken, perhaps by a JupyterLab that is still open.",
        f"Use that one, or start here: {choice}.",
    )


def _port_is_free(host: str, port: int) -> bool:
    try:
        where = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise CourseError(
            f"{host!r} is not an address of this machine: {error}.",
            "Name one of its addresses, or 0.0.0.0 for all.",
        ) from error
    family, kind, protocol, _, address = where[0]
    with socket.socket(family, kind, protocol) as asked:
        if os.name == "posix":
            # A server that has just stopped leaves its port in TIME_WAIT, which is no reason to refuse it.
            asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind(address)
            asked.listen(1)
        except PermissionError:
            raise CourseError(f"Port {port} is reserved on this machine.", "Choose one above 1023.") from None
        except OSError as error:
            if error.errno in _NOT_OURS:
                raise CourseError(
                    f"{host!r} is not an address of this machine.",
                    "Name one of its addresses, or 0.0.0.0 for all.",
                ) from error
            return False
    return True
