"""A hub: what it holds, who may come, and which function answers a request. How a request gets here is server.py's."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from course_lib.local_hub import (
    account_pages,
    chatting,
    downloading,
    endpoint_pages,
    endpoints,
    gates,
    inference,
    page_frame,
    people,
    reading,
    repository_pages,
    searching,
    uploading,
)
from course_lib.local_hub.accounts import Account, Accounts, Token
from course_lib.local_hub.computing import Computing
from course_lib.local_hub.deployments import Deployments
from course_lib.local_hub.faults import Faults
from course_lib.local_hub.loading_times import Limit, Loading
from course_lib.local_hub.messages import Answer, Refusal, Request
from course_lib.local_hub.record import Record
from course_lib.local_hub.repositories import Repositories, Repository
from course_lib.local_hub.routes import Route, found
from course_lib.local_hub.served_models import ServedModels
from course_lib.local_hub.sessions import Sessions
from course_lib.local_hub.stock import OWNER, Filling, fill
from course_lib.local_hub.upload_store import Uploads

#: Who a student is on their own hub.
STUDENT = "student"
#: Whose the hub's own repositories are to change.
TEACHER = "teacher"
#: Hosts whose addresses the clients have written into themselves; a hub answers to all of them.
ROUTER = "router.huggingface.co"
MANAGEMENT = "api.endpoints.huggingface.cloud"
OLD_HOST = "api-inference.huggingface.co"
HUB_HOSTS = ("huggingface.co", "www.huggingface.co", "hf.co")
#: What tutorials of 2023 call; it has answered so since it was switched off.
GONE = "https://api-inference.huggingface.co is no longer supported. Please use https://router.huggingface.co instead."
_ROUTES: tuple[Route, ...] = (
    *people.ROUTES, *searching.ROUTES, *reading.ROUTES, *downloading.ROUTES, *uploading.ROUTES, *gates.ROUTES,
    *inference.ROUTES, *chatting.ROUTES, *endpoints.ROUTES, *account_pages.ROUTES,
    *endpoint_pages.ROUTES, *repository_pages.ROUTES,
)  # fmt: skip


class Hub:
    """Everything that a hub is, apart from its network.

    Parameters
    ----------
    folder:
        Where uploaded files are kept; nothing is written anywhere else.
    filling:
        Puts the first repositories on its shelves.
    clock, sleep:
        Where the time comes from, and what waits; a test hands in its own.
    largest_upload, room:
        Bytes of one uploaded file, and of all together; what is larger is refused.

    repositories, accounts: what it holds. requests: the record. faults: what goes wrong on order; loading, limit: how
    long models take to load, and how many requests one token has. deployments: endpoints, with their meter. student:
    the account of whoever started it. large_files_elsewhere: whether a large file is answered with the way to a store,
    as on the real hub.
    """

    def __init__(
        self,
        folder: Path,
        *,
        filling: Filling = fill,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
        largest_upload: int = 256 * 1024 * 1024,
        room: int = 2 * 1024**3,
    ) -> None:
        self.clock = clock
        self.sleep = sleep
        self.uploads = Uploads(folder, largest=largest_upload, room=room)
        self.large_files_elsewhere = False
        self.address = self.other_address = "http://127.0.0.1"
        self.requests = Record()
        self.loading = Loading(clock)
        self.limit = Limit(clock)
        self.models = ServedModels(folder.parent / "served")
        self.computing = Computing()
        self.deployments = Deployments(clock, partial(endpoints.runs, self))
        self.sessions = Sessions()
        self._counts: Counter[str] = Counter()
        self.faults = Faults(clock)
        self.repositories = Repositories()
        self.accounts = Accounts(clock)
        self.student = Account(STUDENT, "A student")
        self.accounts.add(self.student)
        self.accounts.add(Account(TEACHER, "A teacher", (OWNER,)))
        filling(self.repositories)

    def token(self, role: Any = "write", **options: Any) -> Token:
        """A new token of the student's; see `Accounts.new_token`."""
        return self.accounts.new_token(self.student.name, role, **options)

    def providers(self, repository: Repository) -> dict[str, Any]:
        """Who runs a model for those who ask: this hub, under the name of the hub's own service."""
        task = inference.task_of(repository.head)
        if not task:
            return {}
        told = "conversational" if "chat_template.jinja" in repository.head.files else task
        return {"hf-inference": {"status": "live", "providerId": repository.id, "task": told}}

    def count(self, name: str) -> int:
        """1, 2, 3 and so on, for each name."""
        self._counts[name] += 1
        return self._counts[name]

    def close(self) -> None:
        """End what it computes."""
        self.computing.close()

    def answer(self, request: Request) -> Answer:
        """The answer to a request; never an exception."""
        try:
            if request.host == OLD_HOST:
                raise Refusal(410, GONE)
            answer = found(_ROUTES, self, request)
            if answer is None:
                raise Refusal(404, f"There is nothing at {request.method} {request.path}.")
        except Refusal as refusal:
            in_words = "text/html" in request.headers.get("accept", "")
            return page_frame.refused(self, request, refusal) if in_words else refusal.answer()
        return answer
