"""pipe-names: a text and its entities -> the names of each kind, as the text writes them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.wire_values import plain
from course_lib.lessons.decisions import decision, leaves_alone
from course_lib.lessons.lesson_01_pipelines.people import KINDS, Entity, in_text, sentences

Names = dict[str, list[Any]]


def grouped(entities: Sequence[Entity], name: Callable[[Entity], Any], *, once: bool = True) -> Names:
    """Kind -> what `name` makes of its entities, in their order."""
    found: Names = {}
    for one in entities:
        names = found.setdefault(one["entity_group"], [])
        if not once or name(one) not in names:
            names.append(name(one))
    return found


def names_case(
    kind: str, pieces: Sequence[str | tuple[str, str]], change: Callable[[list[Entity]], list[Entity]] = list
) -> Case:
    """`change` makes of the text's entities those that are given."""
    text, entities = in_text(pieces)
    entities = change(entities)

    def cut(one: Entity, before: int = 0, behind: int = 0) -> str:
        return text[one["start"] + before : one["end"] + behind]

    expected = grouped(entities, cut)
    each_time = grouped(entities, cut, once=False)
    words = [grouped(entities, lambda one: one["word"], once=once) for once in (True, False)]
    squeezed = [grouped(entities, lambda one: one["word"].replace(" ", ""), once=once) for once in (True, False)]
    off = []
    for before, behind in ((0, 1), (0, -1), (1, 0), (1, 1), (-1, 0), (1, -1)):
        moved = partial(cut, before=before, behind=behind)
        off += [grouped(entities, moved), grouped(entities, moved, once=False)]
    once_of_all: Names = {}
    for one in entities:
        if not any(cut(one) in names for names in once_of_all.values()):
            once_of_all.setdefault(one["entity_group"], []).append(cut(one))
    alike: dict[str, Callable[[Entity, Entity], bool]] = {
        "compared-by-word": lambda one, other: one["word"] == other["word"],
        "case-ignored": lambda one, other: cut(one).lower() == cut(other).lower(),
        "part-taken-for-listed": lambda one, other: cut(one) in cut(other),
    }
    merged: dict[str, Any] = {}
    for name, same in alike.items():
        kept: list[Entity] = []
        for one in entities:
            if not any(same(one, other) and one["entity_group"] == other["entity_group"] for other in kept):
                kept.append(one)
        merged[name] = grouped(kept, cut)
    sure = [
        grouped([one for one in entities if one["score"] > least], cut) for least in {one["score"] for one in entities}
    ]
    one_each: list[Any] = [
        {kind: make(names) for kind, names in expected.items()}
        for make in (lambda n: n[0], lambda n: n[-1], lambda n: [n[0]], lambda n: [n[-1]])
    ]
    by_last = {one["entity_group"]: cut(one) for one in entities}
    one_each += [by_last, {kind: [name] for kind, name in by_last.items()}]
    of_names = [
        {cut(one): one["entity_group"] for one in entities},
        {cut(one): [one["entity_group"]] for one in entities},
    ]
    everything = [cut(one) for one in entities]

    def same_lists(value: Any, test: Callable[[list[Any], list[Any]], bool]) -> bool:
        return (
            isinstance(value, dict)
            and value.keys() == expected.keys()
            and all(isinstance(names, list) and test(names, expected[kind]) for kind, names in value.items())
        )

    wrong: dict[str, Any] = {
        **merged,
        "unsure-dropped": lambda value: bool(value) and value in sure,
        "each-time": each_time,
        "word-not-cut": lambda value: value in words,
        "spaces-taken-out": lambda value: value in squeezed,
        "one-character-off": lambda value: value in off,
        "text-for-a-list": lambda value: (
            isinstance(value, dict) and bool(value) and all(isinstance(names, str) for names in value.values())
            and value.keys() == expected.keys()
        ),
        "whole-entities": lambda value: same_lists(
            value, lambda names, _: all(isinstance(one, dict) for one in names)
        ),
        "names-as-keys": lambda value: bool(entities) and value in of_names,
        "all-in-one-list": lambda value: value in (everything, list(dict.fromkeys(everything))),
        "kinds-without-names": lambda value: (
            isinstance(value, dict) and value != expected and {k: n for k, n in value.items() if n} == expected
        ),
        "one-of-each-kind": lambda value: value in one_each,
        "once-of-all": once_of_all,
        "sets-not-lists": lambda value: (
            isinstance(value, dict) and bool(value)
            and any(isinstance(names, set | frozenset) for names in value.values())
        ),
        "order-lost": lambda value: same_lists(value, lambda names, right: sorted(map(str, names)) == sorted(right)),
    }  # fmt: skip

    def form(value: Any) -> str | None:
        if value is None:
            return "returns-nothing"
        fits = type(value) is dict and all(
            type(key) is str and type(names) is list and all(type(name) is str for name in names)
            for key, names in value.items()
        )
        return None if fits else "wrong-type"

    judge = decision(expected, form, wrong)
    return leaves_alone(
        Case(kind, (text, entities), lambda seen: judge({"returned": plain(seen["returned"])}), expected=expected), 1
    )


def unsure(entities: list[Entity]) -> list[Entity]:
    """The same, but the first is doubtful."""
    return [{**one, "score": 0.98 if number else 0.34} for number, one in enumerate(entities)]


def turned(entities: list[Entity]) -> list[Entity]:
    """In another order than the text has them."""
    return entities[::-1]


def random_case(kind: str, rng: random.Random, language: str) -> Case:
    return names_case(kind, sentences(rng, language, rng.randint(3, 6)))


def cases(rng: random.Random) -> Iterator[Case]:
    person, place, firm = KINDS
    yield names_case("chinese", [(person, "王小明"), "在", (firm, "北京大学"), "读书，住在", (place, "北京"), "。"])
    yield names_case(
        "english",
        [(person, "Paul O'Neill"), " works for ", (firm, "Hugging Face"), " in ", (place, "New York City"), "."],
    )
    yield names_case(
        "again",
        [(place, "Oslo"), ", ", (place, "Leeds"), ", and ", (place, "Oslo"), " again, says ", (person, "Nora"), "."],
    )
    yield names_case("two-kinds", [(person, "长江"), "毕业后进了", (firm, "长江"), "，", (person, "李华"), "没有。"])
    yield names_case("spaces", [(person, "张 伟"), "和", (person, "张伟"), "是同一个人吗？"])
    yield names_case("case", [(place, "Berlin"), "! ", (place, "BERLIN"), ", says ", (person, "Nora"), "."])
    yield names_case("inside", [(person, "Anna Keller"), " came. ", (person, "Anna"), " stayed."])
    yield names_case("unsure", [(person, "Tom Brown"), " is in ", (place, "Leeds"), "."], unsure)
    yield names_case("turned", [(place, "Oslo"), ", ", (place, "Berlin"), ", ", (place, "Leeds"), "."], turned)
    yield names_case("none", ["那天天气很好。"])
    for language in ("zh", "en"):
        yield random_case("random", rng, language)
