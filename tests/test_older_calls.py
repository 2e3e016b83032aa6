"""The calls of tutorials from 2023 to 2025, one by one: each means here what it meant, or says what it became.

Every row is a call on the course's own models, without a network. What a sampled text says is never compared.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
import transformers
from PIL import Image

from course_lib.errors import CourseError
from course_lib.models import checkpoint
from course_lib.pipelines import pipeline

SAMPLES = Path(__file__).parents[1] / "course_lib" / "samples"
SCENE, SOUND = SAMPLES / "pictures" / "scene-1-table.png", SAMPLES / "audio" / "greeting_zh.wav"
CHINESE, ENGLISH = "今天天气很好。", "The room was clean and quiet."
POEM = [{"role": "user", "content": "请写一首赞美秋天的五言绝句"}]


def labels(found: Any) -> set[str]:
    return {one["label"] for one in found}


def texts(found: Any, key: str = "generated_text") -> list[str]:
    return [one[key] for one in found]


def is_scores(found: Any, count: int) -> bool:
    return len(found) == count and math.isclose(sum(one["score"] for one in found), 1, abs_tol=1e-3)


def loaded(name: str, auto: Any) -> dict[str, Any]:
    folder = checkpoint(name)
    return {
        "model": auto.from_pretrained(folder, dtype=torch.float32),
        "tokenizer": transformers.AutoTokenizer.from_pretrained(folder),
    }


def entities(found: Any, text: str) -> list[str]:
    return [text[one["start"] : one["end"]] for one in found]


PEOPLE = "Hugging Face is a French company based in New York City."
NATION = "中华人民共和国成立于1949年。首都是北京。"

# A row: what is called, and what has to hold of what comes back.
ROWS: dict[str, Callable[[], bool]] = {
    "sentiment-analysis, no model named": lambda: labels(pipeline("sentiment-analysis")(ENGLISH)) == {"POSITIVE"},
    "task= and device=-1": lambda: len(pipeline(task="sentiment-analysis", device=-1)([ENGLISH, "It broke."])) == 2,
    "device=0 where there is no GPU": lambda: bool(pipeline("sentiment-analysis", device=0)(ENGLISH)),
    "device_map='auto'": lambda: bool(pipeline("sentiment-analysis", device_map="auto")(ENGLISH)),
    "the labels of the real model": lambda: (
        labels(pipeline("text-classification", "sentiment-zh")("很好吃，推荐。")) == {"positive (stars 4 and 5)"}
    ),
    "model= as a Path": lambda: bool(pipeline("text-classification", checkpoint("sentiment-zh"))("很好")),
    "model= as text": lambda: bool(pipeline("text-classification", model=str(checkpoint("sentiment-zh")))("很好")),
    "objects that were loaded before": lambda: (
        len(
            texts(
                pipeline("text-generation", device="cpu", **loaded("gpt2-en", transformers.AutoModelForCausalLM))(
                    "once upon a time", max_new_tokens=4
                )
            )
        )
        == 1
    ),
    "torch_dtype=": lambda: pipeline("ner", torch_dtype=torch.float16).dtype == torch.float16,
    "return_all_scores=True": lambda: is_scores(pipeline("sentiment-analysis")(ENGLISH, return_all_scores=True)[0], 2),
    "top_k=None": lambda: is_scores(pipeline("sentiment-analysis")(ENGLISH, top_k=None), 2),
    "function_to_apply='none' gives logits": lambda: (
        pipeline("sentiment-analysis")(ENGLISH, function_to_apply="none", top_k=None)[0]["score"] > 1
    ),
    "a tuple is a list": lambda: len(pipeline("sentiment-analysis")(("good", "bad"))) == 2,
    "a pair": lambda: "label" in pipeline("sentiment-analysis")({"text": "good", "text_pair": "very"}),
    "an empty text": lambda: len(pipeline("sentiment-analysis")("")) == 1,
    "an empty list": lambda: pipeline("sentiment-analysis")([]) == [],
    "truncation=True on 3,000 words": lambda: len(pipeline("sentiment-analysis")("good " * 3000, truncation=True)) == 1,
    "a generator": lambda: len(list(pipeline("sentiment-analysis")(text for text in (ENGLISH, ENGLISH)))) == 2,
    "batch_size=": lambda: len(pipeline("sentiment-analysis", batch_size=4)([ENGLISH] * 6)) == 6,
    "ner without aggregation": lambda: (
        {"entity", "score", "index", "word", "start", "end"} <= set(pipeline("ner")(PEOPLE)[0])
    ),
    "ner, grouped_entities=True, cut by start and end": lambda: (
        {"Hugging Face", "New York City"} <= set(entities(pipeline("ner", grouped_entities=True)(PEOPLE), PEOPLE))
    ),
    "ner, aggregation_strategy in any case": lambda: bool(pipeline("ner", aggregation_strategy="MAX")(PEOPLE)),
    "ner reads a long text through a stride": lambda: (
        len(pipeline("ner", aggregation_strategy="simple", stride=8)("王小明住在北京。" * 300)) >= 500
    ),
    "fill-mask, top_k=1": lambda: pipeline("fill-mask")("巴黎是[MASK]国的首都。", top_k=1)[0]["token_str"] == "法",
    "fill-mask, the mask at the end": lambda: len(pipeline("fill-mask")("今天天气很[MASK]")) == 5,
    "fill-mask, three masks": lambda: (
        [len(one) for one in pipeline("fill-mask")("美国的首都是[MASK][MASK][MASK]。", top_k=2)] == [2, 2, 2]
    ),
    "zero-shot, labels in one text": lambda: (
        pipeline("zero-shot-classification")("The team won the match.", candidate_labels="sports, food")["labels"][0]
        == "sports"
    ),
    "zero-shot in Chinese, multi_class=True": lambda: (
        pipeline("zero-shot-classification")(
            "球队昨晚赢了比赛。", ["体育", "美食"], multi_class=True, hypothesis_template="这句话说的是{}。"
        )["labels"][0]
        == "体育"
    ),
    "feature-extraction": lambda: np.array(pipeline("feature-extraction")(CHINESE)).ndim == 3,
    "translation_en_to_zh with a model": lambda: (
        texts(pipeline(task="translation_en_to_zh", model="translate-en-zh")("I like cats."), "translation_text")
        == ["我喜欢猫。"]
    ),
    "translation, result[-1]": lambda: (
        pipeline("translation", model="translate-zh-en")("我喜欢猫。")[-1] == {"translation_text": "I like cats."}
    ),
    "summarization, min_length and max_length": lambda: bool(
        texts(
            pipeline("summarization")("A fire destroyed a shop in Rome.", min_length=3, max_length=20), "summary_text"
        )
    ),
    "question-answering": lambda: (
        pipeline("question-answering")(question="安娜住在哪里？", context="安娜住在北京。")["answer"] == "北京"
    ),
    "question-answering, topk": lambda: (
        len(
            pipeline("question-answering")(
                question="Where does Anna live?", context="Anna lives in Rome. She is a nurse.", topk=2
            )
        )
        == 2
    ),
    "text2text-generation with T5's prefix": lambda: (
        texts(pipeline("text2text-generation")("summarize: A fire destroyed a shop in Rome."))
        == texts(pipeline("summarization")("A fire destroyed a shop in Rome."), "summary_text")
    ),
    "speech, a wav file": lambda: pipeline("automatic-speech-recognition")(str(SOUND)) == {"text": "很高兴认识你"},
    "speech, language as a name": lambda: (
        pipeline("automatic-speech-recognition")(SOUND, generate_kwargs={"language": "english"})["text"].strip()
        == "Nice to meet you."
    ),
    "speech, task translate": lambda: bool(
        pipeline("automatic-speech-recognition")(SOUND, generate_kwargs={"task": "translate"})["text"]
    ),
    "audio-classification, top_k": lambda: (
        labels(pipeline("audio-classification")(SOUND, top_k=4)) == {"neu", "hap", "ang", "sad"}
    ),
    "image-classification, a list of kinds of picture": lambda: (
        len(
            pipeline("image-classification")(
                [str(SAMPLES / "pictures" / "digit-2.png"), Image.open(SAMPLES / "pictures" / "digit-3.png")], top_k=1
            )
        )
        == 2
    ),
    "object-detection, threshold": lambda: (
        len(pipeline("object-detection")(SCENE, threshold=0.0))
        > len(pipeline("object-detection")(SCENE, threshold=0.9))
        > 0
    ),
    "image-to-text": lambda: list(pipeline("image-to-text")(SCENE)[0]) == ["generated_text"],
    "image-text-to-text without a text": lambda: "generated_text" in pipeline("image-text-to-text")(SCENE)[0],
    "table-question-answering on numbers": lambda: (
        "4"
        in pipeline("table-question-answering")(
            table={"city": ["Rome", "Oslo"], "people": [3, 4]}, query="How many people are in Oslo?"
        )["answer"]
    ),
    "text-generation with messages": lambda: (
        pipeline("text-generation", max_new_tokens=30)(POEM)[-1]["generated_text"][-1]["role"] == "assistant"
    ),
    "text-generation, num_return_sequences": lambda: (
        len(
            pipeline("text-generation", "gpt2-zh")(
                "今天", max_length=12, num_return_sequences=2, do_sample=True, truncation=True
            )
        )
        == 2
    ),
}


@pytest.mark.parametrize("row", ROWS)
def test_a_call_of_a_tutorial_means_what_it_meant(row: str) -> None:
    assert ROWS[row]()


BECAME: dict[str, tuple[Callable[[], Any], type[Exception], str]] = {
    "conversational": (lambda: pipeline("conversational"), CourseError, "list of messages"),
    "visual-question-answering": (lambda: pipeline("visual-question-answering"), CourseError, "image-text-to-text"),
    "image-to-image": (lambda: pipeline("image-to-image"), CourseError, "diffusers"),
    "a task in Chinese": (lambda: pipeline("情感分析"), CourseError, "no task named"),
    "device='cuda' without one": (lambda: pipeline("ner", device="cuda:0"), CourseError, "no device"),
    "a mask of another model": (lambda: pipeline("fill-mask")("it is <mask>."), Exception, r"\[MASK\]"),
    "temperature=0": (
        lambda: pipeline("text-generation", "gpt2-en")("once", temperature=0, do_sample=True), ValueError, "positive",
    ),
    "greedy, three sequences": (
        lambda: pipeline("text-generation", "gpt2-en")("once", num_return_sequences=3, do_sample=False), ValueError,
        "Greedy",
    ),
    "speech in a language it lacks": (
        lambda: pipeline("automatic-speech-recognition")(SOUND, generate_kwargs={"language": "xx"}), ValueError, "xx",
    ),
    "an mp3 without ffmpeg": (
        lambda: pipeline("automatic-speech-recognition")(io.BytesIO(b"ID3").getvalue()), ValueError, "ffmpeg|Soundfile",
    ),
}  # fmt: skip


@pytest.mark.parametrize("row", BECAME)
@pytest.mark.filterwarnings("ignore::UserWarning")  # the library's own, on its way to the error
def test_a_call_that_is_gone_says_what_it_became(row: str) -> None:
    call, error, said = BECAME[row]
    if row == "device='cuda' without one" and torch.cuda.is_available():
        pytest.skip("there is one")
    with pytest.raises(error, match=said):
        call()
