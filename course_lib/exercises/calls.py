"""Calling a student's function on one case's inputs, and bringing back the values that the case asks for.

This is all that runs beside a student's code: no expected value, no decision. The public check calls it
in the kernel; when grading, a worker calls it and sends the answer over a pipe.
"""

from __future__ import annotations

import builtins
import difflib
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Literal

from course_lib.exercises.exercise import STUB_SAYS, Case
from course_lib.exercises.fresh import Fresh
from course_lib.exercises.inputs import NewFolder, make_input
from course_lib.exercises.quiet import quiet
from course_lib.exercises.time_limit import TimeIsUp, time_limit
from course_lib.exercises.typing_refused import typing_refused
from course_lib.exercises.wire_values import ValueRefused, from_wire, to_wire

PRINTED_KEPT = 2000


@dataclass(frozen=True)
class Call:
    """One call, in wire form: the inputs, the probe, and the seconds it may take."""

    args: list[Any]
    probe: Mapping[str, str]
    seconds: float

    @classmethod
    def of(cls, case: Case, seconds: float) -> Call:
        return cls(case.args_on_the_wire, dict(case.probe), seconds)


@dataclass(frozen=True)
class Answer:
    """What came of a call: ``values`` by the probe's names (wire form), or why there are none."""

    outcome: Literal["returned", "crashed", "timeout", "unattempted"]
    values: Mapping[str, Any] = field(default_factory=dict)
    error: str = ""
    printed: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Any) -> Answer:
        """ValueRefused for anything that `as_json` could not have written: a worker may lie."""
        if type(data) is not dict or set(data) != {"outcome", "values", "error", "printed"}:
            raise ValueRefused("not an answer")
        if data["outcome"] not in ("returned", "crashed", "timeout", "unattempted") or type(data["values"]) is not dict:
            raise ValueRefused("not an answer")
        if type(data["error"]) is not str or type(data["printed"]) is not str:
            raise ValueRefused("not an answer")
        return cls(**data)


def make_call(
    function: Callable[..., Any],
    call: Call,
    write: Callable[[Any], Any] = to_wire,
    make: Callable[[Fresh, NewFolder], Any] = make_input,
    *,
    patience: float = 1.0,
) -> Answer:
    """Call `function`, evaluate the probe, and say what came of it; never raises for what the function did.

    `write` gives a value its wire form, `make` a `Fresh` input; `patience` is `time_limit`'s.
    """
    with ExitStack() as stack:
        printed = stack.enter_context(quiet())
        try:
            args = [_build(from_wire(arg), make, partial(_new_folder, stack)) for arg in call.args]
            with typing_refused(), time_limit(call.seconds, patience=patience):
                returned = function(*args)
                seen = {"returned": returned, "args": args}
                values = {name: write(eval(code, {}, seen)) for name, code in call.probe.items()}
        except TimeIsUp:
            return Answer("timeout", printed=_first(printed.getvalue()))
        except KeyboardInterrupt:  # the student pressed Stop
            raise
        except BaseException as error:
            if isinstance(error, NotImplementedError) and error.args == (STUB_SAYS,):
                return Answer("unattempted")
            return Answer("crashed", error=_describe(error), printed=_first(printed.getvalue()))
        return Answer("returned", values=values, printed=_first(printed.getvalue()))


def _build(value: Any, make: Callable[[Fresh, NewFolder], Any], new_folder: NewFolder) -> Any:
    """The value itself, with every `Fresh` input in it made."""
    if isinstance(value, list):
        return [_build(item, make, new_folder) for item in value]
    if isinstance(value, dict):
        return {key: _build(item, make, new_folder) for key, item in value.items()}
    return make(value, new_folder) if isinstance(value, Fresh) else value


def _new_folder(stack: ExitStack) -> Path:
    return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="exercise-", ignore_cleanup_errors=True)))


def _describe(error: BaseException) -> str:
    """The error's name and text, with the line of the student's own code that raised it."""
    trace = error.__traceback__
    where = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        if "course_lib" not in code.co_filename and "site-packages" not in code.co_filename:
            where = f" (line {trace.tb_lineno} of {code.co_name})"
        trace = trace.tb_next
    try:
        text = str(error)
    except Exception:
        text = "an error whose text cannot be read"
    return f"{type(error).__name__}: {_first(text, 400)}{_did_you_mean(error)}{where}"


def _did_you_mean(error: BaseException) -> str:
    """The closest name that there is, as Python itself adds it to a traceback; of no class of a student's own."""
    known: list[str] = []
    with suppress(Exception):  # an object may have a say in what it is asked
        if type(error) is NameError:
            trace = error.__traceback__
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            if trace is not None:
                known = [*trace.tb_frame.f_locals, *trace.tb_frame.f_globals, *dir(builtins)]
        elif type(error) is AttributeError and type(error.obj).__module__ != "__main__":
            known = dir(error.obj)
        wanted = getattr(error, "name", None)
        names = [name for name in known if type(name) is str and not name.startswith("_")]
        close = difflib.get_close_matches(str(wanted), names, n=1, cutoff=0.7) if names else []
        return f". Did you mean: {close[0]!r}?" if close else ""
    return ""


def _first(text: str, most: int = PRINTED_KEPT) -> str:
    return text if len(text) <= most else text[:most] + " …"
