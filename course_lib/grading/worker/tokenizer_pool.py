"""Tokenizers that were lent to a call and came back exactly as they were: the next call gets them, and none is loaded.

Loading one takes 8 ms, and a lesson's hidden cases want some fifty. One that a call changed, or that anything still
refers to, is never lent again, so that a pooled tokenizer cannot be told from one just loaded.
"""

from __future__ import annotations

import copy
import sys
from dataclasses import dataclass, field
from typing import Any

from course_lib.exercises.fresh import Fresh
from course_lib.exercises.inputs import NewFolder, make_input, no_folder

#: References to a tokenizer that only the pool holds: a variable, and the question how many there are.
_ONLY_OURS = 2
#: Where the tokenizer proper is; the rest of its state is plain Python.
_BACKEND = "_tokenizer"


@dataclass
class TokenizerPool:
    """Use ``take`` as the maker of `calls.make_call`, and ``settle`` when the call is over."""

    _pristine: dict[Fresh, tuple[type, str, dict[str, Any]]] = field(default_factory=dict)
    _free: dict[Fresh, list[Any]] = field(default_factory=dict)
    _lent: list[tuple[Fresh, Any]] = field(default_factory=list)

    def take(self, wanted: Fresh, new_folder: NewFolder = no_folder) -> Any:
        """What is wanted, as it was published; other kinds are always made."""
        if wanted.kind != "tokenizer":
            return make_input(wanted, new_folder)
        free = self._free.setdefault(wanted, [])
        tokenizer = free.pop() if free else make_input(wanted)
        if wanted not in self._pristine:
            kind, backend, rest = _state(tokenizer)
            self._pristine[wanted] = kind, backend, copy.deepcopy(rest)
        self._lent.append((wanted, tokenizer))
        return tokenizer

    def settle(self) -> None:
        """Take back what was lent, if nobody kept or changed it."""
        while self._lent:
            wanted, tokenizer = self._lent.pop()
            if sys.getrefcount(tokenizer) == _ONLY_OURS and _state(tokenizer) == self._pristine[wanted]:
                self._free[wanted].append(tokenizer)


def _state(tokenizer: Any) -> tuple[type, str, dict[str, Any]]:
    """All that a tokenizer is: its class, its backend as text, and everything else."""
    # How the last text was cut and padded stays in the backend; every call of a tokenizer sets both anew.
    tokenizer.backend_tokenizer.no_truncation()
    tokenizer.backend_tokenizer.no_padding()
    rest = {name: value for name, value in vars(tokenizer).items() if name != _BACKEND}
    return type(tokenizer), tokenizer.backend_tokenizer.to_str(), rest
