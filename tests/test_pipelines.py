"""`course_lib.pipelines`: restored tasks give what the model run by hand gives, older calls mean what they meant, and
whatever cannot be answered is said in a sentence.
"""

from __future__ import annotations

import io
import random
import wave
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
import transformers

from course_lib.errors import CourseError
from course_lib.models import checkpoint
from course_lib.pipelines import TASKS, install, pipeline, uninstall
from course_lib.pipelines.question_answering import windows
from course_lib.pipelines.sound import mono, resampled
from course_lib.zoo.qa import stories
from course_lib.zoo.summarize import paragraphs
from course_lib.zoo.translation import lexicon, parallel

SAMPLES = Path(__file__).parents[1] / "course_lib" / "samples"
SOUNDS, PICTURES = SAMPLES / "audio", SAMPLES / "pictures"
COUNT = 100


@pytest.fixture(scope="module")
def pipe() -> Callable[..., Any]:
    """A pipeline by task and model, made once."""
    made: dict[tuple[str, str | None], Any] = {}

    def get(task: str, model: str | None = None) -> Any:
        if (task, model) not in made:
            made[task, model] = pipeline(task, model)
        return made[task, model]

    return get


# --- parity with the model run by hand --------------------------------------------------------------------------------


def generated_by_hand(pipe: Any, texts: list[str]) -> list[str]:
    """The same without a pipeline, one text at a time: ids, generate, decode."""
    found = []
    for text in texts:
        inputs = pipe.tokenizer(text, return_tensors="pt")
        with torch.no_grad():
            ids = pipe.model.generate(inputs["input_ids"], attention_mask=inputs["attention_mask"])
        found.append(pipe.tokenizer.decode(ids[0], skip_special_tokens=True))
    return found


def sentences(lang: str) -> list[str]:
    rng = random.Random(4)
    patterns = rng.choices(lexicon.sentences(), cum_weights=parallel.weights(), k=COUNT)
    return [dict(zip(("en", "zh"), parallel.realise(one, rng, lang), strict=True))[lang] for one in patterns]


@pytest.mark.parametrize(
    ("task", "key", "texts", "prefix"),
    [
        ("translation_en_to_zh", "translation_text", lambda: sentences("en"), ""),
        ("translation_zh_to_en", "translation_text", lambda: sentences("zh"), ""),
        ("summarization", "summary_text", lambda: [a.text for a in paragraphs.articles(COUNT, 5)], "summarize: "),
        ("text2text-generation", "generated_text", lambda: [a.text for a in paragraphs.articles(COUNT, 6)], ""),
    ],
)
def test_text_to_text_gives_what_the_model_gives_by_hand(
    pipe: Callable[..., Any], task: str, key: str, texts: Callable[[], list[str]], prefix: str
) -> None:
    given = texts()
    by_hand = generated_by_hand(pipe(task), [prefix + text for text in given])
    assert [found[key] for found in pipe(task)(given, batch_size=8)] == by_hand
    assert [pipe(task)(text)[0][key] for text in given[:10]] == by_hand[:10]
    assert pipe(task).dtype == torch.float32


def best_span(pipe: Any, question: str, context: str) -> tuple[str, float]:
    """The likeliest answer and its score, without a window, a pipeline or a vector: pair by pair."""
    made = pipe.tokenizer(question, context, return_tensors="pt", return_offsets_mapping=True)
    places, sides = made.pop("offset_mapping")[0].tolist(), made.sequence_ids(0)
    with torch.no_grad():
        scored = pipe.model(**made)
    inside = [number for number, side in enumerate(sides) if side == 1]
    kept = [0, *inside]
    starts, ends = (torch.softmax(s[0][kept].double(), 0).tolist() for s in (scored.start_logits, scored.end_logits))
    best = max(
        ((i, j) for i in range(len(inside)) for j in range(i, min(len(inside), i + 15))),
        key=lambda pair: starts[pair[0] + 1] * ends[pair[1] + 1],
    )
    first, last = inside[best[0]], inside[best[1]]
    return context[places[first][0] : places[last][1]], starts[best[0] + 1] * ends[best[1] + 1]


def test_question_answering_gives_what_the_model_gives_by_hand(pipe: Callable[..., Any]) -> None:
    rng = random.Random(6)
    items = [stories.item(rng.choice(("zh", "en")), rng.choice((1, 2)), rng) for _ in range(COUNT)]
    asked = [{"question": item.question, "context": item.context} for item in items]
    by_hand = [best_span(pipe("question-answering"), **one) for one in asked]
    for found in (
        pipe("question-answering")(asked, align_to_words=False),
        pipe("question-answering")(asked, align_to_words=False, batch_size=8),
    ):
        assert [one["answer"] for one in found] == [answer for answer, _ in by_hand]
        assert [one["score"] for one in found] == pytest.approx([score for _, score in by_hand], abs=1e-5)
        assert all(
            item.context[one["start"] : one["end"]] == one["answer"] for item, one in zip(items, found, strict=True)
        )


def test_image_to_text_gives_what_the_model_gives_by_hand(pipe: Callable[..., Any]) -> None:
    from PIL import Image

    captions = pipe("image-to-text")
    pictures = [Image.open(path).convert("RGB") for path in sorted(PICTURES.glob("scene*.png"))]
    inputs = captions.processor(images=pictures, text=[""] * len(pictures), return_tensors="pt")
    ids = captions.model.generate(**inputs, max_new_tokens=40)
    by_hand = [captions.processor.decode(row, skip_special_tokens=True) for row in ids]
    assert [one[0]["generated_text"] for one in captions(pictures)] == by_hand
    assert captions(PICTURES / "scene-1-table.png") == [{"generated_text": by_hand[0]}]


# --- windows, options, forms of calls ---------------------------------------------------------------------------------


def test_an_answer_is_found_wherever_it_stands_in_a_long_context(pipe: Callable[..., Any]) -> None:
    filler = "It was a quiet day in the village and nobody had much to do. " * 30
    for before, after in ((filler * 4, filler), ("", filler * 4), (filler * 2, filler * 2)):
        context = before + "Anna lives in Paris. " + after
        found = pipe("question-answering")(question="Where does Anna live?", context=context)
        assert context[found["start"] : found["end"]] == found["answer"]
        assert found["start"] == pytest.approx(context.index("Paris"), abs=12)


def test_windows_hold_every_word_and_share_some() -> None:
    tokenizer = transformers.AutoTokenizer.from_pretrained(checkpoint("qa"))
    context = " ".join(f"the dog number {n} ran." for n in range(120))
    read = windows(tokenizer, "which dog ran?", context, length=64, shared=20)
    places = [[place for place in window.places if place] for window in read]
    assert len(read) > 5
    assert {place for own in places for place in own} == set(
        tokenizer(context, add_special_tokens=False, return_offsets_mapping=True).offset_mapping
    )
    assert all(len(set(one) & set(other)) == 20 for one, other in pairwise(places[:-1]))
    assert all(len(window.places) <= 64 for window in read)


ANNA = "Anna lives in Paris. Anna works as a nurse."
LIVES, WORKS = "Where does Anna live?", "What does Anna work as?"


def test_several_answers_and_none(pipe: Callable[..., Any]) -> None:
    ask, context = pipe("question-answering"), ANNA
    several = ask(question="Where does Anna live?", context=context, topk=3)
    assert several[0]["answer"] == "Paris"
    assert [one["score"] for one in several] == sorted((one["score"] for one in several), reverse=True)
    assert sum(one["score"] for one in several) <= 1
    possible = ask(question="Where does Anna live?", context=context, top_k=50, handle_impossible_answer=True)
    assert "" in [one["answer"] for one in possible]
    assert len({one["answer"] for one in possible}) == len(possible)


def test_questions_come_in_every_form_and_in_order(pipe: Callable[..., Any]) -> None:
    ask, context = pipe("question-answering"), ANNA
    questions = [LIVES, WORKS]
    dicts = [{"question": question, "context": context} for question in questions]
    forms: list[Any] = [
        ask(question=questions, context=context),
        ask(question=questions, context=[context, context]),
        ask(dicts),
        ask(tuple(dicts)),
        list(ask(one for one in dicts)),
        list(ask(transformers.pipelines.pt_utils.KeyDataset([{"x": one} for one in dicts], "x"))),
    ]
    for found in forms:
        assert [one["answer"] for one in found] == ["Paris", "a nurse"]
    for single in (ask(dicts[0]), ask(questions[0], context), ask(question=questions[0], context=context)):
        assert single["answer"] == "Paris"
    assert ask([]) == []
    assert [one["answer"] for one in ask(dicts[:1])] == ["Paris"]


def test_texts_come_in_every_form_and_in_order(pipe: Callable[..., Any]) -> None:
    translate = pipe("translation_en_to_zh")
    texts = ["I like cats.", "The teacher is happy.", "I like cats."]
    whole = [one["translation_text"] for one in translate(texts)]
    assert [one["translation_text"] for one in translate(tuple(texts))] == whole
    assert [one[0]["translation_text"] for one in translate(text for text in texts)] == whole
    assert translate(texts[0]) == [{"translation_text": whole[0]}]
    assert translate([]) == []
    several = translate(texts, num_beams=2, num_return_sequences=2)
    assert [len(own) for own in several] == [2, 2, 2]
    tensors = translate(texts[0], return_tensors=True)[0]["translation_token_ids"]
    assert translate.tokenizer.decode(tensors, skip_special_tokens=True) == whole[0]


def test_max_length_alone_is_obeyed_and_min_length_forces(pipe: Callable[..., Any]) -> None:
    summarize = pipe("summarization")
    text = paragraphs.articles(1, 9)[0].text

    def tokens(**options: Any) -> int:
        return len(summarize.tokenizer(summarize(text, **options)[0]["summary_text"]).input_ids)

    assert tokens(max_length=8) <= 8 < tokens()
    assert tokens(min_length=40, max_length=60) >= 38
    assert tokens(max_new_tokens=5) <= 6
    assert len(pipeline("summarization", max_length=6)(text)[0]["summary_text"].split()) <= 6


def test_every_call_has_settings_of_its_own(pipe: Callable[..., Any]) -> None:
    """Also where an older call is still being read, and where the model's own settings change between two."""
    translate = pipe("translation_en_to_zh")
    text = "I like cats and dogs."
    whole, cut = translate(text), translate(text, max_length=4)
    assert whole != cut
    read = iter(translate((one for one in [text] * 3), max_length=4))
    assert next(read) == cut
    assert translate(text) == whole
    assert list(read) == [cut] * 2
    before = translate.model.generation_config.max_new_tokens, translate.model.generation_config.max_length
    try:
        translate.model.generation_config.max_new_tokens, translate.model.generation_config.max_length = None, 4
        assert translate(text) == cut
    finally:
        translate.model.generation_config.max_new_tokens, translate.model.generation_config.max_length = before
    assert translate(text) == whole


def test_what_is_told_before_the_text_is_the_models_own(pipe: Callable[..., Any]) -> None:
    assert pipe("summarization").told() == "summarize: "
    assert pipe("translation_en_to_zh").told() == ""
    assert pipe("text2text-generation").told() == ""


# --- older keywords ---------------------------------------------------------------------------------------------------


def test_all_scores_of_text_classification(pipe: Callable[..., Any]) -> None:
    classify = pipe("sentiment-analysis")
    (scores,) = classify("Good value.", return_all_scores=True)
    assert [one["label"] for one in scores] == ["NEGATIVE", "POSITIVE"], "in the order of the model's labels"
    assert [one["label"] for one in classify("Good value.", top_k=None)] == ["POSITIVE", "NEGATIVE"]
    assert sum(one["score"] for one in scores) == pytest.approx(1)
    assert classify("Good value.", return_all_scores=False) == classify("Good value.")
    assert len(classify(["Good value."], topk=2)[0]) == 2
    (made,) = pipeline("sentiment-analysis", return_all_scores=True)("Good value.")
    assert made == scores
    made = pipeline("sentiment-analysis", return_all_scores=True)
    assert made(["Good value."], top_k=1)[0][0]["label"] == "POSITIVE"
    assert made("Good value.", return_all_scores=False) == classify("Good value.")


def test_a_tuple_is_answered_whole(pipe: Callable[..., Any]) -> None:
    assert len(pipe("sentiment-analysis")(("good", "bad"))) == 2


@pytest.mark.parametrize(
    ("old", "strategy"),
    [
        ({"grouped_entities": True}, "simple"),
        ({"grouped_entities": True, "ignore_subwords": True}, "first"),
        ({"grouped_entities": False}, "none"),
    ],
)
def test_grouped_entities(pipe: Callable[..., Any], old: dict[str, bool], strategy: str) -> None:
    text = "王小明住在北京。Anna Meyer works in Berlin."
    shown = [str(one) for one in pipe("ner")(text, **old)]
    assert shown == [str(one) for one in pipe("ner")(text, aggregation_strategy=strategy)]


def test_other_old_keywords(pipe: Callable[..., Any]) -> None:
    assert len(pipe("fill-mask")("巴黎是[MASK]国的首都。", topk=2)) == 2
    ask = pipe("zero-shot-classification")
    labels = ["sports", "food"]
    old = ask("the team won the match", labels, multi_class=True)
    assert old == ask("the team won the match", labels, multi_label=True)
    assert old != ask("the team won the match", labels)
    assert pipeline("fill-mask", torch_dtype=torch.float16).dtype == torch.float16


def test_forced_decoder_ids_are_a_language_and_a_task(pipe: Callable[..., Any]) -> None:
    listen, clip = pipe("automatic-speech-recognition"), SOUNDS / "greeting_zh.wav"
    for token, name in (("<|en|>", "en"), ("<|zh|>", "zh")):
        old = [(1, listen.tokenizer.convert_tokens_to_ids(token))]
        old.append((2, listen.tokenizer.convert_tokens_to_ids("<|transcribe|>")))
        found = listen(clip, generate_kwargs={"forced_decoder_ids": old})
        assert found == listen(clip, generate_kwargs={"language": name, "task": "transcribe"})


# --- sounds -----------------------------------------------------------------------------------------------------------


def wav(samples: np.ndarray, rate: int = 16_000, channels: int = 1) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes((samples * 32767).astype("<i2").tobytes())
    return file.getvalue()


def read(path: Path) -> np.ndarray:
    with wave.open(str(path)) as file:
        return mono(np.frombuffer(file.readframes(file.getnframes()), {1: "u1", 2: "<i2"}[file.getsampwidth()]))


def test_a_sound_in_every_form_says_the_same(pipe: Callable[..., Any]) -> None:
    listen, path = pipe("automatic-speech-recognition"), SOUNDS / "weather_en.wav"
    samples = read(path)
    whole = (samples * 32767).astype(np.int16)
    stereo = np.stack([samples, samples], axis=1).reshape(-1)
    for given in (
        path, str(path), path.read_bytes(), samples, torch.tensor(samples), samples.astype(np.float64), whole,
        {"raw": samples, "sampling_rate": 16_000}, {"array": whole, "sampling_rate": 16_000, "path": None},
        {"raw": np.stack([samples, samples]), "sampling_rate": 16_000}, wav(stereo, channels=2),
        {"raw": resampled(samples, 16_000, 24_000), "sampling_rate": 24_000},
    ):  # fmt: skip
        assert listen(given) == {"text": " The weather is nice today."}
    # Half the rate has half the frequencies; it is still heard.
    assert "weather" in listen({"raw": resampled(samples, 16_000, 8_000), "sampling_rate": 8_000})["text"]


def test_a_plain_list_of_numbers_is_one_sound(pipe: Callable[..., Any]) -> None:
    listen, feel = pipe("automatic-speech-recognition"), pipe("audio-classification")
    samples = read(SOUNDS / "weather_en.wav")
    for given in (samples.tolist(), tuple(samples.tolist()), list(samples), (samples * 32767).astype(int).tolist()):
        assert listen(given) == {"text": " The weather is nice today."}
    assert listen([samples, samples]) == 2 * [{"text": " The weather is nice today."}]
    assert listen([samples.tolist()]) == [{"text": " The weather is nice today."}]
    assert [one["label"] for one in feel(samples.tolist())] == [one["label"] for one in feel(samples)]
    assert isinstance(listen([0.1]), dict)
    assert isinstance(listen([0]), dict)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ([[0.5, 0.0], [0.25, -0.25]], [0.25, 0.0]),  # (2, 2): as many samples as channels
        ([[0.5, 0.0]], [0.25]),  # (1, 2): one sample of a stereo file
        ([[0.5], [0.25], [0.0]], [0.5, 0.25, 0.0]),
        ([[0.5, 0.0, 0.25, 0.0, 0.0, 0.0, 0.0, 0.0, 0.25]], [0.5, 0.0, 0.25, 0.0, 0.0, 0.0, 0.0, 0.0, 0.25]),
        ([[0.5] * 9, [0.0] * 9], [0.25] * 9),  # (channels, time)
        ([[0.5, 0.0]] * 9, [0.25] * 9),
    ],
)
def test_channels_are_averaged_and_time_is_not(given: list[list[float]], wanted: list[float]) -> None:
    assert mono(np.array(given, dtype=np.float32)).tolist() == wanted


def test_a_tone_stays_what_it_is_at_another_rate() -> None:
    seconds = np.arange(8000) / 8000
    tone = np.sin(2 * np.pi * 440 * seconds).astype(np.float32)
    again = np.sin(2 * np.pi * 440 * np.arange(16_000) / 16_000)
    assert np.abs(resampled(tone, 8000, 16_000) - again).max() < 1e-3


# --- what cannot be answered ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files that look like pictures and sounds."""
    folder = tmp_path_factory.mktemp("broken")
    picture = (PICTURES / "scene-1-table.png").read_bytes()
    (folder / "half.png").write_bytes(picture[: len(picture) // 2])
    (folder / "text.png").write_text("no picture")
    (folder / "empty.wav").write_bytes(b"")
    (folder / "half.wav").write_bytes((SOUNDS / "weather_en.wav").read_bytes()[:30])
    return folder


BAD: list[tuple[str, str, Callable[[Any, Path], Any]]] = [
    ("text-classification", "None", lambda p, _: p(None)),
    ("text-classification", "None", lambda p, _: p(["good", None])),
    ("text-classification", "at most 512", lambda p, _: p("good " * 3000)),
    ("fill-mask", "at most 512", lambda p, _: p("[MASK]" + "好" * 10_000)),
    ("feature-extraction", "at most", lambda p, _: p("good " * 3000)),
    ("text-generation", "at most", lambda p, _: p("hello " * 3000)),
    ("translation_en_to_zh", "at most", lambda p, _: p("good " * 3000)),
    ("translation_en_to_zh", "int", lambda p, _: p([3])),
    ("summarization", "NoneType", lambda p, _: p(None)),
    ("question-answering", "context is empty", lambda p, _: p(question="Who?", context=" ")),
    ("question-answering", "question is empty", lambda p, _: p(question="", context="Anna.")),
    ("question-answering", "missing", lambda p, _: p(question="Who?")),
    ("question-answering", "missing", lambda p, _: p({"question": "Who?"})),
    ("question-answering", "2 questions and 1", lambda p, _: p(question=["a", "b"], context=["c"])),
    ("question-answering", "top_k=0", lambda p, _: p(question="a", context="b", top_k=0)),
    ("question-answering", "no option 'max_answer'", lambda p, _: p(question="a", context="b", max_answer=3)),
    ("question-answering", "no room", lambda p, _: p(question="who is it", context="Anna.", max_seq_len=6)),
    ("automatic-speech-recognition", "0 bytes", lambda p, folder: p(folder / "empty.wav")),
    ("automatic-speech-recognition", "0 bytes", lambda p, _: p(b"")),
    ("automatic-speech-recognition", "cannot be read", lambda p, folder: p(folder / "half.wav")),
    ("automatic-speech-recognition", "no file", lambda p, _: p("nowhere.wav")),
    ("automatic-speech-recognition", "not one sample", lambda p, _: p(np.zeros(0, dtype=np.float32))),
    ("automatic-speech-recognition", "sampling_rate", lambda p, _: p({"raw": np.zeros(9)})),
    ("audio-classification", "0 bytes", lambda p, folder: p(folder / "empty.wav")),
    ("image-classification", "cannot be read", lambda p, folder: p(folder / "half.png")),
    ("object-detection", "cannot be read", lambda p, folder: p(folder / "text.png")),
    ("image-to-text", "no file", lambda p, _: p(Path("nowhere.png"))),
    ("image-classification", "None", lambda p, _: p(None)),
    ("image-classification", '""', lambda p, _: p("")),
    ("zero-shot-classification", "nothing in it", lambda p, _: p("", ["sport", "food"])),
    ("table-question-answering", "None", lambda p, _: p({"table": {"City": ["Rome"]}, "query": None})),
    ("table-question-answering", "''", lambda p, _: p(table={"City": ["Rome"]}, query=["Which?", ""])),
    ("table-question-answering", "table is missing", lambda p, _: p(query="How many?")),
]


@pytest.mark.parametrize(("task", "said", "call"), BAD, ids=[f"{task}-{n}" for n, (task, _, _) in enumerate(BAD)])
def test_what_cannot_be_answered_is_said_in_a_sentence(
    pipe: Callable[..., Any], broken: Path, task: str, said: str, call: Callable[[Any, Path], Any]
) -> None:
    with pytest.raises(CourseError) as caught:
        call(pipe(task), broken)
    assert said in str(caught.value)


@pytest.mark.parametrize("text", ["", "🤗👩‍👩‍👧", "今天 good 今日は شكرا", "a" * 10_000])
def test_odd_texts_are_answered(pipe: Callable[..., Any], text: str) -> None:
    for task in ("text-classification", "feature-extraction", "translation_en_to_zh", "summarization"):
        assert pipe(task)(text, truncation=True)
    pipe("ner")(text)
    for task in ("text-classification", "ner", "fill-mask", "feature-extraction", "text-generation"):
        assert pipe(task)([]) == []


def test_silence_is_answered(pipe: Callable[..., Any]) -> None:
    silence = np.zeros(16_000, dtype=np.float32)
    assert "text" in pipe("automatic-speech-recognition")(silence)
    assert pipe("audio-classification")(silence)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("sentimant analysis", "sentiment-analysis"),
        ("summarisation", "summarization"),
        ("vqa", "image-text-to-text"),
        ("conversational", "list of messages"),
        ("depth-estimation", "no small model"),
        ("translation_en_to_fr", "no small model"),
        (["ner"], "named by a text"),
    ],
)
def test_a_task_that_is_not_there_is_said_to_be_so(name: Any, said: str) -> None:
    with pytest.raises(CourseError) as caught:
        pipeline(name)
    assert said in str(caught.value)


def test_a_device_that_is_not_there_is_said_to_be_so() -> None:
    missing = "cuda" if not torch.cuda.is_available() else "mps"
    with pytest.raises(CourseError) as caught:
        pipeline("ner", device=missing)
    assert missing in str(caught.value)


# --- the library itself -----------------------------------------------------------------------------------------------


@pytest.fixture
def installed() -> Iterator[None]:
    yield
    install()


def test_every_task_of_the_library_is_on_the_table() -> None:
    known = {task.name for task in TASKS}
    assert set(transformers.pipelines.SUPPORTED_TASKS) <= known
    assert all(task.lesson for task in TASKS if task.checkpoint and task.adapted)


def test_the_library_finds_restored_tasks_and_forgets_them_again(installed: None) -> None:
    from transformers import pipelines
    from transformers.pipelines import PIPELINE_REGISTRY

    refused = getattr(pipelines, "REMOVED_TASKS", None)  # releases before 5.19 have no such list

    install()
    install()
    made = transformers.pipeline("translation_en_to_zh", model=str(checkpoint("translate-en-zh")), dtype=torch.float32)
    assert made("I like cats.") == [{"translation_text": "我喜欢猫。"}]
    assert type(made) is type(pipeline("translation"))
    assert transformers.pipeline("question-answering", model=str(checkpoint("qa"))).task == "question-answering"
    uninstall()
    assert refused is None or "summarization" in refused
    assert "summarization" not in PIPELINE_REGISTRY.supported_tasks
    with pytest.raises(KeyError, match="has been removed" if refused else "translation"):
        transformers.pipeline("translation_en_to_zh", model=str(checkpoint("translate-en-zh")))


def test_a_restored_pipeline_is_saved_and_read_again(tmp_path: Path, pipe: Callable[..., Any]) -> None:
    pipe("translation_en_to_zh").save_pretrained(tmp_path)
    again = pipeline("translation_en_to_zh", tmp_path)
    assert again("I like cats.") == [{"translation_text": "我喜欢猫。"}]
