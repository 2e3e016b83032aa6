"""Values as a report shows them: as Python writes them, but short, and a tensor without a wall of numbers."""

from __future__ import annotations

import unicodedata
from pathlib import PurePath
from typing import Any

from course_lib.exercises.what_it_is import is_tensor_value
from course_lib.exercises.wire_values import NamedDict

VALUE_SHOWN = 300
#: A tensor of at most so many numbers is shown whole: whole numbers, others.
_WHOLE, _REAL = 60, 8
_NAMES = {" ": "space", "\n": "line-break", "\t": "tab", "\r": "return", "\u3000": "wide-space", "\xa0": "fixed-space"}


def shown(value: Any, most: int = VALUE_SHOWN) -> str:
    """`value` as Python writes it, but short."""
    return shortened(_written(value), most)


def literal(value: Any) -> str:
    """`value` as a student would type it: texts in double quotes, all of it.

    >>> literal(["今天", 2])
    '["今天", 2]'
    """
    if isinstance(value, str) and '"' not in value and repr(value)[0] == "'":
        return '"' + repr(value)[1:-1] + '"'
    if type(value) is list:
        return f"[{', '.join(map(literal, value))}]"
    if type(value) is tuple:
        return f"({', '.join(map(literal, value))}{',' * (len(value) == 1)})"
    if type(value) is dict:
        return f"{{{', '.join(f'{literal(key)}: {literal(item)}' for key, item in value.items())}}}"
    if type(value) is set and value:
        return f"{{{', '.join(map(literal, sorted(value, key=repr)))}}}"
    if isinstance(value, PurePath):
        return f'Path("{value.as_posix()}")'
    return f"torch.tensor({value.tolist()!r}, dtype={value.dtype})" if is_tensor_value(value) else repr(value)


def shortened(text: str, most: int = VALUE_SHOWN) -> str:
    return text if len(text) <= most else text[:most] + " …"


def character_name(character: str) -> str:
    """The key of ``[phrases]`` by which an invisible or a full-width character is called; empty for one that shows."""
    if character in _NAMES:
        return _NAMES[character]
    if unicodedata.category(character)[0] in "ZC":
        return "invisible"
    folded = unicodedata.normalize("NFKC", character)
    return "full-width" if folded != character and folded.isascii() and len(folded) == 1 else ""


def _written(value: Any, inside: bool = False) -> str:
    if is_tensor_value(value):
        if value.numel() > (_REAL if value.dtype.is_floating_point else _WHOLE):
            return f"tensor(shape={tuple(value.shape)}, dtype={str(value.dtype).removeprefix('torch.')})"
        return f"tensor({value.tolist()!r})" if inside else repr(value)  # its rows stand in line only by themselves
    if isinstance(value, NamedDict):
        return f"{value.type_name.rpartition('.')[2]}({_written(dict(value))})"
    if type(value) is dict:
        return f"{{{', '.join(f'{key!r}: {_written(item, True)}' for key, item in value.items())}}}"
    if type(value) is list:
        return f"[{', '.join(_written(item, True) for item in value)}]"
    if type(value) is tuple:
        return f"({', '.join(_written(item, True) for item in value)}{',' * (len(value) == 1)})"
    return repr(value)
