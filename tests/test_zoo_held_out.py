"""What models are measured on was written before they were trained, has not changed since, and was not trained on."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from course_lib.zoo import written
from course_lib.zoo.bert_zh import corpus as bert_corpus
from course_lib.zoo.chat import dialogue, reading
from course_lib.zoo.embed import corpus as embed_corpus
from course_lib.zoo.embed import documents
from course_lib.zoo.near_copies import Known, shared, units

ROOT = Path(__file__).parents[1]
ZOO = ROOT / "course_lib" / "zoo"
APART = sorted(ZOO.glob("*/heldout_apart*.jsonl"))


def git(*words: str) -> str:
    return subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def history() -> None:
    """Skips where the history is not there: in an installed package, or in a shallow clone."""
    try:
        whole = git("rev-parse", "--is-shallow-repository").strip() == "false"
    except (OSError, subprocess.CalledProcessError):
        whole = False
    if not whole:
        pytest.skip("the whole git history is not here")


def commits(path: Path) -> list[str]:
    """Those that touched a file, newest first."""
    return git("log", "--format=%H", "--", str(path.relative_to(ROOT))).split()


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("path", APART, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_it_was_committed_before_the_weights_and_never_changed(path: Path) -> None:
    (added,) = commits(path)
    weights = commits(path.parent / "model.safetensors")
    # Weights of an earlier round know nothing of it; those that came later came after it.
    later = [each for each in weights if each == added or added in git("rev-list", each).split()]
    assert added not in weights
    assert later == weights[: len(later)]


MODELS = ("bert_zh", "chat", "embed", "sentiment_en", "sentiment_zh", "zero_shot")


def test_there_are_such_files() -> None:
    assert tuple(path.parent.name for path in APART) == MODELS


@pytest.mark.parametrize("name", [name for name in MODELS if name != "chat"])
def test_several_people_wrote_two_thousand_sentences(name: str) -> None:
    by_writer = written.writers(ZOO / name / "data")
    assert len(by_writer) >= 3
    assert len(list(learnt(ZOO / name))) >= 2000
    assert len({line for lines in by_writer.values() for line in lines}) == sum(map(len, by_writer.values()))


def measured(folder: Path) -> Iterator[str]:
    """Every sentence that a model is measured on."""
    for path in sorted(folder.glob("heldout*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield from parts(json.loads(line))


def parts(item: dict[str, Any]) -> Iterator[str]:
    """The sentences of one item."""
    if "answer" in item and "text" in item:
        yield item["text"].replace("[MASK]", item["answer"])
    elif "messages" in item:
        yield from (each["content"] for each in item["messages"][-1:])
    else:
        yield from (value for key, value in item.items() if key.split("_")[0] in PARTS)


PARTS = ("text", "passage", "question")


def learnt(folder: Path) -> Iterator[str]:
    """Every sentence that somebody wrote for it to learn from."""
    for line in written.lines(folder / "data"):
        if line.startswith("{"):
            yield from (value for value in json.loads(line).values() if isinstance(value, str))
        else:
            yield line.split("\t")[-1].removeprefix("+ ").removeprefix("- ")


@pytest.mark.parametrize("folder", [ZOO / name for name in MODELS if name != "chat"], ids=lambda folder: folder.name)
def test_no_measured_sentence_is_a_near_copy_of_one_learnt(folder: Path) -> None:
    known = Known(learnt(folder))
    assert [(text, copy) for text in measured(folder) if (copy := known.like(text))] == []


def test_what_bert_borrows_from_other_models_is_no_near_copy_either() -> None:
    texts = [text for lang in ("zh", "en") for text in bert_corpus.borrowed(lang)]
    assert len(texts) > 2000
    known = Known(texts)
    assert [copy for text in measured(ZOO / "bert_zh") if (copy := known.like(text))] == []


def test_what_embed_borrows_for_its_word_statistics_is_no_near_copy_either() -> None:
    texts = documents.borrowed()
    assert len(texts) > 10_000
    known = Known(texts)
    pairs = [text for pair in embed_corpus.held_out() for text in pair]
    assert pairs
    assert [(text, copy) for text in (*measured(ZOO / "embed"), *pairs) if (copy := known.like(text))] == []


def test_nothing_that_chat_is_asked_was_said_to_it() -> None:
    """Whole passages may not even be like; a request of a few words is asked in few ways, and may not be the same."""
    lines = (ZOO / "chat" / "heldout_apart.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [item for item in map(json.loads, lines) if item["messages"] and item["kind"] != "conversation"]
    known = Known(passage.text for own in reading.passages().values() for passage in own)
    told = [item["messages"][-1]["content"] for item in asked if item["kind"].startswith("reading")]
    assert [(text, copy) for text in told if (copy := known.like(text))] == []
    said = {units(turns[-1].said) for _, turns in dialogue.written_talks()}
    assert [item["messages"][-1]["content"] for item in asked if units(item["messages"][-1]["content"]) in said] == []


@pytest.mark.parametrize(
    ("copy", "of"),
    [
        ("The soup was hot and tasty!", "the soup was hot, and tasty"),
        ("We thought the soup was hot and tasty, all of us.", "the soup was hot and tasty"),
        ("the soup was hot and really tasty on that night", "The soup was hot and very tasty on that night."),
        ("这家店的面条很好吃，下次还来。", "这家店的面条很好吃，下次再来"),
    ],
)
def test_a_near_copy_is_told(copy: str, of: str) -> None:
    assert Known(["something else altogether", of]).like(copy) == of


def test_ordinary_neighbours_are_no_copies() -> None:
    known = Known(["The soup was cold and thin.", "这家店的面条很难吃。", "not bad"])
    assert known.like("The soup was hot and tasty.") is None
    assert known.like("这家店的米饭还可以。") is None
    assert known.like("The bread was not bad at all, to be honest.") is None


def test_how_alike_writers_are_is_a_share() -> None:
    assert shared(["a b c d e"], ["a b c d e"]) == 1
    assert shared(["a b c d e"], ["f g h"]) == 0
