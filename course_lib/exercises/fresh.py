"""An input that a case asks for by name, because it cannot be sent: it is made where the call runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fresh:
    """An input that is made anew for every call, at the place where the call runs.

    ``Fresh("tokenizer", "bert-zh")`` and ``Fresh("model", "bert-zh")`` are loaded from the checkpoint,
    ``Fresh("folder")`` is the path of a new empty folder. Other kinds: see `exercises.inputs`.
    """

    kind: str
    name: str = ""
