"""How embed is trained: texts that are counted together, the vectors that come of it, the BERT that starts there."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest

from course_lib.zoo.embed import bag, contrast, corpus, documents, recipe, word_statistics

torch = pytest.importorskip("torch")


def test_both_languages_of_an_item_are_one_document() -> None:
    (first, weight), *_ = documents.documents(10, 0)
    item = corpus.written_answers()[0]
    assert weight == 1 and all(text in first for text in item.values())


def test_documents_are_the_same_for_a_seed_and_say_no_labels() -> None:
    assert list(documents.documents(30, 1)) == list(documents.documents(30, 1))
    assert not [text for text in documents.borrowed() if text.startswith(("+ ", "- ", "{")) or "\t" in text]


def test_what_two_words_share_is_counted_once_for_each_document() -> None:
    counts = word_statistics.together([[1, 2, 2], [1], []], [1.0, 2.0, 5.0], 4)
    assert counts[1, 2] == counts[2, 1] == pytest.approx(1 / math.sqrt(2))
    assert counts[1, 1] == pytest.approx(1 / math.sqrt(2) + 2) and counts[3].sum() == 0


def test_words_of_the_same_documents_lie_near_each_other() -> None:
    rows = [[1, 2, 5], [1, 2, 6], [1, 2], [3, 4, 5], [3, 4, 6], [3, 4]]
    vectors = word_statistics.word_vectors(rows, [1.0] * len(rows), 8, 2)
    near = torch.nn.functional.normalize(vectors[1:5], dim=1)
    assert near[0] @ near[1] > 0.9 and near[2] @ near[3] > 0.9 and abs(near[0] @ near[2]) < 0.5
    assert vectors[7].norm() == 0


def test_a_word_of_few_documents_says_more() -> None:
    said = word_statistics.specificity([[1, 2], [1], [1, 3]], 4)
    assert said[2] == said[3] > said[1] == 0


class _Tokens:
    """As much of a tokenizer as a model is made from."""

    def __len__(self) -> int:
        return 40


@pytest.fixture
def table() -> Any:
    torch.manual_seed(0)
    vectors = torch.randn(40, 14) * torch.linspace(0.1, 1.0, 40)[:, None]
    vectors -= vectors.mean(dim=1, keepdim=True)  # which LayerNorm takes away
    vectors[0] = 0
    return vectors


def test_the_model_starts_as_a_bag_of_words(table: Any) -> None:
    model = recipe.make_model(_Tokens(), recipe.Settings(hidden=16, layers=2, inner=32)).eval()
    bag.start_as_bag(model, table.clone(), (2, 3))
    rows = [[2, 20, 30, 7, 3], [2, 9, 3], [2, 11, 35, 35, 12, 8, 3]]
    with torch.no_grad():
        vectors = recipe._vectors(model, 1, rows, 0.0)[:, : -bag.FILLING]
        wanted = bag.bag_vectors(bag.make_bag(table), [row[1:-1] for row in rows], 0.0)
    assert ((vectors * wanted).sum(1) > 0.97).all()


def test_a_pair_that_is_nearest_costs_less() -> None:
    one, other = torch.eye(3), torch.eye(3)[[1, 0, 2]]
    assert contrast.contrast(one, one, 0.15) < 0.1 < contrast.contrast(one, other, 0.15)
    same = torch.zeros(3, 3, dtype=torch.bool)
    same[0, 1] = same[1, 0] = True
    assert contrast.contrast(one, one, 0.15, same) < contrast.contrast(one, one, 0.15)


def test_a_batch_holds_all_views_of_its_items_and_marks_what_is_the_same() -> None:
    numbers: dict[str, int] = {}

    def encode(texts: Any) -> list[list[int]]:
        return [[numbers.setdefault(text, len(numbers) + 1)] for text in texts]

    items = [{view: f"{view} {number}" for view in contrast.VIEWS} for number in range(9)]
    pairs = [("a", "b"), ("a", "c"), ("d", "e"), ("f", "g")]
    batches = contrast.Batches(encode, items, pairs, random.Random(0))
    views = list(batches.items(4))
    names = {number[0]: text for text, number in zip(numbers, ([n] for n in numbers.values()), strict=True)}
    assert len(views) == 4
    for chosen in zip(*views, strict=True):
        said = [names[row[0]] for row in chosen]
        assert [text.rsplit(" ", 1)[0] for text in said] == list(contrast.VIEWS)
        assert len({text.rsplit(" ", 1)[1] for text in said}) == 1
    (first, second), same = batches.pairs(4, 2)
    assert len(first) == len(second) == 6 == len(same)
    places = [place for place, row in enumerate(first) if names[row[0]] == "a"]
    assert same[places[0], places[1]] and not same.diagonal().any()


def test_no_unseen_meaning_is_drawn() -> None:
    unseen = {text for relation in corpus.relations() if not relation.seen for text in relation.meanings}
    assert not unseen & {text for pair in corpus.meanings() for text in pair}
    rng = random.Random(0)
    assert {pair for _ in range(200) for pair in corpus.meaning(rng)} <= set(corpus.meanings())
