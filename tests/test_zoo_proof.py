"""Whether figures are those of a card, and whether what ships is what was measured: each of them can say no."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from course_lib import cli
from course_lib.commands import zoo as command
from course_lib.zoo import catalogue, proof
from course_lib.zoo.card import differences
from course_lib.zoo.figures import CARD, Figure, recorded
from course_lib.zoo.sentiment_zh import commands

MODELS = ("sentiment-en", "sentiment-zh", "vision")


def as_it_was(content: bytes) -> bytes:
    return content


def one_bit_flipped(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


def a_comment_more(content: bytes) -> bytes:
    return content + b"# as before\n"


def without_the_last_line(content: bytes) -> bytes:
    return b"".join(content.splitlines(keepends=True)[:-1])


def a_share_better(content: bytes) -> bytes:
    card = json.loads(content)
    card["figures"][0]["value"] += 0.001
    return json.dumps(card, indent=2, ensure_ascii=False).encode()


@pytest.fixture(scope="module")
def whole_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A zoo of three models, in a package of its own, with all code and proofs that hold."""
    package = tmp_path_factory.mktemp("copy") / "course_lib"
    zoo = package / "zoo"
    shutil.copytree(catalogue.ZOO, zoo, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    (package / "__init__.py").touch()
    catalogue.write({name: catalogue.find(name) for name in MODELS}, zoo / "catalogue.json")
    for name in MODELS:
        proof.renew(name, proof.fingerprint(zoo / catalogue.find(name).folder), zoo)
    return zoo


@pytest.fixture
def change(whole_copy: Path) -> Callable[[str, Callable[[bytes], bytes]], list[str]]:
    """Change one file of the copy, ask what is unproven now, and put the file back."""

    def asked(place: str, changed: Callable[[bytes], bytes]) -> list[str]:
        path = whole_copy / place
        before = path.read_bytes()
        path.write_bytes(changed(before))
        try:
            return proof.unproven(whole_copy)
        finally:
            path.write_bytes(before)

    return asked


# What ships is what was measured


def test_a_copy_has_the_hashes_of_the_original(whole_copy: Path) -> None:
    assert proof.unproven(whole_copy) == []
    for name in MODELS:
        entry = catalogue.find(name)
        assert proof.fingerprint(whole_copy / entry.folder) == proof.fingerprint(entry.directory)


@pytest.mark.parametrize(
    ("place", "changed", "unproven"),
    [
        ("vision/model.safetensors", one_bit_flipped, ["vision"]),
        ("vision/card.json", a_share_better, ["vision"]),
        ("vision/README.md", without_the_last_line, ["vision"]),
        ("vision/config.json", one_bit_flipped, ["vision"]),
        ("vision/data/heldout.png", one_bit_flipped, ["vision"]),
        ("vision/data/heldout.txt", without_the_last_line, ["vision"]),
        ("vision/evaluate.py", a_comment_more, ["vision"]),
        ("vision/digits.py", a_comment_more, ["vision"]),
        ("sentiment_en/tokenizer.json", one_bit_flipped, ["sentiment-en"]),
        ("sentiment_en/heldout.jsonl", without_the_last_line, ["sentiment-en"]),
        # Both are measured on these:
        ("sentiment_zh/heldout.jsonl", without_the_last_line, ["sentiment-en", "sentiment-zh"]),
        ("sentiment/measure.py", a_comment_more, ["sentiment-en", "sentiment-zh"]),
        ("figures.py", a_comment_more, list(MODELS)),
    ],
)
def test_a_change_to_what_figures_hang_on_is_seen(
    change: Callable[[str, Callable[[bytes], bytes]], list[str]],
    place: str,
    changed: Callable[[bytes], bytes],
    unproven: list[str],
) -> None:
    assert change(place, changed) == unproven
    assert change(place, as_it_was) == []


@pytest.mark.parametrize(
    ("place", "changed"),
    [
        ("vision/recipe.py", a_comment_more),  # weights that are there do not hang on how they came about
        ("bert_zh/model.safetensors", one_bit_flipped),  # sentiment-zh grew from it, and is measured without
        ("sentiment_zh/heldout.jsonl", lambda content: content.replace(b"\n", b"\r\n")),  # as git does on Windows
    ],
)
def test_a_change_to_anything_else_is_not(
    change: Callable[[str, Callable[[bytes], bytes]], list[str]], place: str, changed: Callable[[bytes], bytes]
) -> None:
    assert change(place, changed) == []


def test_a_new_model_is_unproven_and_one_that_is_gone_is_forgotten(whole_copy: Path, tmp_path: Path) -> None:
    zoo = tmp_path / "course_lib" / "zoo"
    shutil.copytree(whole_copy, zoo)
    (zoo.parent / "__init__.py").touch()
    models = catalogue.entries(zoo / "catalogue.json")
    models["eyes"] = replace(models.pop("vision"), name="eyes", folder="eyes")
    (zoo / "vision").rename(zoo / "eyes")
    evaluate = zoo / "eyes" / "evaluate.py"
    evaluate.write_text(evaluate.read_text(encoding="utf-8").replace(".vision", ".eyes"), encoding="utf-8")
    catalogue.write(models, zoo / "catalogue.json")
    assert proof.unproven(zoo) == ["eyes"]
    assert proof.renew("eyes", proof.fingerprint(zoo / "eyes"), zoo)
    assert proof.unproven(zoo) == [] and list(proof.proven(zoo)) == ["sentiment-en", "sentiment-zh", "eyes"]
    assert zoo / "eyes" / "digits.py" in proof.covered(zoo / "eyes")
    assert not proof.renew("eyes", proof.fingerprint(zoo / "eyes"), zoo)


# Figures are those of a card


@pytest.fixture
def carded(tmp_path: Path) -> Path:
    """The card of sentiment-zh, in a folder where it may be changed."""
    for name in (CARD, "README.md"):
        shutil.copy(catalogue.find("sentiment-zh").directory / name, tmp_path)
    return tmp_path


def test_a_figure_may_be_a_little_off(carded: Path) -> None:
    first, *rest = recorded(carded)
    assert differences([first, *rest], carded) == []
    assert differences([replace(first, value=first.value - 0.02), *rest], carded) == []
    assert len(differences([replace(first, value=first.value - 0.02), *rest], carded, within=0.01)) == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"value": 0.5}, r"accuracy: 50.0% measured, \d\d.\d% on the card"),
        ({"value": float("nan")}, r"accuracy: nan% measured, \d\d.\d% on the card"),
        ({"chance": 0.25}, r"accuracy: chance is 25.00%, 50.00% on the card"),
        ({"count": 7}, r"accuracy: its count is 7, \d+ on the card"),
        ({"bar": None}, r"accuracy: its bar is None, 0.85 on the card"),
        ({"meaning": "more"}, "accuracy: its meaning is 'more', 'hand-written .*' on the card"),
        ({"name": "more"}, "accuracy: on the card, and not measured"),
    ],
)
def test_what_differs_is_told(carded: Path, change: dict[str, object], told: str) -> None:
    first, *rest = recorded(carded)
    line, *more = differences([replace(first, **change), *rest], carded)  # type: ignore[arg-type]
    assert re.fullmatch(told, line)
    assert more == (["more: measured, and not on the card"] if "name" in change else [])


def test_a_readme_that_says_something_else_is_told(carded: Path) -> None:
    figures = recorded(carded)
    readme = carded / "README.md"
    text = readme.read_text(encoding="utf-8")
    readme.write_text(text.replace(f"{figures[0].value:.1%}", "99.9%"), encoding="utf-8")
    assert "accuracy: not in README.md as card.json has it" in differences(figures, carded)
    readme.write_text("", encoding="utf-8")
    assert len(differences(figures, carded)) == len(figures)


# `course zoo eval`


@pytest.fixture
def own_zoo(tmp_path: Path) -> Path:
    """A zoo without proofs: its list of models alone. No test renews a proof of the checkout."""
    shutil.copy(catalogue.CATALOGUE, tmp_path)
    return tmp_path


def figures_are(monkeypatch: pytest.MonkeyPatch, change: Callable[[list[Figure]], list[Figure]]) -> None:
    monkeypatch.setattr(commands, "evaluate", lambda directory: change(recorded(directory)))


def test_eval_renews_the_proof_of_a_model_that_is_as_its_card_says(
    own_zoo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures_are(monkeypatch, lambda figures: figures)
    report = command.measure(["sentiment-zh"], own_zoo)
    assert report.exit_code == 0 and "These are the figures of its card." in report.text
    assert report.data["proven"] == ["sentiment-zh"] and str(own_zoo) in report.text
    entry = catalogue.find("sentiment-zh")
    assert proof.proven(own_zoo) == {"sentiment-zh": proof.fingerprint(entry.directory)}
    again = command.measure(["sentiment-zh"], own_zoo)
    assert again.exit_code == 0 and again.data["proven"] == [] and str(own_zoo) not in again.text


def test_eval_says_what_differs_and_proves_nothing(
    own_zoo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    figures_are(monkeypatch, lambda figures: [replace(figures[0], value=0.5), *figures[1:]])
    report = command.measure(["sentiment-zh"], own_zoo)
    assert report.exit_code == 1 and not (own_zoo / proof.PROVEN).exists()
    assert "These are not the figures of its card:\n    accuracy: 50.0% measured" in report.text
    assert "course zoo build sentiment-zh" in report.text
    monkeypatch.setattr(proof, "in_a_checkout", lambda: False)
    assert cli.main(["zoo", "eval", "sentiment-zh", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["differences"]["sentiment-zh"] and said["proven"] == []


def test_what_is_changed_while_it_is_measured_is_not_proven(own_zoo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = ["as it was"]

    def changing(figures: list[Figure]) -> list[Figure]:
        now.append("changed meanwhile")
        return figures

    monkeypatch.setattr(proof, "fingerprint", lambda folder: now[-1])
    figures_are(monkeypatch, changing)
    command.measure(["sentiment-zh"], own_zoo)
    assert proof.proven(own_zoo) == {"sentiment-zh": "as it was"}


def test_an_installed_package_proves_nothing(own_zoo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "in_a_checkout", lambda: False)
    figures_are(monkeypatch, lambda figures: figures)
    report = command.measure(["sentiment-zh"], own_zoo)
    assert report.exit_code == 0 and not (own_zoo / proof.PROVEN).exists()
