"""Reading: a passage with a question, and the answer as a short sentence or a few words of the passage.

Passages are stories of one or two people, as the model `qa` is trained on, or written by people
(data/reading_*). Of a written one, an answer is often exchanged for that of another passage, in the text too: who
knows the passages by heart still has to read. A question that another passage answers, or whose sentence was taken
out of the text, teaches to say that it is not told.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course_lib.zoo import written
from course_lib.zoo.chat.phrases import pick, sections
from course_lib.zoo.qa import stories

DATA = Path(__file__).parent / "data"
NOT_TOLD = {"zh": "文中没有提到。", "en": "The text does not say."}
WRITTEN = 0.55
EXCHANGED = 0.6
ABSENT = 0.22
_ASKS = {
    "zh": re.compile("谁|几点|什么时候|哪[里儿]|什么地方|多少钱|多久|多长时间|几|多少|为什么|颜色|怎么|什么|哪"),
    "en": re.compile(r"who|what time|when|where|how much|how many|how long|why|what colou?r|how|which|what", re.I),
}
"""What questions ask for, the narrower first: answers to the same may stand for each other."""
_SENTENCE = re.compile(r"[^。！？.!?]+[。！？.!?”\"]*\s*")
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


def asks(question: str, lang: str) -> str:
    """What a question asks for: a person, a time, a place ...

    >>> asks("How much is the tea?", "en"), asks("现在几点？", "zh")
    ('how much', '几点')
    """
    found = _ASKS[lang].search(question)
    return found[0].lower() if found else ""


@cache
def answers(lang: str) -> dict[str, tuple[str, ...]]:
    """What is asked for -> every answer to it in the written passages."""
    found: dict[str, list[str]] = {}
    for passage in passages()[lang]:
        for question, answer in passage.asked:
            found.setdefault(asks(question, lang), []).append(answer)
    return {kind: tuple(own) for kind, own in found.items()}


def exchanged(passage: Passage, lang: str, rng: random.Random) -> Passage:
    """The passage with another answer to one of its questions, which alone is left to be asked.

    It stays as it was where the answer stands in the text more than once, or in other letters.
    """
    question, answer = rng.choice(passage.asked)
    other = rng.choice(answers(lang)[asks(question, lang)])
    if passage.text.count(answer) != 1 or other in passage.text:
        return passage
    return Passage(passage.text.replace(answer, other), ((question, other),))


def exercise(lang: str, rng: random.Random) -> tuple[str, str]:
    """What the user says, passage and question in one of many layouts, and the answer."""
    passage = _passage(lang, rng)
    question, answer = rng.choice(passage.asked)
    text = passage.text
    if rng.random() < ABSENT:
        shorter = untold(text, answer)
        strange = _strange(passage, lang, rng)
        if shorter and (not strange or rng.random() < 0.6):
            text, answer = shorter, NOT_TOLD[lang]
        elif strange:
            question, answer = strange, NOT_TOLD[lang]
    said = pick(sections("requests")[f"reading_{lang}"], rng)
    return said.replace("{p}", text).replace("{q}", question).replace("\\n", "\n"), answer


def untold(text: str, answer: str) -> str:
    """The text without the sentences that tell `answer`; empty where nothing or all is left.

    >>> untold("Ann has a dog. It is old. The dog likes ham.", "ham")
    'Ann has a dog. It is old.'
    """
    sentences = _SENTENCE.findall(text)
    left = [sentence for sentence in sentences if answer not in sentence]
    return "".join(left).strip() if len(left) < len(sentences) else ""


def _strange(passage: Passage, lang: str, rng: random.Random) -> str:
    """A question that another passage answers; empty where chance drew the same one again."""
    other = _passage(lang, rng)
    known = {asked for asked, _ in passage.asked}
    found = [asked for asked, _ in other.asked if asked not in known]
    return rng.choice(found) if found and other.text != passage.text else ""


def _passage(lang: str, rng: random.Random) -> Passage:
    own = passages()[lang]
    if own and rng.random() < WRITTEN:
        chosen = rng.choice(own)
        return exchanged(chosen, lang, rng) if rng.random() < EXCHANGED else chosen
    while True:
        item = stories.item(lang, 2 if rng.random() < 0.4 else 1, rng)
        if len(item.context) <= LONGEST[lang]:
            return Passage(item.context, ((item.question, item.text),))
