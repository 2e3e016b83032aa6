"""reply-messages: a system prompt or None, earlier turns, a question -> messages."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.lessons import sentences
from course_lib.lessons.decisions import decision, leaves_alone, list_of

Pair = tuple[str, str]
ROLES = {"system", "user", "assistant"}


def message(role: str, content: Any) -> dict[str, Any]:
    return {"role": role, "content": content}


def messages_case(kind: str, system: str | None, history: Sequence[Pair], question: str) -> Case:
    pairs = list(history)
    head = [] if system is None else [message("system", system)]
    talked = [message(role, text) for pair in pairs for role, text in zip(("user", "assistant"), pair, strict=True)]
    last = message("user", question)
    expected = [*head, *talked, last]
    turned = {"user": "assistant", "assistant": "user"}
    asked = [message("user", one) for one, _ in pairs]
    answered = [message("assistant", one) for _, one in pairs]
    backwards = [one for pair in reversed(pairs) for one in (message("user", pair[0]), message("assistant", pair[1]))]

    def one_of(*values: Any) -> Any:
        return lambda value: value in values

    def dictionaries(value: Any) -> bool:
        return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)

    def other_keys(value: Any) -> bool:
        return dictionaries(value) and any(set(one) != {"role", "content"} for one in value)

    def other_roles(value: Any) -> bool:
        return dictionaries(value) and not other_keys(value) and any(one["role"] not in ROLES for one in value)

    def pair_in_one(value: Any) -> bool:
        texts = [one["content"] for one in value if "content" in one] if dictionaries(value) else []
        return any(
            isinstance(text, list | tuple) or (isinstance(text, str) and all(said in text for said in pair))
            for text in texts
            for pair in pairs
            if text not in pair and text != question
        )

    def system_elsewhere(value: Any) -> bool:
        return dictionaries(value) and [one for one in value if one not in head] == expected[1:]

    def bare(said: Any) -> list[Any]:
        return [{key: text.strip() if isinstance(text, str) else text for key, text in one.items()} for one in said]

    wrong: dict[str, Any] = {
        "one-dictionary-for-all": lambda value: len(expected) > 1 and value == [last] * len(expected),
        "more-in-front": lambda value: (
            dictionaries(value) and len(value) > len(expected) + 1 and value[-len(expected) :] == expected
        ),
        "edges-cut-off": lambda value: (
            dictionaries(value) and value != expected and bare(value) == bare(expected) and len(value) == len(expected)
        ),
        "empty-system-left-out": lambda value: system is not None and not system.strip() and value == expected[1:],
        "system-of-nothing": lambda value: (
            system is None and dictionaries(value) and value[0].get("role") == "system" and value[1:] == expected
        ),
        "system-left-out": lambda value: system is not None and value == expected[1:],
        "system-not-first": lambda value: system is not None and system_elsewhere(value) and value[0] != head[0],
        "roles-exchanged": one_of(
            [*head, *({**one, "role": turned[one["role"]]} for one in [*talked, last])],
            [*head, *({**one, "role": turned[one["role"]]} for one in talked), last],
        ),
        "questions-then-answers": (
            one_of([*head, *asked, *answered, last], [*head, *asked, last, *answered], [*head, *answered, *asked, last])
            if len(pairs) > 1
            else (lambda _: False)
        ),
        "question-not-last": one_of([*head, last, *talked], [last, *head, *talked]),
        "newest-first": one_of(
            [*head, *backwards, last], [*head, last, *backwards], [last, *reversed(talked), *head], expected[::-1]
        ),
        "question-left-out": one_of([*head, *talked]) if pairs or head else (lambda _: False),
        "answers-left-out": one_of([*head, *asked, last]) if pairs else (lambda _: False),
        "pair-in-one-message": pair_in_one,
        "empty-answer-added": lambda value: (
            dictionaries(value) and value[:-1] == expected and value[-1].get("role") == "assistant"
        ),
        "other-keys": other_keys,
        "other-roles": other_roles,
    }
    case = Case(kind, (system, pairs, question), decision(expected, list_of(dict), wrong), expected=expected)
    return leaves_alone(case, 1)


def random_case(kind: str, rng: random.Random, turns: int, with_system: bool) -> Case:
    said = [sentences.sentence(rng) for _ in range(2 * turns + 2)]
    pairs = list(zip(said[:turns], said[turns : 2 * turns], strict=True))
    return messages_case(kind, said[-1] if with_system else None, pairs, said[-2])


def cases(rng: random.Random) -> Iterator[Case]:
    talk = [("你好", "你好呀！"), ("猫怎么叫？", "猫喵喵叫。")]
    yield messages_case("example", "Be brief.", talk[:1], "Name a colour.")
    yield messages_case("two-turns", "请用一句话回答。", talk, "狗怎么叫？")
    yield messages_case("no-history", "Be brief.", [], "What colour is snow?")
    yield messages_case("no-system", None, talk, "狗怎么叫？")  # the question of two turns, without a system message
    yield messages_case("question-alone", None, [], "你好")
    yield messages_case("said-again", "Be brief.", [("Hello!", "Hello!")] * 3 + [("Hello!", "Hello again!")], "Hello!")
    yield messages_case("empty-texts", "", [("猫怎么叫？", ""), ("狗呢？", "")], "鸟呢？")
    yield messages_case("edges", " Be brief.\n", [("  1\n2", "1, 2 ")], "\tAnd then? \n")
    yield random_case("random", rng, 3, with_system=True)
    yield random_case("random", rng, 2, with_system=False)
