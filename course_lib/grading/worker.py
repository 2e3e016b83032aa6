"""The process that runs a student's cells and calls their functions. It holds no test, no expected value, no solution.

It is told one thing at a time over a pipe, in JSON: run this cell, call this function. Importing this
module is what a warm template does once; every worker is then a fork of it.
"""

from __future__ import annotations

import os
import random
import socket
from typing import Any

import numpy
import torch
import transformers
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config
from transformers import AutoModelForMaskedLM, AutoTokenizer, BertForMaskedLM

from course_lib.exercises.calls import Answer, Call, make_call
from course_lib.exercises.quiet import quiet
from course_lib.exercises.time_limit import TimeIsUp, time_limit
from course_lib.grading import frames
from course_lib.grading.limits import MAX_REQUEST

#: Named so that a template really has loaded them: transformers imports its classes only when asked for.
WARM = (torch, AutoModelForMaskedLM, AutoTokenizer, BertForMaskedLM)

#: Magics that a kernel has and a bare interpreter lacks; none of them does anything to a grade.
KERNEL_MAGICS = ("autosave", "clear", "connect_info", "less", "man", "more", "qtconsole", "subshell")


def work(pipe: socket.socket, scratch: str, seed: int) -> None:
    """Serve one submission until the pipe closes. Runs in a process of its own, in a private folder.

    Its random generators start from `seed`, not from where the template's stood.
    """
    # What a student's own subprocess writes is not the orchestrator's report.
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.chdir(scratch)
    os.environ.update(HOME=scratch, IPYTHONDIR=f"{scratch}/.ipython", COURSE_PROGRESS="off", MPLBACKEND="agg")
    torch.set_num_threads(1)
    random.seed(seed)
    numpy.random.seed(seed)
    torch.manual_seed(seed)
    transformers.logging.set_verbosity_error()
    with quiet():
        shell = _shell()
    while True:
        try:
            request = frames.receive(pipe, MAX_REQUEST)
        except (EOFError, OSError):
            return
        reply = _run_cell(shell, **request["cell"]) if "cell" in request else _call(shell, **request["call"])
        frames.send(pipe, reply)


def _shell() -> InteractiveShell:
    """A notebook's interpreter without a kernel: magics, `display` and top-level `await` work in it."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell = InteractiveShell.instance(config=config)
    for name in KERNEL_MAGICS:
        if name not in shell.magics_manager.magics["line"]:
            shell.register_magic_function(lambda line: None, "line", name)
    return shell


def _run_cell(shell: InteractiveShell, source: str, seconds: float) -> dict[str, str]:
    with quiet():
        try:
            with time_limit(seconds):
                result = shell.run_cell(source, store_history=False)
        except TimeIsUp:
            return {"outcome": "timeout", "error": ""}
    error = result.error_before_exec or result.error_in_exec
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
        return make_call(found, Call(args, probe, seconds)).as_json()
    except KeyboardInterrupt:  # nobody presses Ctrl-C here: the student's own code raised it
        return Answer("crashed", error="KeyboardInterrupt: ").as_json()
