"""Looking at what a call left behind, in a worker that runs no cell (see `judging.probes`)."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from course_lib.exercises.calls import Answer
from course_lib.exercises.fresh import Fresh
from course_lib.exercises.quiet import quiet
from course_lib.exercises.time_limit import TimeIsUp, time_limit
from course_lib.exercises.wire_values import from_wire, to_wire
from course_lib.grading.limits import PATIENCE
from course_lib.grading.wire.inputs_after_a_call import restore


def look(args: list[Any], seen: Mapping[str, Any], probe: Mapping[str, str], seconds: float) -> Answer:
    """Evaluate `probe` over what a call left behind: `seen`, in wire form; `args` are what the call was given.

    Raises nothing for what is in `seen`: a thing that cannot be made again is a crash.
    """
    with quiet(), tempfile.TemporaryDirectory(prefix="look-", ignore_cleanup_errors=True) as folder:
        try:
            with time_limit(seconds, patience=PATIENCE):
                names = {"returned": from_wire(seen["returned"]), "args": _restored(args, seen, Path(folder))}
                return Answer("returned", {name: to_wire(eval(code, {}, names)) for name, code in probe.items()})
        except TimeIsUp:
            return Answer("timeout")
        except Exception as error:
            return Answer("crashed", error=f"{type(error).__name__}: {str(error)[:400]}")


def _restored(args: list[Any], seen: Mapping[str, Any], folder: Path) -> list[Any]:
    """The arguments as the call left them; None for those that no probe mentions."""
    found: list[Any] = [None] * len(args)
    for number, given in enumerate(args):
        if (name := f"args[{number}]") in seen:
            made, value = from_wire(given), from_wire(seen[name])
            place = folder / str(number)
            place.mkdir()
            found[number] = restore(made, value, place) if isinstance(made, Fresh) else value
    return found
