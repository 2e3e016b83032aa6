"""One warm template, and several who have workers forked by it: none of them is the worse for another."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from course_lib.grading.limits import Limits
from course_lib.grading.sandbox import memory_watch, template_process
from course_lib.grading.sandbox.templates import KeptByTemplate, Line, Sandbox, Template, TemplateLost
from course_lib.grading.wire.worker_handle import Worker, WorkerGone

pytestmark = pytest.mark.usefixtures("sandbox")
MEBIBYTE = 2**20


@pytest.fixture(scope="module")
def template() -> Iterator[Template]:
    with Template() as running:
        yield running


def begin(line: Line, limits: Limits | None = None) -> Worker:
    pipe, number = line.start(limits or Limits(), 0)
    return Worker(pipe, KeptByTemplate(line.ask, number))


def test_memory_is_watched_while_others_begin_and_end(template: Template) -> None:
    with closing(Line(template.connect())) as busy, closing(Line(template.connect())) as greedy:
        worker = begin(greedy, Limits(memory=300 * MEBIBYTE))
        with ThreadPoolExecutor(1) as pool:
            cell = f"import time; held = b'x' * {700 * MEBIBYTE}; time.sleep(20)"
            running = pool.submit(worker.run_cell, cell, 30.0)
            while not running.done():
                begin(busy).end()
        assert isinstance(running.exception(), WorkerGone)
        assert worker.end() == "memory"


def test_terminals_are_each_workers_own(template: Template) -> None:
    with closing(Line(template.connect())) as line, begin(line) as greedy, begin(line) as neighbour:
        take = "import os\ntaken = []\nwhile True: taken.append(os.open('/dev/ptmx', os.O_RDWR | os.O_NOCTTY))"
        assert greedy.run_cell(take, 10.0)["outcome"] == "crashed"
        look = "import os\nassert os.listdir('/dev/pts') == ['ptmx']"
        command = "said = !echo start\nassert list(said) == ['start']"
        for cell in (look, command, "!echo start"):
            assert neighbour.run_cell(cell, 10.0) == {"outcome": "ran", "error": ""}


@pytest.mark.parametrize(("sessions", "why"), [(4, ""), (40, "processes")])
def test_a_worker_has_few_sessions(template: Template, sessions: int, why: str) -> None:
    begin_them = f"""
import os, time
for _ in range({sessions}):
    if os.fork() == 0:
        os.setsid()
        time.sleep(60)
        os._exit(0)
time.sleep(1.5)
"""
    with closing(Line(template.connect())) as line:
        worker = begin(line)
        if why:
            with pytest.raises(WorkerGone):
                worker.run_cell(begin_them, 10.0)
        else:
            assert worker.run_cell(begin_them, 10.0)["outcome"] == "ran"
        assert worker.end() == why


def test_a_crowd_yields_to_its_neighbours(template: Template) -> None:
    crowd = """
import os, time
children = []
for _ in range({count}):
    children.append(os.fork())
    if children[-1] == 0:
        time.sleep(60)
        os._exit(0)
time.sleep(1)
nice = os.getpriority(os.PRIO_PROCESS, 0), os.getpriority(os.PRIO_PROCESS, children[-1])
assert nice == ({nice}, {nice}), nice
"""
    mine = os.getpriority(os.PRIO_PROCESS, 0)
    with closing(Line(template.connect())) as line:
        for count, nice in ((3, mine), (20, 19)):
            with begin(line) as worker:
                assert worker.run_cell(crowd.format(count=count, nice=nice), 10.0) == {"outcome": "ran", "error": ""}


def test_a_worker_may_be_stopped_twice(template: Template) -> None:
    with closing(Line(template.connect())) as line:
        pipe, number = line.start(Limits(), 0)
        pipe.close()
        kept = KeptByTemplate(line.ask, number)
        assert [kept.end(), kept.end()] == ["", ""]
        begin(line).end()


def test_a_loopback_is_each_workers_own(template: Template) -> None:
    serve = "import socket\nserver = socket.create_server(('127.0.0.1', 47115))\nserver.settimeout(5)"
    meet = "client = socket.create_connection(('localhost', 47115), 5)\nserver.accept()[0].send(b'hello')"
    reach = """
import socket
for address in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "sandbox"):
    try:
        socket.create_connection((address, 47115), 1)
    except OSError:
        continue
    raise AssertionError(address)
"""
    with closing(Line(template.connect())) as line, begin(line) as one, begin(line) as neighbour:
        for worker, cell in ((one, serve), (neighbour, reach), (one, meet), (neighbour, serve)):
            assert worker.run_cell(cell, 10.0) == {"outcome": "ran", "error": ""}


def test_a_connection_holds_no_more_than_a_socket_is_charged_for(template: Template) -> None:
    fill = """
import socket
server = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(server.getsockname())
reader = server.accept()[0]
for _ in range(400):  # somebody who reads fast is given larger buffers
    client.sendall(b"x" * 65536)
    rest = 65536
    while rest:
        rest -= len(reader.recv(rest))
client.setblocking(False)
sent = 0
try:
    while True:
        sent += client.send(b"x" * 65536)
except BlockingIOError:
    pass
"""
    with closing(Line(template.connect())) as line, begin(line) as worker:
        assert worker.run_cell(fill, 10.0) == {"outcome": "ran", "error": ""}
        assert worker.run_cell(f"assert 1000 < sent < {2 * memory_watch._SOCKET}, sent", 10.0)["error"] == ""


def test_nothing_has_a_name_but_this_machine(template: Template) -> None:
    ask = """
import getpass, socket
assert {found[4][0] for found in socket.getaddrinfo("localhost", 80)} <= {"127.0.0.1", "::1"}
for name in ("huggingface.co", "example.org", "scheduler"):
    try:
        socket.getaddrinfo(name, 443)
    except socket.gaierror:
        continue
    raise AssertionError(name)
assert getpass.getuser() == "student"
"""
    with closing(Line(template.connect())) as line, begin(line) as worker:
        assert worker.run_cell(ask, 10.0) == {"outcome": "ran", "error": ""}


def test_workers_end_with_the_one_who_had_them_forked_and_with_nobody_else(template: Template) -> None:
    with closing(Line(template.connect())) as leaves, closing(Line(template.connect())) as stays:
        pipe, _ = leaves.start(Limits(), 0)
        with Worker(pipe, KeptByTemplate(lambda request: {}, 0)) as lost, begin(stays) as kept:
            assert lost.run_cell("x = 1", 10.0)["outcome"] == "ran"
            leaves.close()
            with pytest.raises(WorkerGone):
                lost.run_cell("import time; time.sleep(8)", 10.0)  # the template sees it soon, not at once
            assert kept.run_cell("x = 2", 10.0)["outcome"] == "ran"


def test_a_sandbox_whose_shared_template_is_lost_has_one_of_its_own() -> None:
    with Template() as shared, Sandbox(Limits(), shared.connect()) as sandbox:
        shared.close()
        with pytest.raises(TemplateLost):
            shared.connect()
        with sandbox.launch(0) as worker:
            assert worker.run_cell("x = 1", 10.0)["outcome"] == "ran"


def test_a_template_that_has_grown_forks_no_more() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, socket.socket() as control:
        request = {"start": {"limits": {}, "seed": 0}}
        reply = template_process._reply(template_process.Client(control), request, [os.dup(theirs.fileno())], most=0)
    assert reply == {"refused": "it has grown"}
