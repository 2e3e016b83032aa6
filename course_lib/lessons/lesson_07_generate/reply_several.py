"""reply-several: a tokenizer, a model, talks, a number -> the answers' texts, from one call of generate."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.exercises.fresh import Fresh
from course_lib.lessons.decisions import comparable, leaves_alone, list_of
from course_lib.lessons.lesson_07_generate.inputs import CHAT, chat_model, chat_tokenizer
from course_lib.lessons.lesson_07_generate.reply_messages import message

Talk = list[dict[str, str]]
#: Questions that the chat model answers shortly, and without doubt: its best score is far above the second.
QUESTIONS = (
    "你好", "猫怎么叫？", "法国的首都是哪里？", "1加1等于几？", "谢谢你", "What is the capital of France?",
    "What is the opposite of big?", "日本的首都是哪里？", "What colour is snow?", "What does a cat say?", "狗怎么叫？",
    "3+4=?", "7和3哪个大？", "再见",
)  # fmt: skip

POEM = "请写一首赞美秋天的五言绝句"  # answered in lines
#: Conversations whose last message alone would be answered otherwise, and one of more than a hundred ids.
NAMED = [message("user", "我叫小明。"), message("assistant", "你好，小明！"), message("user", "我叫什么名字？")]
BRIEF = [message("system", "请用一句话回答。"), message("user", "你叫什么名字？")]
LONG = [message("user", "What is the capital of France? " * 14)]


def asked(*questions: str) -> list[Talk]:
    return [[message("user", question)] for question in questions]


@cache
def alone(talk: str, most: int, how: str = "template") -> str:
    """What the model answers to one talk (JSON) by itself, greedily. `how`: with its template, or to the bare text."""
    import torch

    tokenizer, messages = chat_tokenizer(), json.loads(talk)
    text = messages[-1]["content"] if how == "bare" else _prompt(messages)
    ids = torch.tensor([tokenizer(text)["input_ids"]])
    found = chat_model().generate(
        ids, attention_mask=torch.ones_like(ids), do_sample=False, max_new_tokens=most
    )  # no padding: what batch and mask do has no part in it
    return str(tokenizer.decode(found[0, ids.shape[1] :], skip_special_tokens=True))


def _prompt(talk: Talk) -> str:
    return str(chat_tokenizer().apply_chat_template(talk, tokenize=False, add_generation_prompt=True))


def several_case(kind: str, talks: Sequence[Talk], most: int) -> Case:
    given = [list(talk) for talk in talks]
    written = [json.dumps(talk, ensure_ascii=False) for talk in given]
    expected = [alone(talk, most) for talk in written]

    lengths = [len(chat_tokenizer()(_prompt(talk))["input_ids"]) for talk in given]
    padding = sum(max(lengths) - length for length in lengths)

    def texts(value: Any) -> bool:
        return isinstance(value, list) and all(isinstance(one, str) for one in value) and len(value) == len(expected)

    def beside(value: Any, ask: Any) -> bool:
        return texts(value) and all(ask(mine, theirs) for mine, theirs in zip(value, expected, strict=True))

    def last_alone(talk: Talk) -> str:
        return alone(json.dumps(talk[-1:], ensure_ascii=False), most)

    def edges(value: Any) -> bool:
        return beside(value, lambda mine, theirs: mine == theirs or mine in (theirs.strip(), theirs.split("\n")[0]))

    def mistaken(value: Any, calls: list[list[int]]) -> str | Mistake | None:
        marked = texts(value) and any("<|im_" in one or "<|end" in one for one in value)
        if beside(value, lambda mine, theirs: theirs in mine and len(mine) > len(theirs) + 20):
            return "prompt-kept"
        if marked:
            return "special-tokens-kept"
        if texts(value) and sorted(value) == sorted(expected):
            return "order-lost"
        if beside(value, lambda mine, _: mine.startswith("assistant\n")):
            return "no-place-for-the-answer"
        if any(sampled for _, sampled, *_ in calls):
            return "drawn-by-chance"
        if not calls and texts(value):
            return Mistake("model-not-called", {"talks": len(given)})
        if isinstance(value, list) and all(isinstance(one, str) for one in value) and len(value) < len(given):
            return Mistake("too-few", {"seen": len(value), "talks": len(given)})
        if texts(value) and any(
            mine == last_alone(talk) != right for mine, right, talk in zip(value, expected, given, strict=True)
        ):
            return "last-message-only"
        if any(at_the_end for *_, at_the_end, _ in calls):
            return "padded-on-the-right"
        if beside(value, lambda mine, theirs: mine.startswith(theirs)):
            return "longer-than-asked"
        if edges(value) and any("\n" in one or one != one.strip() for one in expected):
            return "text-changed"
        if beside(value, lambda mine, theirs: theirs.startswith(mine)):
            return "shorter-than-asked"
        if texts(value) and value == [alone(talk, most, "bare") for talk in written]:
            return "template-left-out"
        return None

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value, calls = comparable(seen["returned"]), seen["calls"]
        if value != expected:
            return mistaken(value, calls) or list_of(str)(value) or "differs"
        if any(sampled for _, sampled, *_ in calls):
            return "drawn-by-chance"
        if not calls:
            return Mistake("model-not-called", {"talks": len(given)})
        if len(calls) != 1:
            return Mistake("not-in-one-call", {"times": len(calls), "talks": len(given)})
        zeros, pads = calls[0][2], calls[0][4]
        if padding and zeros < 0:
            return "mask-left-out"
        return Mistake("mask-hides-nothing", {"padding": pads}) if pads and zeros == 0 else None

    args = (Fresh("tokenizer", CHAT), Fresh("noting writer"), given, most)
    probe = {"returned": "returned", "calls": "args[1].calls"}
    return leaves_alone(Case(kind, args, decide, probe, expected), 2)


def cases(rng: random.Random) -> Iterator[Case]:
    yield several_case("two", asked("你好", "What colour is snow?"), 8)
    yield several_case("cut", asked("法国的首都是哪里？", "What is the opposite of big?"), 4)
    told = [message("user", "你好"), message("assistant", "你好呀！"), message("user", "狗怎么叫？")]
    yield several_case("turns", [told, *asked("猫怎么叫？")], 7)
    yield several_case("history", [NAMED, BRIEF], 6)
    yield several_case("one", asked("谢谢你"), 6)
    yield several_case("twice", asked("你好", "你好", "谢谢你"), 3)
    yield several_case("lines", asked(POEM), 14)
    yield several_case("long", [LONG, *asked("你好")], 6)
    yield several_case("random", asked(*rng.sample(QUESTIONS, 2)), 6)
