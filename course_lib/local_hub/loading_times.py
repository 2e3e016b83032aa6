"""Two things that a caller of a busy service meets: a model that is not loaded yet, and a limit of requests."""

from __future__ import annotations

import threading
from collections.abc import Callable

from course_lib.local_hub.messages import Refusal


class Loading:
    """How long models take to load, for those that were told to take their time; all others are there at once.

    >>> now = [0.0]
    >>> loading = Loading(lambda: now[0])
    >>> loading.slow_down("glassbox/chat", 20)
    >>> loading.left("glassbox/chat"), loading.left("glassbox/bert-zh")
    (20.0, 0.0)
    >>> now[0] = 15.5
    >>> loading.left("glassbox/chat")
    4.5
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._takes: dict[str, float] = {}
        self._since: dict[str, float] = {}

    def slow_down(self, repo_id: str, seconds: float) -> None:
        """Let a model take so long, counted from the first request for it after this."""
        self._takes[repo_id] = float(seconds)
        self._since.pop(repo_id, None)

    def left(self, repo_id: str) -> float:
        """Seconds until it is loaded; the first who asks has it loaded."""
        if repo_id not in self._takes:
            return 0.0
        since = self._since.setdefault(repo_id, self._clock())
        return max(0.0, self._takes[repo_id] - (self._clock() - since))


class Limit:
    """How many requests one token has in a window of time; without `set` as many as it likes.

    >>> limit = Limit(lambda: 0.0)
    >>> limit.set(requests=1, seconds=60)
    >>> limit.count("somebody")
    >>> limit.count("somebody")
    Traceback (most recent call last):
    ...
    course_lib.local_hub.messages.Refusal: Too many requests: 1 in 60 seconds are allowed.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._most = 0
        self._window = 0.0
        self._seen: dict[str, tuple[float, int]] = {}
        self._lock = threading.Lock()

    def set(self, *, requests: int, seconds: float) -> None:
        """Allow so many in so many seconds, for each token; 0 requests takes the limit away."""
        with self._lock:
            self._most, self._window = requests, float(seconds)
            self._seen.clear()

    def count(self, who: str) -> None:
        """One request more. Refusal (429), with what is left and until when, for one too many."""
        with self._lock:
            if not self._most:
                return
            now = self._clock()
            start, used = self._seen.get(who, (now, 0))
            if now - start >= self._window:
                start, used = now, 0
            self._seen[who] = (start, used + 1)
            if used < self._most:
                return
            left = max(1, round(start + self._window - now))
        raise Refusal(
            429, f"Too many requests: {self._most} in {self._window:g} seconds are allowed.",
            RateLimit=f'"api";r=0;t={left}', Retry_After=str(left),
            RateLimit_Policy=f'"fixed window";"api";q={self._most};w={self._window:g}',
        )  # fmt: skip
