"""What a call left of its tokenizer, model or folder: what crosses in its place, and the thing made again from that.

What a student's function did to a tokenizer must not be told by the student's own process, which can let any
object say anything. That process hands over what the thing is made of, and the questions are put, elsewhere, to one
made anew from that. What each kind is made of is said in one place, `exercises.inputs`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from course_lib.exercises.fresh import Fresh
from course_lib.exercises.inputs import kind_of, kinds
from course_lib.exercises.wire_values import to_wire


def snapshot(value: Any) -> Any:
    """The wire form of a value; of one that is an exercise's kind of input, of what it is made of.

    >>> snapshot(Path("folder"))
    {'dict': [['config.json', {'bytes': 'e30='}]]}
    """
    if value is None or type(value) in (bool, int, float, str, list, tuple, dict):
        return to_wire(value)
    kind = next((kind for kind in kinds().values() if kind.is_one(value)), None)
    return to_wire(value if kind is None else kind.take_apart(value))


def restore(made: Fresh, seen: Any, place: Path) -> Any:
    """What `made` had become by the time of its snapshot `seen`. Files are written below `place`, an empty folder.

    Raises ValueRefused for what `snapshot` could not have made of such a thing.
    """
    return kind_of(made).put_together(made, seen, place)
