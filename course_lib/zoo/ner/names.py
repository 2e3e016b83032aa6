"""Names of persons, organisations and places, made from parts: more than any list would hold.

A *kind* is what a template asks for: ``PER`` any person, ``SURNAME`` one who is called by the surname, ``CITY`` a
place that is a city. Parts called kept_* in the data are for measuring only.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from course_lib.zoo.ner.chinese import CHINESE
from course_lib.zoo.ner.english import ENGLISH

TYPE_OF_KIND = {
    "PER": "PER", "FULL": "PER", "GIVEN": "PER", "SURNAME": "PER",
    "ORG": "ORG", "TEAM": "ORG",
    "LOC": "LOC", "CITY": "LOC", "COUNTRY": "LOC",
    "MISC": "MISC", "NATION": "MISC", "PEOPLE": "MISC", "EVENT": "MISC", "BOOK": "MISC",
}  # fmt: skip
_WITH_THE = (
    "United", "Netherlands", "Philippines", "UN", "EU", "BBC", "FBI", "CIA", "UK", "USA", "U.S.", "University of",
    "Ministry", "Department", "House of", "World Bank", "Red Cross", "European", "Treasury", "Senate", "Nile", "Amazon",
    "Thames", "Rhine", "Alps", "Andes", "Middle East", "Pacific", "Atlantic", "Great Wall", "White House", "Supreme",
    "Bank of England", "New York Times", "Washington Post", "British Museum", "National", "Mediterranean", "Caribbean",
)  # fmt: skip


@dataclass(frozen=True)
class Name:
    """A name and its type (PER, ORG, LOC, MISC); `article` stands before it and is no part of it."""

    text: str
    type: str
    article: str = ""


def name(language: str, kind: str, rng: random.Random, *, kept: bool = False) -> Name:
    """A name of a kind; with `kept`, one whose telling part is in no training sentence."""
    make = ENGLISH if language == "en" else CHINESE
    text = make[kind](rng, kept)
    article = ""
    if language == "en" and (text.startswith(_WITH_THE) or text.endswith(("River", "Museum", "Council"))):
        article = "the " if rng.random() < 0.8 else ""
    return Name(text, TYPE_OF_KIND[kind], article)
