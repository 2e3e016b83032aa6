"""Faults on order: what a hub does on a bad day, made to happen when a lesson wants to see it.

A fault waits for requests that it is meant for, and is over after so many of them, or after so many seconds.

>>> faults = Faults()
>>> faults.order(busy(estimated_time=2.0), path="/hf-inference/", times=1)
>>> faults.spoil("POST", "/hf-inference/models/glassbox/chat").answer.status
503
>>> faults.spoil("POST", "/hf-inference/models/glassbox/chat") is None
True
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from course_lib.local_hub.messages import Answer, Refusal


@dataclass(frozen=True)
class Fault:
    """What is done to a request that was ordered to go wrong.

    answer: sent instead of the right one; None spoils the right one. cut_after: the connection is closed after so many
    bytes of the body. pace: seconds to wait after each piece of the body. piece: how many bytes a piece has then.
    """

    answer: Answer | None = None
    cut_after: int | None = None
    pace: float = 0.0
    piece: int = 64 * 1024

    def spoiled(self, right: Answer) -> Answer:
        """The answer as it is sent."""
        return replace(right, cut_after=self.cut_after, pace=self.pace)


def busy(*, estimated_time: float = 20.0, model: str = "") -> Fault:
    """503: a model that is being loaded, and the seconds that it will take."""
    said = {"error": f"Model {model} is currently loading".replace("  ", " "), "estimated_time": estimated_time}
    return Fault(Answer.of_json(said, 503))


def too_many(*, reset: int = 55, limit: int = 500, window: int = 300) -> Fault:
    """429: a client that asked too often. reset: seconds until it may ask again; limit: requests in window seconds."""
    headers = {
        "RateLimit": f'"api";r=0;t={reset}',
        "RateLimit-Policy": f'"fixed window";"api";q={limit};w={window}',
        "Retry-After": str(reset),
    }
    return Fault(Answer.of_json({"error": "Too many requests"}, 429, headers))


def broken(status: int = 500, message: str = "Internal Error - We're working hard to fix this as soon as possible!",
           code: str = "") -> Fault:  # fmt: skip
    """An error of the server's own, or any other status."""
    return Fault(Refusal(status, message, code=code).answer())


def no_json(text: str = "<html><body>502 Bad Gateway</body></html>", status: int = 200) -> Fault:
    """A body that is not JSON, where JSON was promised: what a proxy in between may answer."""
    return Fault(Answer.of_text(text, status, "text/html"))


def cut(after: int) -> Fault:
    """A connection that breaks after so many bytes of the answer."""
    return Fault(cut_after=after)


def slow(*, seconds: float = 0.05, piece: int = 64 * 1024) -> Fault:
    """Bytes that come slowly: so many at once, and seconds between."""
    return Fault(pace=seconds, piece=piece)


@dataclass
class _Order:
    fault: Fault
    method: str
    path: str
    left: int | None
    until: float | None


class Faults:
    """Which requests go wrong, and how.

    clock: gives seconds, for faults that last a while.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._orders: list[_Order] = []
        self._clock = clock
        self._lock = threading.Lock()

    def order(
        self, fault: Fault, *, path: str = "", method: str = "", times: int | None = None, seconds: float | None = None
    ) -> None:
        """Have requests go wrong.

        path: those whose path holds this text. method: those of this method; "" for all. times: how many; seconds: for
        how long from now. Without either, every such request until `clear`.
        """
        until = None if seconds is None else self._clock() + seconds
        with self._lock:
            self._orders.append(_Order(fault, method.upper(), path, times, until))

    def clear(self) -> None:
        """Let everything go right again."""
        with self._lock:
            self._orders.clear()

    def spoil(self, method: str, path: str) -> Fault | None:
        """The fault that a request meets, which counts as met; None where nothing was ordered for it."""
        with self._lock:
            now = self._clock()
            self._orders = [one for one in self._orders if one.until is None or now < one.until]
            for order in self._orders:
                if order.path in path and order.method in ("", method):
                    if order.left is not None:
                        order.left -= 1
                        if order.left <= 0:
                            self._orders.remove(order)
                    return order.fault
        return None
