"""Short stories of one or two people, each with a question and the place of its answer.

Facts are put in a row, joined, and told with names or pronouns. When two people are in a story, both often have a
fact of the same kind: only the name tells which one is asked for.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course_lib.zoo.bert_zh import corpus
from course_lib.zoo.grammar import read_lexicon
from course_lib.zoo.qa.facts import DATA, PERSON, SLOT, asked_form, choose, frames
from course_lib.zoo.qa.people import Person, person
from course_lib.zoo.qa.telling import Span, Story, Told

HELD_OUT = Path(__file__).parent / "heldout.jsonl"


@dataclass(frozen=True)
class Item:
    """A question on a context, and hints for training.

    `clauses` are all places that tell something of the person asked for, `rivals` the values that answer the same
    question of anybody.
    """

    language: str
    people: int
    context: str
    question: str
    answer: Span
    clauses: tuple[Span, ...]
    rivals: tuple[Span, ...]

    @property
    def text(self) -> str:
        return self.context[self.answer[0] : self.answer[1]]


_JOINS = {
    "en": (", but ", ", and ", ", while ", "; ", " and ", " but "),
    "zh": ("，", "，", "，而", "，但是", "；", "，不过"),
}


@cache
def _between(kind: str, language: str) -> tuple[str, ...]:
    """Openings, ties and fillers of a language; an English sentence comes with the space after it."""
    space = " " if language == "en" and kind != "tie" else ""
    return tuple(text.replace("_", " ") + space for text in read_lexicon(DATA / "between.txt")[f"{kind}_{language}"])


def _filler(language: str, rng: random.Random) -> str:
    """A sentence that tells nothing that is asked for."""
    if rng.random() < 0.6:
        return rng.choice(_between("filler", language))
    if language == "zh":
        return corpus.chinese().sentence(rng)
    text = corpus.english().sentence(rng)
    return text[:1].upper() + text[1:] + " "


def _sentence_end(language: str) -> str:
    return ". " if language == "en" else "。"


def _statement(language: str, frame: int, rng: random.Random) -> str:
    text = choose(rng.choice(frames(language)[frame].statements), rng)
    if rng.random() < 0.35:  # the time may come first
        if language == "en" and text.endswith(" <when>") and text.startswith("P "):
            return "<when>, " + text.removesuffix(" <when>")
        if text.startswith("P<when>"):
            return "<when>" + rng.choice(("", "，")) + "P" + text.removeprefix("P<when>")
    return text


def _kinds(language: str, count: int, rng: random.Random) -> list[int]:
    """`count` frames of different topics; now and then one twice, as people get up and go to bed."""
    found: list[int] = []
    while len(found) < count:
        kind = rng.randrange(len(frames(language)))
        topics = [frames(language)[other].topic for other in found]
        again = frames(language)[kind].topic == "hours" and rng.random() < 0.5
        if frames(language)[kind].topic not in topics or again:
            found.append(kind)
            if frames(language)[kind].topic == "hours" and len(found) < count and rng.random() < 0.5:
                found.append(kind)
    return found


def story(language: str, people: int, rng: random.Random) -> Story:
    """A context of two to four sentences about `people` persons."""
    first = person(language, rng)
    cast: tuple[Person, ...] = (first,)
    if people == 2:
        cast = (first, person(language, rng, (first.name,), tie=rng.random() < 0.3))
    made = Story(language, cast, rng)
    end = _sentence_end(language)
    if people == 2 and not cast[1].tie and rng.random() < 0.35:
        made.text = rng.choice(_between("opening", language)).format(
            *(one.name for one in cast), tie=rng.choice(_between("tie", language))
        )
        made.known, made.last = {0, 1}, None
        for who, one in enumerate(cast):
            place = made.text.index(one.name)
            made.named[who] = (place, place + len(one.name))
    facts = rng.choice((2, 2, 3, 3, 4))
    kinds = _kinds(language, facts, rng)
    plan: list[tuple[int, int]] = [(0, kind) for kind in kinds]
    if people == 2:
        shared = [kinds[0], *(kind for kind in kinds[1:] if rng.random() < 0.25)] if rng.random() < 0.75 else []
        half = max(1, (len(kinds) + 1) // 2)
        plan = [(0, kind) for kind in kinds[:half]] + [(1, kind) for kind in kinds[half:]]
        if shared:
            both = [(who, kind) for who in (0, 1) for kind in kinds[:half]]
            plan = [fact for fact in both if fact[1] in shared or rng.random() < 0.5]
            if {who for who, _ in plan} != {0, 1}:
                plan = [(0, kinds[0]), (1, kinds[0])]
        if rng.random() < 0.3:
            rng.shuffle(plan)
        elif rng.random() < 0.35:
            plan.sort(key=lambda fact: kinds.index(fact[1]))
        if made.cast[1].tie and plan[0][0] == 1:
            plan.sort()
    for place, (who, kind) in enumerate(plan):
        statement = _statement(language, kind, rng)
        opening, subject = "", True
        commas = made.text.count("，") + made.text.count(", ")
        if place and rng.random() < 0.4 and made.last is not None and commas < 6 and made.text.endswith(end):
            made.text = made.text.removesuffix(end)
            if who == made.last:
                opening = rng.choice((" and ", " and ", ", and ", ", but ")) if language == "en" else "，"
                subject = rng.random() < 0.4 or (language == "en" and not re.match(r"P (?!'s)", statement))
            else:
                opening = rng.choice(_JOINS[language])
        made.tell(who, kind, statement, opening=opening, subject=subject)
        made.text += end
        if rng.random() < 0.1:
            made.text += _filler(language, rng)
    made.text = made.text.strip()
    return made


def item(language: str, people: int, rng: random.Random) -> Item:
    """A story and a question on it whose answer is certain."""
    while True:
        made = story(language, people, rng)
        told = rng.choice(made.told)
        asked = _ask(made, told, rng)
        if asked is not None:
            role, question = asked
            span = told.named if role == "who" else told.values[role][0]
            clauses = tuple(one.clause for one in made.told if one.person == told.person)
            rivals = tuple(
                one.named if role == "who" else one.values[role][0]
                for one in made.told
                if one.frame == told.frame and (role == "who" or role in one.values)
            )
            return Item(language, people, made.text, question, span, clauses, rivals)


def _ask(made: Story, told: Told, rng: random.Random) -> tuple[str, str] | None:
    """(role, question), or None when none fits or another fact would answer it as well."""
    frame = frames(made.language)[told.frame]
    fitting = [(role, text) for role, text in frame.questions if role in told.values or role == "who"]
    if not fitting:
        return None
    roles = sorted({role for role, _ in fitting})
    role = rng.choices(roles, [0.35 if one == "who" else 1.0 for one in roles])[0]
    text = choose(rng.choice([question for asked, question in fitting if asked == role]), rng)
    if any(match[1] not in told.values for match in SLOT.finditer(text)):
        return None
    mentioned = [match[1] for match in SLOT.finditer(text)]

    def alike(one: Told, key: str) -> bool:
        return key in one.values and one.values[key][1] == told.values[key][1]

    for one in made.told:
        if one is told:
            continue
        if role == "who":
            # Somebody else with the same value would be as right.
            if one.person != told.person and any(alike(one, key) for key in mentioned):
                return None
        elif one.person == told.person and role in one.values and all(alike(one, key) for key in mentioned):
            # The same role twice is fine only where the question says which one it means.
            return None
    if role == "who" and (not mentioned or (len(made.cast) < 2 and rng.random() < 0.6)):
        return None
    question = SLOT.sub(lambda match: asked_form(match, told.values[match[1]][1]), text)
    subject = made.cast[told.person]
    name = subject.name
    if subject.tie and rng.random() < 0.15 and told.person == 1:
        name = f"{made.cast[0].name}{chr(39) + 's ' if made.language == 'en' else '的'}{subject.tie}"
    question = PERSON.sub(lambda match: name + (match[1] or ""), question, count=1)
    if made.language == "zh" and rng.random() < 0.15:
        question = question.rstrip("？")
    return role, question


def items(count: int, seed: int, *, two: float = 0.6) -> list[Item]:
    """`count` items, the same for the same arguments, a share `two` of them with two people.

    None has a context of the hand-written items.
    """
    rng = random.Random(seed)
    kept_back = {one["context"] for one in held_out()}
    found: list[Item] = []
    while len(found) < count:
        made = item("zh" if rng.random() < 0.5 else "en", 2 if rng.random() < two else 1, rng)
        if made.context not in kept_back:
            found.append(made)
    return found


@cache
def held_out() -> tuple[dict[str, str], ...]:
    """The hand-written items: lang, people, context, question, answer."""
    return tuple(json.loads(line) for line in HELD_OUT.read_text(encoding="utf-8").splitlines() if line.strip())
