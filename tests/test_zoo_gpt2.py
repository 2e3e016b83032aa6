"""gpt2-zh and gpt2-en: stories that hold together, tokenizers as the real ones', measures that tell good from bad."""

from __future__ import annotations

import importlib
import random
from types import ModuleType
from typing import Any

import pytest

from course_lib.models.checkpoints import checkpoint
from course_lib.zoo import continuation, plots
from course_lib.zoo.gpt2_zh import recipe as chinese


@pytest.fixture(params=["zh", "en"])
def stories(request: pytest.FixtureRequest) -> ModuleType:
    return importlib.import_module(f"course_lib.zoo.gpt2_{request.param}.stories")


def tokenizer(name: str) -> Any:
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(checkpoint(name, profile="embedded"))


def test_texts_are_the_same_for_the_same_seed(stories: ModuleType) -> None:
    assert stories.texts(50, 3) == stories.texts(50, 3) != stories.texts(50, 4)


def test_the_world_is_wide_and_no_place_is_left_unfilled(stories: ModuleType) -> None:
    lines = [line for plot in stories.all_plots() for told, _ in plot.steps for line in told]
    assert len(lines) >= 550 and len(stories.all_plots()) >= 30
    rng = random.Random(0)
    assert not [text for text in (stories.story(rng) for _ in range(3000)) if set(text) & set("{}|[]")]


def test_no_held_out_sentence_is_trained_on(stories: ModuleType) -> None:
    kept_back = stories.held_out_sentences()
    assert len(kept_back) >= 50
    made = {sentence for text in stories.texts(3000, 0) for sentence in stories.sentences(text)}
    assert not made & kept_back


def test_what_is_lost_is_what_is_found() -> None:
    plot = plots.Plot("lost", ((("{name} lost a {thing}.",), False), (("{name2} found the {thing}.",), False)))
    words = {"name": ("Tom", "Anna"), "thing": ("hat", "key", "bag")}
    for seed in range(20):
        rng = random.Random(seed)
        lost, found = plots.tell(plot, rng, plots.Cast(words, rng).fill)
        assert lost.split()[-1] == found.split()[-1]
        assert lost.split()[0] != found.split()[0]


def test_english_agrees_with_itself() -> None:
    from course_lib.zoo.gpt2_en import stories

    made = " ".join(stories.texts(3000, 5))
    for wrong in ("I has ", "I is ", " a apple", " a orange ", " an dog", "keys was", "I's "):
        assert wrong.lower() not in made.lower(), wrong


def test_the_chinese_tokenizer_is_berts_and_the_english_one_gpt2s() -> None:
    ids = tokenizer("gpt2-zh")("小明去公园").input_ids
    assert ids[0] == 101 and ids[-1] == 102 and len(ids) == 7
    english = tokenizer("gpt2-en")
    text = "Anna lost her keys. naïve 😀"
    assert english.decode(english(text).input_ids) == text
    assert english.tokenize("The dog")[1].startswith("Ġ") and english.eos_token == "<|endoftext|>"


def test_the_model_has_its_own_part_after_a_separator() -> None:
    rng = random.Random(0)
    ids = [101, *range(200, 230), 102]
    parted = [chinese.split(ids, rng) for _ in range(200)]
    cut = [(row, start) for row, start in parted if start > 1]
    assert 30 < len(cut) < 100
    assert all(row[start - 1] == 102 and row[: start - 1] + row[start:] == ids for row, start in cut)


def test_repetition_and_variety_are_told_apart() -> None:
    assert continuation.unrepeated(["a", "b", "c", "d", "e", "f"]) == 1.0
    assert continuation.unrepeated(["a", "b", "c", "a", "b", "c", "a", "b", "c"]) == pytest.approx(3 / 7)
    same, other = ["a", "b", "c", "d"], ["e", "f", "g", "h"]
    assert continuation.distinct_share([same, same]) == 0.5 < continuation.distinct_share([same, other]) == 1.0


@pytest.mark.parametrize(
    ("text", "sound"), [("“好。”他说。", True), ("“好。他说。", False), ("他说", False), ("他说。\0", False)]
)
def test_a_finished_text_ends_and_closes_its_quotation_marks(text: str, sound: bool) -> None:
    assert continuation.well_formed(text, "。！？”") is sound
