"""text-cut: a context and an answer's place in it -> the answer among its neighbours."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.properties import is_exactly
from course_lib.lessons.decisions import decision, leaves_alone
from course_lib.lessons.lesson_02_text_to_text.everyday import story

ROOM = 10


def around(context: str, start: int, end: int, room: int = ROOM) -> str:
    """The characters from `start` to before `end` in brackets, with up to `room` on either side."""
    return f"{context[max(0, start - room) : start]}[{context[start:end]}]{context[end : end + room]}"


def cut_case(kind: str, context: str, start: int, end: int, score: float = 0.9) -> Case:
    answer = context[start:end]
    expected, first = around(context, start, end), context.find(answer)
    before, behind = context[max(0, start - ROOM) : start], context[end : end + ROOM]

    def with_dots(value: Any) -> bool:
        return isinstance(value, str) and "…" in value.replace("...", "…") and _without_dots(value) == expected

    wrong: dict[str, Any] = {
        "negative-start": f"{context[start - ROOM : start]}[{answer}]{behind}",
        "first-of-its-kind": around(context, first, first + len(answer)),
        "end-is-behind": lambda value: value in (around(context, start, end - 1), around(context, start, end + 1)),
        "no-brackets": before + answer + behind,
        "answer-alone": lambda value: value in (answer, f"[{answer}]"),
        "everything-around": f"{context[:start]}[{answer}]{context[end:]}",
        "one-side-only": lambda value: value in (f"{before}[{answer}]", f"[{answer}]{behind}"),
        "dots-added": with_dots,
    }
    found = {"score": score, "start": start, "end": end, "answer": answer}
    decide = decision(expected, lambda value: is_exactly(value, str), wrong)
    return leaves_alone(Case(kind, (context, found), decide, expected=expected), 1)


def _without_dots(text: str) -> str:
    return text.replace("…", "").replace("...", "")


def place_case(kind: str, context: str, answer: str, number: int = 0) -> Case:
    """The same for an answer that stands in the context; `number` counts its places there."""
    start = -1
    for _ in range(number + 1):
        start = context.index(answer, start + 1)
    return cut_case(kind, context, start, start + len(answer))


def random_case(kind: str, rng: random.Random) -> Case:
    """A few words, or hanzi, from the middle of a story."""
    language = rng.choice(("en", "zh"))
    _, context = story(rng, language)
    if language == "zh":
        start = rng.randrange(15, len(context) - 15)
        return cut_case(kind, context, start, start + rng.randint(2, 6), rng.random())
    words = context.split(" ")
    first = rng.randrange(5, len(words) - 5)
    start = len(" ".join(words[:first])) + 1
    answer = " ".join(words[first : first + rng.randint(1, 3)]).rstrip(".")
    return cut_case(kind, context, start, start + len(answer), rng.random())


def cases(rng: random.Random) -> Iterator[Case]:
    yield place_case("english", "Nora lives in Leeds and works as a nurse in a hospital.", "works as a nurse")
    yield place_case("again", "Tom lives in Rome. His sister Ann lives in Rome too, by the river.", "Rome", 1)
    yield place_case("near", "We had tea, and tea again.", "tea", 1)
    yield place_case("beginning", "小红住在杭州，是一名老师，每天骑车上班。", "杭州")
    yield place_case("end", "Paul has a grey cat and a dog.", "a dog.")
    yield place_case("whole", "西安", "西安")
    for _ in range(3):
        yield random_case("random", rng)
