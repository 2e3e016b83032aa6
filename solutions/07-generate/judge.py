"""The hidden cases of lesson 07. Only instructors have this file; it holds no student's code and runs none."""

from __future__ import annotations

import random
from collections.abc import Iterator

from course_lib.exercises.exercise import Case
from course_lib.exercises.fresh import Fresh
from course_lib.lessons import sentences
from course_lib.lessons.lesson_07_generate import (
    reply_fit,
    reply_greedy,
    reply_ids,
    reply_messages,
    reply_pad,
    reply_several,
    reply_stop,
    reply_trim,
)
from course_lib.lessons.lesson_07_generate.inputs import CHAT
from course_lib.lessons.lesson_07_generate.replies import Replies, some
from course_lib.lessons.lesson_07_generate.reply_messages import message

HIDDEN = "hidden"


def messages_cases(rng: random.Random) -> Iterator[Case]:
    for turns, with_system in ((0, True), (0, False), (1, False), (2, True), (4, True), (5, False)):
        yield reply_messages.random_case(HIDDEN, rng, turns, with_system)
    again = sentences.sentence(rng)
    yield reply_messages.messages_case(HIDDEN, again, [(again, again), (again, sentences.chinese(rng))], again)
    yield reply_messages.messages_case(HIDDEN, None, [("user: hi", "assistant"), ("system", "None")], "user")
    said = sentences.sentence(rng)
    yield reply_messages.messages_case(HIDDEN, "", [(said + " ", ""), (said + " ", "")] * 3, "\n" + said)


def ids_cases(rng: random.Random) -> Iterator[Case]:
    chat = Fresh("tokenizer", CHAT)
    for tokenizer in (chat, reply_ids.other_names(rng), reply_ids.other_names(rng)):
        yield reply_ids.ids_case(HIDDEN, tokenizer, reply_ids.talk(rng, 0, with_system=False))
        yield reply_ids.ids_case(HIDDEN, tokenizer, reply_ids.talk(rng, rng.randint(1, 3), with_system=True))
    yield reply_ids.ids_case(HIDDEN, chat, reply_ids.talk(rng, 2, with_system=False))
    for tokenizer in (reply_ids.IN_FRONT, reply_ids.BLANK):
        yield reply_ids.ids_case(HIDDEN, tokenizer, reply_ids.talk(rng, 1, with_system=True))
    yield reply_ids.ids_case(HIDDEN, chat, [message("user", f" {sentences.sentence(rng)} ")])


def _replies(rng: random.Random) -> Iterator[Replies]:
    for _ in range(6):
        yield some(rng)
    first, second, third = rng.sample(range(40, 90), 3)
    yield Replies(([5, 6], [7]), ([first], [second]), [third], 0)
    yield Replies(([5, third, 6], [7]), ([third], [first, second, third], [second, third])[:2], [second, third], 0)
    yield Replies(([5], [6, 7, 8]), ([first, 0, second, 0], [0, 0, third]), [third], 0)
    yield Replies(([third, 5], [6]), ([first, second, first, second], [second, third]), [third], first)
    yield Replies(([0, 5, 6], [0]), ([0], [0, 0, first]), [], 0)
    yield Replies(([5], [6], [7]), ([first, third], [first, first, third], [second, 0]), [second, third], second)
    yield Replies(([5], [6]), ([first, second, second], [first, second, 0]), [third], 0)
    yield Replies(([5, 6, 7],), ([first, second, third],), [0], 0)


def trim_cases(rng: random.Random) -> Iterator[Case]:
    for replies in _replies(rng):
        yield reply_trim.trim_case(HIDDEN, replies)


def stop_cases(rng: random.Random) -> Iterator[Case]:
    for replies in _replies(rng):
        yield reply_stop.stop_case(HIDDEN, replies)


def greedy_cases(rng: random.Random) -> Iterator[Case]:
    def writer() -> reply_greedy.Writer:
        return reply_greedy.writer(rng.choice(reply_greedy.FAMILIES), rng.randrange(100))

    yield reply_greedy.greedy_case(HIDDEN, writer(), None, rng.randint(5, 8))
    yield reply_greedy.ends_case(HIDDEN, writer(), 3, also="number", more=4)
    yield reply_greedy.ends_case(HIDDEN, writer(), 3, also="first", more=4)
    yield reply_greedy.ends_case(HIDDEN, writer(), 3, more=4)
    yield reply_greedy.ends_case(HIDDEN, writer(), 2, also="config")
    made = writer()
    yield reply_greedy.ends_case(HIDDEN, made, 4, also="prompt")
    made = writer()
    yield reply_greedy.greedy_case(HIDDEN, made, [made.written[0]], 6)
    made = writer()
    yield reply_greedy.greedy_case(HIDDEN, made, [made.unused], 1)
    yield reply_greedy.ends_case(HIDDEN, writer(), 3, also="number", more=1)
    yield reply_greedy.greedy_case(HIDDEN, reply_greedy.writer("llama", 10), 0, 7)
    yield reply_greedy.greedy_case(HIDDEN, reply_greedy.writer("llama", 7), None, 26)


def pad_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(5):
        yield reply_pad.random_case(HIDDEN, rng)
    pad = rng.randint(5, 30)
    yield reply_pad.pad_case(HIDDEN, [[pad], [pad, pad, 40], [41, pad]], pad)
    yield reply_pad.pad_case(HIDDEN, [[rng.randint(1, 9)] for _ in range(3)], 0)
    yield reply_pad.pad_case(HIDDEN, [[0, 0], [0]], 0)


def several_cases(rng: random.Random) -> Iterator[Case]:
    yield reply_several.several_case(HIDDEN, reply_several.asked(*rng.sample(reply_several.QUESTIONS, 3)), 6)
    yield reply_several.several_case(HIDDEN, reply_several.asked(*rng.sample(reply_several.QUESTIONS, 2)), 3)
    yield reply_several.several_case(HIDDEN, reply_several.asked(rng.choice(reply_several.QUESTIONS)), 7)
    yield reply_several.several_case(HIDDEN, [reply_several.BRIEF, reply_several.NAMED, reply_several.BRIEF], 7)
    yield reply_several.several_case(HIDDEN, [reply_several.asked("你好")[0], reply_several.LONG], 7)
    yield reply_several.several_case(HIDDEN, reply_several.asked(reply_several.POEM, "谢谢你"), 14)
    told = [message("system", "You are Xiaoqian, a helpful assistant."), message("user", "1加1等于几？")]
    yield reply_several.several_case(HIDDEN, [*reply_several.asked("What does a cat say?"), told], 8)


def fit_cases(rng: random.Random) -> Iterator[Case]:
    for turns, with_system in ((3, True), (4, False), (5, True)):
        yield reply_fit.cut_case(
            HIDDEN, reply_fit.talk(rng, turns, with_system), rng.randint(1, turns - 1), rng.randint(0, 4)
        )
    said = reply_fit.talk(rng, 2, with_system=True)
    yield reply_fit.cut_case(HIDDEN, said, 0, 0, most=rng.randint(5, 60))
    yield reply_fit.cut_case(HIDDEN, said, 2, 0, most=rng.randint(5, 60))
    yield reply_fit.cut_case(HIDDEN, said, 1, -1)
    yield reply_fit.fit_case(HIDDEN, said, 12, 10)
    yield reply_fit.cut_case(HIDDEN, reply_fit.LONG, 2, reply_fit.turn_of(reply_fit.LONG, 0) + rng.randint(0, 3))
    bare = reply_fit.talk(rng, 6, with_system=False)
    yield reply_fit.cut_case(HIDDEN, bare, 5, 0)
    yield reply_fit.cut_case(HIDDEN, bare, 0, -1)
    long = message("system", sentences.english(rng) * 6)
    yield reply_fit.fit_case(HIDDEN, [long, *bare[-3:]], reply_fit.length_of(bare[-1:]) + 20, 10)
    yield reply_fit.fit_case(HIDDEN, [message("user", "你好")], 1000, 100)
    yield reply_fit.fit_case(HIDDEN, said[1:], reply_fit.length_of(said[-1:]) + 7, 8)


CASES = {
    "reply-messages": messages_cases,
    "reply-ids": ids_cases,
    "reply-trim": trim_cases,
    "reply-stop": stop_cases,
    "reply-greedy": greedy_cases,
    "reply-pad": pad_cases,
    "reply-several": several_cases,
    "reply-fit": fit_cases,
}
