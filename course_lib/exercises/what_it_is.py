"""What a value is, in a student's words: "a list of str", "a generator", "the method `tokenize` itself".

Every word can be said on a feedback page as well: there, types that Python and the libraries of the course do not have
are "an object", since somebody may name a class of theirs after an input that nobody is to see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Literal

from course_lib.exercises.texts import common_texts
from course_lib.exercises.wire_values import Array, NamedDict, Opaque

#: From a type's name to its key in the words' table ``[kinds]``.
_KEYS: Mapping[str, str] = {
    "builtins.generator": "generator",
    "builtins.map": "map",
    "builtins.zip": "zip",
    "builtins.filter": "filter",
    "builtins.enumerate": "enumerate",
    "builtins.range": "range",
    "builtins.reversed": "reversed",
    "builtins.list_reverseiterator": "reversed",
    "builtins.dict_keys": "dict_keys",
    "builtins.dict_values": "dict_values",
    "builtins.dict_items": "dict_items",
    "builtins.method": "method",
    "builtins.builtin_function_or_method": "method",
    "builtins.function": "function",
    "builtins.type": "class",
    "builtins.coroutine": "coroutine",
    "builtins.module": "module",
    "builtins.complex": "complex",
    "numpy.ndarray": "array",
    "collections.Counter": "counter",
    "collections.OrderedDict": "ordered_dict",
    "collections.defaultdict": "defaultdict",
    "collections.deque": "deque",
    "transformers.tokenization_utils_base.BatchEncoding": "encoding_dict",
    "tokenizers.Encoding": "encoding",
    "tokenizers.AddedToken": "added_token",
}
#: Values that hand their items out one after another, and are none of the containers themselves.
ITERATORS = frozenset(
    """generator map zip filter enumerate range reversed deque dict_keys dict_values dict_items""".split()  # noqa: SIM905
)
CALLABLES = frozenset(["method", "function", "class"])
_PLAIN = {
    type(None): "none", bool: "bool", int: "int", float: "float", str: "str", bytes: "bytes", list: "list",
    tuple: "tuple", dict: "dict", set: "set",
}  # fmt: skip
_SHOWN_PARTS = 3


@dataclass(frozen=True)
class Kind:
    """What a value is: a key of ``[kinds]``, and what else its words may need."""

    key: str
    of: tuple[Kind, ...] = ()  # what a list holds, if all its items are alike; each part of a tuple
    name: str = ""  # a type's own name, or a function's
    shape: tuple[int, ...] = ()
    dtype: str = ""
    size: int = 0

    def said(self, language: str, *, hidden: bool = False) -> str:
        """In words: ``Kind("list", (Kind("str"),))`` is "a list of str"."""
        return self._words(language, "kinds", hidden)

    def _words(self, language: str, table: Literal["kinds", "many"], hidden: bool) -> str:
        words: Mapping[str, str] = common_texts(language)[table]
        key, inner = self.key, ""
        if self.key == "list" and self.of:
            key, inner = "list-of", self.of[0]._words(language, "many", hidden)
        elif self.key == "tuple" and 0 < len(self.of) <= _SHOWN_PARTS:
            key, inner = "tuple-of", ", ".join(part.short() for part in self.of)
        elif self.key in ("list", "tuple", "dict", "set", "str") and not self.size and f"{self.key}-empty" in words:
            key = f"{self.key}-empty"
        if hidden and self.key in (*CALLABLES, "opaque", "tensor", "array"):
            key = f"{self.key}-unnamed"
        shape = f"({', '.join(map(str, self.shape))}{',' * (len(self.shape) == 1)})"
        return words.get(key, words["opaque-unnamed"]).format(
            of=inner, name=self.name, shape=shape, dtype=self.dtype, count=self.size
        )

    def short(self) -> str:
        """As Python's own notation for types has it: ``list[int]``. A class of a student's own is an object."""
        inside = f"[{', '.join(part.short() for part in self.of)}]" if self.of and self.key in ("list", "tuple") else ""
        return {"none": "None", "tensor": "Tensor", "encoding_dict": "BatchEncoding", "opaque": "object"}.get(
            self.key, self.key
        ) + inside


def kind_of(value: Any, depth: int = 0) -> Kind:
    """What `value` is.

    >>> kind_of(["a", "b"]).said("en")
    'a list of str'
    """
    plain = _PLAIN.get(type(value))
    if plain == "list":
        return Kind("list", _alike(value, depth), size=len(value))
    if plain == "tuple":
        parts = tuple(kind_of(part, depth + 1) for part in value) if depth < 2 and len(value) <= _SHOWN_PARTS else ()
        return Kind("tuple", parts, size=len(value))
    if plain is not None:
        return Kind(plain, size=len(value) if isinstance(value, str | bytes | dict | set) else 0)
    if isinstance(value, Array):
        return Kind("array", shape=value.shape, dtype=value.dtype)
    if isinstance(value, Opaque | NamedDict):
        key, short = _KEYS.get(value.type_name, "opaque"), value.type_name.rpartition(".")[2]
        return Kind(key, name=getattr(value, "name", "") or short, size=len(value) if isinstance(value, dict) else 0)
    if is_tensor_value(value):
        return Kind("tensor", shape=tuple(value.shape), dtype=str(value.dtype).removeprefix("torch."))
    if isinstance(value, PurePath):
        return Kind("path")
    return Kind("opaque", name=type(value).__name__)


def is_tensor_value(value: Any) -> bool:
    """Whether a value off the wire is a torch tensor; numpy arrays are `Array` there."""
    return not isinstance(value, Opaque) and hasattr(value, "dtype") and hasattr(value, "shape")


def _alike(items: list[Any], depth: int) -> tuple[Kind, ...]:
    """The one kind that all items are of, without what only one of them has; empty where they differ."""
    if not items or depth >= 2 or len({type(item) for item in items}) > 1:
        return ()
    kinds = [kind_of(item, depth + 1) for item in items[:50]]
    first = kinds[0]
    if all(kind == first for kind in kinds):
        return (Kind(first.key, first.of, first.name, size=1),)
    if len({kind.key for kind in kinds}) > 1:
        return ()
    return (Kind(first.key, first.of if len({kind.of for kind in kinds}) == 1 else (), size=1),)
