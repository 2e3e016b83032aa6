"""Reads the bilingual lexicon: words, verb phrases and sentences, English beside Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from course_lib.zoo.translation.english import plural

DATA = Path(__file__).parent / "data"
_NOUN = re.compile(r"(.+?)(?:\((.+)\))?$")


@dataclass(frozen=True)
class Entry:
    """A line of a data file: wordings that mean the same, the preferred one first, in each language.

    `into` names the language that a sentence pattern is only translated into, where there is one. `plurals` goes
    with `english`; `measure` is a noun's measure word, empty where it is not counted.
    """

    english: tuple[str, ...]
    chinese: tuple[str, ...]
    measure: str = ""
    plurals: tuple[str, ...] = ()
    weight: int = 1
    into: str = ""

    @property
    def is_pattern(self) -> bool:
        """Whether slots or alternatives have to be filled in."""
        return any(sign in wording for wording in (*self.english, *self.chinese) for sign in "{(")


@cache
def entries() -> dict[str, tuple[Entry, ...]]:
    """Category -> entries, of words and verb phrases."""
    found: dict[str, list[Entry]] = {}
    category = ""
    for name in ("lexicon.txt", "verbs.txt"):
        for line in _lines(DATA / name):
            if line.startswith("["):
                category = line.strip("[]")
            else:
                word = entry(line)
                if category == "pairs":  # shoes, glasses: plural as they are
                    word = replace(word, plurals=word.english)
                found.setdefault(category, []).append(word)
    return {name: tuple(members) for name, members in found.items()}


@cache
def sentences() -> tuple[Entry, ...]:
    """The sentence patterns of every file named sentences_*.txt."""
    return tuple(sentence(line) for path in sorted(DATA.glob("sentences_*.txt")) for line in _lines(path))


def entry(line: str) -> Entry:
    """One line as an entry; `english = chinese = measure word`."""
    parts = _parts(line)
    if "{" in line:
        return Entry(_wordings(parts[0]), _wordings(parts[1]))
    nouns = [_NOUN.fullmatch(word) for word in _wordings(parts[0])]
    english = tuple(noun[1] for noun in nouns if noun)
    plurals = tuple(noun[2] or plural(noun[1]) for noun in nouns if noun)
    measure = parts[2] if len(parts) == 3 and parts[2] != "-" else ""
    return Entry(english, _wordings(parts[1]), measure, plurals)


def sentence(line: str) -> Entry:
    """A sentence pattern; "* " in front makes it four times as frequent, and each slot somewhat more.

    "> " marks what is only translated into Chinese, where the way back gives another English sentence.
    """
    often, one_way = line.startswith("* "), line.startswith("> ")
    english, chinese = (_wordings(part) for part in _parts(line.lstrip("*> ")))
    weight = (3 + 2 * english[0].count("{") + english[0].count("|")) * (4 if often else 1)
    return Entry(english, chinese, weight=weight, into="zh" if one_way else "")


@cache
def chinese_words() -> frozenset[str]:
    """Every Chinese word of the lexicon, for cutting sentences into words."""
    words = {word for members in entries().values() for member in members for word in member.chinese}
    plain = {word for word in words if "{" not in word and "_" not in word}
    return frozenset(part for word in plain for part in (word, word.removeprefix("在")) if part)


def _parts(line: str) -> list[str]:
    parts = line.split(" = ")
    if not 2 <= len(parts) <= 3:
        raise ValueError(f"expected `english = chinese`, found {line!r}")
    return parts


def _wordings(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("/"))


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()
