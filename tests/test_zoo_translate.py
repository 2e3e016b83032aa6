"""The translators and embed: their two-language grammar, tokenizers, chrF, and pairs."""

from __future__ import annotations

import random
from typing import Any

import pytest

from course_lib.zoo.embed import corpus as embed_corpus
from course_lib.zoo.embed import evaluate as embed_evaluate
from course_lib.zoo.embed import vocabulary
from course_lib.zoo.translation import corpus, lexicon, parallel, recipe, tokenization
from course_lib.zoo.translation.english import contract_not, plural, verb, with_article
from course_lib.zoo.translation.measure import chrf


@pytest.fixture(scope="module")
def pairs() -> list[tuple[str, str]]:
    return corpus.pairs(1500, "zh", 7)


@pytest.fixture(scope="module")
def tokenizer(pairs: list[tuple[str, str]]) -> Any:
    import warnings

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Recommended")
        return tokenization.make_tokenizer(pairs, "en", "zh", {"en": 400, "zh": 1100})


# English forms


def test_english_forms() -> None:
    assert [verb("study English", form) for form in ("s", "past", "ing")] == [
        "studies English", "studied English", "studying English"]  # fmt: skip
    assert [verb("have lunch", form) for form in ("s", "past", "pp", "ing")] == [
        "has lunch", "had lunch", "had lunch", "having lunch"]  # fmt: skip
    assert (plural("dictionary"), plural("watch"), plural("toy")) == ("dictionaries", "watches", "toys")
    assert (with_article("apple"), with_article("useful pen"), with_article("umbrella")) == (
        "an apple", "a useful pen", "an umbrella")  # fmt: skip
    assert contract_not("He does not know. I cannot, she will not.") == "He doesn't know. I can't, she won't."


# The grammar of both languages


@pytest.mark.parametrize("target", ["en", "zh"])
def test_every_pattern_can_be_filled(target: str) -> None:
    rng = random.Random(3)
    for pattern in lexicon.sentences():
        english, chinese = parallel.realise(pattern, rng, target)
        assert not set(english + chinese) & set("{}[]()|/_"), pattern
        assert english[0].isupper() and english[-1] in ".?!" and chinese[-1] in "。？！", (english, chinese)


def test_the_grammar_is_wide() -> None:
    assert len(lexicon.sentences()) >= 700
    assert sum(map(len, lexicon.entries().values())) >= 1000


def test_word_order_differs_between_the_languages() -> None:
    pattern = lexicon.sentence("{S} [be] {activity.ing} {where}. = {S}正在{where}{activity}。")
    english, chinese = parallel.realise(pattern, random.Random(5), "zh")
    place = next(e for e in lexicon.entries()["where"] if english.rstrip(".").endswith(e.english))
    assert chinese.index(place.chinese[0][1:]) < len(chinese) // 2 + 4 and "在" in chinese


def test_a_way_back_has_one_answer() -> None:
    rng, found = random.Random(11), {}
    for _ in range(3000):
        english, chinese = parallel.pair(rng, "en")
        found.setdefault(chinese, set()).add(english)
    assert sum(len(answers) > 1 for answers in found.values()) <= 5


def test_pairs_are_the_same_for_a_seed_and_none_is_kept_back() -> None:
    assert corpus.pairs(40, "en", 3) == corpus.pairs(40, "en", 3) != corpus.pairs(40, "en", 4)
    for target in ("en", "zh"):
        made = {text.rstrip(corpus.CLOSING).lower() for pair in corpus.pairs(4000, target, 0) for text in pair}
        assert len(corpus.kept_back(target)) >= 300
        assert not made & corpus.kept_back(target)


# The tokenizer


def test_the_tokenizer_brings_both_languages_back(tokenizer: Any, pairs: list[tuple[str, str]]) -> None:
    for english, chinese in pairs[:50]:
        ids = tokenizer(text_target=chinese).input_ids
        assert ids[-1] == 0 and tokenizer.decode(ids, skip_special_tokens=True) == chinese
        assert tokenizer.unk_token_id not in tokenizer(english).input_ids
    assert tokenizer.tokenize(">>cmn_Hans<< I like tea.")[0] == tokenization.TO_CHINESE
    assert tokenizer.encoder["<pad>"] == len(tokenizer.encoder) - 1


def test_the_recipe_encodes_as_the_tokenizer_does(tokenizer: Any, pairs: list[tuple[str, str]]) -> None:
    sources, targets = recipe.encode(tokenizer, pairs[:60])
    assert sources == [tokenizer(english).input_ids for english, _ in pairs[:60]]
    assert targets == [tokenizer(text_target=chinese).input_ids for _, chinese in pairs[:60]]


# chrF


def test_chrf() -> None:
    assert chrf("她在家喝茶。", "她在家喝茶。") == 1.0 and chrf("abc", "xyz") == 0.0
    assert chrf("I like tea", "Iliketea") == 1.0  # spaces do not count
    # "ab" for "abc": precision 1, 1; recall 2/3, 1/2 over the lengths both have
    precision, recall = 1.0, (2 / 3 + 1 / 2) / 2
    assert chrf("ab", "abc") == pytest.approx(5 * precision * recall / (4 * precision + recall))


# embed


def test_embeds_pairs_are_the_same_for_a_seed_and_hold_nothing_kept() -> None:
    assert embed_corpus.pairs(60, 1) == embed_corpus.pairs(60, 1) != embed_corpus.pairs(60, 2)
    kept = {text.rstrip(embed_corpus.CLOSING).lower() for pair in embed_corpus.held_out() for text in pair}
    made = {text.rstrip(embed_corpus.CLOSING).lower() for pair in embed_corpus.pairs(4000, 0) for text in pair}
    assert kept and not made & kept


def test_what_an_unseen_analogy_asks_for_is_not_defined_in_training() -> None:
    made = {text for pair in embed_corpus.pairs(8000, 0) for text in pair}
    for relation in embed_corpus.relations():
        if not relation.seen:
            assert not made & set(relation.meanings), relation
    names = {other for *_, other in embed_evaluate.analogies(False)}
    assert {"bangkok", "waitress", "piglet"} <= names <= set(embed_evaluate.word_list())


def test_an_analogy_is_answered_with_the_nearest_other_word() -> None:
    import torch

    names = ["king", "man", "queen", "woman"]
    vectors = torch.tensor([[1.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 1.0], [0.0, 1.0, 0.0]])
    assert embed_evaluate.answer(names, vectors, "man", "king", "woman") == "queen"


def test_embeds_vocabulary_has_characters_and_words() -> None:
    tokenizer = vocabulary.build_tokenizer(vocabulary.build_vocabulary(["I like cats.", "我喜欢猫。"], ["dog"]), 32)
    assert tokenizer.tokenize("I LIKE dogs, 我喜欢猫。") == [
        "i",
        "like",
        "dog",
        "##s",
        ",",
        "我",
        "喜",
        "欢",
        "猫",
        "。",
    ]
