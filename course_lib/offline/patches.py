"""Attributes of other people's modules and classes, and entries of mappings, replaced for a while and put back as they
were.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any

_ABSENT = object()


class Patches:
    """What was replaced, in order; true while anything is.

    >>> import math
    >>> patches = Patches()
    >>> patches.put(math, "pi", 3)
    >>> math.pi
    3
    >>> patches.undo()
    >>> round(math.pi, 2), bool(patches)
    (3.14, False)
    """

    def __init__(self) -> None:
        self._undo: list[Callable[[], None]] = []

    def __bool__(self) -> bool:
        return bool(self._undo)

    def put(self, owner: Any, name: str, value: Any) -> None:
        """Set an attribute; `undo` gives it back, or takes it away where there was none of the owner's own."""
        before = vars(owner).get(name, _ABSENT)

        def undo() -> None:
            if before is _ABSENT:
                delattr(owner, name)
            else:
                setattr(owner, name, before)

        setattr(owner, name, value)
        self._undo.append(undo)

    def put_item(self, mapping: MutableMapping[str, str], key: str, value: str | None) -> None:
        """Set an entry of a mapping such as `os.environ`, or with None take it out; `undo` gives it back."""
        before = mapping.get(key)
        _set_item(mapping, key, value)
        self._undo.append(lambda: _set_item(mapping, key, before))

    def on_undo(self, step: Callable[[], None]) -> None:
        """Have something else done, in its turn, when everything is put back."""
        self._undo.append(step)

    def undo(self) -> None:
        """Put everything back, the last first."""
        while self._undo:
            self._undo.pop()()


def _set_item(mapping: MutableMapping[str, str], key: str, value: str | None) -> None:
    if value is None:
        mapping.pop(key, None)
    else:
        mapping[key] = value
