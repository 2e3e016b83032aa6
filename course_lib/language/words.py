"""What a room says to a student: ``words.en.toml`` and ``words.zh.toml`` beside its modules, read by one table."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from course_lib.errors import CourseError
from course_lib.language.current import current_language


@dataclass(frozen=True)
class Words:
    """The words of the room in `folder`, each in the language that the reader reads at the moment when it is said.

    A key's dots lead into the file's tables. In a text, ``{name}`` is a blank; of a text that counts, ``|`` parts what
    is said of one and what of several.

    >>> words = Words(Path("course_lib/display"))
    >>> words("same-as"), words("mark.unknown")
    ('the same as', 'unknown')
    >>> words.counted("token", 1), words.counted("token", 2)
    ('1 token', '2 tokens')
    """

    folder: Path
    #: A language that was asked for; "" for the reader's own.
    language: str = ""

    def in_language(self, language: str) -> Words:
        """The same words in one language, whoever reads them: for a page that says itself which one it wants."""
        return replace(self, language=language)

    def __call__(self, key: str, /, **blanks: object) -> str:
        """The text of `key`, its blanks filled in; without `blanks` it is given as it stands, braces and all."""
        text = str(self._entry(key))
        return text.format(**blanks) if blanks else text

    def counted(self, key: str, number: int) -> str:
        """``2 tokens``: the text of ``count.KEY``, with the number in its blank ``{n}``."""
        one, _, several = str(self._entry(f"count.{key}")).partition("|")
        return (one if number == 1 or not several else several).format(n=number)

    def error(self, key: str, /, **blanks: object) -> CourseError:
        """The error ``error.KEY``, a table of two texts: ``problem`` and ``next``. It is for the caller to raise."""
        problem, step = (self(f"error.{key}.{part}", **blanks) for part in ("problem", "next"))
        return CourseError(problem, step, heading=own_words("next-step"))

    def table(self, key: str) -> dict[str, Any]:
        """A whole table of texts, for keys that are names from elsewhere, such as a file's."""
        return dict(self._entry(key))

    def _entry(self, key: str) -> Any:
        found: Any = _read(self.folder, self.language or current_language())
        for part in key.split("."):
            found = found[part]
        return found


@cache
def _read(folder: Path, language: str) -> dict[str, Any]:
    with (folder / f"words.{language}.toml").open("rb") as file:
        return tomllib.load(file)


own_words = Words(Path(__file__).parent)
