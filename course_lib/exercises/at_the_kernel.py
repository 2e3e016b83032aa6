"""What a check shows in place of Python's own red lines, in a notebook where somebody sits and reads.

An extension of IPython: `course lab` has every kernel load it at its start, and a setup cell's `ready` where another
Jupyter started the kernel. It hears of two kinds of error and hands all others on: CheckFailed, whose panel has said
everything already, and the NameError of a check cell that was run before the cells that it needs.

It also has a start that takes long say what it is doing (`exercises/slow_start.py`).

The cell fails all the same: whoever runs notebooks by program (nbclient, nbgrader, nbval) gets the error as it is.
"""

from __future__ import annotations

import re
from typing import Any

#: A cell of one call of ours, and of what: `check("tokens-split", split)`.
_ONE_CALL = re.compile(r"^\s*(check|hint|solution|progress)\(\s*(?:(['\"])([\w-]+)\2\s*(?:,\s*(\w+)\s*)?)?\)\s*$")


def load_ipython_extension(shell: Any) -> None:
    """Called by IPython when a kernel starts."""
    from course_lib.exercises import slow_start
    from course_lib.exercises.checking import CheckFailed

    if shell.custom_exceptions:  # ours, from the start of the kernel; or whoever has a handler of their own keeps it
        return
    shell.set_custom_exc((CheckFailed, NameError), _handle)
    slow_start.watch(shell)


def watch_this_kernel() -> None:
    """The same, for a kernel that runs already; nothing where there is none."""
    from IPython import get_ipython

    shell = get_ipython()
    if getattr(shell, "kernel", None) is not None:
        load_ipython_extension(shell)


def _handle(
    shell: Any, etype: type[BaseException], value: BaseException, trace: Any, tb_offset: int | None = None
) -> None:
    from course_lib.exercises.checking import CheckFailed, show

    if somebody_reads(shell):
        if isinstance(value, CheckFailed) and value.shown:
            return
        if isinstance(value, NameError) and (panel := _skipped(value.name or "")) is not None:
            show(panel)
            return
    shell.showtraceback((etype, value, trace), tb_offset=tb_offset)


def somebody_reads(shell: Any) -> bool:
    """Whether the cell was run by a person: a page can be asked for input, a program that runs notebooks cannot."""
    return bool(getattr(getattr(shell, "kernel", None), "_allow_stdin", False))


def _skipped(name: str) -> Any | None:
    """What to show when `name` is not there yet for the one call that the running cell consists of; else None."""
    from course_lib.exercises.catalogue import find_exercise
    from course_lib.exercises.last_run import failed_to_compile, running_source
    from course_lib.exercises.texts import common_texts, exercise_texts
    from course_lib.language import current_language

    call = _ONE_CALL.match(running_source() or "")
    if call is None:
        return None
    ours, _, exercise_id, function = call.groups()
    words = common_texts(language := current_language())["skipped"]
    if name == ours:
        return _panel(words["setup"], words["setup-why"], words["setup-next"])
    if ours != "check" or name != function:
        return None
    lesson, exercise = find_exercise(exercise_id)
    if exercise.function != function:
        return None
    title = exercise_texts(lesson, exercise_id, language).title
    why = words["syntax-why" if failed_to_compile(function) else "solution-why"].format(function=function)
    return _panel(words["solution"].format(title=title), why, words["solution-next"])


def _panel(headline: str, why: str, next_step: str) -> Any:
    from course_lib.exercises.report import Report

    return Report(outcome="unattempted", headline=headline, rows=(), seen=(), why=why, next_step=next_step)
