"""sentiment-zh and sentiment-en: the reviews they learn from, and what is theirs in vocabulary and labels."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from course_lib.models.checkpoints import checkpoint
from course_lib.zoo.bert_zh.recipe import make_tokenizer as bert_tokenizer
from course_lib.zoo.sentiment import measure, reviews
from course_lib.zoo.sentiment_en import recipe as english
from course_lib.zoo.sentiment_zh import recipe as chinese
from course_lib.zoo.sentiment_zh import vocabulary

RECIPES = pytest.mark.parametrize("recipe", [chinese, english], ids=["zh", "en"])


@RECIPES
def test_reviews_are_the_same_for_the_same_seed(recipe: object) -> None:
    source = recipe.source()  # type: ignore[attr-defined]
    assert (
        reviews.reviews(source, 40, 3, ()) == reviews.reviews(source, 40, 3, ()) != reviews.reviews(source, 40, 4, ())
    )


@RECIPES
def test_reviews_are_free_of_template_signs_and_evenly_labelled(recipe: object) -> None:
    made = reviews.reviews(recipe.source(), 1500, 1, ())  # type: ignore[attr-defined]
    assert not [text for text, _ in made if set(text) & set("{}|") or not text.strip()]
    assert 600 < sum(label for _, label in made) < 900


@RECIPES
def test_no_held_out_review_is_trained_on(recipe: object) -> None:
    kept_back = reviews.held_out(recipe.HELD_OUT)  # type: ignore[attr-defined]
    assert len(kept_back) >= 60
    templates = [text for text, _ in recipe.source().whole]  # type: ignore[attr-defined]
    assert not {text.lower().rstrip(reviews.CLOSING) for text in templates} & set(kept_back)


def test_a_review_that_holds_a_kept_back_text_is_dropped(tmp_path: Path) -> None:
    for name, text in {
        "aspects": "food: 菜\nfood+: 香\nfood-: 咸\nfood++: 一绝\nfood--: 糊了",
        "words": "deg: 很",
        "clauses": "+ {N}{deg}{A}\n- {N}不{A}\n- {N}{deg}{B}",
        "patterns": "+ 虽然{n}，但{p}。\n- {n}。",
        "groups": "one: food",
        "reviews": "+ 好。\n- 坏。",
    }.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    source = reviews.read_reviews(tmp_path)
    everything = dict(reviews.reviews(source, 300, 0, ()))
    assert everything["虽然菜不香，但菜很香。"] == reviews.POSITIVE and everything["菜不香。"] == reviews.NEGATIVE
    some = dict(reviews.reviews(source, 300, 0, ("菜不香",)))
    assert "菜很咸。" in some and not [text for text in some if "菜不香" in text]


def test_the_trimmed_vocabulary_keeps_berts_layout() -> None:
    before = bert_tokenizer().get_vocab()
    after = vocabulary.trimmed(before, ["彳亍"])
    assert [after[token] for token in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")] == [0, 100, 101, 102, 103]
    assert {"好", "坏", "彳", "a", "5", "，"} <= set(after) and "鼗" not in after and len(after) < len(before) * 0.7
    assert sorted(after.values()) == list(range(len(after)))


def test_english_pieces_spell_any_word_and_no_chinese() -> None:
    tokenizer = english.make_tokenizer(["the food was great"] * 30, 200)
    assert tokenizer.tokenize("The GREAT food") == ["the", "great", "food"]
    assert "[UNK]" not in tokenizer.tokenize("zyx qwerty 42")
    assert tokenizer.tokenize("好吃") == ["[UNK]", "[UNK]"]
    assert set(tokenizer("great")) == {"input_ids", "attention_mask"}


@pytest.mark.parametrize(
    ("name", "labels", "good", "bad"),
    [
        ("sentiment-zh", ("negative (stars 1, 2 and 3)", "positive (stars 4 and 5)"), "味道很好。", "太难吃了，差评。"),
        ("sentiment-en", ("NEGATIVE", "POSITIVE"), "The food was delicious.", "The room was dirty and the staff rude."),
    ],
)  # fmt: skip
def test_labels_are_the_real_ones(name: str, labels: tuple[str, str], good: str, bad: str) -> None:
    from transformers import pipeline

    classifier = pipeline("text-classification", model=str(checkpoint(name, profile="embedded")))
    assert classifier.model.config.id2label == dict(enumerate(labels))
    assert [answer["label"] for answer in classifier([good, bad])] == [labels[1], labels[0]]


def test_accuracy_counts_the_likelier_label() -> None:
    import torch

    chances = torch.tensor([[0.9, 0.1], [0.2, 0.8], [0.6, 0.4]])
    items = [{"label": "negative"}, {"label": "positive"}, {"label": "positive"}]
    assert measure.accuracy(chances, items) == pytest.approx(2 / 3)


def test_words_are_hidden_at_random_but_never_cls() -> None:
    from types import SimpleNamespace

    import torch

    from course_lib.zoo.sentiment.classifier import losses

    seen = []

    def model(input_ids: torch.Tensor, attention_mask: torch.Tensor) -> SimpleNamespace:
        seen.append(input_ids)
        return SimpleNamespace(logits=torch.zeros(len(input_ids), 2))

    torch.manual_seed(random.Random(0).randrange(9))
    encoded = [[2, 7, 8, 9, 3]] * 40
    next(losses(model, encoded, [0] * 40, mask_id=4, hidden=0.3, batch=40, seed=0))
    assert set(seen[0][:, 0].tolist()) == {2} and 0.15 < (seen[0][:, 1:] == 4).float().mean() < 0.45
