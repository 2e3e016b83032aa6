"""chat: sound facts and verses, conversations as its template has them, and nothing trained on that is measured."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from course_lib.models.checkpoints import checkpoint
from course_lib.zoo.chat import (
    commands,
    corpus,
    dialogue,
    evaluate,
    facts,
    numbers,
    poems,
    reading,
    recipe,
    serving,
    turns,
    vocabulary,
)


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


def test_every_chinese_poem_has_four_lines_of_five_characters_that_keep_their_place() -> None:
    assert set(poems.quatrains()) == {theme.zh for theme in poems.themes()}
    places: dict[str, set[int]] = {}
    for theme, known in poems.quatrains().items():
        assert len(known) >= 10, theme
        for poem in known:
            assert serving.is_quatrain("\n".join(poem)), poem
            for place, line in enumerate(poem):
                places.setdefault(line, set()).add(place)
    assert [line for line, own in places.items() if len(own) > 1] == []


def test_every_theme_can_do_without_any_character_of_its_poems() -> None:
    rng = random.Random(1)
    for theme in poems.themes():
        for character in sorted({*poems.AVOIDABLE, *poems.characters(theme.zh)}):
            text = poems.poem(theme, "zh", rng, without=character)
            assert serving.is_quatrain(text) and character not in text, (theme.zh, character)


def test_a_poem_is_told_from_what_is_none() -> None:
    poem = "春风吹绿柳，\n细雨润新花。\n燕子归旧家，\n青草绿河边。"
    assert serving.is_quatrain(poem)
    assert not serving.is_quatrain(poem.replace("吹", ""))
    assert not serving.is_quatrain("\n".join(poem.splitlines()[:3]))
    assert not serving.is_quatrain(poem.replace("细雨润新花", "春风吹绿柳"))


ABOUT = {"春天": ["春", "柳"]}


@pytest.mark.parametrize(
    ("item", "right", "wrong"),
    [
        ({"kind": "poem", "theme": "春天"}, "东风吹柳绿，\n细雨润花红。\n燕子归来早，\n人家笑语中。",
         "明月挂天边，\n清光照大千。\n遥知千里外，\n有人正无眠。"),
        ({"kind": "poem-without", "theme": "春天", "without": "花"},
         "东风吹柳绿，\n满眼是新红。\n燕子归来早，\n人家笑语中。",
         "东风吹柳绿，\n细雨润花红。\n燕子归来早，\n人家笑语中。"),
        ({"kind": "sum", "any": ["2"]}, "7减5等于2。", "7加5等于12。"),
        ({"kind": "request", "any": ["巴黎", "Paris"], "all": [], "none": ["伦敦"]}, "是巴黎。", "伦敦，不是巴黎。"),
        ({"kind": "request", "lines": 2}, "Rain is falling\non the town.", "Rain is falling\nRain is falling"),
        ({"kind": "reading", "any": ["红色"], "messages": [{"role": "user", "content": "他的红色的伞。什么颜色？"}]},
         "红色", "他的红色的伞。什么颜色？"),
    ],
    ids=lambda value: value["kind"] if isinstance(value, dict) else "",
)  # fmt: skip
def test_a_rule_tells_what_serves(item: dict[str, Any], right: str, wrong: str) -> None:
    assert serving.serves(right, item, ABOUT)
    assert not serving.serves(wrong, item, ABOUT)
    assert not serving.serves("  ", item, ABOUT)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_numbers_are_answered_rightly(lang: str) -> None:
    rng = random.Random(2)
    for _ in range(300):
        turn = turns.sum_turn(lang, rng)
        a, b, result = map(int, re.findall(r"\d+", turn.answer))
        assert result == (a - b if "减" in turn.answer or "minus" in turn.answer else a + b) <= 20
    assert [numbers.in_words(n, "zh") for n in (0, 10, 11, 20, 99)] == ["零", "十", "十一", "二十", "九十九"]


def test_an_answer_stands_in_its_passage_or_is_not_told() -> None:
    rng = random.Random(4)
    absent = 0
    for number in range(300):
        lang = ("zh", "en")[number % 2]
        said, answer = reading.exercise(lang, rng)
        absent += answer == reading.NOT_TOLD[lang]
        assert answer == reading.NOT_TOLD[lang] or answer in said
    assert 30 < absent < 100


def test_what_people_wrote_reads_well() -> None:
    for lang, said in dialogue.written_talks():
        assert lang in ("zh", "en") and said
        assert all(turn.said.strip() and turn.answer.strip() for turn in said)
    assert len(dialogue.written_talks()) >= 800
    for passages in reading.passages().values():
        assert all(answer in passage.text for passage in passages for _, answer in passage.asked)


def test_training_goes_on_where_it_was_kept(tmp_path: Path) -> None:
    import torch

    from course_lib.zoo.training import Progress, Schedule, fit

    def model() -> Any:
        torch.manual_seed(0)
        return torch.nn.Linear(3, 1)

    def losses(made: Any, done: int) -> Iterator[Any]:
        for step in range(done, 100):
            yield (made(torch.full((2, 3), float(step % 5))) - 1).square().mean()

    whole, halves = model(), model()
    fit(whole, lambda done: losses(whole, done), Schedule(0.01, 40), label="whole")
    kept = Progress(tmp_path / "kept", every=-1.0)

    def stops(done: int) -> Iterator[Any]:
        for number, loss in enumerate(losses(halves, done)):
            if number == 25:
                raise KeyboardInterrupt
            yield loss

    with pytest.raises(KeyboardInterrupt):
        fit(halves, stops, Schedule(0.01, 40), label="first", progress=kept)
    again = model()
    run = fit(again, lambda done: losses(again, done), Schedule(0.01, 40), label="second", progress=kept)
    assert run.steps == 40 and sorted(path.name for path in kept.folder.iterdir()) == [
        "moments-40.safetensors", "progress.json", "weights-40.safetensors",
    ]  # fmt: skip
    assert torch.allclose(again.weight, whole.weight, atol=1e-7)


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
    made = recipe.make_tokenizer(replace(commands.TINY, for_vocabulary=400))
    verses = [line for known in poems.quatrains().values() for poem in known for line in poem]
    assert all(len(made(verse).input_ids) == 5 for verse in verses)
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
    assert [len(line) for line in serving.lines_of(text)] == [5] * 4 and "冬" not in text


def test_the_default_name_gives_way_to_the_systems() -> None:
    turn = turns.talk_turn("zh", random.Random(0), me="小蓝", intent="your_name")
    assert turn.answer == "我叫小蓝。"
    assert turns.talk_turn("zh", random.Random(0), intent="your_name").answer == "我叫小千。"
