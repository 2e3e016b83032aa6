"""Who sits at a browser: a cookie that stands for an account, until the hub is closed."""

from __future__ import annotations

import hmac
import secrets
import threading
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie

from course_lib.local_hub.messages import Refusal, Request

COOKIE = "glassbox_hub"
_MOST = 1_000


@dataclass(frozen=True)
class Session:
    """Somebody at a browser. seal: stands in every form of theirs, so that no other page can send one."""

    account: str
    seal: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)


class Sessions:
    """Everybody at a browser.

    >>> sessions = Sessions()
    >>> cookie = sessions.begin_with_key(sessions.key("student"))
    >>> sessions.of(Request("GET", "/", headers={"cookie": f"{COOKIE}={cookie}"})).account
    'student'
    """

    def __init__(self) -> None:
        self._held: dict[str, Session] = {}
        self._keys: dict[str, str] = {}
        self._lock = threading.Lock()

    def key(self, account: str) -> str:
        """A key for an address that logs a browser in; the same each time, for whoever holds the hub."""
        with self._lock:
            for key, owner in self._keys.items():
                if owner == account:
                    return key
            key = secrets.token_hex(16)
            self._keys[key] = account
            return key

    def begin_with_key(self, key: str) -> str:
        """The cookie of a new session. Refusal (403) for a key that nobody was given."""
        for known, account in list(self._keys.items()):
            if hmac.compare_digest(known, key.encode("ascii", "replace").decode()):
                return self.begin(account)
        raise Refusal(403, "This is not the address that the hub gave out.")

    def begin(self, account: str) -> str:
        """The cookie of a new session of an account."""
        cookie = secrets.token_hex(16)
        with self._lock:
            while len(self._held) >= _MOST:
                self._held.pop(next(iter(self._held)))
            self._held[cookie] = Session(account)
        return cookie

    def of(self, request: Request) -> Session | None:
        """Whoever sits at the browser that sent a request."""
        return self._held.get(cookie_of(request, COOKIE))

    def end(self, request: Request) -> None:
        """Log a browser out."""
        with self._lock:
            self._held.pop(cookie_of(request, COOKIE), None)


def cookie_of(request: Request, name: str) -> str:
    """The value of a cookie; "" where it was not sent."""
    try:
        found = SimpleCookie(request.headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""
