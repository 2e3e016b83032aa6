"""The warm template: a process inside the sandbox that has imported torch once and forks a worker per submission.

Who started it hands clients' sockets over the one it inherited; it lives as long as that one is open. A client says
``start`` (with the worker's end of a pipe) and ``stop``, and its workers end with it; between the two, ``copied``,
``settle`` and ``wake`` are about the copies that a worker leaves of itself (`frozen_copies`). The first process of a
worker's pid namespace is ours and does nothing; what a worker holds in memory is what all that came of that one hold
together. The template knows nothing of tests, answers or students.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import select
import signal
import socket
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from course_lib.grading.limits import Limits
from course_lib.grading.sandbox import linux, syscalls
from course_lib.grading.sandbox.frozen_copies import FrozenCopies
from course_lib.grading.sandbox.memory_watch import children, family, held, held_by_this_process
from course_lib.grading.sandbox.root import HIDDEN, SCRATCH

#: What a worker can write to: in memory, and its own.
PLACES = (SCRATCH, HIDDEN, "/dev/shm")
_WATCH_SECONDS = 0.2
_FILES = 4096
_TERMINALS = 16
#: A kernel that groups processes by session to share the processor among the groups gives each session of a worker as
#: much as a neighbour. A few are what shell commands in a notebook need, and one is ours.
_SESSIONS = 9
#: A worker of more processes than this yields to the others.
_CROWD = 8
#: Bytes by which a template may grow before it forks no more.
_GROWTH = 128 * 2**20


@dataclass
class Running:
    """One worker: the process that waits for it, the first process of its own pid namespace, and its copies."""

    waiter: int
    first: int
    memory: int
    copies: FrozenCopies
    ended_for: str = ""


@dataclass(eq=False)
class Client:
    """A grading process, at the other end of `control`, and the workers that it had started, by their first process."""

    control: socket.socket
    workers: dict[int, Running] = field(default_factory=dict)

    def fileno(self) -> int:
        return self.control.fileno()


def main(descriptor: int) -> None:
    """Serve until the one who started the template closes their end."""
    linux.leave_root()
    os.environ["IPYTHONDIR"] = f"{HIDDEN}/.ipython"  # the only place that a template can write to
    from course_lib.grading.worker.worker_process import warm_up

    warm_up()
    syscalls.library()  # found once, by another program: here, and not by every worker
    # What stays for good is not looked at by a worker's garbage collection, which would copy every page of it.
    gc.collect()
    gc.freeze()
    linux.gather_into_huge_pages()
    most = held_by_this_process() + _GROWTH
    owner = socket.socket(fileno=descriptor)
    clients: list[Client] = []
    looked = 0.0
    while True:
        watching = any(client.workers for client in clients)
        open_ends: list[Any] = [owner, *clients]
        ready = select.select(open_ends, [], [], _WATCH_SECONDS if watching else None)[0]
        if watching and time.monotonic() - looked >= _WATCH_SECONDS:  # with many clients, one is always ready
            _watch(clients)
            looked = time.monotonic()
        clients = [client for client in clients if client not in ready or _serve(client, most)]
        if owner in ready:
            data, descriptors, _, _ = socket.recv_fds(owner, 1, 1)
            if not data:
                return
            clients.append(Client(socket.socket(fileno=descriptors[0])))


def _serve(client: Client, most: int) -> bool:
    """Do one thing that a client asks for; False when it is gone, and its workers with it."""
    try:
        data, descriptors, _, _ = socket.recv_fds(client.control, 65536, 1)
        if data:
            reply = _reply(client, json.loads(data), descriptors, most)
            client.control.sendall(json.dumps(reply).encode() + b"\n")
            return True
    except OSError:  # it ended before it had its answer
        pass
    for worker in client.workers.values():
        _stop(worker)
    client.control.close()
    return False


def _reply(client: Client, request: dict[str, Any], descriptors: list[int], most: int) -> dict[str, Any]:
    if "start" not in request:
        return _about_a_worker(client, **request)
    if held_by_this_process() > most:
        os.close(descriptors[0])
        return {"refused": "it has grown"}
    started = _start(descriptors[0], Limits(**request["start"]["limits"]), request["start"]["seed"])
    if started is None:
        return {"refused": "this system refuses namespaces inside bubblewrap's"}
    client.workers[started.first] = started
    return {"started": started.first}


def _about_a_worker(client: Client, number: int, what: str, copy: int = 0) -> dict[str, Any]:
    worker = client.workers.get(number)
    if worker is None:
        return {}
    if what == "stop":
        del client.workers[number]
        return {"stopped": _stop(worker)}
    if what == "settle":
        worker.copies.end_main_line()
        return {"settled": True}
    if what == "copied":
        return {"alone": worker.copies.note(copy)}
    if what == "alone":
        return {"alone": worker.copies.leave_main_line_alone()}
    return {"woken": worker.copies.wake(copy)}


def _watch(clients: list[Client]) -> None:
    """End every worker that holds more memory, or more sessions, than it may; slow down one of many processes."""
    everybody = children()
    for worker in [worker for client in clients for worker in client.workers.values() if not worker.ended_for]:
        own = family(worker.first, everybody)
        if len({process.session for process in own}) > _SESSIONS:
            worker.ended_for = "processes"
        elif held(own) > worker.memory:
            worker.ended_for = "memory"
        if worker.ended_for:
            _kill(worker.first)
        elif len(own) > _CROWD + len(worker.copies):
            for process in own:
                with suppress(OSError):
                    os.setpriority(os.PRIO_PROCESS, process.pid, 19)


def _start(pipe: int, limits: Limits, seed: int) -> Running | None:
    """Fork a worker into namespaces of its own; None where the system refuses."""
    told, tell = os.pipe()
    waiter = os.fork()
    if waiter == 0:
        _become_waiter(pipe, tell, limits, seed)
    os.close(pipe)
    os.close(tell)
    with os.fdopen(told) as line:
        first = line.readline().strip()
    if not first:
        os.waitpid(waiter, 0)
        return None
    return Running(waiter, int(first), limits.memory, FrozenCopies(int(first), PLACES))


def _become_waiter(pipe: int, tell: int, limits: Limits, seed: int) -> None:
    """Make the namespaces, fork their first process, wait for it. Never returns."""
    try:
        linux.enter_namespaces()
        first = os.fork()
        if first == 0:
            os.close(tell)
            _become_first(pipe, limits, seed)
        os.write(tell, f"{first}\n".encode())
        os.closerange(0, 1024)
        os.waitpid(first, 0)
    finally:
        os._exit(0)


def _become_first(pipe: int, limits: Limits, seed: int) -> None:
    """Pid 1 of its own world: shut every door, fork the one that runs what is asked for, and wait. Never returns."""
    try:
        # A session of its own: `kill(0, …)` and setpriority() reach the process group, which the template is in too.
        os.setsid()
        _keep_only(pipe)
        Path("/proc/self/oom_score_adj").write_text("900")
        linux.private_mounts()
        for place in PLACES:
            linux.mount_memory(place, limits.scratch, _FILES)
        linux.mount_terminals("/dev/pts", _TERMINALS)
        linux.hide("/dev/zero")  # mapped and shared, it is memory that no process is charged for
        with suppress(OSError):  # then a server of the notebook's own cannot be reached
            linux.open_loopback()
        # The template's /proc shows its own world. Ours shows nothing.
        linux.mount_memory("/proc", 2**12, 2)
        set_limits(limits)
        linux.drop_privileges()
        syscalls.refuse_system_calls()
        # No signal from inside its world reaches a first process that has no handler for it; and what is left to it by
        # its descendants ends without a trace.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        if os.fork() == 0:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _become_worker(pipe, seed)
        os.close(pipe)
        while True:
            signal.pause()
    finally:
        os._exit(0)


def _become_worker(pipe: int, seed: int) -> None:
    try:
        os.setsid()
        from course_lib.grading.worker.worker_process import work

        work(socket.socket(fileno=pipe), SCRATCH, seed)
    finally:
        os._exit(0)


def _keep_only(descriptor: int) -> None:
    """Close every descriptor but this one and the three standard ones, which lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    os.closerange(3, descriptor)
    os.closerange(descriptor + 1, min(most, 65536))


def set_limits(limits: Limits) -> None:
    """Per process, and inherited; hard limits, which an ordinary user cannot raise again."""
    for kind, most in (
        (resource.RLIMIT_AS, limits.address_space),
        (resource.RLIMIT_NPROC, limits.processes),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_FSIZE, limits.file),
        (resource.RLIMIT_CPU, int(limits.submission_seconds) + 30),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
    ):
        resource.setrlimit(kind, (most, most))


def _stop(worker: Running) -> str:
    """End the worker and every process it started; why it had ended before, if it had."""
    _kill(worker.first)
    os.waitpid(worker.waiter, 0)
    return worker.ended_for


def _kill(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


if __name__ == "__main__":
    main(int(sys.argv[1]))
