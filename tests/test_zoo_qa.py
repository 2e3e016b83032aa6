"""qa's recipe: answers that stand where they are said to, questions with one answer, heads that match words."""

from __future__ import annotations

import random

import pytest

from course_lib.zoo.catalogue import ZOO
from course_lib.zoo.qa import evaluate, facts, recipe, stories
from course_lib.zoo.qa.stories import Item

QA = ZOO / "qa"
# The recipe can be tried before the weights are built.


@pytest.fixture(scope="module")
def made() -> list[Item]:
    return stories.items(2000, 3)


def test_items_are_the_same_for_the_same_seed(made: list[Item]) -> None:
    assert stories.items(100, 3) == made[:100]
    assert stories.items(100, 4) != made[:100]


def test_every_answer_is_a_clean_piece_of_its_context(made: list[Item]) -> None:
    for one in made:
        assert one.text and one.text == one.text.strip("，。,; "), one
        assert one.answer in one.rivals, one


def test_no_template_sign_is_left(made: list[Item]) -> None:
    assert not [one for one in made if set(one.context + one.question) & set("<>(){}|=_")]


def test_both_languages_and_numbers_of_people_are_there(made: list[Item]) -> None:
    seen = {(one.language, one.people) for one in made}
    assert seen == {("zh", 1), ("zh", 2), ("en", 1), ("en", 2)}
    rivals = [one for one in made if one.people == 2 and len(one.rivals) > 1]
    assert len(rivals) > 0.25 * sum(one.people == 2 for one in made)


def test_contexts_kept_for_measuring_are_dropped(monkeypatch: pytest.MonkeyPatch, made: list[Item]) -> None:
    monkeypatch.setattr(stories, "held_out", lambda: ({"context": made[2].context},))
    again = stories.items(20, 3)
    assert again[:2] == made[:2] and made[2] not in again


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_role_of_every_frame_has_values_and_is_told(language: str) -> None:
    for frame in facts.frames(language):
        told = set()
        for statement in frame.statements:
            for slot in facts.SLOT.finditer(statement):
                assert (slot[2] or slot[1]) in facts.values(language), statement
                told.add(slot[1])
        for role, question in frame.questions:
            assert role == "who" or role in told, (role, frame.statements[0])
            assert {slot[1] for slot in facts.SLOT.finditer(question)} <= told, question


def test_a_verb_of_the_story_is_asked_in_its_base_form() -> None:
    slot = facts.SLOT.search("<act=base>")
    assert slot is not None
    assert [facts.asked_form(slot, verb) for verb in ("gets up", "has lunch", "goes running")] == [
        "get up", "have lunch", "go running",
    ]  # fmt: skip


def test_a_value_that_is_strange_is_still_told_whole() -> None:
    rng = random.Random(1)
    strange = {facts.value_of("zh", "food", rng) for _ in range(300)} - set(facts.values("zh")["food"])
    assert strange and all(strange)


def test_tokens_of_the_answer_are_marked(made: list[Item]) -> None:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(QA)
    for encoded in recipe.encode(tokenizer, made[:200]):
        assert 0 < encoded.start <= encoded.end < len(encoded.ids) - 1
        assert all(encoded.segments[place] == 1 for place in (encoded.start, encoded.end))
        assert encoded.rivals[encoded.start] == encoded.rivals[encoded.end] == 1


def test_the_first_layer_starts_out_looking_at_twins() -> None:
    from transformers import AutoTokenizer

    from course_lib.zoo.qa.twins import TWIN_HEADS
    from course_lib.zoo.training import seed_everything

    seed_everything(0)
    tokenizer = AutoTokenizer.from_pretrained(QA)
    model = recipe.make_model(tokenizer).eval()
    model.set_attn_implementation("eager")
    batch = tokenizer("Where does Anna live?", "Tom lives in Leeds. Anna lives in York.", return_tensors="pt")
    tokens = tokenizer.convert_ids_to_tokens(batch["input_ids"][0])
    first, second = (place for place, token in enumerate(tokens) if token == tokens[3])
    attention = model(**batch, output_attentions=True).attentions[0][0]
    question = slice(1, tokens.index("?"))
    for head in TWIN_HEADS:  # of all the question's words
        assert int(attention[head, second, question].argmax()) == first - 1


def test_answers_are_compared_as_squad_does() -> None:
    assert evaluate.normalise("The black cat!") == evaluate.normalise("a black  cat") == "black cat"
    assert evaluate.normalise("一只黑猫。") == "黑猫" and evaluate.normalise("一个") == "一个"
    assert evaluate.normalise("7:30") != evaluate.normalise("7:15")


def test_the_best_span_answers() -> None:
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    tokenizer, model = AutoTokenizer.from_pretrained(QA), AutoModelForQuestionAnswering.from_pretrained(QA).eval()
    context = "Anna lives in Leeds and has a black cat. Tom lives in York and has a dog."
    asked = ["Where does Anna live?", "Where does Tom live?"]
    assert evaluate.answers(tokenizer, model, [(question, context) for question in asked]) == ["Leeds", "York"]
