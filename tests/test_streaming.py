"""`course_lib.streaming`: the pieces are the text, to the letter, for every kind of tokenizer; whoever leaves ends the
generation; and errors arrive where somebody reads.
"""

from __future__ import annotations

import asyncio
import doctest
import gc
import importlib
import random
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
import torch
from small_tokenizers import SENTENCES, byte_fallback, byte_level, python_sentencepiece, raw_bytes, unigram, wordpiece
from test_generation import FAMILIES, altered, zoo
from transformers import AutoTokenizer

from course_lib.errors import CourseError
from course_lib.generation import generate
from course_lib.models import checkpoint
from course_lib.models.loading import without_bars
from course_lib.pipelines import pipeline
from course_lib.streaming import astream, pieces_of, stream, stream_from
from course_lib.streaming.pieces import WindowPieces

# Every kind of tokenizer ----------------------------------------------------------------------------------------------


def fast(model: Any, decoder: Any = None, pre: Any = None, **options: Any) -> Any:
    """A tokenizer of the tokenizers library, as transformers has it."""
    from tokenizers import Tokenizer
    from transformers import PreTrainedTokenizerFast

    made = Tokenizer(model)
    if decoder is not None:
        made.decoder = decoder
    if pre is not None:
        made.pre_tokenizer = pre
    return PreTrainedTokenizerFast(tokenizer_object=made, **options)


def llama_2() -> Any:
    """Byte fallback, and the space before the first word taken away."""
    from tokenizers import decoders, models

    pieces = [
        "<unk>",
        *(f"<0x{byte:02X}>" for byte in range(256)),
        "▁",
        "▁cat",
        "c",
        "a",
        "t",
        "我",
        "▁我",
        "\n",
        "\ufffd",
    ]
    model = models.BPE({piece: id for id, piece in enumerate(pieces)}, [], unk_token="<unk>", byte_fallback=True)
    steps = decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)
    return fast(model, decoders.Sequence(list(steps)), unk_token="<unk>")


def metaspace() -> Any:
    from tokenizers import decoders, models, pre_tokenizers

    pieces = [
        ("<unk>", 0.0),
        *((piece, -1.0) for piece in ["▁", "▁the", "▁cat", "s", "我", "▁爱", "🤗", "c", "a", "t"]),
    ]
    return fast(models.Unigram(pieces, 0), decoders.Metaspace(), pre_tokenizers.Metaspace())


def bpe_with_ends_of_words() -> Any:
    from tokenizers import decoders, models

    pieces = ["c", "a", "t", "t</w>", "我", "我</w>", "cat</w>", "!</w>", "🤗"]
    return fast(models.BPE({piece: id for id, piece in enumerate(pieces)}, []), decoders.BPEDecoder())


def whole_words() -> Any:
    from tokenizers import models

    return fast(
        models.WordLevel({"[UNK]": 0, "the": 1, "cat": 2, "我": 3, "🤗": 4, "!": 5}, "[UNK]"), unk_token="[UNK]"
    )


def tidied_wordpiece() -> Any:
    """WordPiece that takes away spaces before punctuation."""
    from tokenizers import decoders, models

    pieces = [
        "[UNK]",
        *[
            "do",
            "don",
            "n",
            "'",
            "t",
            "s",
            "m",
            "re",
            "ve",
            ".",
            ",",
            "!",
            "?",
            "##s",
            "cat",
            "##n't",
            "'m",
            "'s",
            "'re",
            "'ve",
            "我",
            "n't",
        ],
    ]
    model = models.WordPiece({piece: id for id, piece in enumerate(pieces)}, unk_token="[UNK]")
    return fast(model, decoders.WordPiece(cleanup=False), unk_token="[UNK]", clean_up_tokenization_spaces=True)


def bytes_among_others() -> Any:
    """Bytes as GPT-2 has them, with a second decoder behind: no table of bytes helps here."""
    from tokenizers import decoders

    made = byte_level()
    made.backend_tokenizer.decoder = decoders.Sequence([decoders.ByteLevel(), decoders.Fuse()])
    return made


def with_added_tokens() -> Any:
    made = byte_level()
    made.add_tokens(["<think>", "two words", "词元", "Ġ"])
    made.add_special_tokens({"extra_special_tokens": ["<|tool|>"]})
    return made


def zoo_tokenizer(name: str) -> Any:
    return AutoTokenizer.from_pretrained(checkpoint(name, profile="embedded"))


KINDS: dict[str, Callable[[], Any]] = {
    "byte_level": byte_level,
    "with_added_tokens": with_added_tokens,
    "bytes_among_others": bytes_among_others,
    "wordpiece": wordpiece,
    "tidied_wordpiece": tidied_wordpiece,
    "unigram": unigram,
    "metaspace": metaspace,
    "byte_fallback": byte_fallback,
    "llama_2": llama_2,
    "bpe_with_ends_of_words": bpe_with_ends_of_words,
    "whole_words": whole_words,
    "raw_bytes": raw_bytes,
    "chat": lambda: zoo_tokenizer("chat"),
    "gpt2_en": lambda: zoo_tokenizer("gpt2-en"),
    "gpt2_zh": lambda: zoo_tokenizer("gpt2-zh"),
    "summarize": lambda: zoo_tokenizer("summarize"),
    "speech": lambda: zoo_tokenizer("speech"),
}


@cache
def kind(name: str) -> Any:
    return KINDS[name]()


def random_text(rng: random.Random) -> str:
    """Words, hanzi, emoji of several code points, combining marks, any code point, newlines and runs of spaces."""
    ways: list[Callable[[], str]] = [
        lambda: rng.choice(SENTENCES),
        lambda: rng.choice(["\n", " ", "  ", "\t", "\r\n", " .", " n't", "\ufffd", "\u200d", "é", "e\u0301"]),
        lambda: rng.choice(["👨‍👩‍👧", "🤗", "🇨🇳", "👍🏽", "𠮷", "안녕", "かな", "ﷺ"]),
        lambda: chr(
            rng.choice([rng.randrange(32, 127), rng.randrange(0x4E00, 0x9FFF), rng.randrange(0xE000, 0x10FFFF)])
        ),
    ]
    return "".join(rng.choice(ways)() for _ in range(rng.randint(1, 12)))


def check_pieces(tokenizer: Any, ids: list[int]) -> None:
    pieces = pieces_of(tokenizer)
    given = [pieces.feed(id) for id in ids]
    joined = "".join(given) + pieces.end()
    assert joined == tokenizer.decode(ids, skip_special_tokens=True), ids


def check_many(tokenizer: Any, count: int) -> None:
    """Texts as they are, ids by chance (which no text would give), and both after one another."""
    rng, tokens = random.Random(11), len(tokenizer)
    for number in range(count):
        told = list(tokenizer(random_text(rng)).input_ids)
        chance = [rng.randrange(tokens) for _ in range(rng.randint(1, 60))]
        for ids in (told, chance, told + chance, chance + told)[: 4 if number % 4 == 0 else 2]:
            check_pieces(tokenizer, ids)


@pytest.mark.parametrize("name", KINDS)
def test_pieces_are_the_text(name: str) -> None:
    check_many(kind(name), 60)


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
def test_pieces_of_1000_texts_are_the_texts(name: str) -> None:
    check_many(kind(name), 1000)


def test_pieces_are_the_text_for_a_tokenizer_in_python(tmp_path: Path) -> None:
    check_many(python_sentencepiece(tmp_path), 60)


@pytest.mark.parametrize("name", ["byte_level", "bytes_among_others", "byte_fallback", "llama_2", "chat"])
def test_no_piece_is_half_a_character(name: str) -> None:
    tokenizer = kind(name)
    rng = random.Random(3)
    for _ in range(30):
        text = "".join(rng.choice("我爱🤗👨‍👩‍👧𠮷é") for _ in range(10))
        pieces = pieces_of(tokenizer)
        given = [pieces.feed(id) for id in tokenizer(text).input_ids]
        assert not any("\ufffd" in piece for piece in given)
        if "fallback" not in name and name != "llama_2":  # there a run of bytes has to end first
            assert sum(map(bool, given)) >= len(text) * 2 // 3


@pytest.mark.parametrize("name", KINDS)
def test_a_token_costs_the_same_late_and_early(name: str) -> None:
    tokenizer = kind(name)
    ids = [id for id in range(len(tokenizer)) if id not in tokenizer.all_special_ids]
    rng = random.Random(5)
    many = [rng.choice(ids) for _ in range(3000)]

    def seconds(number: int) -> float:
        pieces, start = pieces_of(tokenizer), time.process_time()
        for id in many[:number]:
            pieces.feed(id)
        return time.process_time() - start

    few, more = min(seconds(500) for _ in range(3)), min(seconds(3000) for _ in range(2))
    assert more < 20 * few + 0.02  # six times as many; growing with the square it would be 36


def test_the_window_gives_what_the_table_of_bytes_gives() -> None:
    tokenizer, rng = kind("chat"), random.Random(9)
    for _ in range(50):
        ids = [rng.randrange(len(tokenizer)) for _ in range(100)]
        pieces = WindowPieces(tokenizer)
        assert "".join(map(pieces.feed, ids)) + pieces.end() == tokenizer.decode(ids, skip_special_tokens=True)


# stream ---------------------------------------------------------------------------------------------------------------


@cache
def noisy() -> tuple[Any, Any]:
    """A random model, whose tokens are bytes: half characters, and noise."""
    torch.manual_seed(2)
    return altered("qwen2", vocab_size=300).eval(), byte_level()


ASKED: list[tuple[Callable[[], tuple[Any, Any]], Any, dict[str, Any]]] = [
    (partial(zoo, "chat"), [{"role": "user", "content": "写一首关于春天的诗"}], {"seed": 4}),
    (partial(zoo, "chat"), "你好", {"temperature": 0, "decoder": "open", "max_new_tokens": 30}),
    (partial(zoo, "gpt2-en"), "Once upon a time", {"max_new_tokens": 40, "repetition_penalty": 1.2}),
    (partial(zoo, "gpt2-zh"), "小明", {"max_new_tokens": 40, "add_special_tokens": False}),
    (partial(zoo, "gpt2-en"), "Anna went to the", {"max_new_tokens": 40, "stop": ["."], "top_k": 5, "seed": 1}),
    (noisy, "cat", {"max_new_tokens": 60, "temperature": 1.5, "top_k": 0, "seed": 3}),
]


@pytest.mark.parametrize("number", range(len(ASKED)))
def test_a_stream_gives_what_generate_gives(number: int) -> None:
    load, prompt, options = ASKED[number]
    model, tokenizer = load()
    expected = generate(model, tokenizer, prompt, **options)

    def told() -> Iterator[str]:
        found.append((yield from stream(model, tokenizer, prompt, **options)))

    found: list[Any] = []
    pieces = list(told())
    assert "".join(pieces) == expected.texts[0] and all(pieces)
    assert found[0].ids == expected.ids and found[0].stopped_by == expected.stopped_by
    assert len(pieces) > len(expected.ids[0]) // 4


def test_leaving_the_loop_ends_the_generation() -> None:
    model, tokenizer = noisy()
    calls = []
    handle = model.register_forward_hook(lambda *_: calls.append(1))
    threads = threading.active_count()
    try:
        for _ in stream(model, tokenizer, "cat", max_new_tokens=100):
            break
        read = len(calls)
        assert read < 20 and threading.active_count() == threads
        assert not torch.is_inference_mode_enabled()
        gc.collect()
        assert len(calls) == read
    finally:
        handle.remove()


def left_at_once(times: int) -> None:
    model, tokenizer = noisy()
    for _ in range(times):
        for _ in stream(model, tokenizer, "cat", max_new_tokens=100):
            break


def test_streams_that_are_left_leave_no_thread_and_no_memory() -> None:
    grows_and_threads(30)


@pytest.mark.slow
def test_1000_streams_that_are_left_leave_no_thread_and_no_memory() -> None:
    grows_and_threads(1000)


def grows_and_threads(times: int) -> None:
    left_at_once(5)
    threads = threading.active_count()
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        left_at_once(times)
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] - before < 100_000
    finally:
        tracemalloc.stop()
    assert threading.active_count() == threads


def test_several_at_once_take_turns() -> None:
    model, tokenizer = zoo("gpt2-en")
    asked = [("Once upon a time", 1), ("The dog", 2), ("Anna", 3)]
    options: dict[str, Any] = {"max_new_tokens": 20, "do_sample": True}
    streams = [stream(model, tokenizer, prompt, seed=seed, **options) for prompt, seed in asked]
    texts = ["" for _ in streams]
    waiting = list(range(len(streams)))
    while waiting:
        for number in tuple(waiting):
            piece = next(streams[number], None)
            waiting.remove(number) if piece is None else None
            texts[number] += piece or ""
    assert texts == [generate(model, tokenizer, prompt, seed=seed, **options).texts[0] for prompt, seed in asked]


def breaks_at(model: Any, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on the model's call of that number fails."""
    forward, calls = model.forward, iter(range(10**6))

    def failing(input_ids: Any = None, past_key_values: Any = None, position_ids: Any = None, **options: Any) -> Any:
        if next(calls) == number:
            raise ZeroDivisionError("in the middle")
        return forward(input_ids, past_key_values=past_key_values, position_ids=position_ids, **options)

    monkeypatch.setattr(model, "forward", failing)


def test_an_error_arrives_where_the_loop_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    model, tokenizer = zoo("gpt2-en")
    breaks_at(model, 3, monkeypatch)
    got = []
    with pytest.raises(ZeroDivisionError, match="in the middle"):
        for piece in stream(model, tokenizer, "Once upon a", max_new_tokens=20):
            got.append(piece)
    assert len(got) == 3


def test_what_makes_no_sense_is_refused_at_the_call() -> None:
    model, tokenizer = zoo("gpt2-en")
    wrong: list[tuple[Any, dict[str, Any]]] = [
        ("", {}),
        ("Once", {"top_p": 1.5}),
        (["Once", "A dog"], {}),
        ("Once", {"num_return_sequences": 2, "do_sample": True}),
        ("Once", {"timeout": 0}),
    ]
    for prompt, options in wrong:
        with pytest.raises(CourseError):
            stream(model, tokenizer, prompt, **options)
    with pytest.raises(TypeError, match="max_tokens"):
        stream(model, tokenizer, "Once", max_tokens=3)
    with pytest.raises(CourseError):
        stream_from(lambda streamer: None, tokenizer, timeout=-1)


def slowed(model: Any, seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    forward = model.forward

    def slow(input_ids: Any = None, past_key_values: Any = None, position_ids: Any = None, **options: Any) -> Any:
        time.sleep(seconds)
        return forward(input_ids, past_key_values=past_key_values, position_ids=position_ids, **options)

    monkeypatch.setattr(model, "forward", slow)


def test_a_time_that_is_over_ends_the_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    model, tokenizer = zoo("gpt2-en")
    slowed(model, 0.02, monkeypatch)
    got = []
    with pytest.raises(CourseError, match=r"0\.1 seconds"):
        for piece in stream(model, tokenizer, "Once upon a", max_new_tokens=60, timeout=0.1):
            got.append(piece)
    assert 0 < len(got) < 20


def test_a_slow_reader_uses_up_no_time_of_the_models() -> None:
    model, tokenizer = zoo("gpt2-en")
    for number, _ in enumerate(stream(model, tokenizer, "Once upon a", max_new_tokens=6, timeout=5)):
        time.sleep(1 if number == 0 else 0)


# astream --------------------------------------------------------------------------------------------------------------


def test_astream_gives_the_same_while_others_go_on() -> None:
    model, tokenizer = zoo("gpt2-en")

    async def read(prompt: str) -> str:
        return "".join([piece async for piece in astream(model, tokenizer, prompt, max_new_tokens=15)])

    async def both() -> list[str]:
        return await asyncio.gather(read("Once upon a"), read("The dog"))

    expected = [generate(model, tokenizer, prompt, max_new_tokens=15).texts[0] for prompt in ("Once upon a", "The dog")]
    assert asyncio.run(both()) == expected


def test_astream_ends_when_its_task_is_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    model, tokenizer = zoo("gpt2-en")
    slowed(model, 0.03, monkeypatch)
    calls: list[int] = []
    handle = model.register_forward_hook(lambda *_: calls.append(1))

    async def read() -> None:
        async for _ in astream(model, tokenizer, "Once upon a", max_new_tokens=100):
            pass

    async def cancelled() -> int:
        task = asyncio.create_task(read())
        await asyncio.sleep(0.15)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        read_so_far = len(calls)
        await asyncio.sleep(0.1)
        return len(calls) - read_so_far

    try:
        assert asyncio.run(cancelled()) == 0
        assert 0 < len(calls) < 20
    finally:
        handle.remove()


def test_an_error_arrives_in_astream_too(monkeypatch: pytest.MonkeyPatch) -> None:
    model, tokenizer = zoo("gpt2-en")
    breaks_at(model, 2, monkeypatch)

    async def read() -> None:
        async for _ in astream(model, tokenizer, "Once upon a", max_new_tokens=9):
            pass

    with pytest.raises(ZeroDivisionError):
        asyncio.run(read())


# Producers that are not ours ------------------------------------------------------------------------------------------


def own_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "course_lib.streaming"]


def producer_of(name: str, text: str, **options: Any) -> Callable[..., object]:
    model, tokenizer = zoo(name)
    inputs = tokenizer(text, return_tensors="pt")
    inputs.pop("token_type_ids", None)
    return partial(model.generate, **inputs, do_sample=False, **options)


def test_a_stream_of_the_librarys_generate_is_its_text() -> None:
    for name, text in (("gpt2-en", "Once upon a time"), ("gpt2-zh", "小明"), ("chat", "你好")):
        model, tokenizer = zoo(name)
        told = producer_of(name, text, max_new_tokens=30)
        expected = generate(model, tokenizer, text, max_new_tokens=30, temperature=0).texts[0]
        assert "".join(stream_from(told, tokenizer)) == expected
    assert own_threads() == []


def test_a_stream_of_a_pipeline_is_its_answer() -> None:
    pipe = pipeline("text-generation", "chat", device="cpu")
    messages = [{"role": "user", "content": "你好"}]
    expected = pipe(messages, do_sample=False)[0]["generated_text"][-1]["content"]
    assert "".join(stream_from(partial(pipe, messages, do_sample=False), pipe.tokenizer)) == expected


def test_leaving_stops_a_producer_at_its_next_token(monkeypatch: pytest.MonkeyPatch) -> None:
    model, tokenizer = zoo("gpt2-en")
    slowed(model, 0.01, monkeypatch)
    start = time.perf_counter()
    for _ in stream_from(producer_of("gpt2-en", "Once upon a time", max_new_tokens=400), tokenizer):
        break
    assert own_threads() == []
    assert time.perf_counter() - start < 2


def test_an_error_of_a_producer_arrives_where_somebody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    model, tokenizer = zoo("gpt2-en")
    breaks_at(model, 3, monkeypatch)
    got = []
    with pytest.raises(ZeroDivisionError):
        for piece in stream_from(producer_of("gpt2-en", "Once upon a", max_new_tokens=20), tokenizer):
            got.append(piece)
    assert len(got) >= 2 and own_threads() == []


def test_a_producer_that_sends_nothing_is_not_waited_for_beyond_its_time() -> None:
    ends = threading.Event()
    with pytest.raises(CourseError, match=r"0\.05"):
        list(stream_from(lambda streamer: ends.wait(10), zoo("gpt2-en")[1], timeout=0.05))
    ends.set()


def test_a_producer_of_several_texts_is_refused() -> None:
    model, tokenizer = zoo("gpt2-en")
    inputs = tokenizer(["Once", "Anna"], return_tensors="pt", padding=True, padding_side="left")
    for told in (
        partial(model.generate, **inputs, max_new_tokens=5),
        producer_of("gpt2-en", "Once", max_new_tokens=5)
        and partial(model.generate, **tokenizer("Once", return_tensors="pt"), do_sample=True, num_return_sequences=2),
    ):
        with pytest.raises(CourseError, match="2"):
            list(stream_from(told, tokenizer))
    assert own_threads() == []


@pytest.mark.parametrize("module", ["", ".pieces", ".producers", ".streams"])
def test_examples_show_what_they_say(module: str) -> None:
    with without_bars():
        tested = doctest.testmod(importlib.import_module("course_lib.streaming" + module))
    assert tested.attempted > 0 and tested.failed == 0


def test_every_family_streams() -> None:
    for family in FAMILIES:
        torch.manual_seed(5)
        model = altered(family, vocab_size=300).eval()
        text = generate(model, byte_level(), "cat", max_new_tokens=12).texts[0]
        assert "".join(stream(model, byte_level(), "cat", max_new_tokens=12)) == text
