"""Values on the wire: what crosses between the code that runs and the code that decides.

Plain JSON on the outside, exact Python types within: a tuple comes back a tuple, ``True`` is not ``1``,
a tensor keeps its dtype, shape and bytes. What has no plain form comes across as its type's name, which
no right answer equals; a mapping that is more than a dict, as a dict that knows what it was. Nothing is
ever unpickled, and sizes are capped.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

from course_lib.exercises.fresh import Fresh

MAX_DEPTH = 24
MAX_ITEMS = 200_000
MAX_BYTES = 32 * 2**20
MAX_BITS = 4096  # of a whole number
MAX_KEYS = 5000  # of a dict or set, that are not text
MAX_NAME = 120  # characters of a type's name, or a function's

# torch dtypes that have a numpy twin to carry their bytes; bfloat16 has none and travels as float32.
_TENSOR_DTYPES = frozenset(["float64", "float32", "float16", "int64", "int32", "int16", "int8", "uint8", "bool"])


class ValueRefused(Exception):
    """The value is too large, too deep, or not of the wire's form."""


@dataclass(frozen=True)
class Opaque:
    """A value that has no plain form: its type's name is known, and of a function, method or class its own name; of an
    AddedToken its text.
    """

    type_name: str
    name: str = ""

    def __repr__(self) -> str:
        if self.type_name == "tokenizers.AddedToken":
            return f"AddedToken({self.name!r})"
        kind = self.type_name.removeprefix("builtins.").replace("builtin_function_or_method", "method")
        return f"<{kind}{' ' if self.name else ''}{self.name}>"


@dataclass(frozen=True, repr=False)
class Array(Opaque):
    """A numpy array: no exercise asks for one, but it is seen as what it is."""

    dtype: str = ""
    shape: tuple[int, ...] = ()
    items: Any = field(default=None, compare=False)

    def __repr__(self) -> str:
        return f"array({self.items!r})"


class NamedDict(dict[Any, Any]):
    """A mapping of another type than dict (a BatchEncoding, a Counter), with its content and its type's name."""

    def __init__(self, type_name: str, pairs: Mapping[Any, Any]) -> None:
        super().__init__(pairs)
        self.type_name = type_name

    def __repr__(self) -> str:
        return f"{self.type_name.rpartition('.')[2]}({dict.__repr__(self)})"


def plain(value: Any) -> Any:
    """`value` as a decision sees it: a mapping is a dict, whatever else it may have been.

    >>> type(plain(NamedDict("collections.Counter", {"a": 1}))) is dict
    True
    """
    kind = type(value)
    if kind is list:
        return [plain(item) for item in value]
    if kind is tuple:
        return tuple([plain(item) for item in value])
    if kind in (dict, NamedDict):
        return {key: plain(item) for key, item in value.items()}
    return value


def to_wire(value: Any) -> Any:
    """A JSON-able form of `value`.

    >>> to_wire((1, "二", 2.5))
    {'tuple': [1, '二', 2.5]}
    """
    return _Writer().write(value, 0)


class _Writer:
    """Writes one value: counts what it holds, so that it is refused before it is large."""

    def __init__(self) -> None:
        self.items = 0
        self.bytes = 0

    def write(self, value: Any, depth: int) -> Any:
        self.items += 1
        if self.items > MAX_ITEMS or depth > MAX_DEPTH:
            raise ValueRefused("the value is too large or refers to itself")
        kind = type(value)
        if value is None or kind is bool:
            return value
        # A subclass (course_lib's own Tokens, numpy's str_) counts as the type it extends, read through the
        # base class's own methods so that an override has no say.
        if issubclass(kind, bool | int):
            number = int.__int__(value)
            if number.bit_length() > MAX_BITS:
                raise ValueRefused("the number is too large")
            return number
        if issubclass(kind, float):
            real = float.__float__(value)
            return real if math.isfinite(real) else {"float": str(real)}
        if issubclass(kind, str):
            text = str.__str__(value)
            self.count(len(text) if text.isascii() else 6 * len(text))  # as JSON writes them: \uXXXX
            return text
        if issubclass(kind, list):
            return [self.write(item, depth + 1) for item in list.__iter__(value)]
        found = next((form for form in FORMS if form.fits(kind)), None)
        if found is None:
            return {"opaque": _name_of(kind)}
        return found.write(value, self, depth)

    def count(self, size: int) -> None:
        self.bytes += size
        if self.bytes > MAX_BYTES:
            raise ValueRefused(f"the value is larger than {MAX_BYTES // 2**20} MiB")


@dataclass(frozen=True)
class Form:
    """How one kind of value crosses: the one place to add another is the table `FORMS`.

    `fits` looks at a type. `write` gives the wire form: of the value, with a writer for what is inside it and the depth
    at which it stands. What comes back is the business of `_READERS`, by the form's only key.
    """

    fits: Callable[[type], bool]
    write: Callable[[Any, _Writer, int], Any]


def _write_tuple(value: Any, writer: _Writer, depth: int) -> Any:
    return {"tuple": [writer.write(item, depth + 1) for item in tuple.__iter__(value)]}


def _write_pairs(pairs: Iterable[tuple[Any, Any]], writer: _Writer, depth: int) -> Any:
    return {"dict": [[writer.write(key, depth + 1), writer.write(value, depth + 1)] for key, value in pairs]}


def _write_set(value: Any, writer: _Writer, depth: int) -> Any:
    return {"set": sorted((writer.write(item, depth + 1) for item in value), key=repr)}


def _write_bytes(value: Any, writer: _Writer, _: int) -> Any:
    writer.count(len(value))
    return {"bytes": base64.b64encode(value).decode()}


def _write_tensor(value: Any, writer: _Writer, _: int) -> Any:
    import torch

    # A copy through torch's own operations: a subclass that lies about its shape loses the chance to.
    tensor = torch.Tensor.detach(value).to("cpu").contiguous()
    dtype = str(tensor.dtype).removeprefix("torch.")
    if dtype == "bfloat16":
        tensor = tensor.to(torch.float32)
    elif dtype not in _TENSOR_DTYPES:
        return {"opaque": f"torch.Tensor of {dtype}"}
    writer.count(tensor.numel() * tensor.element_size())
    data = base64.b64encode(tensor.numpy().tobytes()).decode()
    return {"tensor": {"dtype": dtype, "shape": list(tensor.shape), "data": data}}


def _write_numpy(value: Any, writer: _Writer, depth: int) -> Any:
    if not value.ndim:
        return writer.write(value.item(), depth)
    return _write_array(str(value.dtype), value.shape, value.tolist(), writer, depth)


def _write_array(dtype: str, shape: tuple[int, ...], items: Any, writer: _Writer, depth: int) -> Any:
    return {"array": [dtype[:MAX_NAME], list(shape), writer.write(items, depth + 1)]}


def _write_named(type_name: str, pairs: Iterable[tuple[Any, Any]], writer: _Writer, depth: int) -> Any:
    return {"named": [type_name, _write_pairs(pairs, writer, depth)]}


def _write_opaque(type_name: str, name: str, *_: Any) -> Any:
    return {"opaque": [type_name[:MAX_NAME], name[:MAX_NAME]] if name else type_name[:MAX_NAME]}


#: What stands for an action. Their own names are read: the brackets behind one are easily forgotten.
_CALLABLES = (FunctionType, MethodType, BuiltinFunctionType, type)


def _own_name(value: Any) -> str:
    return type.__dict__["__name__"].__get__(value) if isinstance(value, type) else str(value.__name__)


def _name_of(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"[:MAX_NAME]


def _kind(value: Any) -> str:
    return _name_of(type(value))


def _is_encoding(kind: type) -> bool:
    """A mapping, or transformers' BatchEncoding, which is one in all but its type."""
    return issubclass(kind, Mapping) or (hasattr(kind, "data") and hasattr(kind, "encodings"))


def _of(library: str, attribute: str) -> Callable[[type], bool]:
    return lambda kind: kind.__module__.partition(".")[0] == library and hasattr(kind, attribute)


#: Every kind but None, numbers, texts and lists, which JSON has itself. The first that fits counts.
FORMS: tuple[Form, ...] = (
    Form(lambda kind: issubclass(kind, tuple), _write_tuple),
    Form(lambda kind: kind is dict, lambda value, *at: _write_pairs(dict.items(value), *at)),
    Form(lambda kind: kind is NamedDict, lambda value, *at: _write_named(value.type_name, dict.items(value), *at)),
    Form(lambda kind: issubclass(kind, dict), lambda value, *at: _write_named(_kind(value), dict.items(value), *at)),
    Form(lambda kind: issubclass(kind, set | frozenset), _write_set),
    Form(lambda kind: issubclass(kind, bytes), _write_bytes),
    Form(lambda kind: issubclass(kind, PurePath), lambda value, *_: {"path": str(value)}),
    Form(lambda kind: issubclass(kind, Fresh), lambda value, *_: {"fresh": [value.kind, value.name]}),
    Form(_is_encoding, lambda value, *at: _write_named(_kind(value), value.items(), *at)),
    Form(_of("torch", "detach"), _write_tensor),
    Form(_of("numpy", "tolist"), _write_numpy),
    Form(_of("tokenizers", "single_word"), lambda value, *at: _write_opaque(_kind(value), str(value.content), *at)),
    Form(lambda kind: kind is Array, lambda value, *at: _write_array(value.dtype, value.shape, value.items, *at)),
    Form(lambda kind: kind is Opaque, lambda value, *at: _write_opaque(value.type_name, value.name, *at)),
    Form(lambda kind: issubclass(kind, _CALLABLES), lambda it, *at: _write_opaque(_kind(it), _own_name(it), *at)),
)


def from_wire(data: Any) -> Any:
    """The value that `to_wire` wrote; ValueRefused for anything that it could not have written, or that is built to
    take long: ever so many items, or keys that all collide.
    """
    _refuse_too_much(data)
    return _read(data, 0)


def _refuse_too_much(data: Any) -> None:
    """Count before anything is built: items, and characters of text."""
    items = text = 0
    left = [data]
    while left:
        item = left.pop()
        items += 1
        if type(item) is str:
            text += len(item)
        elif type(item) is int and item.bit_length() > MAX_BITS:
            raise ValueRefused("the number is too large")
        elif type(item) is list:
            left += item
        elif type(item) is dict:
            left += item.values()
        if items + len(left) > 3 * MAX_ITEMS or text > 2 * MAX_BYTES:
            raise ValueRefused("the value is too large")


def _read(data: Any, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise ValueRefused("too deep")
    if data is None or type(data) in (bool, int, float, str):
        return data
    if type(data) is list:
        return [_read(item, depth + 1) for item in data]
    if type(data) is not dict or len(data) != 1:
        raise ValueRefused("not of the wire's form")
    ((tag, body),) = data.items()
    try:
        return _READERS[tag](body, depth + 1)
    except ValueRefused:
        raise
    except (LookupError, TypeError, ValueError, ArithmeticError) as wrong:
        raise ValueRefused(f"not of the wire's form: {tag!r}") from wrong


def _read_tensor(body: Any, depth: int) -> Any:
    import numpy as np
    import torch

    dtype, shape = body["dtype"], body["shape"]
    if dtype not in _TENSOR_DTYPES | {"bfloat16"}:
        raise ValueRefused(f"not a tensor's dtype: {dtype!r}")
    carrier = "float32" if dtype == "bfloat16" else dtype
    array = np.frombuffer(base64.b64decode(body["data"], validate=True), dtype=carrier).reshape(shape)
    return torch.from_numpy(array.copy()).to(getattr(torch, dtype))


_READERS: dict[str, Callable[[Any, int], Any]] = {
    "tuple": lambda body, depth: tuple(_read(item, depth) for item in body),
    "dict": lambda body, depth: dict(
        zip(_keys([_read(k, depth) for k, _ in body]), [_read(v, depth) for _, v in body], strict=True)
    ),
    "set": lambda body, depth: set(_keys([_read(item, depth) for item in body])),
    "float": lambda body, _: float(body),
    "bytes": lambda body, _: base64.b64decode(body, validate=True),
    "path": lambda body, _: PurePath(body),
    "fresh": lambda body, _: Fresh(*body),
    "tensor": _read_tensor,
    "opaque": lambda body, _: Opaque(_name(body)) if type(body) is str else Opaque(*map(_name, _so_many(2, body))),
    "named": lambda body, depth: _read_named(_so_many(2, body), depth),
    "array": lambda body, depth: _read_array(_so_many(3, body), depth),
}


def _read_named(body: list[Any], depth: int) -> NamedDict:
    type_name, content = body
    read = _read(content, depth)
    if type(read) is not dict:
        raise ValueRefused("a named dict without its content")
    return NamedDict(_name(type_name), read)


def _read_array(body: list[Any], depth: int) -> Array:
    dtype, shape, items = body
    if type(shape) is not list or len(shape) > MAX_DEPTH or any(type(size) is not int for size in shape):
        raise ValueRefused("not an array's shape")
    return Array("numpy.ndarray", "", _name(dtype), tuple(shape), _read(items, depth))


def _so_many(count: int, body: Any) -> list[Any]:
    if type(body) is not list or len(body) != count:
        raise ValueRefused("not of the wire's form")
    return body


def _name(text: Any) -> str:
    if type(text) is not str or len(text) > MAX_NAME:
        raise ValueRefused("not a name")
    return text


def _keys(values: list[Any]) -> list[Any]:
    """`values`, which are about to be keys. Texts hash differently in every process; of anything else somebody may make
    ever so many that collide, and each costs the time of all before it.
    """
    if sum(type(value) is not str for value in values) > MAX_KEYS:
        raise ValueRefused("too many keys that are not text")
    return values
