"""Reviews with their labels, made up from five kinds of files in a model's data/ folder, or written by people.

aspects.txt names what people judge (food, battery, plot ...): nouns (``food``), gradable words of praise (``food+``)
and blame (``food-``), and whole predicates of either kind (``food++``, ``food--``). clauses.txt says how a noun and a
word make a clause, negation included; patterns.txt how clauses make a review, contrast included; groups.txt which
aspects meet in one review; reviews.txt holds whole reviews. Lines of these templates start with their label, + or -.
So do those of written_*.txt, which hold no template: reviews as several people wrote them, a file each.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from course_lib.zoo import written
from course_lib.zoo.grammar import Grammar
from course_lib.zoo.phrases import lines, read_phrases

NEGATIVE, POSITIVE = 0, 1
LABELS = {"-": NEGATIVE, "+": POSITIVE}
Labelled = tuple[str, int]
CLOSING = " .。!！?？"
# How often written reviews stand together, and how many.
JOINED, SEVERAL = 0.35, (2, 2, 3, 4)


@dataclass(frozen=True)
class Reviews:
    """What reviews are drawn from: composed of clauses, or whole."""

    grammar: Grammar
    composed: tuple[Labelled, ...]
    whole: tuple[Labelled, ...]
    written: tuple[Labelled, ...] = ()
    whole_share: float = 0.4
    written_share: float = 0.4

    def draw(self, rng: random.Random) -> Labelled:
        """One review; praise and blame come equally often."""
        label = rng.randrange(2)
        if self.written and rng.random() < self.written_share:
            # Several people of one opinion, one after the other: long reviews are like that, and what decides may
            # stand anywhere.
            count = rng.choice(SEVERAL) if rng.random() < JOINED else 1
            return " ".join(self._written(label, rng) for _ in range(count)), label
        return self._from(self.whole if rng.random() < self.whole_share else self.composed, label, rng), label

    def _written(self, label: int, rng: random.Random) -> str:
        while True:
            text, found = rng.choice(self.written)
            if found == label:
                return text

    def _from(self, templates: tuple[Labelled, ...], label: int, rng: random.Random) -> str:
        while True:
            template, found = rng.choice(templates)
            if found == label:
                return self.grammar.expand(template, rng)


def read_reviews(data: Path, *, without: Callable[[str], bool] | None = None) -> Reviews:
    """Everything in the folder `data`; `without` says which whole reviews to leave out."""
    lexicon = {**read_phrases(data / "aspects.txt"), **read_phrases(data / "words.txt")}
    aspects = [name for name in lexicon if f"{name}+" in lexicon and not name.endswith("+")]
    clauses = list(_labelled(data / "clauses.txt"))
    for aspect in aspects:
        filled = [(_of_aspect(template, aspect), label) for template, label in clauses]
        lexicon[f"{aspect}_p"] = tuple(template for template, label in filled if label == POSITIVE)
        lexicon[f"{aspect}_n"] = tuple(template for template, label in filled if label == NEGATIVE)
    composed = []
    for group, members in read_phrases(data / "groups.txt").items():
        for ending in "pn":
            lexicon[f"{group}_{ending}"] = tuple(f"{{{member}_{ending}}}" for member in members)
        for template, label in _labelled(data / "patterns.txt"):
            for slot in ("p", "p2", "n", "n2"):
                template = template.replace(f"{{{slot}}}", f"{{{group}_{slot[0]}}}")
            composed.append((template, label))
    whole = [item for item in _labelled(data / "reviews.txt") if not (without and without(item[0]))]
    own = tuple((line[2:], LABELS[line[0]]) for line in written.lines(data))
    return Reviews(Grammar(lexicon, [template for template, _ in composed + whole]), tuple(composed), tuple(whole), own)


def reviews(source: Reviews, count: int, seed: int, kept_back: tuple[str, ...]) -> list[Labelled]:
    """`count` reviews, the same for the same arguments; none holds a text of `kept_back`."""
    rng = random.Random(seed)
    found: list[Labelled] = []
    while len(found) < count:
        text, label = source.draw(rng)
        # Full stops are often left out where people write quickly.
        if rng.random() < 0.25:
            text = text.rstrip(CLOSING)
        small = text.lower()
        if text and not any(sentence in small for sentence in kept_back):
            found.append((text, label))
    return found


def held_out(*paths: Path) -> tuple[str, ...]:
    """The reviews that the model is measured on, in small letters, without their closing stop."""
    items = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return tuple(item["text"].lower().rstrip(CLOSING) for item in items)


def words(source: Reviews) -> Iterator[str]:
    """Every piece of text that reviews are made of, templates too: what a vocabulary has to cover."""
    for members in source.grammar.lexicon.values():
        yield from members
    for template, _ in source.composed + source.whole + source.written:
        yield template


def _of_aspect(template: str, aspect: str) -> str:
    names = {"N": aspect, "A": f"{aspect}+", "B": f"{aspect}-", "P": f"{aspect}++", "Q": f"{aspect}--"}
    for slot, name in names.items():
        template = template.replace(f"{{{slot}}}", f"{{{name}}}")
    return template


def _labelled(path: Path) -> Iterator[Labelled]:
    for line in lines(path):
        yield line[2:], LABELS[line[0]]
