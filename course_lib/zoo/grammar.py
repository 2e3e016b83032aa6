"""A small template language from which recipes generate their sentences.

A grammar is text files of two kinds. A *lexicon* names categories, one a line, and a category's members are
parted by spaces::

    fruit: 苹果 香蕉 西瓜
    buy: 买了{fruit} 想买(一些|几个){fruit}

A *sentence file* holds one template a line. ``{fruit}`` stands for a member of that category, which may hold
slots itself; ``(a|b|)`` for one of the alternatives, here also for nothing. Lines starting with ``#`` are comments.
A category named twice is the union of both.
"""

from __future__ import annotations

import random
import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

_PART = re.compile(r"\{([^{}]+)\}|\(([^()]*)\)")
_REPEATS = 4


class GrammarError(ValueError):
    """A grammar file that says something impossible; it names the line. Only authors of recipes meet it."""


@dataclass(frozen=True)
class Grammar:
    """Categories and their members, with the templates that use them.

    >>> grammar = Grammar({"fruit": ("苹果",)}, ("我(爱|)吃{fruit}。",))
    >>> grammar.expand("我吃{fruit}。", random.Random(0))
    '我吃苹果。'
    """

    lexicon: Mapping[str, Sequence[str]]
    templates: Sequence[str]
    _parts: dict[str, list[tuple[str, str]]] = field(default_factory=dict, compare=False, repr=False)
    _weights: list[int] = field(default_factory=list, compare=False, repr=False)

    def __post_init__(self) -> None:
        for template in (*self.templates, *(member for members in self.lexicon.values() for member in members)):
            for name in slots(template):
                if name not in self.lexicon:
                    raise GrammarError(f"{template!r} uses the category {name!r}, which no lexicon names")

    def sentence(self, rng: random.Random) -> str:
        """One sentence; a template with many alternatives and slots is drawn more often than a fixed one."""
        if not self._weights:
            self._weights.extend(accumulate(_breadth(template) for template in self.templates))
        template = self.templates[bisect(self._weights, rng.random() * self._weights[-1])]
        return self.expand(template, rng)

    def expand(self, template: str, rng: random.Random) -> str:
        """Fill every slot of `template`; a member is not used twice in one sentence where another can be had."""
        return "".join(self._expand(template, rng, set()))

    def _expand(self, template: str, rng: random.Random, used: set[str]) -> Iterator[str]:
        parts = self._parts.get(template)
        if parts is None:
            parts = self._parts[template] = list(_split(template))
        for kind, value in parts:
            if kind == "text":
                yield value
            elif kind == "choice":
                yield from self._expand(rng.choice(value.split("|")), rng, used)
            else:
                members = self.lexicon[value]
                member = rng.choice(members)
                for _ in range(_REPEATS):
                    if member not in used:
                        break
                    member = rng.choice(members)
                used.add(member)
                yield from self._expand(member, rng, used)


def slots(template: str) -> list[str]:
    """The categories that a template names, alternatives included."""
    return re.findall(r"\{([^{}]+)\}", template)


def _breadth(template: str) -> int:
    return 1 + template.count("|") + 2 * template.count("{")


def _split(template: str) -> Iterator[tuple[str, str]]:
    # Slots inside alternatives are found when the alternative is expanded, so choices come first.
    position = 0
    for match in re.finditer(r"\(([^()]*)\)|\{([^{}]+)\}", template):
        if match.start() > position:
            yield "text", template[position : match.start()]
        yield ("choice", match[1]) if match[1] is not None else ("slot", match[2])
        position = match.end()
    if position < len(template):
        yield "text", template[position:]


def read_lexicon(*paths: Path) -> dict[str, tuple[str, ...]]:
    """The categories of some lexicon files, members in the order written, doubles dropped."""
    found: dict[str, list[str]] = {}
    for path in paths:
        for number, line in _lines(path):
            name, colon, members = line.partition(":")
            if not colon or not members.strip():
                raise GrammarError(f"{path.name}, line {number}: expected `name: member member`, found {line[:40]!r}")
            found.setdefault(name.strip(), []).extend(members.split())
    return {name: tuple(dict.fromkeys(members)) for name, members in found.items()}


def read_templates(*paths: Path) -> tuple[str, ...]:
    """The templates of some sentence files, in order."""
    return tuple(dict.fromkeys(line for path in paths for _, line in _lines(path)))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line.strip()


def words_of(lexicon: Mapping[str, Iterable[str]]) -> set[str]:
    """Every member that is a plain word: no slot, no alternative."""
    return {member for members in lexicon.values() for member in members if not _PART.search(member)}
