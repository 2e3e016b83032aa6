"""From the last line of a traceback to the words that a beginner needs: which error it is, beyond its class.

Python's own text is read for what kind of mistake it speaks of; nothing of it is repeated, so that the same words can
stand on a feedback page, where that text may quote an input.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping

from course_lib.exercises.told import Told

#: By class of error: patterns of its text, of which the first that is found counts, and the key of ``[errors]`` for it.
#: The last, without a pattern, stands for all others of the class.
_KINDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "TypeError": (
        (r"missing \d+ required|must have at least \w+ arguments|needs an argument", "argument-missing"),
        (r"takes (from )?\d+ .*positional arguments? but|takes no (positional )?arguments|takes exactly|takes at most|"
         r"expected (at most )?\d+ arguments?, got",
         "too-many-arguments"),
        (r"(unexpected|invalid) keyword argument", "unknown-keyword"),
        (r"multiple values for", "argument-twice"),
        (r"'NoneType' object is not (iterable|callable|subscriptable)|of type 'NoneType'|'NoneType' and|and 'NoneType'",
         "used-none"),
        (r"object is not callable", "not-callable"),
        (r"'(method|builtin_function_or_method|function)' object is not (subscriptable|iterable)|"
         r"of type '(method|function)'",
         "brackets-missing"),
        (r"object is not subscriptable", "not-subscriptable"),
        (r"object does not support item assignment|doesn't support item assignment", "cannot-be-changed"),
        (r"is not iterable|can only join an iterable", "not-iterable"),
        (r"is not an iterator", "not-an-iterator"),
        (r"has no len\(\)", "no-length"),
        (r"can only concatenate", "concatenates-types"),
        (r"unsupported operand type|bad operand type|not supported between|can't multiply sequence",
         "types-do-not-combine"),
        (r"indices must be|list index must be|must be integers or slices", "index-no-number"),
        (r"dictionary update sequence", "pairs-wanted"),
        (r"unhashable type", "unhashable"),
        (r"sequence item \d+: expected str", "join-of-no-texts"),
        (r"can't convert|cannot convert|Can't extract|TextInputSequence|TextEncodeInput|cannot be interpreted as|"
         r"must be |expected (str|Tensor|a character)|requires string|doesn't define|is required, not|should be",
         "argument-of-another-type"),
        (r"", "type-error"),
    ),
    "ValueError": (
        (r"expected sequence of length|inhomogeneous|Unable to create tensor", "rows-of-different-length"),
        (r"text input must be|specify either `text`|should be a str", "argument-of-another-type"),
        (r"too many dimensions 'str'", "tensor-of-no-numbers"),
        (r"dictionary update sequence", "pairs-wanted"),
        (r"is not a valid ", "not-a-choice"),
        (r"broadcast together|mismatch in its core dimension", "shapes-do-not-fit"),
        (r"not enough values to unpack", "too-few-to-unpack"),
        (r"too many values to unpack", "too-many-to-unpack"),
        (r"invalid literal for int|could not convert string to float", "text-is-no-number"),
        (r"is not in list|not in tuple|substring not found|list.remove", "not-found-in-list"),
        (r"truth value of|Boolean value of", "truth-of-many"),
        (r"empty sequence|arg is an empty|is empty", "of-nothing"),
        (r"only one element tensors|only size-1 arrays", "many-not-one"),
        (r"zip\(\) argument", "zip-lengths"),
        (r"", "value-error"),
    ),
    "RuntimeError": (
        (r"leaf Variable that requires grad|leaf variable .*in-place", "leaf-in-place"),
        (r"[Ii]nference tensor|inference mode", "inference-mode"),
        (r"Can't call numpy\(\) on Tensor that requires grad", "needs-detach"),
        (r"must match the size|shapes? cannot be multiplied|size mismatch|Sizes of tensors must match|"
         r"stack expects each|[Ss]hape .* is invalid|expanded size|shape mismatch", "shapes-do-not-fit"),
        (r"Boolean value of Tensor with more than", "truth-of-many"),
        (r"cannot be converted to Scalar|only one element", "many-not-one"),
        (r"changed size during iteration", "changed-while-looping"),
        (r"[Cc]ould not infer dtype", "tensor-of-no-numbers"),
        (r"non-empty TensorList", "of-nothing"),
        (r"must be either a floating point", "wants-float"),
        (r"CUDA|NVIDIA", "no-gpu"),
        (r"expected scalar type|same dtype|Found dtype|must be Long|got (torch\.)?\w*(Float|Long)\w*Tensor",
         "dtypes-do-not-fit"),
        (r"index out of range|out of bounds", "index-error"),
        (r"", "runtime-error"),
    ),
    "AttributeError": (
        (r"'NoneType' object has no", "none-has-no-attribute"),
        (r"'(function|method|builtin_function_or_method)' object has no", "brackets-missing"),
        (r"'(list|tuple|str|int|float|bool|dict|set|generator|map|zip|bytes)' object has no", "plain-has-no-attribute"),
        (r"module '.*' has no attribute", "module-has-no-attribute"),
        (r"can't set|cannot set|has no setter|read-only", "cannot-be-set"),
        (r"", "has-no-attribute"),
    ),
    "ImportError": ((r"", "name-not-in-module"),),
    "NameError": ((r"", "name-unknown"),),
    "UnboundLocalError": ((r"", "local-before-value"),),
    "ModuleNotFoundError": ((r"", "module-missing"),),
    "FileNotFoundError": ((r"", "file-missing"),),
    "IsADirectoryError": ((r"", "folder-not-file"),),
    "NotADirectoryError": ((r"", "file-not-folder"),),
    "PermissionError": ((r"", "not-permitted"),),
    "ZeroDivisionError": ((r"", "division-by-zero"),),
    "OSError": ((r"", "file-trouble"),),
    "JSONDecodeError": ((r"", "no-json"),),
    "CourseError": ((r"", "course-error"),),
    "IndexError": (
        (r"index out of range in self", "id-past-the-table"),
        (r"Replacement index", "fewer-values-than-braces"),
        (r"pop from (an )?empty", "of-nothing"),
        (r"used as indices must be", "index-of-floats"),
        (r"", "index-error"),
    ),
    "KeyError": ((r"", "key-error"),),
    "StopIteration": ((r"", "nothing-left"),),
    "AssertionError": ((r"CUDA", "no-gpu"), (r"", "assertion"),),
    "UnicodeDecodeError": ((r"", "not-that-encoding"),),
    "UnicodeEncodeError": ((r"", "not-that-encoding"),),
    "RecursionError": ((r"", "recursion"),),
    "NotImplementedError": ((r"", "not-implemented"),),
    "OverflowError": ((r"", "number-too-large"),),
    "MemoryError": ((r"", "memory"),),
    "SystemExit": ((r"", "ends-python"),),
    "SyntaxError": ((r"", "syntax"),),
    "InputAsked": ((r"", "input-asked"),),
    "ValueRefused": ((r"", "value-refused"),),
}  # fmt: skip


def error_told(error: str) -> Told | None:
    """What an error, as `calls` describes it, tells; None for a class of which nothing is known.

    Where no line of the student's raised it, the call of their function did: its parameters are not those asked for.

    >>> error_told("TypeError: split() missing 1 required positional argument: 'text' (line 2 of split)").name
    'argument-missing'
    """
    name, _, text = error.partition(":")
    kinds = _KINDS.get(name)
    if kinds is None:
        return None
    found = next(key for pattern, key in kinds if re.search(pattern, text))
    if found == "has-no-attribute" and _is_of_transformers(text):
        found = "gone-from-transformers"
    if found in ("argument-missing", "too-many-arguments") and not re.search(r" \(line \d+ of .*\)$", text):
        found = f"own-{found}"
    return Told(found)


def _is_of_transformers(text: str) -> bool:
    """Whether the object that lacks something is one of transformers' own: then an older tutorial may be the reason."""
    kind = re.match(r"\s*(?:type object )?'?(\w+)'? (?:object )?has no", text)
    library = sys.modules.get("transformers")
    return kind is not None and library is not None and kind[1] in dir(library)
