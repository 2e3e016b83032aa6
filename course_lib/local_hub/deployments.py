"""Endpoints: machines that run one model for one's own use, the states that they go through, and the meter.

What an endpoint is at a moment follows from what was asked of it and from the clock: nothing runs in the background, so
that a test, or a lesson, can let an hour pass at once. It costs money while a machine is held for it, which is while it
is initializing, updating and running, whether anybody asks it anything or not.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from course_lib.display.tables import Table, table
from course_lib.local_hub.messages import Refusal
from course_lib.local_hub.repositories import iso
from course_lib.local_hub.words import words

State = Literal[
    "pending", "initializing", "updating", "updateFailed", "running", "paused", "failed", "scaledToZero"
]  # fmt: skip
#: While it is in one of these, an endpoint holds a machine, and costs money.
BILLED: frozenset[State] = frozenset(("initializing", "updating", "running"))
TYPES = ("public", "authenticated", "private")
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")
_HOUR, _MINUTE = 3600.0, 60.0


@dataclass(frozen=True)
class Hardware:
    """A machine that can be rented. price: US dollars an hour, of about the size that the real service asks."""

    vendor: str
    region: str
    accelerator: str
    type: str
    size: str
    price: float
    architecture: str
    memory: int
    cpus: int = 0
    gpu_memory: int = 0
    status: str = "available"

    @property
    def id(self) -> str:
        return f"{self.vendor}-{self.region}-{self.type}-{self.size}"


#: All machines: made up, in the shape of the real list; the real prices stand on the service's own page.
HARDWARE: tuple[Hardware, ...] = tuple(
    Hardware(vendor, region, accelerator, kind, size, price, architecture, memory, cpus, gpu_memory, status)
    for vendor, region in (("aws", "us-east-1"), ("aws", "eu-west-1"), ("gcp", "us-east4"))
    for accelerator, kind, size, price, architecture, memory, cpus, gpu_memory, status in (
        ("cpu", "intel-icl", "x1", 0.033, "Intel Ice Lake", 2, 1, 0, "available"),
        ("cpu", "intel-icl", "x2", 0.067, "Intel Ice Lake", 4, 2, 0, "available"),
        ("cpu", "intel-icl", "x4", 0.134, "Intel Ice Lake", 8, 4, 0, "available"),
        ("gpu", "nvidia-t4", "x1", 0.5, "Nvidia T4", 14, 3, 16, "available"),
        ("gpu", "nvidia-l4", "x1", 0.8, "Nvidia L4", 30, 7, 24, "available"),
        ("gpu", "nvidia-a100", "x1", 2.5, "Nvidia A100", 142, 11, 80, "not_available"),
    )
)


@dataclass
class Deployment:
    """An endpoint.

    log: (moment, state) in order; what it costs is read from it. cost_before: dollars of the time before its last
    change of machine. used: the moment of the last request.
    """

    namespace: str
    name: str
    type: str
    hardware: Hardware
    model: dict[str, Any]
    least: int
    most: int
    idle_minutes: float | None
    created: float
    log: list[tuple[float, State]]
    used: float
    cost_before: float = 0.0
    billed_from: float = 0.0
    message: str = ""
    tags: list[str] = field(default_factory=list)

    @property
    def replicas(self) -> int:
        """Machines that it holds while it is up."""
        return max(1, self.least)


class Deployments:
    """All endpoints of a hub.

    Parameters
    ----------
    clock:
        Seconds.
    runs:
        Whether a repository can be run, by its name; an endpoint of one that cannot fails.
    pending, initializing, updating:
        Seconds in these states: here a few, on the real service minutes.
    """

    def __init__(
        self,
        clock: Callable[[], float],
        runs: Callable[[str], bool],
        *,
        pending: float = 2.0,
        initializing: float = 3.0,
        updating: float = 2.0,
    ) -> None:
        self._clock = clock
        self._runs = runs
        self.pending, self.initializing, self.updating = pending, initializing, updating
        self._held: dict[tuple[str, str], Deployment] = {}
        self._deleted: list[tuple[str, float, float]] = []
        self._lock = threading.RLock()

    # What there is

    def of(self, namespace: str) -> list[Deployment]:
        """An owner's endpoints."""
        with self._lock:
            found = [one for (owner, _), one in self._held.items() if owner == namespace]
            for one in found:
                self._catch_up(one)
            return found

    def find(self, namespace: str, name: str) -> Deployment:
        """One of them, as it is now; Refusal (404) where there is none."""
        with self._lock:
            found = self._held.get((namespace, name))
            if found is None:
                raise Refusal(404, f"Endpoint {name} not found")
            self._catch_up(found)
            return found

    def state(self, one: Deployment) -> State:
        """What it is now."""
        self._catch_up(one)
        return one.log[-1][1]

    # What is done with it

    def create(self, namespace: str, asked: dict[str, Any]) -> Deployment:
        """Rent a machine for a model. Refusal: what cannot be had, and why (400), a name that is taken (409)."""
        name, kind = str(asked.get("name") or ""), asked.get("type")
        if not _NAME.fullmatch(name):
            raise Refusal(400, f"{name[:60]!r} is no name of an endpoint: up to 32 small letters, digits and dashes.")
        if kind not in TYPES:
            raise Refusal(400, f"type must be one of {', '.join(TYPES)}, and is {str(kind)[:40]!r}.")
        provider, compute, model = (_object(asked, part) for part in ("provider", "compute", "model"))
        hardware = _hardware(provider, compute)
        least, most, idle = _scaling(_object(compute, "scaling"))
        if not model.get("repository"):
            raise Refusal(400, "model.repository is missing.")
        with self._lock:
            if (namespace, name) in self._held:
                raise Refusal(409, f"Endpoint {name} already exists in {namespace}.")
            now = self._clock()
            kept = {part: model.get(part) for part in ("repository", "framework", "revision", "task", "image", "env")}
            tags = [str(tag) for tag in asked.get("tags") or ()]
            made = Deployment(
                namespace,
                name,
                kind,
                hardware,
                kept,
                least,
                most,
                idle,
                now,
                [(now, "pending")],
                now,
                0.0,
                now,
                "",
                tags,
            )
            self._held[namespace, name] = made
            return made

    def update(self, one: Deployment, asked: dict[str, Any]) -> Deployment:
        """Another machine, another scale, another model or revision: what is not named stays."""
        with self._lock:
            compute, model = _object(asked, "compute"), _object(asked, "model")
            old = one.hardware
            provider = {"vendor": old.vendor, "region": old.region}
            was = {"accelerator": old.accelerator, "instanceType": old.type, "instanceSize": old.size}
            hardware = _hardware(provider, {**was, **compute})
            scale = {"minReplica": one.least, "maxReplica": one.most, "scaleToZeroTimeout": one.idle_minutes}
            least, most, idle = _scaling({**scale, **_object(compute, "scaling")})
            now = self._clock()
            one.cost_before, one.billed_from = self.cost(one), now
            one.hardware, one.least, one.most, one.idle_minutes = hardware, least, most, idle
            one.model |= {name: value for name, value in model.items() if name in one.model}
            if self.state(one) not in ("paused", "scaledToZero"):
                one.log.append((now, "updating"))
            return one

    def pause(self, one: Deployment) -> Deployment:
        """Give the machine back until somebody resumes it; nothing is asked and nothing is paid meanwhile."""
        return self._now(one, "paused")

    def scale_to_zero(self, one: Deployment) -> Deployment:
        """Give the machine back until the next request."""
        return self._now(one, "scaledToZero")

    def resume(self, one: Deployment) -> Deployment:
        """Rent it again. Refusal (400) for one that is running."""
        if self.state(one) in ("running", "initializing", "updating", "pending"):
            raise Refusal(400, "Bad Request: Endpoint is already running")
        return self._now(one, "pending")

    def delete(self, one: Deployment) -> None:
        """Give it up; what it has cost stays on the bill."""
        with self._lock:
            self._deleted.append((one.name, self.seconds(one), self.cost(one)))
            self._held.pop((one.namespace, one.name), None)

    def ask(self, one: Deployment) -> None:
        """A request has come for it. Refusal: 503 while it is not up (one that was scaled to zero begins to come up),
        400 while it is paused, 500 where it has failed.
        """
        with self._lock:
            state = self.state(one)
            if state == "paused":
                raise Refusal(400, "Bad Request: Endpoint is paused, ask a maintainer to restart it")
            if state in ("failed", "updateFailed"):
                raise Refusal(500, f"Endpoint has failed: {one.message}")
            if state == "scaledToZero":
                one.log.append((self._clock(), "initializing"))
            if state != "running":
                raise Refusal(503, "Service Unavailable: no replica is up", Retry_After="5")
            one.used = self._clock()

    # The meter

    def seconds(self, one: Deployment) -> float:
        """How long it has held a machine, in all."""
        return self._billed(one, since=one.created)

    def cost(self, one: Deployment) -> float:
        """What it has cost until now, in dollars."""
        hours = self._billed(one, since=one.billed_from) / _HOUR
        return one.cost_before + hours * one.hardware.price * one.replicas

    def total(self) -> float:
        """What all of them have cost, those that were deleted too."""
        with self._lock:
            return sum(map(self.cost, self._held.values())) + sum(cost for _, _, cost in self._deleted)

    def bill(self) -> Table:
        """The meter as a table: each endpoint, what it is, how long it held a machine, and what that costs."""

        def hours(seconds: float) -> str:
            return f"{seconds / _HOUR:.3f}"

        with self._lock:
            rows = [
                (one.name, str(self.state(one)), hours(self.seconds(one)), f"{one.hardware.price * one.replicas:.3f}",
                 f"{self.cost(one):.4f}")
                for one in self._held.values()
            ]  # fmt: skip
            for name, seconds, cost in self._deleted:
                rows.append((name, words("bill.deleted"), hours(seconds), "–", f"{cost:.4f}"))
            rows.append((words("bill.total"), "", "", "", f"{self.total():.4f}"))
        return table(rows, [words(f"bill.{name}") for name in ("name", "state", "hours", "price", "cost")])

    # States

    def _now(self, one: Deployment, state: State) -> Deployment:
        with self._lock:
            self._catch_up(one)
            one.log.append((self._clock(), state))
            return one

    def _catch_up(self, one: Deployment) -> None:
        """Write down what has happened by itself since the last look."""
        with self._lock:
            now = self._clock()
            while (following := self._next(one)) is not None and following[0] <= now:
                one.log.append(following)

    def _next(self, one: Deployment) -> tuple[float, State] | None:
        """What happens to it by itself, and when."""
        since, state = one.log[-1]
        if state == "pending":
            return since + self.pending, "initializing"
        if state in ("initializing", "updating"):
            takes = self.initializing if state == "initializing" else self.updating
            repository = str(one.model["repository"])
            if self._runs(repository):
                return since + takes, "running"
            one.message = f"{repository} cannot be run here"
            return since + takes, "failed" if state == "initializing" else "updateFailed"
        if state == "running" and one.least == 0 and one.idle_minutes:
            return max(since, one.used) + one.idle_minutes * _MINUTE, "scaledToZero"
        return None

    def _billed(self, one: Deployment, *, since: float) -> float:
        self._catch_up(one)
        ends = [moment for moment, _ in one.log[1:]] + [self._clock()]
        return sum(
            max(0.0, end - max(start, since))
            for (start, state), end in zip(one.log, ends, strict=True)
            if state in BILLED
        )


def told(deployments: Deployments, one: Deployment, address: str) -> dict[str, Any]:
    """An endpoint as the service describes it. It has an address only while it is up."""
    state = deployments.state(one)
    status = {
        "state": state,
        "message": one.message or f"Endpoint is {state}",
        "createdAt": iso(one.created),
        "updatedAt": iso(one.log[-1][0]),
        "readyReplica": one.replicas if state == "running" else 0,
        "targetReplica": 0 if state in ("paused", "scaledToZero") else one.replicas,
    }
    if state == "running":
        status["url"] = f"{address}/endpoints/{one.namespace}/{one.name}"
    scaling = {"minReplica": one.least, "maxReplica": one.most, "scaleToZeroTimeout": one.idle_minutes}
    return {
        "name": one.name,
        "type": one.type,
        "healthRoute": "/health",
        "provider": {"vendor": one.hardware.vendor, "region": one.hardware.region},
        "compute": {
            "accelerator": one.hardware.accelerator, "instanceType": one.hardware.type,
            "instanceSize": one.hardware.size, "scaling": scaling,
        },
        "model": one.model,
        "tags": one.tags,
        "status": status,
    }  # fmt: skip


def _hardware(provider: dict[str, Any], compute: dict[str, Any]) -> Hardware:
    wanted = (
        provider.get("vendor"), provider.get("region"), compute.get("accelerator"), compute.get("instanceType"),
        compute.get("instanceSize"),
    )  # fmt: skip
    for one in HARDWARE:
        if wanted == (one.vendor, one.region, one.accelerator, one.type, one.size):
            if one.status != "available":
                raise Refusal(400, f"{one.id} is {one.status}.")
            return one
    known = ", ".join(sorted({f"{one.type} {one.size}" for one in HARDWARE if one.vendor == wanted[0]})) or "aws, gcp"
    raise Refusal(400, f"There is no hardware {' '.join(map(str, wanted))[:120]}; there is {known}.")


def _scaling(scaling: dict[str, Any]) -> tuple[int, int, float | None]:
    least, most, idle = (scaling.get(name) for name in ("minReplica", "maxReplica", "scaleToZeroTimeout"))
    least, most = 1 if least is None else least, 1 if most is None else most
    if not isinstance(least, int) or not isinstance(most, int) or not 0 <= least <= most <= 8 or most < 1:
        raise Refusal(400, "minReplica and maxReplica must be numbers with 0 <= minReplica <= maxReplica <= 8.")
    if idle is not None and (not isinstance(idle, (int, float)) or idle <= 0):
        raise Refusal(400, "scaleToZeroTimeout must be a number of minutes.")
    return least, most, idle


def _object(asked: dict[str, Any], name: str) -> dict[str, Any]:
    found = asked.get(name) or {}
    if not isinstance(found, dict):
        raise Refusal(400, f"{name} must be an object.")
    return found
