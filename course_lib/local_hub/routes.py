"""Which function answers which address."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from course_lib.local_hub.messages import Answer, Request

if TYPE_CHECKING:
    from course_lib.local_hub.hub import Hub

#: A repository's name in an address: with its owner, or without one as data sets of old have it.
REPO = r"(?P<repo>[^/]+(?:/[^/]+)?)"
#: The same, its two parts apart.
OWNED = r"(?P<owner>[A-Za-z0-9][\w.-]*)/(?P<name>[\w.-]+)"
KIND = r"(?P<kind>model|dataset|space)s"
#: The kind in an address of a file or a page, where a model has none.
PLACE = r"(?:(?P<kind>dataset|space)s/)?"
Handler = Callable[..., Answer]


@dataclass(frozen=True)
class Route:
    """A method, a pattern that a whole path must fit, and who answers.

    The pattern's named groups are handed on as arguments, percent-encoding undone.
    """

    method: str
    pattern: re.Pattern[str]
    handler: Handler


def route(method: str, pattern: str, handler: Handler) -> Route:
    """A route; of a GET, HEAD comes along."""
    return Route(method, re.compile(pattern), handler)


def found(routes: Sequence[Route], hub: Hub, request: Request) -> Answer | None:
    """The answer of the first route that fits; None where none does."""
    for one in routes:
        if one.method != request.method and not (one.method == "GET" and request.method == "HEAD"):
            continue
        fits = one.pattern.fullmatch(request.path)
        if fits:
            given: dict[str, Any] = {name: unquote(value or "") for name, value in fits.groupdict().items()}
            return one.handler(hub, request, **given)
    return None
