"""Probes are put to what a call left behind, in a process that never ran a line of the student's.

The student's worker is asked for the plain values that a probe mentions (what was returned, an argument), not for the
probe's own: it never learns what is asked about them. A probe about data is evaluated where the judge is; one about a
tokenizer, a model or a folder by a clean worker, over things restored from snapshots.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from course_lib.exercises.calls import Answer
from course_lib.exercises.fresh import Fresh
from course_lib.exercises.wire_values import from_wire, to_wire

_ARGUMENT = re.compile(r"\bargs\[(\d+)\]")


def mentioned(probe: Mapping[str, str]) -> dict[str, str]:
    """The probe that asks for the plain values which `probe` is about.

    >>> mentioned({"returned": "returned", "tokens": "args[0].tokenize(args[2])"})
    {'returned': 'returned', 'args[0]': 'args[0]', 'args[2]': 'args[2]'}
    """
    arguments = {int(number) for code in probe.values() for number in _ARGUMENT.findall(code)}
    return {name: name for name in ["returned", *(f"args[{number}]" for number in sorted(arguments))]}


def answered(args: list[Any], seen: Mapping[str, Any], probe: Mapping[str, str]) -> Answer | None:
    """The values of a probe about data; None when a tokenizer, a model or a folder must be restored for it.

    Plain values are data: what the judge asks about them can be asked wherever the judge is.
    """
    if any(isinstance(from_wire(given), Fresh) for number, given in enumerate(args) if f"args[{number}]" in seen):
        return None
    if set(probe.values()) <= set(seen):
        return Answer("returned", {name: seen[code] for name, code in probe.items()})
    try:
        names = {"returned": from_wire(seen["returned"]), "args": _plain(args, seen)}
        return Answer("returned", {name: to_wire(eval(code, {}, names)) for name, code in probe.items()})
    except Exception as error:
        return Answer("crashed", error=f"{type(error).__name__}: {str(error)[:400]}")


def _plain(args: list[Any], seen: Mapping[str, Any]) -> list[Any]:
    return [from_wire(seen[name]) if (name := f"args[{number}]") in seen else None for number in range(len(args))]
