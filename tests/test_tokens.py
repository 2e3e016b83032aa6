"""Walkthrough: the library's values, exactly, with pictures; and errors that say what to give instead."""

from __future__ import annotations

import copy
import doctest
import json
import pickle
import re
from pathlib import Path
from typing import Any

import pytest
from small_tokenizers import KINDS, byte_level, python_sentencepiece, without_unknown, wordpiece

import course_lib.tokens.walkthrough
from course_lib.errors import CourseError
from course_lib.tokens.walkthrough import Walkthrough

TEXTS = ["我爱 the cats 🙂", "龘 <s> [SEP]", "", "a\nb\tc"]


@pytest.fixture(params=KINDS)
def tokenizer(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    return KINDS[request.param](tmp_path)


def same(value: Any, expected: Any) -> None:
    """`value` is `expected` in every way that a student could look at it."""
    assert value == expected and expected == value
    assert isinstance(value, type(expected))
    assert repr(value) == repr(expected) and str(value) == str(expected) and f"{value}" == f"{expected}"
    assert json.dumps(value) == json.dumps(expected)
    for twin in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value), copy.copy(value)):
        assert twin == expected and twin._repr_html_() == value._repr_html_()
    assert value._repr_html_().startswith("<div")
    if not isinstance(value, int):
        assert type(value[1:]) is type(expected) and value[1:] == expected[1:] and len(value) == len(expected)
    if not isinstance(value, list):
        assert hash(value) == hash(expected)


def test_every_step_returns_what_the_library_returns(tokenizer: Any) -> None:
    walk = Walkthrough(tokenizer)
    for text in TEXTS:
        same(walk.split(text), tokenizer.tokenize(text))
        same(walk.convert_tokens_to_ids(walk.split(text)), tokenizer.convert_tokens_to_ids(tokenizer.tokenize(text)))
        same(walk.encode(text), tokenizer(text)["input_ids"])
        ids = tokenizer(text)["input_ids"]
        same(walk.decode(ids), tokenizer.decode(ids))
        same(walk.decode(ids, skip_special_tokens=True), tokenizer.decode(ids, skip_special_tokens=True))


def test_a_pair_is_one_sequence_and_shows_its_two_texts(tokenizer: Any) -> None:
    ids = Walkthrough(tokenizer).encode("the cats", "我爱")
    same(ids, tokenizer("the cats", "我爱")["input_ids"])
    picture = ids._repr_html_()  # type: ignore[attr-defined]
    assert "A, blue: the first text" in picture and "B, orange: the second text" in picture
    assert "from text A" in picture and "from text B" in picture


@pytest.mark.filterwarnings("ignore:Recommended")  # a copied Marian tokenizer misses sacremoses again
def test_adding_tokens_counts_as_the_library_does_and_changes_the_tokenizer(tokenizer: Any, tmp_path: Path) -> None:
    other = copy.deepcopy(tokenizer)
    walk, before = Walkthrough(tokenizer), len(tokenizer)
    number = walk.add_tokens(["天干", "地支"])
    same(number, other.add_tokens(["天干", "地支"]))
    assert number == 2 and len(tokenizer) == before + 2
    picture = number._repr_html_()  # type: ignore[attr-defined]
    assert f"{before} → {before + 2}" in picture and f"new, id {tokenizer.convert_tokens_to_ids('地支')}" in picture
    same(walk.encode("天干"), other("天干")["input_ids"])
    same(walk.add_special_tokens({"sep_token": "<new>"}), other.add_special_tokens({"sep_token": "<new>"}))
    assert tokenizer.sep_token == "<new>" and len(tokenizer) == before + 3
    same(walk.split("天干 地支 <new>"), other.tokenize("天干 地支 <new>"))


@pytest.mark.filterwarnings("ignore:Recommended")
@pytest.mark.parametrize("token", ["\n", " ", "\t", "\u3000"])
def test_white_space_is_a_token_like_any_other(tokenizer: Any, token: str) -> None:
    other = copy.deepcopy(tokenizer)
    same(Walkthrough(tokenizer).add_tokens([token]), other.add_tokens([token]))
    assert tokenizer("a\nb c")["input_ids"] == other("a\nb c")["input_ids"]


@pytest.mark.filterwarnings("ignore:Recommended")
def test_saving_returns_the_library_s_paths_and_what_was_saved_loads_again(tokenizer: Any, tmp_path: Path) -> None:
    walk = Walkthrough(tokenizer)
    walk.add_tokens(["天干"])
    same(walk.save_pretrained(tmp_path / "one"), tokenizer.save_pretrained(tmp_path / "one"))
    ids = tokenizer("我 天干 cat")["input_ids"]
    assert type(tokenizer).from_pretrained(tmp_path / "one")("我 天干 cat")["input_ids"] == ids


def test_decode_takes_what_the_library_takes() -> None:
    import numpy
    import torch

    walk = Walkthrough(wordpiece())
    one, several = [2, 5, 6, 3], [[2, 5, 3], [2, 6, 3]]
    for ids in (tuple(one), torch.tensor(one), numpy.array(one), list(numpy.array(one)), list(torch.tensor(one))):
        same(walk.decode(ids), "[CLS] 我 爱 [SEP]")
    for single in (5, torch.tensor(5), numpy.int64(5)):
        same(walk.decode(single), "我")
    for batch in (several, torch.tensor(several), numpy.array(several), [torch.tensor(row) for row in several]):
        same(walk.decode(batch), walk.tokenizer.decode(several))
    same(walk.decode([]), "")


def test_a_list_that_was_changed_no_longer_shows_its_old_picture() -> None:
    ids: Any = Walkthrough(wordpiece()).encode("我爱")
    ids.append(99)
    assert ids == [2, 5, 6, 3, 99] and ids._repr_html_() is None


def test_ipython_shows_plain_text_like_the_library_s() -> None:
    from IPython.core.formatters import PlainTextFormatter

    plain = PlainTextFormatter()
    walk = Walkthrough(wordpiece())
    for value, expected in (
        (walk.encode("我爱"), [2, 5, 6, 3]),
        (walk.split("我爱"), ["我", "爱"]),
        (walk.decode([5]), "我"),
        (walk.add_tokens(["天干"]), 1),
    ):
        assert plain(value) == plain(expected)


def test_an_unknown_token_shows_what_stood_in_the_text(tmp_path: Path) -> None:
    for tokenizer in (wordpiece(), python_sentencepiece(tmp_path)):
        picture = Walkthrough(tokenizer).encode("我 龘")._repr_html_()  # type: ignore[attr-defined]
        assert "not in the vocabulary" in picture and "stands for 龘" in picture
    missing = Walkthrough(without_unknown()).convert_tokens_to_ids(["cat", "dog"])
    assert missing == [0, None]
    assert "their id is None" in missing._repr_html_()  # type: ignore[attr-defined]


def test_the_end_token_of_a_byte_level_tokenizer_is_special_and_not_unknown() -> None:
    tokenizer = byte_level()
    assert tokenizer.unk_token == tokenizer.eos_token
    picture = Walkthrough(tokenizer).encode("我<|endoftext|>")._repr_html_()  # type: ignore[attr-defined]
    assert "special token" in picture and "not in the vocabulary" not in picture


def test_a_replaced_separator_still_looks_special() -> None:
    walk = Walkthrough(wordpiece())
    walk.add_special_tokens({"sep_token": "<new>"})
    assert walk.encode("我")[-1] == 3
    assert "token [SEP], id 3, special token" in walk.encode("我")._repr_html_()  # type: ignore[attr-defined]


def test_split_shows_the_ids_that_encoding_writes() -> None:
    walk = Walkthrough(wordpiece())
    walk.add_tokens(["天干"])
    tokens = walk.split("天干")
    assert tokens == walk.tokenizer.tokenize("天干") != ["天干"]
    assert f"id {walk.encode('天干')[1]}" in tokens._repr_html_()  # type: ignore[attr-defined]
    assert "not in the vocabulary" in walk.convert_tokens_to_ids(tokens)._repr_html_()  # type: ignore[attr-defined]


def test_a_token_that_was_there_is_told_from_a_new_one() -> None:
    walk = Walkthrough(wordpiece())
    number: Any = walk.add_tokens(["我", "天干"])
    assert "was there, id 5" in number._repr_html_() and "new, id 20" in number._repr_html_()
    assert number == 2 and "the library returns 2: it also counts" in number._repr_html_()
    again: Any = walk.add_tokens("天干")
    assert "nothing new" in again._repr_html_() and len(walk.tokenizer) == 21


def test_saving_keeps_the_hands_off_other_files(tmp_path: Path) -> None:
    walk, folder = Walkthrough(wordpiece()), tmp_path / "mine"
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work")
    with pytest.raises(CourseError, match=r"thesis\.txt(.|\n)*force=True"):
        walk.save_pretrained(folder)
    assert [path.name for path in folder.iterdir()] == ["thesis.txt"]
    paths: Any = walk.save_pretrained(folder, force=True)
    assert (folder / "thesis.txt").read_text() == "years of work"
    assert paths == (str(folder / "tokenizer_config.json"), str(folder / "tokenizer.json"))
    size = (folder / "tokenizer.json").stat().st_size
    assert f"{size / 1000:.1f} kB" in paths._repr_html_() and "the whole tokenizer" in paths._repr_html_()


def test_saving_twice_is_harmless_and_a_changed_file_is_not_overwritten(tmp_path: Path) -> None:
    walk = Walkthrough(wordpiece())
    walk.save_pretrained(tmp_path)
    walk.add_tokens(["天干"])
    saved = Path(walk.save_pretrained(str(tmp_path))[1])
    assert "天干" in saved.read_text(encoding="utf-8")
    saved.write_text("mine now")
    with pytest.raises(CourseError, match=r"tokenizer\.json"):
        walk.save_pretrained(tmp_path)
    assert saved.read_text() == "mine now"


def test_a_file_that_the_library_names_and_does_not_write_is_said_so(tmp_path: Path) -> None:
    paths: Any = Walkthrough(python_sentencepiece(tmp_path)).save_pretrained(tmp_path / "out")
    assert not Path(paths[-1]).exists() and "not written" in paths._repr_html_()


@pytest.mark.parametrize(
    ("call", "seen", "next_step"),
    [
        (lambda w: w.split(["我", "爱"]), "list of 2", r"tokenizer\(\[\.\.\.\], padding=True\)"),
        (lambda w: w.split(5), "int: 5", "decode"),
        (lambda w: w.split(None), "NoneType", "str"),
        (lambda w: w.split("\ud83d"), "half a character", "UTF-8"),
        (lambda w: w.encode(["我", "爱"]), "list of 2", r"encode\(text, pair\)"),
        (lambda w: w.encode("我", ["爱"]), "`pair`.*list of 1", "two texts"),
        (lambda w: w.convert_tokens_to_ids("我爱"), "one text: '我爱'", "split"),
        (lambda w: w.convert_tokens_to_ids(5), "int: 5", "list"),
        (lambda w: w.convert_tokens_to_ids(["我", 5]), "position 1.*int: 5", "decode"),
        (lambda w: w.convert_tokens_to_ids([["我"]]), "position 0.*list", "flat"),
        (lambda w: w.decode("我爱"), "a text: '我爱'", "encode"),
        (lambda w: w.decode(w.split("我爱")), "position 0.*str: '我'", "convert_tokens_to_ids"),
        (lambda w: w.decode([2, 20]), "Id 20, at position 1.*20 tokens", "0 to 19"),
        (lambda w: w.decode([-1]), "Id -1", "0 to 19"),
        (lambda w: w.decode([2.0]), "float: 2.0", "int"),
        (lambda w: w.decode([True]), "bool: True", "int"),
        (lambda w: w.decode(None), "NoneType", "list"),
        (lambda w: w.decode(w.tokenizer("我")), "BatchEncoding", r'decode\(encoding\["input_ids"\]\)'),
        (lambda w: w.decode([[2], "我"]), "position 0.*list", "flat"),
        (lambda w: w.add_tokens([5]), "position 0.*int: 5", "text"),
        (lambda w: w.add_tokens(5), "it is an int: 5", "text"),
        (lambda w: w.add_tokens(["天干", ""]), "position 1.*empty", "Leave it out"),
        (lambda w: w.add_special_tokens(["<a>"]), "list", "dict"),
        (lambda w: w.add_special_tokens({"separator": "<a>"}), "'separator'", "sep_token"),
        (lambda w: w.add_special_tokens({"sep_token": ["<a>"]}), "one token", '"sep_token": "…"'),
        (lambda w: w.add_special_tokens({"extra_special_tokens": "<a>"}), "a list of tokens", r'\["…"\]'),
        (lambda w: w.add_special_tokens({"sep_token": 5}), "'sep_token'.*int: 5", "text"),
        (lambda w: w.save_pretrained(""), "str: ''", "my-tokenizer"),
        (lambda w: w.save_pretrained(5), "int: 5", "my-tokenizer"),
        (lambda w: w.save_pretrained(__file__), "is a file", "another folder"),
        (lambda w: w.save_pretrained(__file__, force=True), "is a file", "another folder"),
        (lambda w: w.save_pretrained(Path(__file__) / "below"), "could not be saved", "may write"),
        (lambda w: Walkthrough("bert-zh"), "str: 'bert-zh'", "AutoTokenizer"),
        (lambda w: Walkthrough(type(w.tokenizer)), "the class BertTokenizer", "AutoTokenizer"),
        (lambda w: Walkthrough(w), "Walkthrough", "AutoTokenizer"),
    ],
)
def test_what_a_step_cannot_use_is_named_with_the_next_step(call: Any, seen: str, next_step: str) -> None:
    walk = Walkthrough(wordpiece())
    with pytest.raises(CourseError) as caught:
        call(walk)
    assert re.search(seen, caught.value.problem)
    assert re.search(next_step, caught.value.next_step)
    assert len(walk.tokenizer) == 20, "a refused step changed the tokenizer"


def test_ids_out_of_range_are_found_in_every_kind(tokenizer: Any) -> None:
    for wrong in (-1, len(tokenizer), 10**9, 2**40):
        with pytest.raises(CourseError, match=f"Id {wrong}"):
            Walkthrough(tokenizer).decode([0, wrong])


def test_walkthrough_says_that_it_changes_its_tokenizer() -> None:
    walk = Walkthrough(wordpiece())
    assert repr(walk) == "Walkthrough(BertTokenizer, 20 tokens)"
    assert "change that very tokenizer" in " ".join((Walkthrough.__doc__ or "").split())
    assert "adding tokens here changes it" in walk._repr_html_()


def test_the_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(course_lib.tokens.walkthrough).failed == 0
