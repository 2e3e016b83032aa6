"""Conversations: turns in any order, something told and asked for later, and talks that somebody wrote."""

from __future__ import annotations

import json
import random
from functools import cache

from course_lib.zoo import written
from course_lib.zoo.chat import facts
from course_lib.zoo.chat.keepsakes import Keepsake, keepsakes
from course_lib.zoo.chat.phrases import DATA, pick, sections
from course_lib.zoo.chat.turns import EN, SWITCHED, ZH, Turn, any_turn, follow_up, language, some_fact, talk_turn
from course_lib.zoo.chat.untidy import untidy

Message = dict[str, str]
WRITTEN = 0.45
"""The share of talks that somebody wrote among those that begin with nothing in particular."""


@cache
def written_talks() -> tuple[tuple[str, tuple[Turn, ...]], ...]:
    """(language, turns) of every talk that somebody wrote (data/written_*.jsonl)."""
    talks = map(json.loads, written.lines(DATA))
    return tuple((talk["lang"], tuple(Turn(said, answer) for said, answer in talk["turns"])) for talk in talks)


def spoken(line: str) -> str:
    """All that is said in one line of those files."""
    return " . ".join(text for turn in json.loads(line)["turns"] for text in turn)


def written_turns(rng: random.Random) -> tuple[str, list[Turn]]:
    """A talk that somebody wrote; now and then a second one, or anything else, after it."""
    lang, turns = rng.choice(written_talks())
    more: list[Turn] = []
    if rng.random() < 0.2:
        more = [any_turn(lang, rng)]
    elif rng.random() < 0.25:
        more = list(rng.choice([own for other, own in written_talks() if other == lang]))
    return lang, [*turns, *more]


def conversation(rng: random.Random, *, later: int = 0) -> list[Message]:
    """A whole conversation, with or without a system message; `later` is 1 for the second corpus, 2 for the third."""
    lang, opening = language(rng), rng.random()
    turns: list[Turn] = []
    if written_talks() and 0.25 < opening < 0.95 and rng.random() < WRITTEN:
        lang, turns = written_turns(rng)
    system: str | None = None
    manners = sections("manners")
    if opening < 0.25:
        system = rng.choice(manners["system"])
    if opening < (0.25 if later else 0.17):
        turns = remembering(lang, rng, unheard=later > 1)
    elif opening > 0.97:
        turns, system = _named_by_system(lang, rng)
    elif opening > 0.95:
        asked = language(rng)
        fact = some_fact(asked, rng, rng.choice([k for k in facts.facts() if k not in SWITCHED]))
        if len(fact.subject) == 2:
            system = rng.choice(manners["system_in_english" if lang == EN else "system_in_chinese"])
            turns = [Turn(facts.question(fact, asked, rng), facts.reply(fact, lang))]
    wanted = rng.choice((1, 1, 1, 2, 3, 4)) if not turns else 0
    while len(turns) < wanted:
        if turns and rng.random() < 0.18 and (turn := follow_up(turns[-1], lang, rng)):
            turns.append(turn)
            continue
        if rng.random() < 0.08:
            lang = EN if lang == ZH else ZH
        turns.append(any_turn(lang, rng, later=later))
    messages = [] if system is None else [{"role": "system", "content": system}]
    for turn in turns:
        messages += [{"role": "user", "content": untidy(turn.said, rng)}, {"role": "assistant", "content": turn.answer}]
    return messages


def _named_by_system(lang: str, rng: random.Random) -> tuple[list[Turn], str]:
    value = keepsakes()["name"].value(lang, rng)
    system = pick(sections("manners")[f"system_name_{lang}"], rng, v=value)
    turns = [talk_turn(lang, rng, me=value, intent=rng.choice(("who", "your_name")))]
    return ([any_turn(lang, rng), *turns] if rng.random() < 0.3 else turns), system


def remembering(lang: str, rng: random.Random, *, unheard: bool = False) -> list[Turn]:
    """Something told, something else talked of, and the first asked for; now and then it was never told.

    With `unheard`, names are odder, and something else is often told in the same breath.
    """
    kept: list[tuple[Keepsake, str]] = []
    known = keepsakes()
    topics = ["name"] if rng.random() < 0.6 else rng.sample(list(known), rng.choice((1, 2)))
    turns: list[Turn] = []
    for topic in topics:
        value = known[topic].value(lang, rng, unheard=unheard)
        kept.append((known[topic], value))
        said = known[topic].told(value, lang, rng)
        if unheard and rng.random() < 0.4:
            other = rng.choice([keepsake for name, keepsake in known.items() if name not in topics])
            parts = [said, other.told(other.value(lang, rng), lang, rng)]
            rng.shuffle(parts)
            said = ("" if lang == ZH else " ").join(parts)
        turns.append(Turn(said, known[topic].heard(value, lang)))
    if rng.random() < 0.12:  # never told
        other = rng.choice([keepsake for topic, keepsake in known.items() if topic not in topics])
        return [*(turns if rng.random() < 0.5 else []), Turn(other.asked(lang, rng), other.missing(lang))]
    turns += [any_turn(lang, rng) for _ in range(rng.choice((0, 1, 1, 1, 2, 2, 3)))]
    for keepsake, value in rng.sample(kept, len(kept)):
        turns.append(Turn(keepsake.asked(lang, rng), keepsake.recalled(value, lang)))
    return turns
