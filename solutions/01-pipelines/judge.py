"""The hidden cases of lesson 01. Only instructors have this file; it holds no student's code and runs none."""

from __future__ import annotations

import random
from collections.abc import Iterator

from course_lib.exercises.exercise import Case
from course_lib.lessons.lesson_01_pipelines import (
    pipe_batches,
    pipe_graph,
    pipe_join,
    pipe_likeness,
    pipe_masks,
    pipe_names,
    pipe_own,
    pipe_verdict,
)
from course_lib.lessons.lesson_01_pipelines.people import NAMES, entity
from course_lib.lessons.lesson_01_pipelines.reviews import chinese, english

HIDDEN = "hidden"


def verdict_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(8):
        yield pipe_verdict.random_case(HIDDEN, rng)
    margin = rng.randint(4, 12)
    low = rng.randint(3, 9)
    top = 64 - low - (64 - low - margin) // 2
    yield pipe_verdict.verdict_case(HIDDEN, ["体育", "美食", "音乐"], [low, 64 - low - top, top], margin + 2)
    yield pipe_verdict.verdict_case(HIDDEN, ["a", "b"], [32 - margin, 32 + margin], 2 * margin)
    yield pipe_verdict.verdict_case(HIDDEN, ["a", "b"], [32 - margin, 32 + margin], 2 * margin + 1)
    yield pipe_verdict.verdict_case(HIDDEN, ["x", "y", "z", "w"], [12, 10, 25, 17], 8)
    yield pipe_verdict.verdict_case(HIDDEN, ["x", "y", "z"], [64 - 2 * (20 + low), 20 + low, 20 + low], margin)
    yield pipe_verdict.verdict_case(HIDDEN, ["x", "y"], [32, 32], margin)


def batches_cases(rng: random.Random) -> Iterator[Case]:
    yield pipe_batches.batches_case(HIDDEN, pipe_batches.with_blanks(rng, 7, ["", "  ", " \n\n"]), 3)
    yield pipe_batches.batches_case(HIDDEN, [*pipe_batches.with_blanks(rng, 4, ["\n"]), "", "  "], 2)
    yield pipe_batches.batches_case(HIDDEN, [f" {english(rng)} ", english(rng)], 8)
    yield pipe_batches.batches_case(HIDDEN, ["?", english(rng), " ", rng.choice(("7", "B")), english(rng)], 3)
    yield pipe_batches.batches_case(HIDDEN, [" "], 2)
    yield pipe_batches.batches_case(HIDDEN, [], 3)
    yield pipe_batches.batches_case(HIDDEN, ["", "I would buy it again.", "It broke.", " "], 1)


def names_cases(rng: random.Random) -> Iterator[Case]:
    for language in ("zh", "en", "zh", "en"):
        yield pipe_names.random_case(HIDDEN, rng, language)
    name = rng.choice(NAMES["zh"]["LOC"])
    yield pipe_names.names_case(
        HIDDEN, [("LOC", name), "和", ("ORG", name), "，", ("LOC", name), "，", ("MISC", "春节"), "。"]
    )
    yield pipe_names.names_case(HIDDEN, [("PER", "Jean-Luc Petit"), " saw ", ("PER", "Anna Keller"), "."])
    remo: list[str | tuple[str, str]] = [("LOC", "San  Remo"), " and ", ("LOC", "San Remo"), ", ", ("LOC", "SAN REMO")]
    spaced = [*remo, ", ", ("LOC", "Remo"), "."]
    yield pipe_names.names_case(HIDDEN, spaced)
    yield pipe_names.names_case(HIDDEN, spaced, pipe_names.turned)
    yield pipe_names.names_case(HIDDEN, [("LOC", "西安"), "离", ("LOC", "北京"), "很远。"], pipe_names.unsure)
    yield pipe_names.names_case(HIDDEN, ["It was a fine day."])


def join_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(8):
        yield pipe_join.random_case(HIDDEN, rng)
    at = rng.randint(3, 8)
    whole, piece = entity("ORG", "杭州银行", at + 2), entity("LOC", "杭州", 15)
    yield pipe_join.join_case(HIDDEN, [(0, [entity("PER", "李华", at), piece]), (13 - at, [whole])])
    one, other = entity("ORG", "西湖书店", at), entity("PER", "书店王", at - 2)
    yield pipe_join.join_case(HIDDEN, [(0, [one]), (4, [other, entity("LOC", "上海", at + 6)])])
    yield pipe_join.join_case(HIDDEN, [(0, []), (9, [entity("LOC", "西安", at)]), (18, [])])
    near, far = entity("PER", "赵敏", at + 1), entity("LOC", "成都", at + 7)
    yield pipe_join.join_case(HIDDEN, [(0, [{**far, "start": at + 11, "end": at + 13}]), (4, [near, far])])
    yield pipe_join.join_case(HIDDEN, [(0, [entity("ORG", "杭州银行", at)]), (3, [entity("LOC", "杭州", at - 3)])])
    yield pipe_join.join_case(HIDDEN, [(0, [])])


def masks_cases(rng: random.Random) -> Iterator[Case]:
    for text in rng.sample(pipe_masks.TEXTS, 3):
        yield pipe_masks.masks_case(HIDDEN, text)
    yield pipe_masks.masks_case(HIDDEN, f"{rng.choice(('老师', '姐姐', '爸爸'))}昨天去了[MASK][MASK]。")
    yield pipe_masks.masks_case(HIDDEN, "my sister drinks [MASK] every morning.")
    specials = pipe_masks.ALL_SPECIAL.split()
    for worst in ("[UNK]", "[PAD]"):
        order = [worst, *rng.sample([one for one in specials if one != worst], 4)]
        yield pipe_masks.masks_case(HIDDEN, "弟弟在公园里看见了[MASK][MASK]。", " ".join(order))
    yield pipe_masks.masks_case(HIDDEN, f"the {rng.choice(('first', 'last'))} word is [MASK]", pipe_masks.BRACKET)
    yield pipe_masks.masks_case(HIDDEN, "three cold winter[MASK] in a row", pipe_masks.PIECE)
    yield pipe_masks.masks_case(HIDDEN, "  My brother\tlikes [MASK]  very much.\n")


def likeness_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(8):
        yield pipe_likeness.random_case(HIDDEN, rng)
    yield pipe_likeness.likeness_case(
        HIDDEN, pipe_likeness.vectors(rng, 5, 3), pipe_likeness.vectors(rng, 5, 3), (1, 5)
    )


def own_cases(rng: random.Random) -> Iterator[Case]:
    yield pipe_own.own_case(HIDDEN, "sentiment-en", [english(rng), pipe_own.NEUTRAL["en"], english(rng)], 2)
    yield pipe_own.own_case(HIDDEN, "sentiment-zh", [chinese(rng), chinese(rng), pipe_own.NEUTRAL["zh"]], 3)
    yield pipe_own.own_case(HIDDEN, "sentiment-zh turned", [chinese(rng), pipe_own.NEUTRAL["zh"]], 2)
    yield pipe_own.own_case(HIDDEN, "sentiment-en turned", [english(rng)], 4)
    yield pipe_own.own_case(HIDDEN, "sentiment-zh alike", [chinese(rng)], 1)
    yield pipe_own.own_case(HIDDEN, "sentiment-zh unsure", [chinese(rng)], 1)


def graph_cases(rng: random.Random) -> Iterator[Case]:
    for language in ("zh", "en", "zh", "en"):
        yield pipe_graph.random_case(HIDDEN, rng, language)
    one, other, third = (("PER", name) for name in rng.sample(NAMES["zh"]["PER"], 3))
    yield pipe_graph.graph_case(
        HIDDEN, [one, "和", other, "。", other, "、", third, "、", one, "。", one, "和", one, "！", third]
    )
    yield pipe_graph.graph_case(
        HIDDEN, [one, "、", other, "、", other, "、", one, "。", ("LOC", "杭州"), "、", third, "。"]
    )
    yield pipe_graph.graph_case(HIDDEN, [one, "去", ("ORG", "杭州银行"), "。", other, "去", ("LOC", "杭州"), "！"])
    yield pipe_graph.graph_case(HIDDEN, [one, "走了？", other, "、", third, "、", one])
    yield pipe_graph.graph_case(HIDDEN, [one, "走了；\n", other, "：", third, "。"])
    yield pipe_graph.graph_case(HIDDEN, [("PER", "Nora"), " left!", ("PER", "Mary"), " saw ", ("LOC", "Oslo"), "."])
    yield pipe_graph.graph_case(HIDDEN, [("ORG", "西湖"), "在", ("LOC", "西湖"), "边，", ("PER", "陈"), "也在。"])
    again: list[str | tuple[str, str]] = [one, "去看", other, "。"]
    yield pipe_graph.graph_case(HIDDEN, [f"{one[1]}去看{other[1]}。", *again, third, "和", other, "也去了。"])
    yield pipe_graph.graph_case(HIDDEN, ["It was a fine day."])


CASES = {
    "pipe-verdict": verdict_cases,
    "pipe-batches": batches_cases,
    "pipe-names": names_cases,
    "pipe-join": join_cases,
    "pipe-masks": masks_cases,
    "pipe-likeness": likeness_cases,
    "pipe-own": own_cases,
    "pipe-graph": graph_cases,
}
