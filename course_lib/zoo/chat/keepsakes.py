"""What users tell of themselves and ask for later: a name, a colour, a food, a city."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache

from course_lib.zoo.chat import poems
from course_lib.zoo.chat.phrases import Phrases, capital, marked, pick, sections


@dataclass(frozen=True)
class Keepsake:
    """One thing that can be told: its name in the files, and the phrases around it."""

    topic: str
    phrases: Phrases

    def value(self, lang: str, rng: random.Random, *, unheard: bool = False) -> str:
        """Something to tell; `unheard` makes half of the names of parts that no list of names has."""
        if self.topic == "name":
            rare = unheard and rng.random() < 0.5
            return zh_name(rng, rare=rare) if lang == "zh" else en_name(rng, rare=rare)
        return rng.choice(_words(f"{lang}_{self.topic}"))

    def told(self, value: str, lang: str, rng: random.Random) -> str:
        return capital(pick(self.phrases[f"{lang}!"], rng, v=value)) + rng.choice("。。！" if lang == "zh" else "..!")

    def heard(self, value: str, lang: str) -> str:
        return self._only(f"{lang}+", value)

    def asked(self, lang: str, rng: random.Random) -> str:
        return capital(pick(self.phrases[f"{lang}?"], rng)) + ("？" if lang == "zh" else "?")

    def recalled(self, value: str, lang: str) -> str:
        return self._only(f"{lang}=", value)

    def missing(self, lang: str) -> str:
        return self._only(f"{lang}-", "")

    def _only(self, mark: str, value: str) -> str:
        (phrase,) = self.phrases[mark]
        return phrase.replace("{v}", value).replace("{V}", capital(value))


@cache
def keepsakes() -> dict[str, Keepsake]:
    return {topic: Keepsake(topic, phrases) for topic, phrases in marked("memory").items()}


@cache
def _words(section: str) -> tuple[str, ...]:
    return tuple(" ".join(sections("names")[section]).split())


def zh_name(rng: random.Random, *, rare: bool = False) -> str:
    """A surname, or 小 and the like, with one or two characters; of a `rare` one, any that a poem has."""
    given = poems.every_character() if rare else _words("zh_given")
    return rng.choice(_words("zh_surname")) + "".join(rng.choice(given) for _ in range(rng.choice((1, 1, 2))))


def en_name(rng: random.Random, *, rare: bool = False) -> str:
    """A first name; one in four, and every `rare` one, is made up, so that copying a name does not mean knowing it."""
    if rare or rng.random() < 0.25:
        return capital("".join(rng.choice(_words("syllables")) for _ in range(rng.choice((2, 2, 3)))))
    return rng.choice(_words("en_first"))
