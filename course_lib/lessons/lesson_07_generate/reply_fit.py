"""reply-fit: a tokenizer, messages, a window, a number -> the messages that fit, the oldest turns left out."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.exercises.fresh import Fresh
from course_lib.lessons import sentences
from course_lib.lessons.decisions import comparable, leaves_alone, list_of
from course_lib.lessons.lesson_07_generate.inputs import CHAT, chat_tokenizer
from course_lib.lessons.lesson_07_generate.reply_messages import message

Messages = list[dict[str, str]]


def length_of(messages: Messages) -> int:
    """How many tokens the chat model's template makes of messages, opened for the answer."""
    return _length(json.dumps(messages))


@lru_cache(maxsize=500)
def _length(messages: str) -> int:
    text = chat_tokenizer().apply_chat_template(json.loads(messages), tokenize=False, add_generation_prompt=True)
    return len(chat_tokenizer()(text)["input_ids"])


def steps_of(messages: Messages) -> list[Messages]:
    """What is left when no turn, one turn, two turns … are left out: the whole talk first, the last question last."""
    head, rest = (messages[:1], messages[1:]) if messages[0]["role"] == "system" else ([], messages)
    return [head + rest[first:] for first in range(0, len(rest), 2)]


def fitting(messages: Messages, room: int) -> Messages:
    return next((kept for kept in steps_of(messages) if length_of(kept) <= room), [])


def fit_case(kind: str, messages: Sequence[dict[str, str]], window: int, most: int) -> Case:
    given = list(messages)
    steps = steps_of(given)
    expected = fitting(given, window - most)
    head, rest = (given[:1], given[1:]) if given[0]["role"] == "system" else ([], given)

    def left_out_elsewhere(value: list[Any]) -> bool:
        """Whether these are the head and some of the rest in its order, and not its last ones."""
        if value[: len(head)] != head or value in steps:
            return False
        left = iter(rest)
        return all(one in left for one in value[len(head) :])

    def measured(name: str, kept: Messages, label: str, counted: Messages) -> Mistake:
        rows = (
            ("kept", f"{len(kept)} / {len(given)}"),
            (label, str(length_of(counted) + most)),
            ("window", str(window)),
        )
        return Mistake(name, {}, rows)

    def mistaken(value: Any) -> str | Mistake | None:
        if not isinstance(value, list) or not all(one in given for one in value):
            return None
        if head and value and value[0] != head[0] and value in [rest[first:] for first in range(len(rest))]:
            return "system-left-out"
        if value[len(head) :] in [rest[first:] for first in range(1, len(rest), 2)] and value[: len(head)] == head:
            return "answer-without-question"
        if head and value == rest[-1:]:
            return "system-left-out"
        if value in steps and expected == []:
            return measured("too-long-all-the-same", value, "total", value)
        if value in steps and steps.index(value) < steps.index(expected):
            return measured("too-much-kept", value, "total", value)
        if (value in steps or value == []) and expected:
            behind = steps.index(value) if value else len(steps)
            if value == []:
                return measured("given-up", value, "full", expected)
            if length_of(expected) + most == window and behind == steps.index(expected) + 1:
                return measured("exactly-full-fits", value, "full", expected)
            return measured("too-little-kept", value, "full", expected)
        return "not-the-oldest" if len(value) > len(head) and left_out_elsewhere(value) else None

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value = comparable(seen["returned"])
        if value == expected:
            return None
        return mistaken(value) or list_of(dict)(value) or "differs"

    args = (Fresh("tokenizer", CHAT), given, window, most)
    return leaves_alone(Case(kind, args, decide, expected=expected), 1)


def cut_case(kind: str, messages: Messages, turns: int, spare: int = 0, most: int = 20) -> Case:
    """A window in which the talk fits when exactly `turns` turns are left out, with `spare` tokens to spare."""
    return fit_case(kind, messages, length_of(steps_of(messages)[turns]) + most + spare, most)


def talk(rng: random.Random, turns: int, with_system: bool) -> Messages:
    said = [message("system", sentences.english(rng))] if with_system else []
    for _ in range(turns):
        said += [message("user", sentences.sentence(rng)), message("assistant", sentences.sentence(rng))]
    return [*said, message("user", sentences.sentence(rng))]


FIXED: Messages = [
    message("system", "Be brief."),
    message("user", "你好，我叫小明。"),
    message("assistant", "你好，小明！"),
    message("user", "What is the opposite of big?"),
    message("assistant", 'The opposite of "big" is "small".'),
    message("user", "猫怎么叫？"),
    message("assistant", "猫喵喵叫。"),
    message("user", "我叫什么名字？"),
]


def turn_of(messages: Messages, number: int) -> int:
    """How many tokens a turn takes."""
    return length_of(steps_of(messages)[number]) - length_of(steps_of(messages)[number + 1])


#: The same talk with a turn in it that is far longer than the one before it.
LONG: Messages = [*FIXED[:3], message("user", "请等一下。" * 12), *FIXED[4:]]


def cases(rng: random.Random) -> Iterator[Case]:
    yield cut_case("all", FIXED, 0, 8)
    yield cut_case("one-turn", FIXED, 1, turn_of(FIXED, 0) - 1)
    yield cut_case("two-turns", FIXED, 2, 2, most=9)
    yield cut_case("exactly", FIXED, 1, 0)
    yield cut_case("no-system", FIXED[1:], 2, 1)
    yield cut_case("last-only", FIXED, 3, 0, most=40)
    yield fit_case("too-small", FIXED, length_of(steps_of(FIXED)[-1]) + 19, 20)
    yield cut_case("no-system-tight", FIXED[1:], 1, 0)
    yield fit_case("no-system-full", FIXED[1:], length_of(FIXED[1:]) + 19, 20)
    bare = length_of([message("system", "好"), FIXED[-1]])
    yield fit_case("long-system", [message("system", "Be brief. " * 12), *FIXED[1:]], bare + 30, 20)
    yield cut_case("seven-turns", [*FIXED[:3], *FIXED[1:3] * 6, *FIXED[5:]], 6, 3)
    yield cut_case("long-turn", LONG, 2, turn_of(LONG, 0))
    yield cut_case("random", talk(rng, 4, with_system=rng.random() < 0.5), rng.randint(1, 3))
