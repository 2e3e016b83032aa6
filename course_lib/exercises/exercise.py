"""What an exercise is, and what one case of it asks.

The same `Case` serves twice. The public check makes cases in the student's kernel and calls the function
there; the judge makes hidden ones outside and has a worker do the calling. Either way ``decide`` sees
plain values and nothing else, so the decision can be made wherever it is safe.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from course_lib.exercises.mistakes import Mistake
from course_lib.exercises.wire_values import to_wire

__all__ = ["STUB_SAYS", "Case", "Decide", "Difficulty", "Exercise", "Mistake"]

#: What the stub of every exercise raises NotImplementedError with; nbgrader_config.py says the same.
STUB_SAYS = "your turn"

Difficulty = Literal["warm-up", "core", "stretch"]

#: What `decide` takes: the probe's values by name. What it gives: None, or a misconception, its name or a `Mistake`.
Decide = Callable[[Mapping[str, Any]], str | Mistake | None]


@dataclass(frozen=True)
class Case:
    """One question to the student's function.

    Parameters
    ----------
    kind:
        The row it belongs to in what a student sees; its words are in the lesson's texts.
    args:
        The inputs: plain values, tensors, or `Fresh` ones.
    decide:
        From the probe's values to None (right) or a misconception: its name, or a `Mistake` that says more. Its
        properties go from the coarse to the fine: type, shape, then content.
    probe:
        Which values to bring back: name -> a Python expression over ``returned`` and ``args``, evaluated
        after the call. No expression may have the same value whatever the function does.
    expected:
        What the library itself gives, shown beside the student's value; None shows nothing.
    wanted:
        The same for the probe's other values, by name: how they differ is told too.
    slow:
        The misconception to tell when this case takes too long though every one before it was right.
    """

    kind: str
    args: tuple[Any, ...]
    decide: Decide
    probe: Mapping[str, str] = field(default_factory=lambda: {"returned": "returned"})
    expected: Any = None
    wanted: Mapping[str, Any] = field(default_factory=dict)
    slow: str = ""

    @cached_property
    def args_on_the_wire(self) -> list[Any]:
        """The inputs as they are sent, written once for however many answers the question is put to."""
        return [to_wire(arg) for arg in self.args]


@dataclass(frozen=True)
class Exercise:
    """One graded exercise: all or nothing, `points` for every case right.

    ``function`` is the name that the student's solution cell defines and the check cell passes on.
    ``cases`` makes the public cases; texts (title, hints, misconceptions) live beside them, in the lesson's
    ``words.LANGUAGE.toml``. ``call`` is how a call is written in this lesson, where a case's inputs by themselves
    would not do: ``"grow(fresh_model(), tokenizer, {2})"``, where {2} is the third input, written out.
    """

    id: str
    function: str
    points: int
    minutes: int
    difficulty: Difficulty
    cases: Callable[[random.Random], Iterable[Case]]
    seconds_per_call: float = 5.0
    call: str = ""

    @property
    def check_source(self) -> str:
        """The one line its check cell holds."""
        return f'check("{self.id}", {self.function})'
