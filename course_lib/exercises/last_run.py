"""What the kernel knows of the cell that is running, and of how the student's own cell was last run.

A kernel knows what was *run*, not what stands on the page: a cell that was changed and not run is the same to it as one
that was not changed. All that is said here is about what was run.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from typing import Any


def running_source() -> str | None:
    """The source of the cell that is being run, as it was typed; None where there is no notebook."""
    sources = _sources()
    return sources[-1] if sources else None


def is_own_check(exercise_id: str, function: str) -> bool:
    """Whether the check that is running is one of the student's answer, the function that the exercise names.

    A demo checks somebody else's answer (`check("start-greet", greet_aloud)`), and counts as nobody's try.
    """
    source = running_source()
    if source is None:
        return True
    return bool(re.search(rf"check\(\s*(['\"]){re.escape(exercise_id)}\1\s*,\s*{re.escape(function)}\s*\)", source))


def failed_to_compile(function: str, answer: Callable[..., Any] | None = None) -> bool:
    """Whether the cell that defines `function` was last run with a SyntaxError in it.

    Then `answer`, if it is there at all, comes from a run before that one.
    """
    defining = re.compile(rf"^\s*(?:async\s+)?def\s+{re.escape(function)}\b", re.MULTILINE)
    sources = [source for source in _sources()[:-1] if defining.search(source)]
    return bool(sources) and not _compiles(sources[-1]) and not _defined_since(answer, sources[-1])


def _defined_since(answer: Callable[..., Any] | None, source: str) -> bool:
    """Whether `answer` comes from a cell that was run after `source` was: `greet = another`, in a cell of its own."""
    from IPython import get_ipython

    code = getattr(answer, "__code__", None)
    shell = get_ipython()
    if code is None or shell is None:
        return False
    sources = _sources()
    since = sources[len(sources) - sources[::-1].index(source) :]
    names = {shell.compile.get_code_name(one, one, number) for number, one in enumerate(since)}
    return code.co_filename in names


def _compiles(source: str) -> bool:
    from IPython import get_ipython

    try:
        ast.parse(get_ipython().transform_cell(source))
    except SyntaxError:
        return False
    return True


def _sources() -> list[str]:
    """What was run in this kernel, first to last, with the running cell at the end."""
    from IPython import get_ipython

    shell = get_ipython()
    history = getattr(shell, "history_manager", None)
    return [] if history is None else [str(source) for source in history.input_hist_raw if source]
