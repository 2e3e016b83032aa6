"""What lesson 07 says of numbers that its notebook does not compare, and that its tiny writers leave no doubt."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM

from course_lib.generation import steps
from course_lib.lessons.lesson_07_generate import reply_fit, reply_greedy, reply_several
from course_lib.lessons.lesson_07_generate.inputs import chat_tokenizer, noted, template, templated, tiny
from course_lib.lessons.lesson_07_generate.reply_messages import message
from course_lib.models import checkpoint


def test_half_precision_halves_the_memory_and_bfloat16_is_the_coarser_one() -> None:
    prompt = [message("user", "法国的首都是哪里？")]
    question = chat_tokenizer().apply_chat_template(prompt, add_generation_prompt=True, return_tensors="pt")
    size, scores, answers = {}, {}, {}
    for dtype in (torch.float32, torch.float16, torch.bfloat16):
        model = AutoModelForCausalLM.from_pretrained(checkpoint("chat", profile="embedded"), dtype=dtype)
        size[dtype] = model.get_memory_footprint()
        with torch.no_grad():
            scores[dtype] = model(**question).logits[0, -1].float()
        answers[dtype] = model.generate(**question, max_new_tokens=12, do_sample=False).tolist()
    apart = {dtype: float((one - scores[torch.float32]).abs().max()) for dtype, one in scores.items()}
    assert size[torch.float16] == size[torch.bfloat16] == pytest.approx(size[torch.float32] / 2, rel=1e-3)
    assert 0 < apart[torch.float16] < apart[torch.bfloat16] < 1
    assert answers[torch.float32] == answers[torch.float16] == answers[torch.bfloat16]


@pytest.mark.parametrize("family", reply_greedy.FAMILIES)
def test_tiny_writers_write_the_same_with_a_cache_and_without(family: str) -> None:
    for number in range(4):
        made = reply_greedy.writer(family, number)
        model, ids = tiny(made.fresh(None).name), torch.tensor([made.prompt])
        assert [int(step.ids) for step in steps(model, ids, max_new_tokens=reply_greedy.STEPS)] == list(made.written)
        with torch.inference_mode():
            for _ in made.written:
                ids = torch.cat([ids, model(ids).logits[:, -1:].argmax(-1)], dim=1)
        assert ids[0].tolist() == [*made.prompt, *made.written]


def test_making_a_tiny_writer_leaves_the_students_chance_alone() -> None:
    before = torch.random.get_rng_state()
    tiny(json.dumps({"family": "gpt2", "seed": 12345, "vocabulary": 30, "ends": 3, "config_end": None}))
    assert torch.equal(torch.random.get_rng_state(), before)


def test_a_template_of_ones_own_names_each_speaker() -> None:
    names = {"system": "甲", "user": "乙", "assistant": "丙"}
    said = [message("system", "x"), message("user", "y"), message("assistant", "z"), message("user", "w")]
    tokenizer = templated(json.dumps(names))
    text = tokenizer.apply_chat_template(said, tokenize=False, add_generation_prompt=True)
    assert tokenizer.chat_template == template(names)
    assert text == "[CLS]甲：x[SEP]乙：y[SEP]丙：z[SEP]乙：w[SEP]丙："


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({"do_sample": False, "attention_mask": torch.ones(2, 2)}, [2, 0, 0, 0, 0]),
        ({"do_sample": True}, [2, 1, -1, 0, 0]),
        ({}, [2, 1, -1, 0, 0]),
    ],
)
def test_a_call_of_generate_is_noted(options: dict[str, Any], wanted: list[int]) -> None:
    from course_lib.lessons.lesson_07_generate.inputs import chat_model

    ids = torch.tensor([[7, 8], [9, 10]])
    assert noted(chat_model(), (ids,), options) == noted(chat_model(), (), {"input_ids": ids, **options}) == wanted
    padded = torch.tensor([[7, 8], [9, 5001]])
    assert noted(chat_model(), (padded,), options) == [*wanted[:3], 1, 1]


def test_a_batch_answers_every_question_as_it_is_answered_alone() -> None:
    talks = reply_several.asked(*reply_several.QUESTIONS)
    batch = chat_tokenizer().apply_chat_template(
        talks, add_generation_prompt=True, padding=True, return_tensors="pt", tokenizer_kwargs={"padding_side": "left"}
    )
    model = AutoModelForCausalLM.from_pretrained(checkpoint("chat", profile="embedded"), dtype=torch.float32)
    output = model.generate(**batch, max_new_tokens=10, do_sample=False)[:, batch["input_ids"].shape[1] :]
    found = chat_tokenizer().batch_decode(output, skip_special_tokens=True)
    assert found == [reply_several.alone(json.dumps(talk, ensure_ascii=False), 10) for talk in talks]


def test_what_fits_is_the_longest_end_of_a_talk() -> None:
    rng = random.Random(7)
    for turns in range(4):
        said = reply_fit.talk(rng, turns, with_system=turns % 2 == 0)
        for room in range(10, 160, 7):
            kept = reply_fit.fitting(said, room)
            fits = [one for one in reply_fit.steps_of(said) if reply_fit.length_of(one) <= room]
            assert kept == (max(fits, key=len) if fits else [])
