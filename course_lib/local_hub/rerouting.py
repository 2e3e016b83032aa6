"""Clients that cannot leave the house: what they send to the hub's own hosts arrives here, every other host is refused.

Addresses of three services are written into huggingface_hub itself, and no variable changes them. But the library takes
its HTTP clients from a factory that anybody may set, one for each kind; ours give clients whose transport looks at the
host of every request, before a name is looked up.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from course_lib.local_hub.accounts import PREFIX
from course_lib.local_hub.hub import HUB_HOSTS, MANAGEMENT, OLD_HOST, ROUTER
from course_lib.local_hub.words import words
from course_lib.models import download
from course_lib.offline.patches import Patches

#: Hosts that a hub on this machine answers for.
REROUTED = frozenset((*HUB_HOSTS, ROUTER, MANAGEMENT, OLD_HOST, "endpoints.huggingface.co"))
_LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
#: What is sent in place of a token that this hub did not give out: a student's own never leaves their process.
FOREIGN = "hf_not_a_token_of_this_hub"


def install(patches: Patches, address: str) -> None:
    """Have huggingface_hub make clients of this kind, at any time after it was imported; `patches` give its own back.

    Raises CourseError for a release that has no such factories (1.0 was the first).
    """
    import huggingface_hub
    from huggingface_hub.utils import _http as held

    if not hasattr(huggingface_hub, "set_client_factory"):
        raise words.error("too-old", version=huggingface_hub.__version__)
    from huggingface_hub import set_async_client_factory, set_client_factory

    before: Callable[[], Any] = held._GLOBAL_CLIENT_FACTORY
    async_before: Callable[[], Any] = held._GLOBAL_ASYNC_CLIENT_FACTORY
    http = http_library(before)
    set_client_factory(lambda: _client(http, before, address))
    patches.on_undo(lambda: set_client_factory(before))
    set_async_client_factory(lambda: _async_client(http, async_before, address))
    patches.on_undo(lambda: set_async_client_factory(async_before))


def http_library(factory: Callable[[], Any]) -> ModuleType:
    """The HTTP library that the installed huggingface_hub is built on: httpx for 1.x, httpx2 for 2.x."""
    with factory() as client:
        for kind in type(client).__mro__:
            root = kind.__module__.partition(".")[0]
            if root.startswith("httpx"):
                return sys.modules[root]
    raise words.error("no-http", seen=type(client).__module__)


def destination(url: str, address: str) -> tuple[str, int] | None:
    """Where a request goes: host and port of the hub, or None for this machine, where it goes as it is.

    Raises ConnectionRefusedError for every other host, and names it.

    >>> destination("https://router.huggingface.co/v1/chat/completions", "http://127.0.0.1:8000")
    ('127.0.0.1', 8000)
    """
    asked = urlsplit(url)
    host = (asked.hostname or "").rstrip(".").lower()
    if host in _LOOPBACK:
        return None
    own = urlsplit(address)
    if host == own.hostname:
        return None
    if host in REROUTED:
        return own.hostname or "127.0.0.1", own.port or 80
    raise ConnectionRefusedError(words("refused", host=host or url))


def _client(http: ModuleType, factory: Callable[[], Any], address: str) -> Any:
    with factory() as first:  # hooks, redirects and patience as the library wants them
        options = {
            "event_hooks": first.event_hooks, "follow_redirects": first.follow_redirects, "timeout": first.timeout,
        }  # fmt: skip
    through, outside = http.HTTPTransport(), http.Client(follow_redirects=False)

    class Rerouted(http.BaseTransport):  # type: ignore[name-defined, misc]
        def handle_request(self, request: Any) -> Any:
            if download.is_outside():
                return outside.send(request, stream=True)
            _prepare(http, request, address)
            return through.handle_request(request)

        def close(self) -> None:
            through.close()
            outside.close()

    return http.Client(transport=Rerouted(), **options)


def _async_client(http: ModuleType, factory: Callable[[], Any], address: str) -> Any:
    first = factory()  # never opened, so there is nothing to close
    options = {
        "event_hooks": first.event_hooks, "follow_redirects": first.follow_redirects, "timeout": first.timeout,
    }  # fmt: skip
    through = http.AsyncHTTPTransport()

    class Rerouted(http.AsyncBaseTransport):  # type: ignore[name-defined, misc]
        async def handle_async_request(self, request: Any) -> Any:
            _prepare(http, request, address)
            return await through.handle_async_request(request)

        async def aclose(self) -> None:
            await through.aclose()

    return http.AsyncClient(transport=Rerouted(), **options)


def _prepare(http: ModuleType, request: Any, address: str) -> None:
    """Send a request to the hub, under the name that the client called it by; or raise the library's ConnectError."""
    try:
        place = destination(str(request.url), address)
    except ConnectionRefusedError as refusal:
        raise http.ConnectError(str(refusal), request=request) from None
    if place is not None:
        # The header Host was set when the request was made: the hub reads from it which service was meant.
        request.url = request.url.copy_with(scheme="http", host=place[0], port=place[1])
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer" and not token.startswith(PREFIX):
        request.headers["Authorization"] = f"Bearer {FOREIGN}"
