"""Facts, in both languages: how each is asked for and answered."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from functools import cache

from course_lib.zoo.chat.phrases import Phrases, capital, marked, pick, sections

# Subjects that English treats as many.
PLURAL = frozenset(["scissors", "glasses", "trousers", "eyes", "ears", "hands", "feet", "teeth", "eggs", "apples"])
_IRREGULAR = {
    "mouse": "mice", "wolf": "wolves", "sheep": "sheep", "fish": "fish", "police officer": "police officers",
    "postman": "postmen", "fisherman": "fishermen", "person": "people", "leaf": "leaves",
    "piece of clothing": "clothes",
}  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """`subject` and `answer` by language (``zh``, ``en``); a language that cannot ask for it is missing."""

    kind: str
    subject: dict[str, str]
    answer: dict[str, str]


@cache
def facts() -> dict[str, tuple[Fact, ...]]:
    """Kind -> its facts, those that are another kind read backwards included."""
    table = {kind: tuple(_fact(kind, line) for line in lines) for kind, lines in sections("facts").items()}
    found: dict[str, tuple[Fact, ...]] = {}
    for kind, marks in marked("questions").items():
        source, _, way = (marks.get("use:") or (kind,))[0].partition(" ")
        straight = () if way == "reversed" else table[source]
        found[kind] = (*straight, *(_backwards(kind, table[source]) if way else ()))
    return found


def _fact(kind: str, line: str) -> Fact:
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) != 4:
        raise ValueError(f"facts.txt, [{kind}]: expected four cells, found {line!r}")
    return Fact(kind, {"zh": cells[0], "en": cells[2]}, {"zh": cells[1], "en": cells[3]})


def _backwards(kind: str, table: tuple[Fact, ...]) -> list[Fact]:
    """The same read from its answer, where the answer leads to one subject only."""
    found = []
    for fact in table:
        clear = [
            lang
            for lang in ("zh", "en")
            if Counter(other.answer[lang] for other in table)[fact.answer[lang]] == 1
            and not any(other.subject[lang] == fact.answer[lang] and kind == "opposite" for other in table)
        ]
        found.append(
            Fact(kind, {lang: fact.answer[lang] for lang in clear}, {lang: fact.subject[lang] for lang in clear})
        )
    return [fact for fact in found if fact.subject]


def question(fact: Fact, lang: str, rng: random.Random) -> str:
    """The fact asked for in one of the ways there are, with a mark at its end."""
    phrases, manners = marked("questions")[fact.kind], sections("manners")
    return ask(phrases, manners, lang, rng, **places(fact.subject[lang], lang))


def ask(phrases: Phrases, manners: Phrases, lang: str, rng: random.Random, **filled: str) -> str:
    """One of the questions of `phrases`, put in one of the manners of a language."""
    draw = rng.random()
    if lang == "zh":
        if "zh^" in phrases and draw < 0.15:
            text = pick(manners["zh_noun"], rng, np=_usable(phrases["zh^"], rng, filled))
        else:
            text = pick(manners["zh_question"], rng, q=_usable(phrases["zh?"], rng, filled))
        return text if text.endswith(("？", "。")) else text + rng.choice("？？？？？。")
    if "en~" in phrases and draw < 0.3:
        text = pick(manners["en_inside"], rng, i=_usable(phrases["en~"], rng, filled))
    elif "en^" in phrases and draw < 0.45:
        text = pick(manners["en_noun"], rng, np=_usable(phrases["en^"], rng, filled))
    else:
        text = pick(manners["en_question"], rng, q=_usable(phrases["en?"], rng, filled))
    return capital(text if text.endswith(("?", ".", "thanks", "you")) else text + ".")


def _usable(phrases: tuple[str, ...] | object, rng: random.Random, filled: dict[str, str]) -> str:
    """One phrase all of whose places are filled: not every subject has a plural."""
    while True:
        text = pick(phrases, rng, **filled)  # type: ignore[arg-type]
        if "{" not in text:
            return text


def reply(fact: Fact, lang: str) -> str:
    """The answer, as a sentence."""
    (phrase,) = marked("questions")[fact.kind][f"{lang}="]
    subject, answer = fact.subject[lang], fact.answer[lang]
    filled = places(subject, lang)
    for place, value in {**filled, "X": capital(subject), "y": answer}.items():
        phrase = phrase.replace("{" + place + "}", value)
    return capital(phrase) if lang == "en" else phrase


def places(subject: str, lang: str) -> dict[str, str]:
    """What fills the places of a phrase about `subject`.

    >>> places("a cherry", "en")["xs"]
    'cherries'
    """
    if lang == "zh":
        return {"x": subject}
    article, _, noun = subject.partition(" ")
    many = subject in PLURAL
    filled = {"x": subject, "n": subject, "is": "are" if many else "is", "does": "do" if many else "does"}
    filled |= {verb + "s": verb if many else verb + "s" for verb in ("like", "live", "come")}
    if article in ("a", "an"):
        filled |= {"n": noun, "xs": plural(noun), "ns": plural(noun)}
    return filled


def plural(noun: str) -> str:
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")
