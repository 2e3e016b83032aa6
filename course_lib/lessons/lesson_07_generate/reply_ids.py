"""reply-ids: a tokenizer, messages -> the ids that its template makes of them, ready to be answered."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.fresh import Fresh
from course_lib.lessons import sentences
from course_lib.lessons.decisions import decision, leaves_alone, list_of
from course_lib.lessons.lesson_07_generate.inputs import CHAT, chat_tokenizer, templated
from course_lib.lessons.lesson_07_generate.reply_messages import message

Messages = Sequence[dict[str, str]]
NAMES = {"system": "说明", "user": "问", "assistant": "答"}
OTHER = Fresh("templated tokenizer", json.dumps(NAMES))
#: One that adds a token in front alone, and one whose template ends in a blank.
IN_FRONT = Fresh("templated tokenizer", json.dumps({**NAMES, "how": "in front"}))
BLANK = Fresh("templated tokenizer", json.dumps({**NAMES, "how": "blank"}))


def written_as_qwen(messages: Messages, system: str = "") -> str:
    """What the chat model's template writes, put together by hand: with no system message, or with the one given."""
    said = [message("system", system), *messages] if system and messages[0]["role"] != "system" else [*messages]
    turns = [f"<|im_start|>{one['role']}\n{one['content']}<|im_end|>\n" for one in said]
    return "".join([*turns, "<|im_start|>assistant\n"])


def ids_case(kind: str, wanted: Fresh, messages: Messages) -> Case:
    tokenizer = chat_tokenizer() if wanted.name == CHAT else templated(wanted.name)
    given = [*messages]

    def ids_of(text: str, special: bool = False) -> list[int]:
        return list(tokenizer(text, add_special_tokens=special)["input_ids"])

    def template(said: Messages, prompt: bool = True) -> str:
        return str(tokenizer.apply_chat_template([*said], tokenize=False, add_generation_prompt=prompt))

    expected = ids_of(template(given))
    default = "You are Xiaoqian, a helpful assistant."
    contents = [one["content"] for one in given]

    def one_of(*values: Any) -> Any:
        return lambda value: value in values

    def opened_by_hand() -> list[list[int]]:
        opening = ids_of("<|im_start|>assistant\n")
        return [ids_of(template(given, False), on) + opening for on in (False, True)] if wanted.name != CHAT else []

    wrong: dict[str, Any] = {
        "blanks-cut-off": one_of(
            ids_of(template(given).rstrip(" ")),
            ids_of(template(given).rstrip()),
            ids_of(template([{**one, "content": one["content"].strip()} for one in given])),
        ),
        "opened-by-hand": lambda value: value in opened_by_hand(),
        "in-front-alone": lambda value: bool(expected) and value == expected[:-1],
        "no-place-for-the-answer": one_of(ids_of(template(given, False)), ids_of(template(given, False), True)),
        "special-tokens-twice": one_of(ids_of(template(given), True)),
        "another-models-template": one_of(
            *(ids_of(written_as_qwen(given, system), on) for system in ("", default) for on in (False, True))
        ),
        "last-message-only": one_of(*(ids_of(template(given[-1:], on)) for on in (True, False))),
        "template-left-out": one_of(
            *(ids_of(glue.join(texts), on)
              for texts in (contents, contents[-1:]) for glue in ("", "\n", " ") for on in (True, False))
        ),
        "text-not-ids": lambda value: isinstance(value, str),
        "whole-encoding": lambda value: isinstance(value, dict) and "input_ids" in value,
    }  # fmt: skip
    case = Case(kind, (wanted, given), decision(expected, list_of(int), wrong), expected=expected)
    return leaves_alone(case, 1)


def talk(rng: random.Random, turns: int, with_system: bool) -> list[dict[str, str]]:
    said = [message("system", sentences.chinese(rng))] if with_system else []
    for _ in range(turns):
        said += [message("user", sentences.sentence(rng)), message("assistant", sentences.sentence(rng))]
    return [*said, message("user", sentences.sentence(rng))]


def other_names(rng: random.Random) -> Fresh:
    """A template that calls its speakers by names of its own."""
    names = rng.sample("甲乙你我他男女老师学生", 3)
    return Fresh("templated tokenizer", json.dumps(dict(zip(("system", "user", "assistant"), names, strict=True))))


def cases(rng: random.Random) -> Iterator[Case]:
    chat = Fresh("tokenizer", CHAT)
    turns = [message("user", "你好"), message("assistant", "你好呀！"), message("user", "猫怎么叫？")]
    yield ids_case("chat", chat, [message("user", "你好")])
    yield ids_case("turns", chat, turns)
    yield ids_case("system", chat, [message("system", "Be brief."), message("user", "Name a colour.")])
    yield ids_case("another-template", OTHER, turns)
    yield ids_case("another-system", OTHER, [message("system", "请用一句话回答。"), *turns])
    yield ids_case("in-front", IN_FRONT, turns)
    yield ids_case("blank", BLANK, [message("user", "你好")])
    yield ids_case("edges", chat, [message("system", " Be brief.\n"), message("user", "  Name a colour. ")])
    yield ids_case("random", chat, talk(rng, 2, with_system=rng.random() < 0.5))
    yield ids_case("random", other_names(rng), talk(rng, 1, with_system=True))
