"""What a call left behind is looked at elsewhere: snapshots are exact, refuse what is no snapshot, and hold no code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch

from course_lib.exercises.calls import Answer, Call, make_call
from course_lib.exercises.fresh import Fresh
from course_lib.exercises.inputs import make_input
from course_lib.exercises.wire_values import ValueRefused, from_wire, to_wire
from course_lib.grading.judging.probes import answered, mentioned
from course_lib.grading.wire.inputs_after_a_call import restore, snapshot
from course_lib.grading.worker.evaluating_probes import look

TOKENIZER, MODEL, FOLDER = Fresh("tokenizer", "bert-zh"), Fresh("model", "bert-zh"), Fresh("folder")


def again(made: Fresh, value: Any, place: Path) -> Any:
    """Through the wire and back."""
    return restore(made, from_wire(snapshot(value)), place)


def test_a_worker_is_asked_for_plain_values_only() -> None:
    probe = {"a": "returned[0]", "b": "args[10].tokenize(args[2])", "c": "[x for x in args[2]]"}
    assert mentioned(probe) == {name: name for name in ("returned", "args[2]", "args[10]")}
    given = [to_wire(TOKENIZER), to_wire([1])]
    plain = {"returned": 1, "args[1]": [1, 2]}
    assert answered(given, plain, {"x": "args[1]", "y": "returned"}) == Answer("returned", {"x": [1, 2], "y": 1})
    assert answered(given, plain, {"x": "(len(args[1]), args[0])"}) == Answer("returned", {"x": {"tuple": [2, None]}})
    crashed = answered(given, plain, {"x": "returned[0]"})
    assert crashed is not None and (crashed.outcome, crashed.values) == ("crashed", {})
    assert answered(given, plain | {"args[0]": {"dict": []}}, {"x": "args[1]"}) is None


def test_a_tokenizer_comes_back_as_it_became(tmp_path: Path) -> None:
    tokenizer = make_input(TOKENIZER)
    tokenizer.add_tokens(["天干", "sexagenary"])
    tokenizer.add_special_tokens({"sep_token": "<sep>", "extra_special_tokens": ["<poem>"]})
    made = again(TOKENIZER, tokenizer, tmp_path)
    assert made.get_added_vocab() == tokenizer.get_added_vocab()
    assert (made.all_special_tokens, made.sep_token_id) == (tokenizer.all_special_tokens, tokenizer.sep_token_id)
    assert made.tokenize("天干 and <poem> sexagenary") == tokenizer.tokenize("天干 and <poem> sexagenary")


def test_a_model_that_grew_by_half_stays_half_grown(tmp_path: Path) -> None:
    model = make_input(MODEL)
    rows = len(model.get_output_embeddings().weight)
    grown = torch.nn.Embedding(rows + 2, model.config.hidden_size)
    model.set_input_embeddings(grown)
    made = again(MODEL, model, tmp_path)
    assert len(made.get_input_embeddings().weight) == rows + 2
    assert len(made.get_output_embeddings().weight) == made.config.vocab_size == rows
    assert torch.equal(made.get_input_embeddings().weight, grown.weight)


def test_a_folder_comes_back_without_what_could_be_code(tmp_path: Path) -> None:
    there, here = tmp_path / "there", tmp_path / "here"
    (there / "deep").mkdir(parents=True)
    here.mkdir()
    (there / "deep" / "config.json").write_text("{}")
    (there / "modeling.py").write_text("print('mine')")
    (there / "weights.bin").write_bytes(b"\x80\x04.")
    (there / "link.json").symlink_to("/etc/hostname")
    made = again(FOLDER, there, here)
    found = {path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*") if path.is_file()}
    assert found == {"deep/config.json": b"{}", "modeling.py": b"", "weights.bin": b""}


@pytest.mark.parametrize(
    "files",
    [
        {"../config.json": b"{}"},
        {"/tmp/config.json": b"{}"},
        {"a/../../b.json": b"{}"},
        {"a\0.json": b""},
        {"a\\b.json": b""},
        {"config.json": "{}"},
        {3: b""},
        {f"{number}.json": b"" for number in range(1000)},
        ["config.json"],
        None,
    ],
)
def test_what_is_no_folder_is_refused_and_writes_nothing_outside(files: Any, tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    with pytest.raises(ValueRefused):
        restore(FOLDER, from_wire(to_wire(files)), place)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"vocab_size": 3, "tensors": {}},
        {"vocab_size": True, "tensors": {}},
        {"vocab_size": 3, "tensors": []},
        "not a state",
    ],
)
def test_what_is_no_model_is_refused(state: Any, tmp_path: Path) -> None:
    with pytest.raises(ValueRefused):
        restore(MODEL, state, tmp_path)


def test_too_large_a_folder_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "config.json").open("wb") as file:
        file.truncate(2**26)
    with pytest.raises(ValueRefused):
        snapshot(tmp_path)


def test_a_probe_is_put_to_what_was_left_behind() -> None:
    def grow(tokenizer: Any, tokens: list[str]) -> int:
        return int(tokenizer.add_tokens(tokens))

    args = [to_wire(TOKENIZER), to_wire(["天干"])]
    probe = {"returned": "returned", "tokens": "args[0].tokenize('天干地支')"}
    left = make_call(grow, Call(args, mentioned(probe), 5.0), snapshot)
    seen = look(args, left.values, probe, 5.0)
    assert (seen.outcome, from_wire(seen.values["returned"])) == ("returned", 1)
    assert from_wire(seen.values["tokens"])[0].replace(" ", "") == "天干"


@pytest.mark.parametrize("lie", [{"opaque": "Said"}, {"dict": []}, [1], None, {"dict": [["tokenizer.json", "x"]]}])
def test_a_lie_about_an_argument_is_a_crash(lie: Any) -> None:
    seen = look([to_wire(TOKENIZER)], {"returned": 1, "args[0]": lie}, {"size": "len(args[0])"}, 5.0)
    assert seen.outcome == "crashed"
    assert seen.values == {}


def test_two_lessons_with_one_name_for_what_they_bring_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    from course_lib.exercises.inputs import kinds
    from course_lib.lessons.lesson_02_text_to_text import inputs as other
    from course_lib.lessons.lesson_08_sampling import inputs

    taken = next(iter(other.INPUTS))
    monkeypatch.setattr(inputs, "INPUTS", {taken: inputs.INPUTS["noting reader"]})
    with pytest.raises(ValueError, match=f"lesson_08_sampling.*{taken}"):
        kinds.__wrapped__()
