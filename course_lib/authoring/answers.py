"""The answers that prove a check: per exercise a file of named wrong ones and of right ones written differently.

    # %% wrong: forgets-special-tokens
    def encode(tokenizer, text):
        …
    # %% wrong: splits-again looks-like: every-token-alone
    # %% slow: fetches-every-time
    # %% right: by-hand

A wrong answer has the name of the misconception that it shows and that the check must tell; where it looks like
another one that the exercise names, that one is said too, and the check may not take it for that; one called
``another`` may be told anything else. Two names stand for outcomes instead: ``endless-loop`` for running out of
time, ``crash`` (or ``crash-…``) for an error. A slow
answer is right, and told by the check, in words of its own, that it could be faster; it costs no mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from course_lib.errors import CourseError

ANOTHER = "another"
_NAME = r"[a-z0-9-]+(?:/[a-z0-9-]+)?"
_HEADER = re.compile(rf"^# %% (?P<kind>wrong|right|slow): (?P<name>{_NAME})(?: looks-like: (?P<like>[a-z0-9-]+))?\s*$")
_KINDS: dict[str, Literal["wrong", "right", "slow"]] = {"wrong": "wrong", "right": "right", "slow": "slow"}


@dataclass(frozen=True)
class NamedAnswer:
    """One answer; a second wrong one for the same misconception has a suffix: ``every-character/with-spaces``.

    `looks_like`: the misconception that it resembles and is not.
    """

    kind: Literal["wrong", "right", "slow"]
    name: str
    source: str
    looks_like: str = ""

    @property
    def is_another(self) -> bool:
        """Whether the check may tell it anything but what it looks like."""
        return self.kind == "wrong" and self.name.partition("/")[0] == ANOTHER

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
                    "Write '# %% wrong: NAME' (' looks-like: OTHER' may follow), '# %% slow: …' or '# %% right: …'.",
                )
            answers.append(NamedAnswer(_KINDS[header["kind"]], header["name"], "", header["like"] or ""))
        elif answers:
            last = answers[-1]
            answers[-1] = replace(last, source=last.source + line + "\n")
        elif line.strip():
            raise CourseError(
                f"{path.name}, line {number}: code before the first answer: {line!r}", "Begin with '# %% wrong: NAME'."
            )
    return tuple(answers)
