"""The answers that prove a check: per exercise a file of named wrong ones and of right ones written differently.

    # %% wrong: forgets-special-tokens
    def encode(tokenizer, text):
        …
    # %% right: by-hand

A wrong answer has the name of the misconception that it shows and that the check must tell. Two names
stand for outcomes instead: ``endless-loop`` for running out of time, ``crash`` (or ``crash-…``) for an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from course_lib.errors import CourseError

_HEADER = re.compile(r"^# %% (wrong|right): ([a-z0-9-]+(?:/[a-z0-9-]+)?)\s*$")


@dataclass(frozen=True)
class NamedAnswer:
    """One answer; a second wrong one for the same misconception has a suffix: ``every-character/with-spaces``."""

    kind: Literal["wrong", "right"]
    name: str
    source: str

    @property
    def misconception(self) -> str:
        """What the check has to tell: the name of a misconception, or of an outcome."""
        name = self.name.partition("/")[0]
        if name == "endless-loop":
            return "timeout"
        return "crashed" if name == "crash" or name.startswith("crash-") else name


def read_answers(path: Path) -> tuple[NamedAnswer, ...]:
    """The answers in one file. CourseError when it is missing or has code outside an answer."""
    if not path.is_file():
        raise CourseError(
            f"There are no answers to prove the exercise with: {path} is missing.", "Write it; see its neighbours."
        )
    answers: list[NamedAnswer] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("# %%"):
            header = _HEADER.match(line)
            if header is None:
                raise CourseError(
                    f"{path.name}, line {number}: not the header of an answer: {line!r}",
                    "Write '# %% wrong: NAME' or '# %% right: NAME'.",
                )
            answers.append(NamedAnswer("wrong" if header[1] == "wrong" else "right", header[2], ""))
        elif answers:
            last = answers[-1]
            answers[-1] = NamedAnswer(last.kind, last.name, last.source + line + "\n")
        elif line.strip():
            raise CourseError(
                f"{path.name}, line {number}: code before the first answer: {line!r}", "Begin with '# %% wrong: NAME'."
            )
    return tuple(answers)
