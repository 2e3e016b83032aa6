"""The process that runs a student's cells and calls their functions. It holds no test, no expected value, no solution.

It is told one thing at a time over a pipe, in JSON: run this cell, call this function, look at what a call left
behind (which a second one is told, that runs no cell), leave a frozen copy of yourself as you are now. Importing this
module is what a warm template does once; every worker is then a fork of it.
"""

from __future__ import annotations

import os
import random
import socket
import threading
import warnings
from importlib import import_module
from typing import Any

import numpy
import torch
import transformers
from IPython.core.interactiveshell import InteractiveShell
from tqdm.std import tqdm
from transformers import (
    AutoModelForMaskedLM,
    AutoTokenizer,
    BertForMaskedLM,
    BertForQuestionAnswering,
    MarianMTModel,
    MarianTokenizer,
    T5ForConditionalGeneration,
)

from course_lib.exercises.calls import Answer, Call, make_call
from course_lib.exercises.fresh import Fresh
from course_lib.exercises.inputs import make_input
from course_lib.exercises.time_limit import TimeIsUp, time_limit
from course_lib.grading.limits import MAX_REQUEST, PATIENCE
from course_lib.grading.wire import messages
from course_lib.grading.wire.inputs_after_a_call import snapshot
from course_lib.grading.worker.between_processes import send_no_descriptors
from course_lib.grading.worker.evaluating_probes import look
from course_lib.grading.worker.quiet_kernel import loop_of, make_shell, move_into, run_source
from course_lib.grading.worker.tokenizer_pool import TokenizerPool
from course_lib.models import checkpoint

#: Named so that importing this module really loads them: transformers imports its classes only when asked for.
LOADED = (
    *(AutoModelForMaskedLM, AutoTokenizer, BertForMaskedLM, BertForQuestionAnswering),
    *(MarianMTModel, MarianTokenizer, T5ForConditionalGeneration),
)
#: What lessons import; in a template, every worker finds it imported.
LESSONS_IMPORT = ("course_lib", "course_lib.display")
POOL = TokenizerPool()


def warm_up() -> None:
    """Do once, in a template, what the first use of a tokenizer and a model does in any process.

    transformers imports its classes only when they are asked for, and torch looks at the processor, in files that a
    worker does not see, when it first multiplies in half precision.
    """
    for name in LESSONS_IMPORT:
        module = import_module(name)
        for public in module.__all__:
            getattr(module, public)
    tokenizer = POOL.take(Fresh("tokenizer", "bert-zh"))
    model = make_input(Fresh("model", "bert-zh"))
    with torch.no_grad():
        model(**tokenizer(["warm", "热"], ["up", "身"], padding=True, return_tensors="pt"))
    snapshot(tokenizer)
    # The first tokenizer of a translator compiles rules for punctuation, which takes a third of a second.
    AutoTokenizer.from_pretrained(checkpoint("translate-en-zh", profile="embedded"))
    del tokenizer, model
    POOL.settle()
    make_shell()


def work(pipe: socket.socket, scratch: str, seed: int) -> None:
    """Serve one submission until the pipe closes. Runs in a process of its own, in a private folder.

    Its random generators start from `seed`, not from where the template's stood.
    """
    shell = settle_in(scratch)
    set_seeds(seed)
    while True:
        try:
            request = messages.receive(pipe, MAX_REQUEST)
            if "freeze" in request:
                pipe = _leave_a_copy(pipe)
                continue
        except (EOFError, OSError):
            return
        messages.send(pipe, _reply(shell, request))


def _leave_a_copy(pipe: socket.socket) -> socket.socket:
    """Fork. The copy serves another pipe, which comes over this one; this process goes on with its own.

    What is told on the way, the copy's pid and how many threads there were, is for an honest notebook's sake: a copy
    has none of them.
    """
    _, descriptors, _, _ = socket.recv_fds(pipe, 1, 1)
    threads = threading.active_count()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python warns of a fork beside threads; such a copy is not asked
        copy = os.fork()
    if copy == 0:
        pipe.close()
        pipe = socket.socket(fileno=descriptors[0])
        messages.send(pipe, {"ready": True})
        return pipe
    os.close(descriptors[0])
    messages.send(pipe, {"frozen": copy, "threads": threads})
    return pipe


def settle_in(scratch: str) -> InteractiveShell:
    """Make this process one that runs a notebook's cells, in the folder `scratch`; its interpreter."""
    # What a student's own subprocess writes is not the orchestrator's report.
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.environ["COURSE_PROGRESS"] = "off"
    # A progress bar's own lock is shared between processes, and outlives one that is killed.
    tqdm.set_lock(threading.RLock())
    torch.set_num_threads(1)
    transformers.logging.set_verbosity_error()
    send_no_descriptors()
    return move_into(scratch)


def set_seeds(seed: int) -> None:
    """Where the random generators that a notebook may use start from."""
    random.seed(seed)
    numpy.random.seed(seed)
    torch.manual_seed(seed)


def _reply(shell: InteractiveShell, request: dict[str, Any]) -> dict[str, Any]:
    if "cell" in request:
        return run_cell(shell, **request["cell"])
    if "call" in request:
        return _call(shell, **request["call"])
    return look(**request["look"]).as_json()


def run_cell(shell: InteractiveShell, source: str, seconds: float) -> dict[str, str]:
    """Run one cell; ``outcome`` (ran, crashed or timeout) and ``error``."""
    try:
        with time_limit(seconds, patience=PATIENCE):
            result = run_source(shell, source)
        error = result.error_before_exec or result.error_in_exec
    except BaseException as raised:  # in a task that it left, say, or in what it has put in the shell's place
        error = raised
    if error is None:
        return {"outcome": "ran", "error": ""}
    if isinstance(error, TimeIsUp):
        return {"outcome": "timeout", "error": ""}
    return {"outcome": "crashed", "error": f"{type(error).__name__}: {str(error)[:400]}"}


def _call(
    shell: InteractiveShell, function: str, args: list[Any], probe: dict[str, str], seconds: float
) -> dict[str, Any]:
    found = shell.user_ns.get(function)
    if not callable(found):
        return Answer("crashed", error=f"MissingFunction: {function}").as_json()
    try:
        call = Call(args, probe, seconds)
        return loop_of(shell).call(lambda: make_call(found, call, snapshot, POOL.take, patience=PATIENCE)).as_json()
    except KeyboardInterrupt:  # nobody presses Ctrl-C here: the student's own code raised it
        return Answer("crashed", error="KeyboardInterrupt: ").as_json()
    finally:
        POOL.settle()
