"""chat: sound facts and verses, conversations as its template has them, and nothing trained on that is measured."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import Any

import pytest

from course_lib.models.checkpoints import checkpoint
from course_lib.zoo.chat import commands, corpus, dialogue, evaluate, facts, phrases, poems, recipe, vocabulary


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(checkpoint("chat", profile="embedded"))


@pytest.fixture(scope="module")
def conversations() -> list[list[dict[str, str]]]:
    return corpus.conversations(1500, 3)


def test_conversations_are_the_same_for_the_same_seed(conversations: list[list[dict[str, str]]]) -> None:
    assert corpus.conversations(40, 3) == conversations[:40] != corpus.conversations(40, 4)


def test_no_place_or_alternative_is_left_unfilled(conversations: list[list[dict[str, str]]]) -> None:
    said = [message["content"] for messages in conversations for message in messages]
    assert not [text for text in said if set(text) & set("{}|[]")]
    assert all(said)


def test_what_is_measured_is_never_said(conversations: list[list[dict[str, str]]]) -> None:
    said = {corpus.plain(m["content"]) for messages in conversations for m in messages if m["role"] == "user"}
    assert len(corpus.held_out_requests()) >= 30
    assert not said & corpus.kept_back()


def test_facts_read_backwards_lead_to_one_answer() -> None:
    table = facts.facts()
    backwards = {fact.subject["zh"]: fact.answer["zh"] for fact in table["capital_of"]}
    assert backwards["巴黎"] == "法国" and len(backwards) == 24
    opposites = [(fact.subject["en"], fact.answer["en"]) for fact in table["opposite"] if "en" in fact.subject]
    assert len({subject for subject, _ in opposites}) == len(opposites)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_fact_can_be_asked_for_and_answered(lang: str) -> None:
    rng = random.Random(0)
    for fact in (fact for found in facts.facts().values() for fact in found if lang in fact.subject):
        assert fact.answer[lang].lower() in facts.reply(fact, lang).lower()
        assert not set(facts.question(fact, lang, rng)) & set("{}|")


def test_every_line_of_every_chinese_poem_has_five_characters() -> None:
    rng = random.Random(0)
    for theme, lines in phrases.sections("poems_zh").items():
        for line in lines:
            assert all(re.fullmatch("[一-鿿]{5}", phrases.expand(line, rng)) for _ in range(6)), (theme, line)


def test_every_theme_can_do_without_any_character_asked_for() -> None:
    rng = random.Random(1)
    for theme in poems.themes():
        for character in sorted(set(poems.AVOIDABLE)):
            text = poems.poem(theme, "zh", rng, without=character)
            assert evaluate.is_poem(text) and character not in text, (theme.zh, character)


def test_a_poem_is_told_from_what_is_none() -> None:
    poem = "春风吹绿柳，\n细雨润新花。\n燕子归旧家，\n青草绿河边。"
    assert evaluate.is_poem(poem)
    assert not evaluate.is_poem(poem.replace("吹", ""))
    assert not evaluate.is_poem("\n".join(poem.splitlines()[:3]))


def test_an_item_is_served_only_by_what_it_asks_for() -> None:
    item = {"any": ["巴黎", "Paris"], "all": [], "none": ["伦敦"], "poem": False}
    assert evaluate.serves("法国的首都是巴黎。", item)
    assert not evaluate.serves("法国的首都是伦敦，不是巴黎。", item)
    assert not evaluate.serves("我不知道。", item)


def test_training_sees_what_the_template_makes(tokenizer: Any, conversations: list[list[dict[str, str]]]) -> None:
    for messages in conversations[:60]:
        made = tokenizer.apply_chat_template(messages, return_dict=True, return_assistant_tokens_mask=True)
        assert made["input_ids"] == tokenizer(vocabulary.render(messages)).input_ids
        assert [bool(kept) for kept in made["assistant_masks"]] == vocabulary.assistant_mask(
            made["input_ids"], tokenizer
        )


def test_the_template_is_qwens(tokenizer: Any) -> None:
    text = tokenizer.apply_chat_template(
        [{"role": "user", "content": "你好"}], tokenize=False, add_generation_prompt=True
    )
    assert text == (
        f"<|im_start|>system\n{vocabulary.DEFAULT_SYSTEM}<|im_end|>\n"
        "<|im_start|>user\n你好<|im_end|>\n<|im_start|>assistant\n"
    )


def test_a_chinese_character_is_one_token(tokenizer: Any) -> None:
    verses = [
        phrases.expand(line, random.Random(0)) for lines in phrases.sections("poems_zh").values() for line in lines
    ]
    assert all(len(tokenizer(verse).input_ids) == 5 for verse in verses)
    unusual = "龘 naïve 😀"
    assert tokenizer.decode(tokenizer(unusual).input_ids) == unusual


def test_the_vocabulary_is_the_same_each_time() -> None:
    few = replace(commands.TINY, for_vocabulary=60)
    assert recipe.make_tokenizer(few).get_vocab() == recipe.make_tokenizer(few).get_vocab()


def test_it_streams_and_remembers_the_season_it_is_asked_for() -> None:
    from threading import Thread

    from transformers import AutoModelForCausalLM, AutoTokenizer, TextIteratorStreamer

    place = checkpoint("chat", profile="embedded")
    tokenizer, model = AutoTokenizer.from_pretrained(place), AutoModelForCausalLM.from_pretrained(place)
    streamer = TextIteratorStreamer(tokenizer, skip_prompt=True, skip_special_tokens=True)
    asked = [{"role": "user", "content": "写一首关于冬天的诗，不要用“冬”字"}]
    batch = tokenizer.apply_chat_template(asked, add_generation_prompt=True, return_dict=True, return_tensors="pt")
    thread = Thread(target=model.generate, kwargs={**batch, "streamer": streamer, "do_sample": False})
    thread.start()
    text = "".join(streamer)
    thread.join()
    assert evaluate.is_poem(text) and "冬" not in text


def test_the_default_name_gives_way_to_the_systems() -> None:
    turn = dialogue.talk_turn("zh", random.Random(0), me="小蓝", intent="your_name")
    assert turn.answer == "我叫小蓝。"
    assert dialogue.talk_turn("zh", random.Random(0), intent="your_name").answer == "我叫小千。"
