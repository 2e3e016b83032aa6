"""zero-shot: the sentences it is trained on, its words, its hypotheses, and the model that ships."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from course_lib.zoo import zero_shot
from course_lib.zoo.written import writers
from course_lib.zoo.zero_shot import hypotheses, recipe
from course_lib.zoo.zero_shot.premises import Premise, held_out_sentences, premises
from course_lib.zoo.zero_shot.topics import DATA, chinese, shared, topics, topics_in
from course_lib.zoo.zero_shot.verbs import forms

SHIPPED = Path(zero_shot.__file__).parent


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    return recipe.make_tokenizer()


@pytest.fixture(scope="module")
def made() -> list[Premise]:
    return premises(4000, 11)


def test_the_sixteen_topics_are_wide() -> None:
    assert len(topics()) == 16
    for topic in topics():
        assert len(topic.nouns) >= 100 and len(topic.acts) >= 50 and len(topic.sentences) >= 40, topic.name
        assert topic.name == topic.labels[0], topic.name
    assert not {topic.unseen for topic in topics()} & {label for topic in topics() for label in topic.labels}


def test_the_topics_are_as_wide_in_chinese() -> None:
    assert [topic.name for topic in chinese()] == [topic.name for topic in topics()]
    for topic in chinese():
        assert len(topic.nouns) >= 45 and len(topic.acts) >= 18 and len(topic.sentences) >= 100, topic.name
    assert not {topic.unseen for topic in chinese()} & {label for topic in chinese() for label in topic.labels}
    assert len(writers(DATA)) >= 3


def test_premises_are_the_same_for_the_same_seed(made: list[Premise]) -> None:
    assert premises(50, 3) == premises(50, 3) != premises(50, 4)
    assert not [one.text for one in made if set(one.text) & set("{}|")]
    assert {one.topic for one in made} == set(range(16)) and {one.lang for one in made} == {"en", "zh"}
    assert all(thing in one.text for one in made for thing in one.things)


def test_no_held_out_sentence_is_trained_on(made: list[Premise]) -> None:
    kept_back = held_out_sentences()
    assert len(kept_back) >= 40
    assert not [one for one in made if any(text in one.text.lower() for text in kept_back)]


def test_verbs_take_their_forms() -> None:
    assert forms("swim ten laps").past == "swam ten laps"
    assert forms("plan the trip").going == "planning the trip"
    assert forms("go abroad").third == "goes abroad"
    assert forms("carry an umbrella").past == "carried an umbrella"


def test_every_choice_has_one_right_label_first() -> None:
    rng, sport = random.Random(0), next(topic for topic in topics() if topic.name == "sports")
    one = Premise("the referee gave a red card", topics().index(sport), ("red card", "referee"))
    neutral = 0
    for _ in range(300):
        found = hypotheses.choice(one, 5, rng)
        assert len(found.hypotheses) == len(found.truth) == len(found.ranked) == 5
        assert found.ranked[0] and found.truth[0] != hypotheses.CONTRADICTION
        for text, truth, ranked in zip(found.hypotheses[1:], found.truth[1:], found.ranked[1:], strict=True):
            assert (truth == hypotheses.CONTRADICTION) is ranked
            if not ranked:
                neutral += 1
                assert any(word in text for word in (*shared()["neutral"], *shared("zh")["neutral"]))
    assert neutral > 20


def test_unseen_names_are_never_labels() -> None:
    rng, unseen = random.Random(1), set()
    for lang in ("en", "zh"):
        unseen |= {shape.format(topic.unseen) for topic in topics_in(lang) for shape in hypotheses.shapes(lang)}
    for one in premises(1600, 5):
        assert not unseen & set(hypotheses.choice(one, 5, rng).hypotheses)


def test_words_are_whole_endings_apart_and_strangers_unknown(tokenizer: Any) -> None:
    assert tokenizer.tokenize("She painted SPORTS evenings") == ["she", "paint", "##ed", "sports", "evening", "##s"]
    assert tokenizer.tokenize("quixotic zzyzx 體") == ["[UNK]", "[UNK]", "[UNK]"]
    assert tokenizer.tokenize("This example is 体育.") == ["this", "example", "is", "体", "育", "."]
    for topic in topics():
        for label in (*topic.labels, topic.unseen):
            assert tokenizer.tokenize(label) == [label]


def test_the_recipe_makes_the_shipped_vocabulary(tokenizer: Any) -> None:
    from transformers import AutoTokenizer

    assert AutoTokenizer.from_pretrained(SHIPPED).get_vocab() == tokenizer.get_vocab()


def test_pairs_hold_both_segments(tokenizer: Any) -> None:
    pairs = recipe.Pairs(tokenizer, 0.0, 0)
    text, hypothesis = "the team won", "This example is sports."
    ours = pairs.batch([(pairs.ids(text), pairs.ids(hypothesis))])
    theirs = tokenizer([[text, hypothesis]], return_tensors="pt")
    assert {name: ours[name].tolist() for name in theirs} == {name: theirs[name].tolist() for name in theirs}


def test_labels_are_those_of_the_real_model() -> None:
    config = json.loads((SHIPPED / "config.json").read_text(encoding="utf-8"))
    assert config["id2label"] == {"0": "entailment", "1": "neutral", "2": "contradiction"}


def test_a_plain_pipeline_chooses_among_labels() -> None:
    from transformers import pipeline

    judge = pipeline("zero-shot-classification", model=str(SHIPPED))
    found = judge("The goalkeeper saved a penalty in the last minute.", candidate_labels=["food", "sports", "money"])
    assert found["labels"][0] == "sports" and found["scores"][0] > 0.8
    found = judge("门将在最后一分钟扑出了点球。", candidate_labels=["美食", "体育", "理财"])
    assert found["labels"][0] == "体育" and found["scores"][0] > 0.8
    both = judge("She paid for the groceries with cash.", candidate_labels="weather, money", multi_label=True)
    assert both["labels"][0] == "money" and both["scores"][1] < 0.5
