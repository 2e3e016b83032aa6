"""Reading: a passage with a question, and the answer as a short sentence or a few words of the passage.

Passages are stories of one or two people, as the model `qa` is trained on, or written by people
(data/reading_*). A question that another passage answers teaches to say that it is not told.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course_lib.zoo import written
from course_lib.zoo.chat.phrases import pick, sections
from course_lib.zoo.qa import stories

DATA = Path(__file__).parent / "data"
NOT_TOLD = {"zh": "文中没有提到。", "en": "The text does not say."}
WRITTEN = 0.5
ABSENT = 0.22
LONGEST = {"zh": 120, "en": 420}
"""Characters of a passage."""


@dataclass(frozen=True)
class Passage:
    """A text, and questions with their answers."""

    text: str
    asked: tuple[tuple[str, str], ...]


@cache
def passages() -> dict[str, tuple[Passage, ...]]:
    """Language -> what people wrote."""
    found: dict[str, list[Passage]] = {"zh": [], "en": []}
    for line in written.lines(DATA, "reading"):
        item = json.loads(line)
        found[item["lang"]].append(Passage(item["passage"], tuple((q, a) for q, a in item["questions"])))
    return {lang: tuple(own) for lang, own in found.items()}


def exercise(lang: str, rng: random.Random) -> tuple[str, str]:
    """What the user says, passage and question in one of many layouts, and the answer."""
    passage = _passage(lang, rng)
    question, answer = rng.choice(passage.asked)
    if rng.random() < ABSENT:
        other = _passage(lang, rng)
        known = {asked for asked, _ in passage.asked}
        strange = [asked for asked, _ in other.asked if asked not in known]
        if strange and other.text != passage.text:
            question, answer = rng.choice(strange), NOT_TOLD[lang]
    text = pick(sections("requests")[f"reading_{lang}"], rng)
    return text.replace("{p}", passage.text).replace("{q}", question).replace("\\n", "\n"), answer


def _passage(lang: str, rng: random.Random) -> Passage:
    own = passages()[lang]
    if own and rng.random() < WRITTEN:
        return rng.choice(own)
    while True:
        item = stories.item(lang, 2 if rng.random() < 0.4 else 1, rng)
        if len(item.context) <= LONGEST[lang]:
            return Passage(item.context, ((item.question, item.text),))
