"""pipe-graph: a text and its entities -> which names stand in a sentence together, and in how many."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.lessons.decisions import comparable, leaves_alone
from course_lib.lessons.lesson_01_pipelines.people import in_text, sentences

END = re.compile("[.!?。！？]")
#: What somebody may take for an end besides: by itself, or all of it.
NO_ENDS = ("[;；]", "\n", "[,，、]", "[:：]", "[;；\n]", "[;；,，、:：\n]")
Pair = tuple[str, str]


def by_sentence(text: str, entities: Iterable[Mapping[str, Any]], mark: re.Pattern[str] = END) -> list[list[str]]:
    """The names of each sentence, as often as they stand there."""
    ends = [found.end() for found in mark.finditer(text)]
    found: list[list[str]] = [[] for _ in range(len(ends) + 1)]
    for one in entities:
        found[sum(end <= one["start"] for end in ends)].append(text[one["start"] : one["end"]])
    return found


def counted(groups: Iterable[Iterable[Pair]]) -> Counter[Pair]:
    """How often each pair is there, whichever of the two comes first."""
    return Counter((min(pair), max(pair)) for group in groups for pair in group if pair[0] != pair[1])


def by_find(text: str, entities: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """The same, if the beginning of a sentence is where its words come up first."""
    found = []
    for sentence in END.split(text):
        begin = text.find(sentence)
        inside = [one for one in entities if begin <= one["start"] < begin + len(sentence)]
        found.append([text[one["start"] : one["end"]] for one in inside])
    return found


def together(names: Sequence[str]) -> list[Pair]:
    return list(combinations(dict.fromkeys(names), 2))


def graph_case(kind: str, pieces: Sequence[str | tuple[str, str]]) -> Case:
    text, entities = in_text(pieces)
    groups = by_sentence(text, entities)
    wanted = counted(together(names) for names in groups)
    expected = [(*pair, count) for pair, count in wanted.items()]
    all_names = list(dict.fromkeys(name for group in groups for name in group))
    names = set(all_names)
    words = {one["word"] for one in entities} - names

    def divided(mark: str) -> Counter[Pair]:
        return counted(together(names) for names in by_sentence(text, entities, re.compile(mark)))

    mentions = counted(combinations(group, 2) for group in groups)
    variants: dict[str, Callable[[], Counter[Pair]]] = {
        "mentions-counted": lambda: mentions,
        "neighbours-only": lambda: counted(
            set(pairwise(order)) for group in groups for order in [list(dict.fromkeys(group))]
        ),
        "first-with-the-rest": lambda: counted(
            [(group[0], other) for other in dict.fromkeys(group)] for group in groups if group
        ),
        "name-inside-a-name": lambda: counted(
            together([name for name in all_names if name in part]) for part in END.split(text)
        ),
        "last-sentence-lost": lambda: counted(together(group) for group in groups[:-1]),
        "space-expected": lambda: divided(r"[.!?](?=\s|$)|[。！？]"),
        "short-name-lost": lambda: counted(together([name for name in group if len(name) > 1]) for group in groups),
        "first-of-equal-sentences": lambda: counted(together(group) for group in by_find(text, entities)),
    }  # fmt: skip

    def decide(seen: Mapping[str, Any]) -> str | None:
        value = comparable(seen["returned"])
        if value is None:
            return "returns-nothing"
        if type(value) not in (list, tuple):
            return "wrong-type"
        rows = [tuple(row) if isinstance(row, list) else row for row in value]
        if rows and all(type(row) is tuple and [type(part) for part in row] == [str, str] for row in rows):
            return "counts-missing"
        if any(type(row) is not tuple or [type(part) for part in row] != [str, str, int] for row in rows):
            return "wrong-type"
        if any(one in words or other in words for one, other, _ in rows):
            return "word-not-cut"
        if any(one == other for one, other, _ in rows):
            return "with-itself"
        found = Counter((min(one, other), max(one, other)) for one, other, _ in rows)
        if found and max(found.values()) > 1:
            return "pair-twice"
        counts = {(min(one, other), max(one, other)): count for one, other, count in rows}
        if counts == wanted:
            return None if type(value) is list else "wrong-type"
        for name, variant in variants.items():
            if counts == variant() != wanted:
                return name
        if counts.keys() != wanted.keys() and any(counts == divided(f"{END.pattern}|{mark}") for mark in NO_ENDS):
            return "other-marks"
        if {name for pair in counts for name in pair} <= names and set(counts) - set(wanted):
            return "across-sentences"
        if set(counts) != set(wanted):
            return "differs"
        more = any(count > wanted[pair] for pair, count in counts.items())
        if more and all(count <= mentions[pair] for pair, count in counts.items()):
            return "mentions-counted"
        return "always-one" if set(counts.values()) == {1} else "wrong-counts"

    return leaves_alone(Case(kind, (text, entities), decide, expected=expected), 1)


def random_case(kind: str, rng: random.Random, language: str) -> Case:
    return graph_case(kind, sentences(rng, language, rng.randint(4, 7)))


def cases(rng: random.Random) -> Iterator[Case]:
    anna, tom, mary, oslo = ("PER", "Anna Keller"), ("PER", "Tom Brown"), ("PER", "Mary"), ("LOC", "Oslo")
    ming, hua, peking = ("PER", "王小明"), ("PER", "李华"), ("LOC", "北京")
    yield graph_case("one", [ming, "在", peking, "。"])
    yield graph_case("three", [ming, "和", hua, "住在", peking, "。"])
    yield graph_case("two", [anna, " met ", tom, ". ", mary, " lives in ", oslo, "."])
    yield graph_case(
        "often", [anna, " wrote to ", tom, ". Did ", tom, " call ", anna, "? ", mary, " knows ", anna, "."]
    )
    yield graph_case("long", [anna, " wrote to ", tom, "; then\n", mary, " came, and saw: ", oslo, "."])
    yield graph_case("itself", [anna, " saw ", mary, ", and ", anna, " waved. ", mary, " and ", mary, "!"])
    yield graph_case("both-twice", [ming, "看见了", hua, "，", hua, "也看见了", ming, "。"])
    yield graph_case("inside", [ming, "在", ("ORG", "北京大学"), "。", hua, "在", peking, "。"])
    yield graph_case("unfinished", [hua, "走了。", ming, "见过", hua])
    yield graph_case("no-space", [anna, " met ", tom, ".", mary, " lives in ", oslo, "."])
    yield graph_case("two-kinds", [("PER", "长江"), "进了", ("ORG", "长江"), "，", hua, "没有。"])
    yield graph_case("short", [("PER", "刘"), "和", hua, "住在", peking, "。"])
    yield graph_case("repeated", ["李华见过王小明。", hua, "见过", ming, "。"])
    yield graph_case("alone", [hua, "走了。", peking, "很大。"])
    for language in ("zh", "en"):
        yield random_case("random", rng, language)
