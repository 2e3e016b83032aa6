"""ner's recipe: tags that fit the text, names kept for measuring, the real model's labels."""

from __future__ import annotations

from typing import Any

import pytest

from course_lib.zoo.catalogue import ZOO
from course_lib.zoo.ner import evaluate, names, recipe, sentences, vocabulary
from course_lib.zoo.ner.parts import parts
from course_lib.zoo.ner.sentences import Tagged

NER = ZOO / "ner"


@pytest.fixture(scope="module")
def made() -> list[Tagged]:
    return sentences.sentences(3000, 5)


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(NER)


def test_sentences_are_the_same_for_the_same_seed(made: list[Tagged]) -> None:
    assert sentences.sentences(200, 5) == made[:200]
    assert sentences.sentences(200, 6) != made[:200]


def test_no_sentence_holds_template_signs_or_an_unfilled_kind(made: list[Tagged]) -> None:
    assert not [one.text for one in made if set(one.text) & set("{}|<>_")]
    assert not [one.text for one in made if any(kind in one.text for kind in ("COUNTRY", "SURNAME", "NATION"))]


def test_names_lie_where_they_are_said_to_lie(made: list[Tagged]) -> None:
    for one in made:
        ends = [0]
        for start, end, kind in one.names:
            assert ends[-1] <= start < end <= len(one.text) and kind in ("PER", "ORG", "LOC", "MISC"), one
            assert one.text[start:end] == one.text[start:end].strip(), one
            ends.append(end)


def test_names_kept_for_measuring_are_in_no_training_sentence(made: list[Tagged]) -> None:
    kept = [part for key in ("kept_given", "kept_surname", "kept_city") for part in parts("en")[key]]
    found = [one.text[start:end] for one in made for start, end, _ in one.names]
    assert not [name for name in found if name in kept]
    measured = [one.text[start:end] for one in sentences.unseen_names(200, 1) for start, end, _ in one.names]
    assert any(part in name for part in kept for name in measured)


def test_held_out_sentences_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    once = sentences.sentences(50, 9)
    monkeypatch.setattr(sentences, "held_out_texts", lambda: (once[3].text,))
    again = sentences.sentences(50, 9)
    assert again[:3] == once[:3] and once[3] not in again


def test_a_name_starts_with_i_unless_it_touches_one_of_its_type() -> None:
    offsets = [(0, 0), *((place, place + 1) for place in range(6)), (0, 0)]
    touching = Tagged("中国北京的李", ((0, 2, "LOC"), (2, 4, "LOC"), (5, 6, "PER")))
    labels = [recipe.LABELS[label] for label in recipe.tag(offsets, touching)[1:-1]]
    assert labels == ["I-LOC", "I-LOC", "B-LOC", "I-LOC", "O", "I-PER"]


def test_hiding_spares_special_tokens_and_most_words() -> None:
    import torch

    torch.manual_seed(0)
    wanted = torch.tensor([[-100, 0, 0, 0, 4, 4, 0, -100]]).repeat(500, 1)
    tokens = torch.arange(100, 108).repeat(500, 1)
    shown = recipe.blur(tokens, wanted, torch.tensor([50, 51]))
    changed = shown != tokens
    assert not changed[wanted == recipe.IGNORED].any()
    assert 0.02 < changed[wanted == 0].float().mean() < 0.09 < 0.15 < changed[wanted > 0].float().mean() < 0.3


def test_names_split_into_pieces_and_case_is_kept(tokenizer: Any) -> None:
    assert len(tokenizer.tokenize("Winterbourne")) > 1
    assert tokenizer.tokenize("Rose rose")[0] != tokenizer.tokenize("Rose rose")[1]
    assert tokenizer.unk_token not in tokenizer.tokenize("Xqzwvk 9, (a-b) 王芳，北京")


def test_a_vocabulary_does_not_hang_on_the_order_of_texts() -> None:
    texts = [one.text for one in sentences.sentences(200, 2)]
    assert vocabulary.build_vocabulary(texts, 300) == vocabulary.build_vocabulary(texts[::-1], 300)


def test_the_shipped_labels_are_the_real_ones() -> None:
    from transformers import AutoConfig

    found = AutoConfig.from_pretrained(NER).id2label
    assert list(found.values()) == "O B-MISC I-MISC B-PER I-PER B-ORG I-ORG B-LOC I-LOC".split()  # noqa: SIM905


def test_f1_wants_place_and_type() -> None:
    item = Tagged("李雷在北京", ((0, 2, "PER"), (3, 5, "LOC")))
    assert evaluate.f1([item], [{(0, 2, "PER"), (3, 5, "LOC"), (2, 3, "MISC")}]) == 1.0
    assert evaluate.f1([item], [{(0, 2, "ORG"), (3, 5, "LOC")}]) == 0.5
    assert evaluate.f1([item], [{(0, 1, "PER")}]) == 0.0


def test_every_kind_can_be_named_in_both_languages() -> None:
    import random

    for language in ("en", "zh"):
        for kind, wanted in names.TYPE_OF_KIND.items():
            made = names.name(language, kind, random.Random(3))
            assert made.text and made.type == wanted


def test_it_finds_names_through_a_plain_pipeline() -> None:
    from transformers import pipeline

    tagger = pipeline("token-classification", model=str(NER), aggregation_strategy="simple")
    text = "李明在上海的华光公司工作。"
    found = {(text[part["start"] : part["end"]], part["entity_group"]) for part in tagger(text)}
    assert found == {("李明", "PER"), ("上海", "LOC"), ("华光公司", "ORG")}
    assert len(pipeline("token-classification", model=str(NER))("Clara Winterbourne lives in Paris.")) > 3
