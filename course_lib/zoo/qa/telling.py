"""Telling facts of people in a row: names, pronouns and values come into the text, and their places are kept."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from course_lib.zoo.qa.facts import PERSON, SLOT, value_of
from course_lib.zoo.qa.people import Person

Span = tuple[int, int]


@dataclass(frozen=True)
class Told:
    """A fact as it stands in the text: whose, of which frame, role -> (place, text), and where the person is named."""

    person: int
    frame: int
    values: dict[str, tuple[Span, str]]
    named: Span
    clause: Span


def _pronoun(language: str, one: Person, *, owns: bool = False) -> str:
    if language == "zh":
        return "她" if one.female else "他"
    if owns:
        return "Her" if one.female else "His"
    return "She" if one.female else "He"


class Story:
    """A text that grows by sentences, and remembers what was told where."""

    def __init__(self, language: str, cast: tuple[Person, ...], rng: random.Random) -> None:
        self.language, self.cast, self.rng = language, cast, rng
        self.text = ""
        self.told: list[Told] = []
        self.last: int | None = None
        self.known: set[int] = set()
        self.named: dict[int, Span] = {}

    def mention(self, who: int, ending: str, *, start: bool) -> str:
        """The person's name or pronoun, with ``'s`` or ``的``, and a note of where the name stands."""
        one, rng = self.cast[who], self.rng
        english = self.language == "en"
        if self.last == who and rng.random() < 0.68:
            if not english:
                return _pronoun("zh", one) + ending
            word = _pronoun("en", one, owns=bool(ending))
            return word if start else word.lower()
        before = ""
        if one.tie and who not in self.known and self.known:
            first = self.cast[0]
            owner = _pronoun(self.language, first, owns=True)
            if rng.random() < 0.5:
                owner = f"{first.name}'s" if english else first.name
            elif english and not start:
                owner = owner.lower()
            before = f"{owner} {one.tie} " if english else f"{owner}的{one.tie}"
        self.known.add(who)
        place = len(self.text) + len(before)
        self.named[who] = (place, place + len(one.name))
        return before + one.name + ending

    def tell(self, who: int, frame: int, statement: str, *, opening: str = "", subject: bool = True) -> None:
        """Append a statement; without `subject` the person at its head is left out ("and has a dog")."""
        started = len(self.text)
        self.text += opening
        start = not opening or opening[-1] in "。！" or opening.endswith(". ")
        position, found = 0, {}
        for match in re.finditer(rf"{PERSON.pattern}|{SLOT.pattern}", statement):
            self.text += statement[position : match.start()]
            position = match.end()
            if match[0].startswith("P"):
                if subject or match.start() > 0 or match[1]:
                    self.text += self.mention(who, match[1] or "", start=start and match.start() == 0)
                    self.last = who
                else:
                    position += statement[position : position + 1] == " "
                continue
            value = value_of(self.language, match[3] or match[2], self.rng)
            if self.language == "en":  # the lists have "his" and "her"; the story knows whose
                value = re.sub(r"^(his|her) ", "her " if self.cast[who].female else "his ", value)
            lead, equals, rest = value.partition(" = ")
            if equals:  # "on = Monday": the answer is without its preposition
                self.text += (lead.capitalize() if start and match.start() == 0 else lead) + " "
                value = rest
            elif start and match.start() == 0:
                value = value[0].upper() + value[1:]
            found[match[2]] = (
                (len(self.text), len(self.text) + len(value)),
                lead + " " + rest if equals else value[0].lower() + value[1:] if match.start() == 0 else value,
            )
            self.text += value
        self.text += statement[position:]
        self.last = who
        named = self.named.get(who, (0, 0))
        self.told.append(Told(who, frame, found, named, (started + len(opening), len(self.text))))
