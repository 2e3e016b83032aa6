"""summarize: made-up news, the tokenizer that can spell any name, the start that copies, ROUGE-L."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest

from course_lib.models.checkpoints import checkpoint
from course_lib.zoo.summarize import evaluate, paragraphs, recipe
from course_lib.zoo.summarize.copying import start_with_copying
from course_lib.zoo.summarize.vocabulary import build_tokenizer


@pytest.fixture(scope="module")
def made() -> list[paragraphs.Article]:
    return paragraphs.articles(400, 5)


@pytest.fixture(scope="module")
def tokenizer(made: list[paragraphs.Article]) -> Any:
    return build_tokenizer([paragraphs.PREFIX + article.text for article in made], 600, 300, 512)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def test_articles_are_the_same_for_the_same_seed(made: list[paragraphs.Article]) -> None:
    assert made[:30] == paragraphs.articles(30, 5) != paragraphs.articles(30, 6)


def test_a_summary_is_in_the_words_of_its_paragraph_in_order(made: list[paragraphs.Article]) -> None:
    for article in made:
        remaining = iter(words(article.text))
        assert all(word in remaining for word in words(article.summary)), article
        assert not set(article.text) & set("[]{}|~")
        assert article.summary[0].upper() == article.summary[0] and article.summary.endswith(".")


def test_what_stands_in_brackets_is_left_out() -> None:
    room = paragraphs.newsroom()
    rng = random.Random(0)
    made = [room.article(rng) for _ in range(300)]
    assert any(re.search(r", \d+,|, who ", article.text.split(".")[0]) for article in made)
    assert not [article for article in made if re.search(r", \d+,|, who |police said", article.summary)]


def test_no_held_out_paragraph_is_trained_on(made: list[paragraphs.Article]) -> None:
    held_out = {article.text for article in paragraphs.held_out()}
    assert len(held_out) >= 30 and not held_out & {article.text for article in made}


def test_any_english_name_comes_back_from_the_tokenizer(tokenizer: Any) -> None:
    for text in ("Zbigniew O'Qwxz of Upper Jyvbrook paid $1,234.50.", 'The "first" bus - 7:30 - left?'):
        assert tokenizer.decode(tokenizer(text).input_ids, skip_special_tokens=True) == text
    assert tokenizer.convert_tokens_to_ids(["<pad>", "</s>", "<unk>"]) == [0, 1, 2]
    assert tokenizer.convert_tokens_to_ids("<extra_id_0>") == len(tokenizer) - 1
    assert tokenizer("Hello").input_ids[-1] == 1


def test_an_untrained_model_starts_out_copying(tokenizer: Any, made: list[paragraphs.Article]) -> None:
    import torch

    def right(start: bool) -> float:
        torch.manual_seed(0)
        model = recipe.make_model(tokenizer, recipe.Settings()).eval()
        if start:
            start_with_copying(model)
        found = count = 0
        for article in made[:8]:
            inputs = tokenizer(paragraphs.PREFIX + article.text, return_tensors="pt")
            labels = tokenizer(article.summary, return_tensors="pt").input_ids
            with torch.no_grad():
                guess = model(**inputs, labels=labels).logits.argmax(-1)
            found += int((guess == labels).sum())
            count += labels.numel()
        return found / count

    assert right(start=True) > 0.25 > 0.1 > right(start=False)


def test_rouge_l_counts_words_in_order() -> None:
    assert evaluate.rouge_l("A dog ran.", "a dog ran") == 1
    assert evaluate.rouge_l("dog a", "a dog") == pytest.approx(0.5)
    assert evaluate.rouge_l("cat", "a dog") == evaluate.rouge_l("", "a dog") == 0


def test_the_shipped_model_shortens_a_paragraph() -> None:
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    directory = checkpoint("summarize", profile="embedded")
    model, shipped = AutoModelForSeq2SeqLM.from_pretrained(directory), AutoTokenizer.from_pretrained(directory)
    assert model.config.task_specific_params["summarization"]["prefix"] == "summarize: "
    text = "A fire destroyed a bakery in Ashford on Monday, police said. Nobody was hurt. The damage is put at $2,000."
    (summary,) = evaluate.summaries(shipped, model, [text])
    assert summary == "A fire destroyed a bakery in Ashford on Monday."
