"""table-qa: its generated tables, what the encoder makes of them, the start, and the model that ships."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from course_lib.zoo import table_qa
from course_lib.zoo.table_qa import recipe, tables
from course_lib.zoo.table_qa.features import Encoder, batch, column_ranks
from course_lib.zoo.table_qa.kinds import columns, kinds
from course_lib.zoo.table_qa.names import as_said, with_articles
from course_lib.zoo.table_qa.vocabulary import words

pandas = pytest.importorskip("pandas")

SHIPPED = Path(table_qa.__file__).parent
TABLE = {"Name": ["Anna", "Ben", "Clara"], "Age": ["12", "9", "14"], "Pet": ["cat", "dog", "parrot"]}


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    return recipe.make_tokenizer()


@pytest.fixture(scope="module")
def made() -> list[tables.Item]:
    return tables.items(1500, 11, words())


# Data


def test_the_world_is_wide_and_every_column_can_be_asked_for() -> None:
    assert len(kinds()) >= 30 and len(columns()) >= 50
    for column in columns().values():
        assert len(column.forward) >= 3 and column.backward and all("{e}" in shape for shape in column.forward)
        assert all("{v}" in shape for shape in column.backward), column.name
        assert bool(column.most) == bool(column.least), column.name


def test_items_are_the_same_for_the_same_seed(made: list[tables.Item]) -> None:
    assert tables.items(30, 3, words()) == tables.items(30, 3, words()) != tables.items(30, 4, words())
    assert not [one.question for one in made if set(one.question) & set("{}|")]


def test_answers_stand_where_they_are_said_to(made: list[tables.Item]) -> None:
    for one in made:
        cells = list(one.table.values())
        assert len({len(column) for column in cells}) == 1
        assert one.answer and all(cells[column][row] for row, column in one.answer)
        if one.aggregation == 0:
            assert len(one.answer) == 1
        else:
            assert [row for row, _ in one.answer] == list(range(len(cells[0])))
    assert {one.aggregation for one in made} == {0, 1, 2, 3}


def test_the_most_is_the_most() -> None:
    rng = random.Random(1)
    for _ in range(100):
        one = tables.generated(rng, words(), "extreme", random_table=False)
        if "cheapest" in one.question:
            ((row, _),) = one.answer
            price = next(cells for header, cells in one.table.items() if "rice" in header or header == "Cost")
            numbers = [tables.number(cell) for cell in price]
            assert numbers[row] == min(numbers)
            return
    pytest.fail("no table asked for the cheapest")


def test_no_held_out_question_is_trained_on(made: list[tables.Item]) -> None:
    kept_back = tables.held_out_questions()
    assert len(kept_back) >= 40
    assert not [one for one in made if one.question.lower().rstrip(" .?") in kept_back]


def test_part_of_a_name_never_fits_two_rows() -> None:
    rng = random.Random(0)
    said = {as_said(("Anna Smith", "Ben Smith"), 0, "full", rng) for _ in range(200)}
    assert said == {"Anna Smith", "Anna"}
    assert {as_said(("apple", "pear"), 0, "fruit", rng) for _ in range(100)} == {"apple", "apples", "the apple"}
    assert with_articles("who is a engineer at the The Crown?") == "who is an engineer at The Crown?"


# Features


def test_the_fast_encoder_agrees_with_the_real_tokenizer(tokenizer: Any, made: list[tables.Item]) -> None:
    encoder = Encoder(tokenizer)
    for one in made[:40]:
        ours = batch([encoder.encode(one)])
        frame = pandas.DataFrame({header: list(cells) for header, cells in one.table.items()}, dtype=object)
        theirs = tokenizer(
            table=frame,
            queries=[one.question],
            answer_coordinates=[list(one.answer)],
            answer_text=[[frame.iat[place] for place in one.answer]],
            return_tensors="pt",
        )
        for name in ("input_ids", "attention_mask", "labels"):
            assert ours[name].tolist() == theirs[name].tolist(), one.question
        # The last type relates numbers of the question to cells; the model is made blind to it.
        assert ours["token_type_ids"][..., :6].tolist() == theirs["token_type_ids"][..., :6].tolist(), one.table


def test_ranks_count_from_both_ends() -> None:
    assert column_ranks(("$3", "1.50", "$3", "10 dollars")) == [(2, 2), (1, 3), (2, 2), (3, 1)]
    assert column_ranks(("red", "green", "7")) == [(0, 0)] * 3


def test_a_plural_in_a_question_meets_its_singular_in_a_cell(tokenizer: Any) -> None:
    assert tokenizer.tokenize("apples") == [*tokenizer.tokenize("apple"), "##s"]
    assert tokenizer.tokenize("Anna 1987 150") == ["anna", "1987", "150"]
    assert "[UNK]" not in tokenizer.tokenize("Kowalski Nguyen 3.50 20°C 7:30 A+")


# Model


def test_heads_start_out_looking_at_the_same_word(tokenizer: Any) -> None:
    from course_lib.zoo.table_qa.comparing import start_comparing
    from course_lib.zoo.training import seed_everything

    seed_everything(0)
    model = recipe.make_model(tokenizer, recipe.Settings())
    start_comparing(model)
    one = tables.Item({"Name": ("Anna", "Ben", "Clara"), "Age": ("12", "9", "14")}, "How old is Clara?", ((2, 1),))
    inputs = batch([Encoder(tokenizer).encode(one)])
    inputs.pop("labels")
    inputs.pop("aggregation_labels")
    # The same word twice: look from the cell, its own place left out.
    first, second = [
        index for index, token in enumerate(inputs["input_ids"][0].tolist()) if token == tokenizer.vocab["clara"]
    ]
    seen = model.eval()(**inputs, output_attentions=True).attentions[0][0, :2, second].detach().clone()
    seen[:, second] = 0
    assert seen.argmax(1).tolist() == [first, first]


def test_it_is_blind_to_what_it_was_never_shown() -> None:
    from transformers import AutoModelForTableQuestionAnswering

    model = AutoModelForTableQuestionAnswering.from_pretrained(SHIPPED)
    for unused in (model.tapas.embeddings.token_type_embeddings_3, model.tapas.embeddings.token_type_embeddings_6):
        assert (unused.weight == unused.weight[0]).all()
    assert model.config.type_vocab_sizes[-1] == 10


def test_aggregations_are_those_of_the_real_model() -> None:
    config = json.loads((SHIPPED / "config.json").read_text(encoding="utf-8"))
    assert config["aggregation_labels"] == {"0": "NONE", "1": "SUM", "2": "AVERAGE", "3": "COUNT"}


def test_a_plain_pipeline_looks_up_cells() -> None:
    from transformers import pipeline

    ask = pipeline("table-question-answering", model=str(SHIPPED))
    for question, cell in (("How old is Clara?", "14"), ("Who is 9 years old?", "Ben"), ("Who has a cat?", "Anna")):
        found = ask(table=pandas.DataFrame(TABLE), query=question)
        assert (found["answer"], found["cells"], found["aggregator"]) == (cell, [cell], "NONE"), question
