"""The pictures: what they show, that they are safe to show, and that their plain text never changes."""

from __future__ import annotations

import base64
import dataclasses
import doctest
import importlib
import pickle
import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from small_tokenizers import (
    KINDS,
    byte_fallback,
    byte_level,
    python_sentencepiece,
    raw_bytes,
    unigram,
    wordpiece,
)

from course_lib.display import (
    show_attention,
    show_bars,
    show_batch,
    show_compare,
    show_graph,
    show_lines,
    show_timeline,
    show_tokens,
    show_top,
    table,
)
from course_lib.display.chips import MOST
from course_lib.display.plain import visible, width
from course_lib.display.saving import size_said
from course_lib.errors import CourseError
from course_lib.tokens.walkthrough import Walkthrough

HOSTILE = "<script>alert('x')</script> \"q\" & <img src=x onerror=alert(1)> </span></div> \u202e\u0007 <s>"


def pictures(text: str) -> list[Any]:
    """One of every picture, with `text` wherever a text goes."""
    bert, gpt = wordpiece(), byte_level()
    walk = Walkthrough(bert)
    shown = [
        walk,
        walk.split(text),
        walk.convert_tokens_to_ids([text, "我"]),
        walk.encode(text, text),
        walk.decode(walk.encode(f"我 {text}")),
        walk.decode([2, 5, 1, 3], skip_special_tokens=True),
        Walkthrough(gpt).decode([gpt(text)["input_ids"]] * 2),
        show_tokens(gpt, text, text),
        show_batch(bert([text, "我"], [text, "爱"], padding=True), bert),
        show_top([(text, 0.5), ("我", 0.125)]),
        show_compare({text: walk.split(text), "other": [text]}),
        show_attention([text, "我"], [[0.9, 0.1], [0.0, 1.0]]),
        show_graph([(text, "我", 2)]),
        show_bars([(text, 12), ("我", 0.5)], text),
        show_timeline([(text, [0.5, 1, 2]), ("我", [])], "s"),
        show_lines({text: [(1, 2.0), (3, 0.5)], "我": [(1, 1.0)]}, text, text, text),
        table([(text, 1.0), (text, 2)], [text, "number"]),
        table([]),
    ]
    shown += [walk.add_tokens([text, "我"]), walk.add_special_tokens({"sep_token": text + "2"})]
    return shown


class Reader(HTMLParser):
    """Collects what a picture is made of, and insists that its tags are balanced."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.styles: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.styles += [value or "" for name, value in attrs if name == "style"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    @classmethod
    def of(cls, html: str) -> Reader:
        reader = cls()
        reader.feed(html)
        reader.close()
        assert not reader.open
        return reader


def read(picture: Any) -> Reader:
    return Reader.of(picture._repr_html_())


def lines(html: str) -> list[str]:
    """The lines that a page shows of a picture where every style is dropped, as GitHub does.

    What is left are the elements themselves: a div, a row of a table or a break begins a line, a cell stands apart.
    """
    html = re.sub(r' style="[^"]*"', "", html)
    html = re.sub(r"</?(?:div|tr|table)[^>]*>|<br>", "\n", html)
    html = re.sub(r"</t[dh]>", " ¦ ", html)
    text = unescape(re.sub(r"<[^>]+>", "", html))
    return [line for found in text.split("\n") if (line := " ".join(found.split()).strip("¦ "))]


def test_hostile_text_stays_text() -> None:
    for picture in pictures(HOSTILE):
        seen = read(picture)
        # A drawing is a picture whose address holds it whole: nothing is fetched, and no script in it would run.
        assert seen.tags <= {"div", "span", "code", "del", "table", "tr", "th", "td", "b", "img"}
        assert seen.attributes <= {"style", "title", "dir", "role", "aria-label", "scope", "src", "alt"}
        sources = re.findall(r' src="([^"]*)"', picture._repr_html_())
        drawings = [base64.b64decode(one.removeprefix("data:image/svg+xml;base64,"), validate=True) for one in sources]
        for drawing in drawings:
            assert {part.tag.partition("}")[2] for part in ElementTree.fromstring(drawing).iter()} <= {
                "svg", "line", "rect", "text", "path", "polyline",
            }  # fmt: skip
            assert "\u202e" not in drawing.decode()
        assert "\u202e" not in picture._repr_html_() and "\u0007" not in picture._repr_html_()


def test_every_text_colour_has_its_background_and_reads_on_it() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for picture in pictures("我 <s> cats 龘\n"):
        for style in read(picture).styles:
            rules = dict(rule.strip().split(":", 1) for rule in style.split(";") if rule.strip())
            if "color" in rules:
                bright, dark = sorted((light(rules["color"]), light(rules["background"])), reverse=True)
                assert (bright + 0.05) / (dark + 0.05) >= 4.5, style


def test_table_cells_carry_their_own_colours() -> None:
    for picture in (table([("a", 1)], ["x", "y"]), show_top([("a", 0.5)]), show_batch({"input_ids": [5]}, wordpiece())):
        for cell in re.findall(r"<t[dh][^>]*>", picture._repr_html_()):
            assert "background:#" in cell and "color:#" in cell


@pytest.mark.parametrize("kind", KINDS)
def test_the_plain_text_is_the_same_each_time(kind: str, tmp_path: Path) -> None:
    tokenizer = KINDS[kind](tmp_path)
    first, second = (repr(show_tokens(tokenizer, "我爱 cats", "the dog")) for _ in range(2))
    assert first == second
    assert " at 0x" not in first
    for line in first.splitlines():
        assert line == line.rstrip()


def test_tokens_line_up_above_their_ids() -> None:
    assert repr(show_tokens(wordpiece(), "我 龘", "cats")).splitlines() == [
        "token  [CLS]    我  [UNK]      [SEP]    cat  ##s  [SEP]",
        "id     2        5   1          3        13   17   3",
        "mark   special  A   A unknown  special  B    B    special",
        "text                龘",
    ]


def test_a_long_row_is_broken_and_a_long_picture_is_cut() -> None:
    shown = show_tokens(wordpiece(), "我" * (MOST + 50))
    assert all(width(line) <= 100 for line in repr(shown).splitlines())
    assert "… and 52 more tokens" in shown._repr_html_()


@pytest.mark.parametrize("build", [byte_level, byte_fallback, raw_bytes])
def test_bytes_show_the_text_they_make(build: Callable[[], Any]) -> None:
    shown = show_tokens(build(), "龘cat")
    groups = [group for group in shown.groups if group.text is not None]
    assert [group.text for group in groups][:1] == ["龘"] and len(groups[0].chips) == 3
    assert "".join(str(chip.token) for chip in groups[0].chips) != "龘"
    assert "the text that these bytes make" in shown._repr_html_()


def test_bytes_that_make_no_character_are_said_to_be_a_part_of_one() -> None:
    tokenizer = byte_level()
    picture: Any = Walkthrough(tokenizer).decode(tokenizer("龘")["input_ids"][:2])
    assert "\ufffd is only a part of a character" in picture._repr_html_()


def test_marks_in_tokens_are_explained_where_they_occur(tmp_path: Path) -> None:
    def legend(tokenizer: Any) -> str:
        return " ".join(show_tokens(tokenizer, "the cats ## cat").legend)

    assert "## joins the token before it" in legend(wordpiece())
    assert "Ġ is a space before" in legend(byte_level()) and "##" not in legend(byte_level())
    assert "▁ is a space" in legend(unigram()) and "▁ is a space" in legend(python_sentencepiece(tmp_path))
    assert "▁" not in legend(wordpiece()) and "dashed" in legend(wordpiece())


def test_decoding_without_special_tokens_strikes_them_out() -> None:
    walk = Walkthrough(wordpiece())
    kept: Any = walk.decode([2, 5, 3])
    left: Any = walk.decode([2, 5, 3], skip_special_tokens=True)
    assert "line-through" in left._repr_html_() and "left out of the text" in left._repr_html_()
    assert "line-through" not in kept._repr_html_() and "␣ is a space" in kept._repr_html_()


def without_styles(picture: Any) -> list[str]:
    return lines(picture._repr_html_())


def test_pictures_read_where_styles_are_dropped() -> None:
    assert without_styles(show_tokens(wordpiece(), "我 龘", "cats")) == [
        '7 ids, 3 of them special the same as tokenizer(text, pair)["input_ids"]',
        "special [CLS] 2 | A 我 5 | A unknown [UNK] 1 龘 | special [SEP] 3 | B cat 13 | B ##s 17 | special [SEP] 3",
        "A, blue: the first text | B, orange: the second text | dashed outline: special token | "
        "red: not in the vocabulary | ## joins the token before it: no space between | "
        "under a red line: what stood in the text",
    ]
    assert without_styles(show_batch(wordpiece()(["我爱", "我"], padding=True), wordpiece()))[1:4] == [
        "position ¦ 0 ¦ 1 ¦ 2 ¦ 3",
        "row 1 ¦ [CLS] 2 type 0 ¦ 我 5 type 0 ¦ 爱 6 type 0 ¦ [SEP] 3 type 0",
        "row 2 ¦ [CLS] 2 type 0 ¦ 我 5 type 0 ¦ [SEP] 3 type 0 ¦ [PAD] 0 type 0",
    ]
    decoded: Any = Walkthrough(wordpiece()).decode([2, 5, 3], skip_special_tokens=True)
    assert without_styles(decoded)[1:3] == ["left out [CLS] 2 | 我 5 | left out [SEP] 3", "我"]
    assert without_styles(show_top([("京", 0.87)])) == [
        "How likely each one is, according to the model",
        "京 ¦ 0.87",
    ]
    assert without_styles(show_compare({"BERT": ["我", "爱"]}))[1:] == ["BERT ¦ 2 tokens", "我 | 爱"]


def test_what_is_struck_through_is_so_without_styles() -> None:
    decoded: Any = Walkthrough(wordpiece()).decode([2, 5, 3], skip_special_tokens=True)
    padded = show_batch(wordpiece()(["我爱", "我"], padding=True), wordpiece())
    for picture, token in ((decoded, "[CLS]"), (padded, "[PAD]")):
        assert re.search(rf"<del[^>]*>{re.escape(token)}</del>", picture._repr_html_())


def test_a_padded_batch_greys_its_padding() -> None:
    tokenizer = wordpiece()
    shown = show_batch(tokenizer(["我爱", "我"], padding=True), tokenizer)
    assert repr(shown).splitlines() == [
        "2 rows, 4 columns, shape (2, 4)",
        "1 token           [CLS]  我  爱  [SEP]",
        "  id              2      5   6   3",
        "  attention_mask  1      1   1   1",
        "  token_type_ids  0      0   0   0",
        "2 token           [CLS]  我  [SEP]  [PAD]",
        "  id              2      5   3      0",
        "  attention_mask  1      1   1      0",
        "  token_type_ids  0      0   0      0",
    ]
    assert shown._repr_html_().count("padding: attention_mask 0") == 1
    assert "token type 0" in shown._repr_html_()


def test_a_batch_of_tensors_arrays_and_lists_looks_the_same() -> None:
    tokenizer = wordpiece()
    given = (["我爱", "我"], ["cats", "dog"])
    shown = [show_batch(tokenizer(*given, padding=True, return_tensors=kind), tokenizer) for kind in (None, "pt", "np")]
    assert shown[0] == shown[1] == shown[2]
    assert "token_type_ids  0      0   0      0      1    1      0" not in repr(shown[0])
    assert "1 row, 3 columns" in repr(show_batch(tokenizer("我"), tokenizer))


def test_an_unpadded_batch_is_said_to_make_no_tensor() -> None:
    tokenizer = wordpiece()
    assert "3 to 4 columns: rows of different length make no tensor" in repr(
        show_batch(tokenizer(["我爱", "我"]), tokenizer)
    )
    assert "0 rows" in repr(show_batch({"input_ids": []}, tokenizer))


def test_scores_are_rounded_bars() -> None:
    assert repr(show_top([("京", 0.8749), (" a b ", 0.004), ("海", 1.0)])).splitlines() == [
        "京     0.87  █████████████████",
        "␣a b␣  0.00",
        "海     1.00  ████████████████████",
    ]
    assert show_top([("京", 0.8701)]) == show_top([{"token_str": "京", "score": 0.8699}])
    assert show_top([{"label": "POSITIVE", "score": 0.5}]).scores == (("POSITIVE", 0.5),)
    assert "width:87%" in show_top([("京", 0.8749)])._repr_html_()


def test_a_graph_has_every_name_once_and_a_line_for_each_pair() -> None:
    shown = show_graph([("李华", "王小明", 2), ("李华", "<杭州>", 1)])
    assert repr(shown) == "李华  ——  王小明  2\n李华  —   <杭州>  1"
    drawing = shown._drawn()
    assert (drawing.count("<line"), drawing.count("<rect")) == (2, 3) and "&lt;杭州&gt;" in drawing
    assert drawing.index('stroke-width="4.0"') < drawing.index('stroke-width="2.5"'), "the thicker, the more"
    assert 'alt="李华 – 王小明: 2; 李华 – &lt;杭州&gt;: 1"' in shown._repr_html_()
    assert repr(show_graph([])) in show_graph([])._repr_html_()


def test_bars_are_as_long_as_their_amounts() -> None:
    shown = show_bars([("one list", 140), ("<32>", 35), ("none", 0)], "ms")
    assert repr(shown).splitlines() == [
        "ms",
        "one list  140   ████████████████████████████████████████",
        "<32>      35    ██████████",
        "none      0.00",
    ]
    page = shown._repr_html_()
    assert "width:25.0%" in page and "&lt;32&gt;" in page and 'aria-label="ms: one list 140' in page
    assert repr(show_bars([], "ms")) in show_bars([], "ms")._repr_html_()


def test_a_timeline_has_a_mark_for_every_piece_and_says_when_the_first_and_the_last_came() -> None:
    shown = show_timeline([("at once", [40]), ("<streamed>", [10, 20, 40])], "ms")
    first, said, second, *_ = repr(shown).splitlines()
    assert (first.count("┃"), second.count("┃")) == (1, 3) and second.index("┃") < first.index("┃")
    assert said.strip() == "the first after 40 ms, the last after 40 ms; 1 piece"
    drawing = shown._drawn()
    assert drawing.count("<line") == 4 and "&lt;streamed&gt;" in drawing
    assert "&lt;streamed&gt;: the first after 10 ms, the last after 40 ms; 3 pieces" in shown._repr_html_()
    assert repr(show_timeline([])) in show_timeline([])._repr_html_()


def test_lines_are_drawn_through_their_points_and_say_where_they_begin_and_end() -> None:
    shown = show_lines({"一": [(3, 4.0), (1, 0.5)], "<two>": [(1, 1), (2, 1), (3, 1)]}, "tokens", "ms", "how long")
    assert repr(shown).splitlines() == ["how long: ms", "tokens  1    2  3", "一      0.5     4", "<two>   1    1  1"]
    drawing = shown._drawn()
    assert drawing.count("<polyline") == 2 and "&lt;two&gt;" in drawing and 'stroke-dasharray="7 4"' in drawing
    ElementTree.fromstring(drawing)
    assert "from 0.5 at 1 to 4 at 3" in shown.said and shown.said in unescape(shown._repr_html_())
    assert repr(show_lines({})) in show_lines({})._repr_html_()
    assert repr(show_lines({"one": [(n, n) for n in range(100)]})).splitlines()[0].split() == [
        *("0", "20", "40", "59", "79", "99")
    ]


def test_attention_is_a_table_of_who_looks_at_whom() -> None:
    shown = show_attention(["我", "爱"], [[0.9, 0.1], [0.254, 0.746]], "layer 0")
    assert repr(shown).splitlines() == [
        "layer 0: how much a token (its row) looks at each token (the columns)",
        "    我    爱",
        "我  0.90  0.10",
        "爱  0.25  0.75",
    ]
    assert 'title="爱 → 我: 0.25"' in shown._repr_html_()


def test_a_comparison_keeps_what_is_known_of_tokens() -> None:
    tokens = Walkthrough(wordpiece()).split("cats 龘")
    shown = show_compare([("words", tokens), ("characters", list("cats"))])
    assert repr(shown).splitlines() == [
        "words       3 tokens  cat | ##s | [UNK]",
        "characters  4 tokens  c | a | t | s",
    ]
    assert "not in the vocabulary" in shown._repr_html_() and "id 13" in shown._repr_html_()
    tokens[0] = "changed"
    assert "id 13" not in show_compare({"words": tokens})._repr_html_()


@pytest.mark.parametrize(
    ("call", "seen"),
    [
        (lambda: show_tokens(wordpiece(), ["我"]), "list of 1"),
        (lambda: show_batch(wordpiece(), wordpiece()), "BertTokenizer"),
        (lambda: show_batch({"input_ids": [["我"]]}, wordpiece()), "whole numbers"),
        (lambda: show_batch({"input_ids": [[2]], "attention_mask": [[1, 1]]}, wordpiece()), "attention_mask"),
        (lambda: show_top([("京", 3.2)]), r"3\.2"),
        (lambda: show_top([("京", float("nan"))]), "nan"),
        (lambda: show_top(["京"]), "'京'"),
        (lambda: show_top([(101, 0.5)]), "101"),
        (lambda: show_top([{"label": "京"}]), "no prediction"),
        (lambda: show_compare({"words": "cats"}), "str: 'cats'"),
        (lambda: show_attention(["我"], [[0.5, 0.5]]), "1 token, and the weights are 1 × 2"),
        (lambda: show_attention(["我"], [[3.0]]), r"3\.0"),
        (lambda: show_attention(["我"], 5), "5"),
        (lambda: show_graph([("我", "你")]), "two names and a number"),
        (lambda: show_graph([("我", "你", 0)]), "from 1 on"),
        (lambda: show_graph([(str(n), "我", 1) for n in range(50)]), "51 names"),
        (lambda: show_bars([("one", -1)], "ms"), "from 0 on"),
        (lambda: show_bars(["one"], "ms"), "'one'"),
        (lambda: show_timeline([("one", [2, 1])]), "in order"),
        (lambda: show_timeline([("one", 5)]), "moments"),
        (lambda: show_lines({"a": [(1, 2, 3)]}), r"\(1, 2, 3\)"),
        (lambda: show_lines({"a": [(1, -2)]}), "not below 0"),
        (lambda: table([(1, 2), (3,)]), "Row 2 has 1 cell, and 2"),
        (lambda: table([(1,)], ["a", "b"]), "Row 1 has 1 cell, and 2"),
    ],
)
def test_what_cannot_be_shown_is_named(call: Callable[[], object], seen: str) -> None:
    with pytest.raises(CourseError, match=seen):
        call()


def test_pictures_are_frozen_and_travel() -> None:
    tokenizer = wordpiece()
    for picture in (show_tokens(tokenizer, "我"), show_batch(tokenizer(["我"]), tokenizer), show_top([("a", 0.5)]),
                    show_compare({"a": ["b"]}), table([(1,)])):  # fmt: skip
        assert pickle.loads(pickle.dumps(picture)) == picture
        with pytest.raises(dataclasses.FrozenInstanceError):
            picture.rows = ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (" a\n\t", "␣a↵⇥"),
        ("\x88\u202e\ue000\U000f0000", "\\x88\\u202e\\ue000\\U000f0000"),
        ("\u0301", "◌\u0301"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("\u200d", "\\u200d"),
        ("我\u3000", "我␣"),
    ],
)
def test_what_cannot_be_seen_is_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_sizes_are_said_in_round_numbers() -> None:
    assert [size_said(size) for size in (812, 1400, 3_200_000)] == ["812 bytes", "1.4 kB", "3.2 MB"]


@pytest.mark.parametrize("module", ["", ".compare", ".markup", ".plain", ".scores", ".tables", ".tokens"])
def test_the_examples_in_the_documentation_hold(module: str) -> None:
    tested = doctest.testmod(importlib.import_module("course_lib.display" + module))
    assert tested.attempted > 0 and tested.failed == 0
