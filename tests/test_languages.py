"""Two languages, one course: what a student reads in English is there in Chinese too, with nothing left to fill in."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from conftest import ROOT
from imports import PACKAGE
from small_tokenizers import KINDS, without_unknown, wordpiece
from test_display import lines, pictures

from course_lib.authoring.lesson_source import Cell, read_source, source_lessons, source_path
from course_lib.course_root import Course
from course_lib.display import show_batch, show_compare, show_tokens, show_top, table
from course_lib.display.tables import Table
from course_lib.errors import CourseError
from course_lib.exercises.catalogue import lesson_folder, lessons
from course_lib.exercises.texts import COMMON
from course_lib.models.checkpoints import checkpoint
from course_lib.ownership import refuse_foreign_files
from course_lib.tokens.walkthrough import Walkthrough

_HANZI = re.compile(r"[\u4e00-\u9fff]")
#: What prose may hold by chance and still parse as Python ("not sorted") has none of these.
_OF_CODE = re.compile(r"[=()\[\]{}_`]")


def word_problems(english: Any, chinese: Any, where: str = "") -> Iterator[str]:
    """Where the words of one language do not answer to those of the other: a line for each, empty when all do."""
    if isinstance(english, dict) and isinstance(chinese, dict):
        for key in sorted({*english, *chinese}):
            place = f"{where}.{key}".lstrip(".")
            if key not in chinese or key not in english:
                yield f"{place}: only in {'English' if key in english else 'Chinese'}"
            else:
                yield from word_problems(english[key], chinese[key], place)
    elif isinstance(english, list) and isinstance(chinese, list):
        if len(english) != len(chinese):
            yield f"{where}: {len(english)} in English, {len(chinese)} in Chinese"
        for number, (one, other) in enumerate(zip(english, chinese, strict=False), 1):
            yield from word_problems(one, other, f"{where}[{number}]")
    elif not isinstance(english, str) or not isinstance(chinese, str):
        yield f"{where}: {type(english).__name__} in English, {type(chinese).__name__} in Chinese"
    else:
        yield from _text_problems(english, chinese, where)


def _text_problems(english: str, chinese: str, where: str) -> Iterator[str]:
    if not english.strip() and not chinese.strip() and where == "check.passed-next":
        return  # after passing there is nothing to do next, in either language
    if not english.strip() or not chinese.strip():
        yield f"{where}: empty"
    elif not _HANZI.search(chinese) and not _is_wordless(chinese) and not (chinese == english and _is_code(chinese)):
        yield f"{where}: not Chinese: {chinese!r}"
    for text in (english, chinese):
        if text.count("`") % 2:
            yield f"{where}: a backtick without its partner: {text!r}"
    if _blanks(english) != _blanks(chinese):
        yield f"{where}: filled in with {_blanks(english)} in English, {_blanks(chinese)} in Chinese"


def _is_wordless(text: str) -> bool:
    """Whether `text` is but punctuation between what is filled in: ``{name}：{problem}``."""
    return not re.search(r"\w", re.sub(r"\{\w*\}", "", text))


def _is_code(text: str) -> bool:
    """Whether `text` is nothing but code, which needs no translation: ``n = 0``."""
    try:
        ast.parse(text.strip("`"))
    except SyntaxError:
        return False
    return bool(_OF_CODE.search(text))


def _blanks(text: str) -> list[str]:
    """The names of the fields to be filled in, as ``title`` in ``"Not yet: {title}"``; none where braces are code."""
    try:
        found = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        return []
    return sorted({name for name in found if name.isidentifier()})


def cell_problems(cells: tuple[Cell, ...]) -> Iterator[str]:
    """English text without its Chinese twin right after it, or a twin with other headings, links or blocks of code."""
    for place, cell in enumerate(cells):
        if cell.role != "text" or cell.language != "en":
            continue
        twin = cells[place + 1] if place + 1 < len(cells) else None
        if twin is None or twin.role != "text" or twin.language != "zh":
            yield f"{cell.name}: no Chinese text right after it"
            continue
        if not _HANZI.search(twin.source):
            yield f"{twin.name}: not Chinese"
        for what, pattern in _KEPT.items():
            one, other = (re.findall(pattern, text.source, re.M) for text in (cell, twin))
            if one != other:
                yield f"{twin.name}: other {what} than in English: {other} for {one}"


#: What a twin keeps of the English text, whatever its sentences do.
_KEPT = {
    "headings": r"^(#+) ",
    "addresses": r"\]\((\S+?)\)",
    "blocks of code": r"^```(\w*)$",
    "numbered points": r"^(\d+)\. ",
    "rows of a table": r"^(\|)",
}


def words(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("lesson", lessons())
def test_a_lessons_words_are_whole_in_both_languages(lesson: str) -> None:
    english, chinese = (words(lesson_folder(lesson) / f"words.{language}.toml") for language in ("en", "zh"))
    assert list(word_problems(english, chinese)) == []


def test_the_words_that_all_exercises_share_are_whole_in_both_languages() -> None:
    assert list(word_problems(words(COMMON / "common.en.toml"), words(COMMON / "common.zh.toml"))) == []


#: The rooms that have words of their own; lessons have theirs by name.
ROOMS = sorted({path.parent for path in PACKAGE.rglob("words.*.toml") if path.parent.parent.name != "lessons"})


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.relative_to(PACKAGE).as_posix())
def test_a_rooms_words_are_whole_in_both_languages(room: Path) -> None:
    assert list(word_problems(words(room / "words.en.toml"), words(room / "words.zh.toml"))) == []


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.relative_to(PACKAGE).as_posix())
def test_a_room_says_what_is_in_its_table_and_nothing_else(room: Path) -> None:
    asked, written = set(), ""
    for path in room.glob("*.py"):
        written += path.read_text(encoding="utf-8")
        asked |= set(keys_asked_for(ast.parse(path.read_text(encoding="utf-8"))))
    known = list(keys_in(words(room / "words.en.toml")))
    assert [key for key in sorted(asked) if not any(re.fullmatch(rf"{key}(\..+)?", one) for one in known)] == []
    unused = [one for one in known if not any(re.fullmatch(rf"{key}(\..+)?", one) for key in asked)]
    # A key that code keeps in a variable first stands there by itself.
    assert [one for one in unused if not any(f'"{part}"' in written for part in one.split(".")[1:])] == []


def keys_in(table: dict[str, Any], before: str = "") -> Iterator[str]:
    for name, value in table.items():
        yield from keys_in(value, f"{before}{name}.") if isinstance(value, dict) else [before + name]


def keys_asked_for(tree: ast.Module) -> Iterator[str]:
    """Patterns of the keys that a module asks its table for: ``words("row.none")``, ``words(f"mark.{name}")``."""
    said = {"counted": r"count\.", "error": r"error\.", "table": ""}
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not call.args:
            continue
        match call.func:
            case ast.Name(id="words" | "own_words"):
                before = ""
            case ast.Attribute(value=ast.Name(id="words"), attr=method) if method in said:
                before = said[method]
            case _:
                continue
        for key in _patterns(call.args[0]):
            yield before + key


def _patterns(key: ast.expr) -> Iterator[str]:
    match key:
        case ast.Constant(value=str(text)):
            yield re.escape(text)
        case ast.IfExp(body=one, orelse=other):
            yield from (*_patterns(one), *_patterns(other))
        case ast.JoinedStr(values=parts):
            yield "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else "[^.]+" for p in parts)


#: Latin letters that a Chinese picture may show: names that are code, and tokens.
_NAMES = {
    *("attention_mask", "token_type_ids", "BertTokenizer", "Walkthrough", "None", "kB", "MB", "glassbox", "json"),
    *("unk_token", "sep_token", "pad_token", "cls_token", "mask_token"),
    *("CLS", "SEP", "UNK", "PAD", "MASK", "unk", "xE", "xBE"),
    "other",  # what a row is called that the test compares
}


def test_a_chinese_picture_holds_no_english_word(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COURSE_LANG", "zh")
    monkeypatch.chdir(tmp_path)
    walk = Walkthrough(wordpiece())
    shown: list[Any] = [
        *(picture for picture in pictures("我龘") if not isinstance(picture, Table)),
        walk.save_pretrained("目录"),
        show_batch(wordpiece()(["我爱", "我"]), wordpiece()),
        show_top([]),
        show_compare([]),
        table([]),
        Walkthrough(without_unknown()).convert_tokens_to_ids(["龘"]),
        *(Walkthrough(build(tmp_path)).encode("我 龘") for build in KINDS.values()),
    ]
    for picture in shown:
        html = re.sub(r"<code.*?</code>", "", picture._repr_html_())
        said = [*lines(html), *map(unescape, re.findall(r'(?:title|aria-label)="([^"]*)"', html))]
        if not isinstance(picture, (list, tuple, str, int)):
            said.append(repr(picture))
        for text in said:
            assert set(re.findall(r"[A-Za-z_]{2,}", text)) <= _NAMES, text


@pytest.mark.parametrize(
    "call",
    [
        lambda: show_tokens(wordpiece(), 5),  # type: ignore[arg-type]
        lambda: show_top([("京", 3.2)]),
        lambda: Walkthrough(wordpiece()).add_tokens([5]),
        lambda: Walkthrough(wordpiece()).decode([99]),
        lambda: checkpoint("bert-zhh"),
        lambda: checkpoint("./nowhere"),
        lambda: refuse_foreign_files(Path(__file__).parent, force_hint="x"),
    ],
)
def test_an_error_is_chinese_from_its_first_word_to_its_next_step(
    call: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_LANG", "zh")
    with pytest.raises(CourseError) as caught:
        call()
    problem, step = str(caught.value).split("\n下一步：")
    assert _HANZI.search(problem) and _HANZI.search(step)


@pytest.mark.parametrize("lesson", source_lessons(Course(ROOT)))
def test_every_english_text_has_its_chinese_twin(course: Course, lesson: str) -> None:
    assert list(cell_problems(read_source(source_path(course, lesson)).cells)) == []


ENGLISH = {
    "title": "The cat",
    "hints": ["Look.", "Call `f()`."],
    "cases": {"none": "n = 0"},
    "said": "Not yet: {title}",
}
CHINESE = {
    "title": "猫",
    "hints": ["看一看。", "调用 `f()`。"],
    "cases": {"none": "n = 0"},
    "said": "还没做对：{title}",
}

# Each way in which words may fail to match: what Chinese says instead, and what is said of it.
MISMATCHES: dict[str, tuple[dict[str, Any], str]] = {
    "a key is missing": ({"cases": {}}, "cases.none: only in English"),
    "a key of its own": ({"cases": {"none": "n = 0", "some": "一些"}}, "cases.some: only in Chinese"),
    "a hint is missing": ({"hints": ["看一看。"]}, "hints: 2 in English, 1 in Chinese"),
    "an empty value": ({"title": " "}, "title: empty"),
    "not translated": ({"title": "The cat"}, "title: not Chinese: 'The cat'"),
    "not translated, and it parses as Python": ({"title": "not sorted"}, "title: not Chinese: 'not sorted'"),
    "other code than in English": ({"cases": {"none": "n = 1"}}, "cases.none: not Chinese: 'n = 1'"),
    "a table for a text": ({"title": {"zh": "猫"}}, "title: str in English, dict in Chinese"),
    "a lone backtick": ({"hints": ["看一看。", "调用 `f()。"]}, "hints[2]: a backtick without its partner"),
    "a field that nobody fills in": ({"said": "还没做对：{tilte}"}, "said: filled in with ['title'] in English"),
}


@pytest.mark.parametrize("name", MISMATCHES)
def test_words_that_do_not_match_are_named(name: str) -> None:
    assert list(word_problems(ENGLISH, CHINESE)) == []
    change, said = MISMATCHES[name]
    (problem,) = word_problems(ENGLISH, CHINESE | change)
    assert problem.startswith(said)


def _texts(*sources: tuple[str, str]) -> tuple[Cell, ...]:
    return tuple(Cell(n, "text", f"text-{n}", source, language) for n, (language, source) in enumerate(sources, 1))


@pytest.mark.parametrize(
    ("chinese", "said"),
    [
        (("en", "## Another"), "no Chinese text right after it"),
        (("zh", "## Cat\n\nSee [it](https://example.org)."), "not Chinese"),
        (("zh", "# 猫\n\n看[这里](https://example.org)。"), "other headings"),
        (("zh", "## 猫\n\n看[这里](https://example.com)。"), "other addresses"),
        (("zh", "## 猫\n\n1. 看[这里](https://example.org)。"), "other numbered points"),
    ],
)
def test_a_twin_that_is_none_is_named(chinese: tuple[str, str], said: str) -> None:
    english = ("en", "## Cat\n\nSee [it](https://example.org).")
    assert list(cell_problems(_texts(english, ("zh", "## 猫\n\n看[这里](https://example.org)。")))) == []
    assert said in next(cell_problems(_texts(english, chinese)))
