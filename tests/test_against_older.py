"""The course's pipelines give what transformers 4.57 gave, where its pipelines still were: `make older`, then -m slow.

That release lies in a folder of its own beside the environment, and runs in a process of its own.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from test_pipelines import COUNT, PICTURES, SOUNDS, sentences

from course_lib.models import checkpoint
from course_lib.pipelines import pipeline
from course_lib.zoo.qa import stories
from course_lib.zoo.summarize import paragraphs

OLDER = ROOT / ".venv" / "older"
NEAR = 1e-4  # two releases may add the same numbers in another order
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (OLDER / "transformers").is_dir(), reason="transformers 4.57 is not there: `make older`"),
]


def as_older_files(name: str, to: Path) -> str:
    """A copy of a model's folder that a release before 5 can read: it wants extra special tokens by another name."""
    folder = to / name
    if not folder.exists():
        shutil.copytree(checkpoint(name), folder)
        path = folder / "tokenizer_config.json"
        if path.exists():
            config = json.loads(path.read_text(encoding="utf-8"))
            if isinstance(extra := config.get("extra_special_tokens"), list):
                del config["extra_special_tokens"]
                config["additional_special_tokens"] = extra
            path.write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")
    return str(folder)


def older(folder: str, task: str, calls: Sequence[tuple[list[Any], dict[str, Any]]], **load: Any) -> list[Any]:
    """What 4.57 answers to every (arguments, keywords)."""
    asked = [
        {"task": task, "model": folder, "load": load, "given": given, "options": options} for given, options in calls
    ]
    done = subprocess.run(
        [sys.executable, ROOT / "tests" / "older" / "answers.py"], input=json.dumps(asked), text=True,
        capture_output=True, env={**os.environ, "PYTHONPATH": str(OLDER), "HF_HUB_OFFLINE": "1"}, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout)
    assert said["version"].startswith("4.57.")
    found: list[Any] = said["answers"]
    return found


def alike(ours: Any, theirs: Any) -> None:
    """Equal but for the last digits of numbers."""
    if isinstance(theirs, dict):
        assert set(ours) == set(theirs)
        for key, value in theirs.items():
            alike(ours[key], value)
    elif isinstance(theirs, list):
        assert len(ours) == len(theirs)
        for own, value in zip(ours, theirs, strict=True):
            alike(own, value)
    elif isinstance(theirs, float):
        assert float(ours) == pytest.approx(theirs, abs=NEAR)
    else:
        assert ours == theirs


@pytest.mark.parametrize(
    ("task", "name"),
    [
        ("translation_en_to_zh", "translate-en-zh"),
        ("translation_zh_to_en", "translate-zh-en"),
        ("summarization", "summarize"),
        ("text2text-generation", "summarize"),
    ],
)
@pytest.mark.parametrize("batch", [1, 8])
def test_texts_are_written_as_they_were(task: str, name: str, batch: int, tmp_path: Path) -> None:
    if name == "summarize":
        told = "summarize: " if task == "text2text-generation" else ""  # the other adds it
        given = [told + article.text for article in paragraphs.articles(COUNT, 5)]
    else:
        given = sentences("zh" if "zh_to" in task else "en")
    # Where a model's settings are silent, 4.57 searched with four beams and the course's pipelines do with one.
    options = (
        [{"batch_size": batch}] if name != "summarize" else [{"batch_size": batch, "num_beams": n} for n in (1, 4)]
    )
    theirs = older(as_older_files(name, tmp_path), task, [([given], one) for one in options])
    for other, one in zip(theirs, options, strict=True):
        assert pipeline(task)(given, **one) == [own if isinstance(own, dict) else own[0] for own in other]


@pytest.mark.parametrize("batch", [1, 8])
def test_answers_are_found_where_they_were(batch: int, tmp_path: Path) -> None:
    """4.57 adds the scores of pieces that read alike, so that its score may be more; it never is less."""
    rng = random.Random(6)
    items = [stories.item(rng.choice(("zh", "en")), rng.choice((1, 2, 8)), rng) for _ in range(COUNT)]
    asked = [{"question": item.question, "context": item.context} for item in items]
    options = {"align_to_words": False, "batch_size": batch}
    (theirs,) = older(as_older_files("qa", tmp_path), "question-answering", [([asked], options)])
    ours = pipeline("question-answering")(asked, **options)
    for own, other in zip(ours, theirs, strict=True):
        assert [own[key] for key in ("answer", "start", "end")] == [other[key] for key in ("answer", "start", "end")]
        assert -NEAR < other["score"] - own["score"] < 0.01


ENGLISH = ("Good value.", "It broke at once.", "The staff were kind, the soup was cold.", "I would buy it again.")
NAMES = ("Anna Smith works in Paris for Siemens.", "王小明在北京大学学习。", "The Danube flows through Vienna.")
SETS: tuple[tuple[str, str, list[tuple[list[Any], dict[str, Any]]], dict[str, Any]], ...] = (
    ("sentiment-analysis", "sentiment-en", [([list(ENGLISH)], {})], {}),
    ("sentiment-analysis", "sentiment-en", [([list(ENGLISH)], {"top_k": None})], {}),
    ("sentiment-analysis", "sentiment-en", [([list(ENGLISH)], {"return_all_scores": True})], {}),
    ("ner", "ner", [([list(NAMES)], {})], {}),
    ("ner", "ner", [([list(NAMES)], {"aggregation_strategy": s}) for s in ("simple", "first", "average", "max")], {}),
    ("ner", "ner", [([list(NAMES)], {})], {"grouped_entities": True}),
    ("fill-mask", "bert-zh", [(["巴黎是[MASK]国的首都。"], {"top_k": k}) for k in (1, 3, 10)], {}),
    ("fill-mask", "bert-zh", [(["今天天气很[MASK]，我们去[MASK]园。"], {})], {}),
    ("zero-shot-classification", "zero-shot", [(["The match ended in a draw.", ["sport", "food"]], {})], {}),
    ("zero-shot-classification", "zero-shot",
     [(["The match ended in a draw.", "sport, food"], {"multi_label": flag}) for flag in (True, False)], {}),
    ("feature-extraction", "embed", [([["a cat", "我喜欢猫。"]], {})], {}),
)  # fmt: skip


@pytest.mark.parametrize(("task", "name", "calls", "load"), SETS)
def test_a_call_means_what_it_meant(
    task: str, name: str, calls: list[tuple[list[Any], dict[str, Any]]], load: dict[str, Any], tmp_path: Path
) -> None:
    theirs = older(as_older_files(name, tmp_path), task, calls, **load)
    ours = [pipeline(task, **load)(*given, **options) for given, options in calls]
    alike(ours, theirs)


def test_sounds_and_pictures_are_told_as_they_were(tmp_path: Path) -> None:
    for task, name in (("automatic-speech-recognition", "speech"), ("audio-classification", "audio-emotion")):
        ours, calls = [], []
        for path in sorted(SOUNDS.glob("*.wav")):
            calls.append(([str(path)], {}))
            ours.append(pipeline(task)(str(path)))
        assert ours
        alike(ours, older(as_older_files(name, tmp_path), task, calls))
    # 4.57 reads no configuration of `detect`'s kind, and its tables want an older pandas.
    pictures = [str(path) for path in sorted(PICTURES.glob("*.png"))]
    assert pictures
    theirs = older(as_older_files("vision", tmp_path), "image-classification", [([path], {}) for path in pictures])
    alike([pipeline("image-classification")(path) for path in pictures], theirs)
