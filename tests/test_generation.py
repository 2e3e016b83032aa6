"""`course_lib.generation`: the ids of `model.generate`, greedily and drawn; filters equal to the library's; the opened
decoder equal to the model; and what makes no sense is said in a sentence.
"""

from __future__ import annotations

import doctest
import importlib
import inspect
import random
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
import torch
import transformers
from small_tokenizers import byte_level, wordpiece
from transformers import AutoModelForCausalLM, AutoTokenizer

from course_lib import generation
from course_lib.errors import CourseError
from course_lib.generation import (
    Settings,
    apply_template,
    choice,
    filtered,
    generate,
    left_padded,
    opened,
    recorded_steps,
    settings_for,
    steps,
    trim,
    why_not_opened,
)
from course_lib.models import checkpoint
from course_lib.models.loading import without_bars

SIZE = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "bos_token_id": None, "eos_token_id": None}
ROTARY = {**SIZE, "intermediate_size": 48, "max_position_embeddings": 128, "num_key_value_heads": 2, "vocab_size": 120}
#: Random models of each family. Weights are large, so that scores differ and ties are rare.
FAMILIES: dict[str, tuple[str, dict[str, Any]]] = {
    "qwen2": ("Qwen2", {**ROTARY, "initializer_range": 0.3}),
    "llama": ("Llama", {**ROTARY, "initializer_range": 0.3, "tie_word_embeddings": True}),
    "mistral": ("Mistral", {**ROTARY, "sliding_window": 8, "initializer_range": 0.3}),
    "gpt_neox": ("GPTNeoX", {**SIZE, "intermediate_size": 48, "vocab_size": 120, "initializer_range": 0.3}),
    "gpt2": (
        "GPT2",
        {"n_embd": 32, "n_layer": 2, "n_head": 4, "vocab_size": 120, "n_positions": 128, "initializer_range": 0.3}
        | {"bos_token_id": None, "eos_token_id": None},
    ),
}
PROMPTS = [[5, 6, 7, 8, 9, 10, 11], [3], [40, 41, 42, 43]]
NEW = 20


@cache
def tiny(family: str, dtype: torch.dtype = torch.float32, vocabulary: int = 120) -> Any:
    """A random model, the same each time, which ends a text at either of two ids."""
    kind, options = FAMILIES[family]
    torch.manual_seed(3)
    config = getattr(transformers, f"{kind}Config")(**{**options, "vocab_size": vocabulary, "pad_token_id": 0})
    model = AutoModelForCausalLM.from_config(config).eval().to(dtype)
    model.generation_config.eos_token_id = [1, 2]
    model.generation_config.pad_token_id = 0
    return model


@cache
def zoo(name: str, dtype: str = "float32") -> tuple[Any, Any]:
    with without_bars():
        folder = checkpoint(name, profile="embedded")
        return AutoModelForCausalLM.from_pretrained(folder, dtype=dtype), AutoTokenizer.from_pretrained(folder)


def of_library(model: Any, rows: list[list[int]], **options: Any) -> list[list[int]]:
    """The new ids that `model.generate` writes, each row up to its end."""
    ids, mask = left_padded(rows, 0)
    options = {"max_new_tokens": NEW, "do_sample": False, **options}
    made = model.generate(ids, attention_mask=torch.ones_like(ids) if mask is None else mask, **options)
    ends = model.generation_config.eos_token_id
    return trim(made, ids.shape[1], [ends] if isinstance(ends, int) else ends)


def of_ours(model: Any, rows: list[list[int]], **options: Any) -> list[list[int]]:
    ids, mask = left_padded(rows, 0)
    taken = list(steps(model, ids, mask, **{"max_new_tokens": NEW, **options}))
    live = torch.stack([step.live for step in taken], 1)
    made = torch.stack([step.ids for step in taken], 1)
    return [row[own].tolist() for row, own in zip(made, live, strict=True)]


# Greedy ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16], ids=["fp32", "fp16"])
@pytest.mark.parametrize("family", FAMILIES)
def test_greedy_ids_are_the_librarys_alone_and_padded(family: str, dtype: torch.dtype) -> None:
    model = tiny(family, dtype)
    for rows in ([row] for row in PROMPTS):
        assert of_ours(model, rows) == of_library(model, rows)
    assert of_ours(model, PROMPTS) == of_library(model, PROMPTS)


def test_there_was_something_to_compare() -> None:
    for family in FAMILIES:
        rows = of_ours(tiny(family), PROMPTS)
        assert max(len(set(row)) for row in rows) > 4, family
    assert len(of_ours(tiny("mistral"), PROMPTS)[0]) + len(PROMPTS[0]) > 2 * FAMILIES["mistral"][1]["sliding_window"]


ASKED = {
    "chat": [
        [{"role": "user", "content": "你好"}],
        [{"role": "user", "content": "1加1等于几？"}],
        [{"role": "system", "content": "You are a poet."}, {"role": "user", "content": "写一首关于春天的诗"}],
    ],
    "gpt2-en": ["Once upon a time", "Anna", "The dog ran to the river and"],
    "gpt2-zh": ["小明", "今天下雨，", "从前有一只猫，它"],
}


@pytest.mark.parametrize("dtype", ["float32", "float16"])
@pytest.mark.parametrize("name", ASKED)
def test_greedy_texts_are_the_librarys_on_the_zoo(name: str, dtype: str) -> None:
    model, tokenizer = zoo(name, dtype)
    for asked in (*ASKED[name], ASKED[name]):
        found = generate(model, tokenizer, asked, max_new_tokens=NEW, temperature=0)
        rows = [list(row) for row in found.prompt_ids]
        expected = of_library(model, rows)
        assert [list(row) for row in found.ids] == expected
        assert list(found.texts) == tokenizer.batch_decode(expected, skip_special_tokens=True)


def test_a_model_without_a_cache_of_keys_is_read_anew_each_time() -> None:
    torch.manual_seed(1)
    config = transformers.MambaConfig(vocab_size=50, hidden_size=16, num_hidden_layers=2, state_size=4, eos_token_id=1)
    model = transformers.MambaForCausalLM(config).eval()
    assert of_ours(model, [[5, 6]], max_new_tokens=6) == of_library(model, [[5, 6]], max_new_tokens=6)


@pytest.mark.parametrize("rows", [[[0, 5, 6]], [[5, 6, 0]], [[5, 6, 7], [8, 9, 10], [11, 12, 13]]], ids=str)
def test_a_padding_id_that_is_no_padding_warns_of_nothing(
    rows: list[list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """GPT-2's padding is its beginning and its end: it stands in prompts, and in rows that have ended."""
    warned: list[str] = []
    monkeypatch.setattr(transformers.modeling_utils.logger, "warning_once", warned.append)
    model = tiny("gpt2")
    model(torch.tensor([[0, 5]]))
    assert len(warned) == 1  # so it would be seen
    found = of_ours(model, rows)
    assert len({len(row) for row in found}) == len(rows)  # some end before others
    assert len(warned) == 1
    assert found == of_library(model, rows)


def test_a_step_is_computed_when_it_is_asked_for() -> None:
    read = []
    model = tiny("qwen2")

    def reader(ids: torch.Tensor, mask: Any, positions: torch.Tensor) -> torch.Tensor:
        read.append((ids.tolist(), positions.tolist()))
        return torch.arange(9.0)[None]

    loop = steps(model, torch.tensor([[4, 5]]), max_new_tokens=9, reader=reader)
    assert read == []
    next(loop), next(loop)
    assert read == [([[4, 5]], [[0, 1]]), ([[8]], [[2]])]
    assert not torch.is_inference_mode_enabled()  # a generator that waits leaves no mode behind


#: Older releases let the repetition penalty count the padding; this room never does.
PADDING_COUNTS = "padding_lengths" not in inspect.getsource(transformers.GenerationMixin._get_logits_processor)

# Drawn ----------------------------------------------------------------------------------------------------------------

WAYS: dict[str, dict[str, Any]] = {
    "plain": {"top_k": 0},
    "the library's defaults": {},
    "all": {"temperature": 0.8, "top_k": 30, "top_p": 0.9, "min_p": 0.02, "repetition_penalty": 1.2},
    "no repeats": {"top_p": 0.95, "no_repeat_ngram_size": 2},
}


def drawn_alike(model: Any, rows: list[list[int]], seed: int, options: dict[str, Any]) -> None:
    if PADDING_COUNTS and "repetition_penalty" in options:
        rows = [row[:1] for row in rows]
    ids, mask = left_padded(rows, 0)
    settings = settings_for(model, ids.shape[1], {"max_new_tokens": NEW, "do_sample": True, **options})
    padding = None if mask is None else (mask == 0).sum(-1)
    choose = choice(settings, torch.Generator().manual_seed(seed), padding)
    before = torch.random.get_rng_state()
    found = of_ours(model, rows, choose=choose)
    assert torch.random.get_rng_state().equal(before)  # the global generator was left alone
    torch.manual_seed(seed)
    assert found == of_library(model, rows, do_sample=True, **options), seed


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("family", ["qwen2", "gpt2"])
def test_drawn_ids_are_the_librarys_with_the_same_seed(family: str, way: str) -> None:
    for seed in range(4):
        drawn_alike(tiny(family), PROMPTS[:1], seed, WAYS[way])
        drawn_alike(tiny(family), PROMPTS, seed, WAYS[way])


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("family", FAMILIES)
def test_drawn_ids_are_the_librarys_with_200_seeds(family: str, way: str) -> None:
    for seed in range(200):
        drawn_alike(tiny(family), [PROMPTS[seed % 3]], seed, WAYS[way])
        drawn_alike(tiny(family), PROMPTS, seed, WAYS[way])


@pytest.mark.parametrize("name", ["chat", "gpt2-en"])
def test_generate_draws_what_the_library_draws(name: str) -> None:
    model, tokenizer = zoo(name)
    for seed in range(3):
        found = generate(model, tokenizer, ASKED[name], max_new_tokens=12, do_sample=True, seed=seed)
        torch.manual_seed(seed)
        expected = of_library(model, [list(row) for row in found.prompt_ids], max_new_tokens=12, do_sample=True)
        assert [list(row) for row in found.ids] == expected


def test_several_answers_are_those_of_the_library() -> None:
    model, tokenizer = zoo("gpt2-en")
    found = generate(model, tokenizer, ["Once", "A dog"], max_new_tokens=8, top_k=20, num_return_sequences=3, seed=5)
    assert len(found.texts) == 6 and len(set(found.texts[:3])) > 1
    torch.manual_seed(5)
    rows = [list(row) for row in found.prompt_ids[::3]]
    options = {"max_new_tokens": 8, "do_sample": True, "top_k": 20, "num_return_sequences": 3}
    assert [list(row) for row in found.ids] == of_library(model, rows, **options)


def test_without_a_seed_every_call_draws_anew() -> None:
    model, tokenizer = zoo("gpt2-en")
    torch.manual_seed(0)
    one, other = (generate(model, tokenizer, "A", max_new_tokens=30, temperature=1.5, top_k=0).ids for _ in range(2))
    assert one != other


# Filters --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rounded", [False, True], ids=["all differ", "many are equal"])
def test_filters_are_the_librarys_to_the_last_bit(rounded: bool) -> None:
    rng = random.Random(7)
    for number in range(60):
        generator = torch.Generator().manual_seed(number)
        scores = 3 * torch.randn(3, 50, generator=generator)
        scores = scores.round() if rounded else scores
        seen = torch.randint(0, 50, (3, rng.randint(1, 12)), generator=generator)
        mask = torch.ones_like(seen)
        mask[1, : 0 if PADDING_COUNTS else rng.randint(0, seen.shape[1] - 1)] = 0
        options = {
            "do_sample": True,
            "temperature": rng.choice([0.3, 1.0, 1.7]),
            "top_k": rng.choice([0, 1, 5, 20, 99]),
            "top_p": rng.choice([1e-6, 0.3, 0.9, 1.0]),
            "min_p": rng.choice([0.0, 0.05, 1.0]),
            "repetition_penalty": rng.choice([1.0, 1.3, 0.7]),
            "no_repeat_ngram_size": rng.choice([0, 1, 2, 3]),
        }
        config = transformers.GenerationConfig(**options, pad_token_id=0)
        theirs = tiny("qwen2")._get_logits_processor(
            generation_config=config, input_ids_seq_length=seen.shape[1], model_kwargs={"attention_mask": mask}
        )
        found = filtered(scores, seen, Settings(**options), (mask == 0).sum(-1))
        assert found.equal(theirs(seen, scores.clone())), options


# The opened decoder ---------------------------------------------------------------------------------------------------


def open_rows(model: Any, rows: list[list[int]]) -> list[list[int]]:
    return of_ours(model, rows, reader=opened(model, max(map(len, rows)) + NEW))


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16], ids=["fp32", "fp16"])
@pytest.mark.parametrize("family", ["qwen2", "llama"])
def test_the_opened_decoder_writes_what_the_model_writes(family: str, dtype: torch.dtype) -> None:
    model = tiny(family, dtype)
    assert why_not_opened(model) == ""
    for rows in (*([row] for row in PROMPTS), PROMPTS):
        assert open_rows(model, rows) == of_library(model, rows)


@pytest.mark.parametrize("scaling", ["linear", "llama3", "yarn"])
def test_the_opened_decoder_knows_scaled_positions(scaling: str) -> None:
    more = {"factor": 4.0, "rope_theta": 10000.0, "original_max_position_embeddings": 32}
    more |= {"low_freq_factor": 1.0, "high_freq_factor": 4.0} if scaling == "llama3" else {}
    torch.manual_seed(4)
    config = transformers.LlamaConfig(**ROTARY, rope_parameters={"rope_type": scaling, **more}, initializer_range=0.3)
    model = transformers.LlamaForCausalLM(config).eval()
    model.generation_config.eos_token_id, model.generation_config.pad_token_id = [1], 0
    assert why_not_opened(model) == ""
    assert open_rows(model, PROMPTS) == of_library(model, PROMPTS)


def test_the_opened_decoder_draws_and_answers_as_the_model_does() -> None:
    model, tokenizer = zoo("chat")
    for options in ({"temperature": 0}, {"seed": 3, "do_sample": True}):
        found, expected = (
            generate(model, tokenizer, ASKED["chat"], max_new_tokens=NEW, decoder=way, **options)
            for way in ("open", "model")
        )
        assert found.ids == expected.ids
        assert (found.decoder, found.reason, expected.decoder) == ("open", "", "model")


def test_a_family_that_is_not_opened_is_run_by_its_model_and_says_why() -> None:
    model, tokenizer = zoo("gpt2-en")
    found = generate(model, tokenizer, "Once", max_new_tokens=5, decoder="open")
    assert found.ids == generate(model, tokenizer, "Once", max_new_tokens=5).ids
    assert found.decoder == "model" and "gpt2" in found.reason


def altered(family: str, **options: Any) -> Any:
    kind, own = FAMILIES[family]
    config = getattr(transformers, f"{kind}Config")(**{**own, **options})
    return AutoModelForCausalLM.from_config(config)


def with_an_adapter() -> Any:
    model = altered("llama")
    model.model.layers[0].self_attn.q_proj = torch.nn.Sequential(model.model.layers[0].self_attn.q_proj)
    return model


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (lambda: tiny("mistral"), "mistral"),
        (lambda: altered("qwen2", use_sliding_window=True, sliding_window=8, max_window_layers=0), "window"),
        (lambda: altered("llama", hidden_act="gelu"), "gelu"),
        (lambda: altered("llama", mlp_bias=True), "bias"),
        (
            lambda: altered("llama", rope_parameters={"rope_type": "dynamic", "factor": 2.0, "rope_theta": 1e4}),
            "dynamic",
        ),
        (with_an_adapter, "plain matrices"),
    ],
)
def test_what_the_opened_decoder_does_not_do_is_said(build: Callable[[], Any], said: str) -> None:
    assert said in why_not_opened(build())


# The loop for a graphics card -----------------------------------------------------------------------------------------


def recorded_rows(model: Any, rows: list[list[int]], device: str = "cpu") -> torch.Tensor:
    ids, mask = left_padded(rows, 0)
    mask = mask if mask is None else mask.to(device)
    return torch.stack(list(recorded_steps(model, ids.to(device), mask, max_new_tokens=NEW)), 1)


def all_ids(model: Any, rows: list[list[int]], device: str = "cpu") -> torch.Tensor:
    ids, mask = left_padded(rows, 0)
    mask = mask if mask is None else mask.to(device)
    return torch.stack([step.ids.cpu() for step in steps(model, ids.to(device), mask, max_new_tokens=NEW)], 1)


@pytest.mark.parametrize("family", ["qwen2", "llama", "gpt_neox", "gpt2"])
def test_steps_that_could_be_recorded_give_the_same_ids(family: str) -> None:
    for rows in (*([row] for row in PROMPTS), PROMPTS):
        assert recorded_rows(tiny(family), rows).equal(all_ids(tiny(family), rows))


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_recorded_steps_give_the_same_ids_on_a_gpu() -> None:
    model = altered("qwen2").eval().to("cuda")
    model.generation_config.pad_token_id = 0
    for rows in (PROMPTS[:1], PROMPTS):
        assert recorded_rows(model, rows, "cuda").equal(all_ids(model, rows, "cuda"))


# What comes back ------------------------------------------------------------------------------------------------------


def test_the_result_is_whole() -> None:
    model, tokenizer = zoo("chat")
    found = generate(model, tokenizer, ASKED["chat"][1], temperature=0)
    (ids,), (tokens,), (shares,) = found.ids, found.tokens, found.probabilities
    assert len(ids) == len(tokens) == len(shares) == found.timings.tokens
    assert found.texts == (tokenizer.decode(ids, skip_special_tokens=True),)
    assert found.stopped_by == ("eos",) and ids[-1] == 5000
    assert tokens == tuple(tokenizer.convert_ids_to_tokens(list(ids)))
    assert found.timings.first > 0 and found.timings.rest > 0 and found.timings.tokens_per_second > 0
    with torch.inference_mode():
        scores = model(torch.tensor([[*found.prompt_ids[0], *ids]])).logits[0, len(found.prompt_ids[0]) - 1 : -1]
    expected = scores.softmax(-1).gather(-1, torch.tensor(ids)[:, None])[:, 0]
    assert torch.tensor(shares).allclose(expected, atol=1e-4)


def test_silence_means_the_models_own_settings() -> None:
    model, tokenizer = zoo("chat")
    said = generate(model, tokenizer, ASKED["chat"][0], seed=1).settings
    assert (said.do_sample, said.temperature, said.top_k, said.top_p, said.max_new_tokens) == (True, 0.7, 20, 0.8, 96)
    model, tokenizer = zoo("gpt2-en")
    assert generate(model, tokenizer, "Once").settings == Settings(max_new_tokens=20)
    assert settings_for(model, 500, {}).max_new_tokens == 12  # no more than the window holds
    assert settings_for(model, 3, {"top_p": 0.9}).do_sample
    assert not settings_for(model, 3, {"top_p": 0.9, "do_sample": False}).do_sample


def test_a_stop_string_ends_its_row_only() -> None:
    model, tokenizer = zoo("gpt2-en")
    asked = ["Anna went to the", "The dog ran to the"]
    whole = generate(model, tokenizer, asked, max_new_tokens=25)
    stop = whole.texts[0][9:13]
    assert stop not in whole.texts[1]
    found = generate(model, tokenizer, asked, max_new_tokens=25, stop=[stop, ""])
    assert found.stopped_by[0] == "stop" and found.stopped_by[1] == whole.stopped_by[1]
    assert found.texts[1] == whole.texts[1]
    assert whole.texts[0].startswith(found.texts[0]) and stop in found.texts[0]
    assert stop not in tokenizer.decode(found.ids[0][:-1])  # it ends with the token that completes it


def test_trimming_leaves_what_is_new() -> None:
    made = torch.tensor([[1, 2, 8, 9, 0, 0], [0, 3, 8, 8, 8, 8]])
    assert trim(made, 2, [9]) == [[8, 9], [8, 8, 8, 8]]
    assert trim(made, 2) == [[8, 9, 0, 0], [8, 8, 8, 8]]


# What makes no sense --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"max_new_tokens": 0}, "max_new_tokens"),
        ({"max_new_tokens": -1}, "max_new_tokens"),
        ({"max_new_tokens": 2.5}, "2.5"),
        ({"max_new_tokens": 600}, "512"),
        ({"temperature": -0.1}, "temperature"),
        ({"temperature": "warm"}, "temperature"),
        ({"temperature": float("nan")}, "temperature"),
        ({"temperature": 0, "do_sample": True}, "temperature=0"),
        ({"top_p": 0}, "top_p"),
        ({"top_p": 1.5}, "top_p"),
        ({"min_p": -1}, "min_p"),
        ({"top_k": -1}, "top_k"),
        ({"repetition_penalty": 0}, "repetition_penalty"),
        ({"num_return_sequences": 0}, "num_return_sequences"),
        ({"num_return_sequences": 3}, "num_return_sequences=3"),
        ({"decoder": "fast"}, "fast"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_value_without_meaning_is_refused(
    options: dict[str, Any], said: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_LANG", language)
    model, tokenizer = zoo("gpt2-en")
    with pytest.raises(CourseError, match=said) as caught:
        generate(model, tokenizer, "Once", **options)
    assert caught.value.next_step


@pytest.mark.parametrize("prompt", ["", [], [""], ["Once", ""], None, 5, [5], [[]], b"x", [{"role": "user"}]])
def test_a_prompt_that_is_none_is_refused(prompt: Any) -> None:
    for name in ("gpt2-en", "chat"):
        with pytest.raises(CourseError):
            generate(*zoo(name), prompt)


def test_a_keyword_that_nobody_knows_is_an_error_as_in_any_call() -> None:
    with pytest.raises(TypeError, match="max_tokens"):
        generate(*zoo("gpt2-en"), "Once", max_tokens=5)  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        ([], "empty"),
        (["Hello"], "number 1"),
        ([{"content": "Hello"}], "number 1"),
        ([{"role": "user", "content": "Hello"}, {"role": "robot", "content": "Hi"}], "robot"),
        ([{"role": "user", "content": None}], "no content"),
        ([{"role": "user"}], "no content"),
    ],
)
def test_a_talk_that_models_do_not_know_is_refused(messages: Any, said: str) -> None:
    with pytest.raises(CourseError, match=said):
        apply_template(zoo("chat")[1], messages)


def test_messages_need_a_template_that_takes_them() -> None:
    talk = [{"role": "user", "content": "Hello"}]
    with pytest.raises(CourseError, match="no chat template"):
        generate(*zoo("gpt2-en"), talk)
    tokenizer = byte_level()
    tokenizer.chat_template = "{{ raise_exception('roles must alternate') }}"
    with pytest.raises(CourseError, match="roles must alternate"):
        apply_template(tokenizer, talk)


def test_a_template_reads_as_the_librarys() -> None:
    tokenizer = zoo("chat")[1]
    for talk in ASKED["chat"]:
        ids = tokenizer.apply_chat_template(talk, add_generation_prompt=True)["input_ids"]
        assert generation.prompts_to_ids(tokenizer, talk) == [ids]


def test_a_prompt_beyond_the_window_is_refused() -> None:
    with pytest.raises(CourseError, match="512"):
        generate(*zoo("gpt2-en"), "dog " * 600)


@pytest.mark.parametrize("options", [{}, {"do_sample": True}])
@pytest.mark.parametrize("bad", [float("nan"), float("-inf")])
def test_scores_that_are_no_numbers_are_told_also_when_greedy(bad: float, options: dict[str, Any]) -> None:
    model = altered("qwen2", vocab_size=300)
    with torch.no_grad():
        model.lm_head.weight[:] = bad
    for decoder in ("model", "open"):
        with pytest.raises(CourseError, match="NaN"):
            generate(model, byte_level(), "cat", decoder=decoder, **options)


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB"),
        RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"),
        RuntimeError("DefaultCPUAllocator: not enough memory: you tried to allocate 9 bytes."),
        MemoryError(),
    ],
)
def test_memory_that_ends_is_told(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    model = altered("qwen2", vocab_size=300)

    def forward(*args: Any, **options: Any) -> None:
        raise error

    monkeypatch.setattr(model, "forward", forward)
    with pytest.raises(CourseError, match="not enough memory"):
        generate(model, byte_level(), "cat")


def test_another_error_stays_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    model = altered("qwen2", vocab_size=300)
    monkeypatch.setattr(model, "forward", lambda *args, **options: {}["x"])
    with pytest.raises(KeyError):
        generate(model, byte_level(), "cat")


def test_a_model_that_writes_nothing_on_is_refused() -> None:
    config = transformers.T5Config(vocab_size=50, d_model=16, d_kv=4, num_heads=2, num_layers=1, d_ff=16)
    with pytest.raises(CourseError, match="T5"):
        generate(transformers.T5ForConditionalGeneration(config), wordpiece(), "cat")


@pytest.mark.parametrize(("name", "value"), [("num_beams", 4), ("suppress_tokens", [3]), ("typical_p", 0.9)])
def test_what_a_generation_config_wants_beyond_this_room_is_said(name: str, value: Any) -> None:
    model = altered("qwen2", vocab_size=300)
    setattr(model.generation_config, name, value)
    with pytest.raises(CourseError, match=name):
        generate(model, byte_level(), "cat")


@pytest.mark.parametrize(
    "module", ["", ".filters", ".generating", ".open_decoder", ".prompts", ".recorded", ".stepping"]
)
def test_examples_show_what_they_say(module: str) -> None:
    with without_bars():
        tested = doctest.testmod(
            importlib.import_module("course_lib.generation" + module), optionflags=doctest.NORMALIZE_WHITESPACE
        )
    assert tested.attempted > 0 and tested.failed == 0
