"""The processes behind `answer_runs`: a template that holds the questions, and a fork of it for every answer.

The template runs nothing itself. Its first fork runs the lesson's setup cells and, from then on, is what every answer's
process is forked from; unless a setup cell started threads (a server, a pool): a process with threads cannot be forked
safely, and each answer's own process runs the setup cells, then.
"""

from __future__ import annotations

import copy
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from socket import socket
from typing import Any

from IPython.core.interactiveshell import InteractiveShell

from course_lib.exercises.calls import Answer, Call, make_call
from course_lib.exercises.fresh import Fresh
from course_lib.exercises.inputs import KINDS, NewFolder, make_input
from course_lib.exercises.quiet import quiet
from course_lib.exercises.wire_values import from_wire, to_wire
from course_lib.grading.limits import MAX_REQUEST, PATIENCE
from course_lib.grading.sandbox.linux import end_with_parent
from course_lib.grading.wire import messages
from course_lib.grading.wire.inputs_after_a_call import snapshot
from course_lib.grading.worker.quiet_kernel import loop_of
from course_lib.grading.worker.worker_process import POOL, run_cell, set_seeds, settle_in

_SETUP_SECONDS = 120.0
_HAS_THREADS = 3
#: Models that the questions want, loaded once; a call gets a copy.
_MODELS: dict[Fresh, Any] = {}


def serve_answers(pipe: socket, scratch: str) -> None:
    """Take the order (setup cells, function, questions), then one answer after another, until the pipe closes."""
    os.environ["TOKENIZERS_PARALLELISM"] = "false"  # threads of its own would not survive a fork
    shell = settle_in(scratch)
    with suppress(EOFError, OSError):
        order = messages.receive(pipe, MAX_REQUEST)["order"]
        _load_what_is_wanted(order["questions"])
        if not hasattr(os, "fork"):
            messages.send(pipe, {"ready": True})
            _answer(pipe, shell, order, order["setup"], messages.receive(pipe, MAX_REQUEST)["answer"])
        elif _in_a_fork(_serve_prepared, pipe, shell, order) == _HAS_THREADS:
            messages.send(pipe, {"ready": True})
            _serve(pipe, shell, order, order["setup"])


def _serve_prepared(pipe: socket, shell: InteractiveShell, order: dict[str, Any]) -> int:
    if failed := _run_setup(shell, order["setup"]):
        messages.send(pipe, {"failed": failed})
        return 1
    if _threads() > 1:
        return _HAS_THREADS
    messages.send(pipe, {"ready": True})
    _serve(pipe, shell, order, [])
    return 0


def _serve(pipe: socket, shell: InteractiveShell, order: dict[str, Any], setup: list[str]) -> None:
    while True:
        answer = messages.receive(pipe, MAX_REQUEST)["answer"]
        _in_a_fork(_answer, pipe, shell, order, setup, answer)
        messages.send(pipe, {"gone": True})


def _in_a_fork(run: Callable[..., int], *arguments: Any) -> int:
    """What `run` returns in a fork of this process, which ends with it; minus the number of a signal that ended it."""
    process = os.fork()
    if process == 0:
        status = 1
        try:
            end_with_parent()  # one that is stuck in C hears nothing else
            status = run(*arguments)
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _answer(
    pipe: socket, shell: InteractiveShell, order: dict[str, Any], setup: list[str], answer: dict[str, Any]
) -> int:
    """Run one answer's cell, then answer what is asked of its function."""
    if failed := _run_setup(shell, setup):
        messages.send(pipe, {"failed": failed})
        return 1
    set_seeds(answer["seed"])
    ran = run_cell(shell, answer["source"], answer["seconds"])
    messages.send(pipe, ran)
    while "ask" in (request := messages.receive(pipe, MAX_REQUEST)):
        ask = request["ask"]
        question = order["questions"][ask["part"]][ask["case"]]
        messages.send(pipe, _reply(shell, order["function"], question, ask["seconds"]).as_json())
    return 0


def _reply(shell: InteractiveShell, function: str, question: dict[str, Any], seconds: float) -> Answer:
    found = shell.user_ns.get(function)
    if not callable(found):
        return Answer("crashed", error=f"MissingFunction: {function}")
    call = Call(question["args"], question["probe"], seconds)
    try:
        seen = snapshot if question["hidden"] else to_wire
        return loop_of(shell).call(lambda: make_call(found, call, seen, _take, patience=PATIENCE))
    except KeyboardInterrupt:  # nobody presses Ctrl-C here: the answer's own code raised it
        return Answer("crashed", error="KeyboardInterrupt: ")
    finally:
        POOL.settle()


def _run_setup(shell: InteractiveShell, cells: list[str]) -> str:
    """Why the setup cells do not run; empty when they do."""
    for source in cells:
        ran = run_cell(shell, source, _SETUP_SECONDS)
        if ran["outcome"] != "ran":
            return ran["error"] or f"a setup cell took longer than {_SETUP_SECONDS:.0f} s"
    return ""


def _load_what_is_wanted(questions: list[list[dict[str, Any]]]) -> None:
    for question in (question for part in questions for question in part):
        for wanted in map(from_wire, question["args"]):
            if isinstance(wanted, Fresh) and wanted.kind == "tokenizer":
                POOL.take(wanted)
            elif isinstance(wanted, Fresh) and wanted.kind == "model" and wanted not in _MODELS:
                with quiet():
                    _MODELS[wanted] = make_input(wanted)
            elif isinstance(wanted, Fresh) and wanted.kind not in KINDS:
                # A lesson's own kind may keep what it has read; one that wants a folder is made when it is called for.
                with quiet(), suppress(RuntimeError):
                    make_input(wanted)
            POOL.settle()


def _take(wanted: Fresh, new_folder: NewFolder) -> Any:
    """An input as it was published: a copy of a model takes a tenth of the time that loading it does."""
    return copy.deepcopy(_MODELS[wanted]) if wanted in _MODELS else POOL.take(wanted, new_folder)


def _threads() -> int:
    """How many threads this process has, those of libraries included where the system tells."""
    try:
        return len(list(Path("/proc/self/task").iterdir()))
    except OSError:
        return threading.active_count()
