"""What a check says to an answer where a lesson has no words of its own: it is about this answer, and it is true."""

from __future__ import annotations

import builtins
import io
import random
import re
import sys
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
import torch

from course_lib.exercises.calls import Call, make_call
from course_lib.exercises.differences import FOLDINGS, MOST_COMPARED, difference
from course_lib.exercises.errors_in_words import _KINDS, error_told
from course_lib.exercises.exercise import Case, Exercise, Mistake
from course_lib.exercises.fresh import Fresh
from course_lib.exercises.report import explain, make_report, prose
from course_lib.exercises.same import same
from course_lib.exercises.shown_values import shown
from course_lib.exercises.texts import STOCK, ExerciseTexts, common_texts
from course_lib.exercises.told import MOST_SAID, Behind, Code, Told
from course_lib.exercises.typing_refused import InputAsked, typing_refused
from course_lib.exercises.verdicts import CaseVerdict, Verdict, judge
from course_lib.exercises.what_it_is import kind_of
from course_lib.exercises.wire_values import Array, NamedDict, ValueRefused, from_wire, plain, to_wire

LANGUAGES = ("en", "zh")


# --- toy exercises: each has a right answer, and decides by type, shape and content in the most general words ---


def toy(right: Callable[..., Any], *inputs: tuple[Any, ...], **more: Any) -> Exercise:
    def cases(_rng: random.Random) -> Iterator[Case]:
        for number, args in enumerate(inputs):
            plain_args = [given for given in args if not isinstance(given, Fresh)]
            yield Case(f"case-{number}", args, _decides(right(*plain_args)), expected=right(*plain_args), **more)

    return Exercise("toy", "f", 1, 1, "core", cases, seconds_per_call=0.2)


def _decides(wanted: Any) -> Callable[[Any], str | None]:
    def decide(seen: Any) -> str | None:
        value = seen["returned"]
        if value is None:
            return "returns-nothing"
        if same(value, wanted):
            return None
        return "wrong-type" if type(value) is not type(wanted) else "differs"

    return decide


WORDS = toy(str.split, ("the cat sat on the mat",), ("今天 天气，很 好",))
SORTED = toy(lambda words: sorted(words), (["the", "cat", "sat"],), (["on", "a", "mat"],))
NUMBERS = toy(lambda n: [n * 7 % 5 + i * i for i in range(6)], (3,), (5,))
GREETING = toy(lambda name: f"你好，{name}！Hello, {name}!", ("小明",), ("Alice",))
PAIRS = toy(lambda text: list(Counter(text).items()), ("banana",), ("好好学习",))
PARTS = toy(lambda n: ([n, n + 1, n + 2], [0, 0, 1]), (3,), (5,))
COUNT = toy(len, ("banana",), ("好好学习",))
SHARE = toy(lambda n: n / 7, (2,), (3,))
IS_LONG = toy(lambda text: len(text) > 5, ("banana",), ("cat",))
TABLE = toy(lambda text: dict(Counter(text)), ("banana",), ("好好学习",))
LETTERS = toy(set, ("banana",), ("cat",))
IDS = toy(lambda n: torch.arange(n * 11).reshape(n, 11), (2,), (3,))
ROWS = toy(lambda n: torch.arange(n * 40.0).reshape(n, 40) + 1, (2,), (3,))
SQUARE = toy(lambda n: torch.arange(n * n).reshape(n, n), (3,), (4,))
SHARES = toy(lambda n: [i / n for i in range(5)], (3,), (7,))
GRID = toy(lambda n: [[n, n + 1], [n + 2, n + 3]], (3,), (5,))
MAYBE = toy(lambda text: [c for c in text if c == "a"], ("cbd",), ("banana",))

#: (exercise, answer, the name that is told, what the sentence has to say in English, and in Chinese)
TOLD: list[tuple[Exercise, Callable[..., Any], str, str, str]] = [
    # types
    (WORDS, lambda t: tuple(t.split()),
     "another-type", "a tuple; asked for: a list of str. `list(…)`", "元组，要求的是元素为"),
    (WORDS, lambda t: (w for w in t.split()), "another-type", "a generator, which has not computed", "生成器"),
    (WORDS, lambda t: map(str, t.split()), "another-type", "a `map`", "`map` 对象"),
    (WORDS, lambda t: zip(t.split()), "another-type", "a `zip`", "`zip` 对象"),
    (WORDS, lambda t: dict.fromkeys(t.split()).keys(), "another-type", "a dictionary's keys", "字典的键"),
    (NUMBERS, lambda n: range(n), "another-type", "a `range`", "`range` 对象"),
    (WORDS, lambda t: set(t.split()),
     "another-type", "a set; asked for: a list of str. A set keeps no order", "集合没有顺序"),
    (WORDS, lambda t: np.array(t.split()), "another-type", "a numpy array of shape (6,)", "numpy 数组"),
    (NUMBERS, lambda n: torch.arange(6), "another-type", "a tensor of shape (6,), int64", "张量"),
    (TABLE, lambda t: list(Counter(t).items()), "another-type", "asked for: a dictionary", "要求的是字典"),
    (PAIRS, lambda t: dict(Counter(t)), "another-type", "`list(d.items())`", "`list(d.items())`"),
    (PAIRS, lambda t: Counter(t), "another-type", "a Counter", "Counter"),
    (PAIRS, lambda t: OrderedDict(Counter(t)), "another-type", "an OrderedDict", "OrderedDict"),
    (WORDS, lambda t: t, "another-type", "a text (str); asked for: a list of str. `.split()`", "`.split()`"),
    (GREETING, lambda n: [f"你好，{n}！", f"Hello, {n}!"],
     "another-type", '`"".join(…)` puts it together', '`"".join(…)`'),
    (GREETING, lambda n: f"你好，{n}！Hello, {n}!".encode(), "another-type", "`.decode()`", "`.decode()`"),
    (COUNT, lambda t: list(t), "another-type", "`len(…)`", "`len(…)`"),
    (COUNT, lambda t: float(len(t)), "another-type", "`int(…)` makes one", "`int(…)`"),
    (COUNT, lambda t: str(len(t)), "text-of-the-value", "only looks like the value", "看起来像那个值"),
    (COUNT, lambda t: torch.tensor(len(t)), "another-type", "`.item()`", "`.item()`"),
    (COUNT, lambda t: np.arange(2), "another-type", "a numpy array", "numpy 数组"),
    (COUNT, lambda t: True, "another-type", "a truth value (bool)", "真假值（bool）"),
    (IS_LONG, lambda t: int(len(t) > 5), "another-type", "asked for: a truth value (bool). A comparison", "比较"),
    (IDS, lambda n: [[1] * 11] * n, "another-type", "`torch.tensor(…)` makes one", "`torch.tensor(…)`"),
    (WORDS, lambda t: t.split, "not-called", "the method `split` itself", "方法 `split` 本身"),
    (COUNT, lambda t: len, "not-called", "`len` itself", "`len` 本身"),
    (COUNT, lambda t: list, "not-called", "the class `list` itself", "类 `list` 本身"),
    (WORDS, lambda t: {"words": t.split()}, "whole-not-part", '`["words"]`', '`["words"]`'),
    (WORDS, lambda t: [t.split()], "one-level-too-deep", "one level too deep", "多了一层"),
    (GRID, lambda n: [n, n + 1, n + 2, n + 3], "one-level-too-flat", "one level of brackets is missing", "少了一层"),
    (WORDS, lambda t: str(t.split()), "text-of-the-value", "leave out `str(…)`", "去掉 `str(…)`"),
    (WORDS, lambda t: [*t.split(), None],
     "none-among-items", "At index 6 your list holds `None`", "下标 6 处是 `None`"),
    (WORDS, lambda t: [1, *t.split()],
     "one-item-of-another-type", "At index 0 your list holds a whole number (int), `1`", "整数"),
    (NUMBERS, lambda n: [1, "2", 3, "4", 5, 6], "some-items-of-another-type", "2 of the 6 items", "6 项里有 2 项"),
    (NUMBERS, lambda n: [str(n * 7 % 5 + i * i) for i in range(6)],
     "items-of-another-type", "Put `int(…)` around", "`int(…)`"),
    (NUMBERS, lambda n: [float(n * 7 % 5 + i * i) for i in range(6)],
     "items-of-another-type", "a list of float", "小数"),
    (NUMBERS, lambda n: [True] * 6, "items-of-another-type", "a list of bool", "真假值"),
    (PAIRS, lambda t: [[c, k] for c, k in Counter(t).items()],
     "items-of-another-type", "`tuple(…)` around each", "`tuple(…)`"),
    (PAIRS, lambda t: [(c, str(k)) for c, k in Counter(t).items()],
     "part-of-another-type", "In `[0][1]`: here is a text", "`[0][1]`"),
    (PARTS, lambda n: (torch.arange(3), [0, 0, 1]), "another-type", "In `[0]`: here is a tensor", "在 `[0]` 这一部分"),
    (PARTS, lambda n: [n, n + 1],
     "another-type", "asked for: a tuple `(list[int], list[int])`", "元组 `(list[int], list[int])`"),
    # None
    (WORDS, lambda t: t.split().sort(), "none-always", "`sort`, `append`", "`sort`、`append`"),
    (WORDS, lambda t: print("!"), "printed-not-returned", "prints something, and returns `None`", "打印了内容"),
    (WORDS, lambda t: print(t.split()), "printed-the-right-value", "You print the right value", "打印的值是对的"),
    (WORDS, lambda t: t.split() if "cat" in t else None, "none-for-this-input", "For other inputs", "对别的输入"),
    (PARTS, lambda n: (None, [0, 0, 1]), "none-in-part", "In `[0]`: here is `None`", "这里是 `None`"),
    # rows of things
    (WORDS, lambda t: t.split()[:1], "only-the-first", "stand inside the loop", "写在循环里面"),
    (WORDS, lambda t: t.split()[-1:], "only-the-last", "overwrite what it found", "覆盖"),
    (WORDS, lambda t: t.split()[:-1], "last-missing", "the last one is missing: `'mat'`", "最后一项：`'mat'`"),
    (WORDS, lambda t: t.split()[1:], "first-missing", "the first one is missing: `'the'`", "第一项：`'the'`"),
    (WORDS, lambda t: t.split()[:-2], "end-missing", "behind 4. Missing (2): `'the', 'mat'`", "还少 2 项"),
    (WORDS, lambda t: t.split()[2:], "start-missing", "The first 2 are missing", "开头的 2 项"),
    (WORDS, lambda t: t.split()[1:-1],
     "both-ends-missing", "The first and the last one are missing", "第一项和最后一项"),
    (WORDS, lambda t: [*t.split(), "x"],
     "one-more-at-the-end", "one too many at the end: `'x'`", "末尾多了一项：`'x'`"),
    (WORDS, lambda t: ["x", *t.split()], "one-more-at-the-start", "at the beginning, `'x'`", "开头多了一项"),
    (WORDS, lambda t: ["x", *t.split(), "y"], "one-more-at-both-ends", "`'x', 'y'`", "各多了一项"),
    (WORDS, lambda t: [*t.split(), "x", "y"], "more-at-the-end", "2 too many at the end", "末尾多了 2 项"),
    (WORDS, lambda t: ["", *t.split()[:-1]], "one-place-too-late", "one place too late", "晚了一位"),
    (WORDS, lambda t: t.split()[::-1], "reversed", "in reverse order", "倒过来"),
    (WORDS, lambda t: sorted(t.split()), "sorted-up", "but sorted", "排了序"),
    (WORDS, lambda t: sorted(t.split(), reverse=True), "sorted-down", "from the largest down", "从大到小"),
    (WORDS, lambda t: [*t.split()[1:], t.split()[0]], "another-order", "in another order: at index 0", "顺序不同"),
    (WORDS, lambda t: [w for w in t.split() for _ in "ab"], "everything-twice", "twice", "两遍"),
    (WORDS, lambda t: list(dict.fromkeys(t.split())), "each-once", "Missing repeats (1): `'the'`", "少了 1 个重复的"),
    (WORDS, lambda t: [w for w in t.split() if w not in ("cat", "天气，很")],
     "some-missing", "Missing (1): `'cat'`", "还少 1 项"),
    (WORDS, lambda t: [t.split()[0], "x", *t.split()[1:]],
     "some-too-many", "other items between (1): `'x'`", "多了 1 项"),
    (NUMBERS, lambda n: [n * 7 % 5 + i * i + 2 for i in range(6)],
     "all-more-by", "Every number is 2 too large", "大了 2"),
    (WORDS, lambda t: [*t.split()[:-1], "mouse"],
     "one-item-differs", "at index 5 you have `'mouse'`, asked for: `'mat'`", "下标 5"),
    (WORDS, lambda t: [w[:2] + "!" for w in t.split()], "items-differ", "at index 0: you have `'th!'`", "下标 0 处"),
    (WORDS, lambda t: [*t.split()[:2], "x"], "another-length", "holds 3, asked for are 6", "有 3 项，要求的是 6 项"),
    (WORDS, lambda t: [], "empty-list", "should hold 6", "应该有 6 项"),
    (MAYBE, lambda t: ["a"] * len(t), "not-empty", "should be empty", "应该是空的"),
    (WORDS, lambda t: t.upper().split(), "only-case", "`'THE'`, asked for: `'the'`", "大小写"),
    (GRID, lambda n: [[n, n + 1], [n + 2, 0]], "one-item-differs", "In `[1]`: All but one", "在 `[1]` 这一部分"),
    (PARTS, lambda n: ([0, 0, 1], [n, n + 1, n + 2]), "parts-in-reverse", "in reverse order", "倒过来"),
    (PARTS, lambda n: ([n, n + 1, n + 2], [0, 0]),
     "last-missing", "In `[1]`: Right, but the last", "在 `[1]` 这一部分"),
    (PARTS, lambda n: ([n], [0], [1]), "another-number-of-parts", "3; asked for: 2", "有 3 个部分"),
    # what other cases show
    (SORTED, lambda words: words, "the-input-itself", "what went in, unchanged", "原样"),
    (WORDS, lambda t: ["the", "cat", "sat", "on", "the", "mat"],
     "same-for-every-input", "(2 different ones)", "2 个不同的"),
    # texts
    (GREETING, lambda n: f"你好，{n}！ Hello, {n}!", "only-spaces", "(first a space)", "（开头是空格）"),
    (GREETING, lambda n: f"你好，{n}！\nHello, {n}!", "only-spaces", "(first a line break)", "（开头是换行）"),
    (GREETING, lambda n: f"你好，{n}!Hello, {n}!",
     "only-width", "asked for: `'！Hello, …'` (first a full-width", "全角"),
    (GREETING, lambda n: f"你好，{n}！hello, {n}!", "only-case", "capital and small", "大小写"),
    (GREETING, lambda n: f"你好{n}！Hello, {n}.",
     "only-punctuation", "Only punctuation differs. First behind `'你好'`", "只有标点"),
    (GREETING, lambda n: f"你好，{n}！Hello, {n}",
     "text-last-missing", "the last character is missing: `'!'`", "最后一个字符"),
    (GREETING, lambda n: f"你好，{n}！", "text-end-missing", "ends too early", "结束得太早"),
    (GREETING, lambda n: f"Hello, {n}!", "text-start-missing", "is missing at the beginning", "开头少了"),
    (GREETING, lambda n: f"你好，{n}！Hello, {n}!x", "text-one-more-at-the-end", "`'x'`", "多了一个字符"),
    (GREETING, lambda n: f"你好，{n}！Hello, {n}!"[::-1], "text-reversed", "backwards", "倒过来"),
    (GREETING, lambda n: f"你好，{n[0]}！Hello, {n}!",
     "text-differs", "Right up to `'你好，小'`", "到 `'你好，小'` 为止"),
    (GREETING, lambda n: f"您好，{n}！Hello, {n}!",
     "text-differs-at-once", "from the first character on", "从第一个字符起"),
    (GREETING, lambda n: "", "empty-text", "an empty text", "空字符串"),
    # numbers, dictionaries, sets
    (COUNT, lambda t: len(t) + 1, "one-too-many", "One too many: `7`, asked for: `6`", "多了 1"),
    (COUNT, lambda t: len(t) - 1, "one-too-few", "One too few", "少了 1"),
    (COUNT, lambda t: -len(t), "other-sign", "but for its sign", "正负号"),
    (COUNT, lambda t: len(t) * 3, "too-large", "`18` is too large", "太大"),
    (SHARE, lambda n: round(n / 7, 2), "rounded", "rounded: `0.29`", "四舍五入"),
    (SHARE, lambda n: n / 7 * 100, "in-percent", "a hundred times", "一百倍"),
    (IS_LONG, lambda t: len(t) <= 5,
     "the-other-truth-value", "`False`; asked for: `True`", "`False`，要求的是 `True`"),
    (TABLE, lambda t: {c: t.count(c) for c in t if c not in "n好"},
     "keys-missing", "lacks keys: `'n'`", "少了键：`'n'`"),
    (TABLE, lambda t: dict(Counter(t)) | {"x": 1}, "keys-too-many", "(1): `'x'`", "多了 1 个键"),
    (TABLE, lambda t: {c: 1 for c in t}, "value-at-key-differs", "Under the key `'a'` you have `1`", "键 `'a'` 下面"),
    (LETTERS, lambda t: set(t[:1]), "set-lacks", "Missing from your set (2): `'a', 'n'`", "少了 2 个"),
    # tensors
    (IDS, lambda n: torch.arange(n * 9).reshape(n, 9),
     "too-few-columns", "`(2, 9)`, asked for: `(2, 11)`: too few columns, by 2", "少了 2 列"),
    (IDS, lambda n: torch.arange(11).reshape(1, 11), "too-few-rows", "too few rows, by 1", "少了 1 行"),
    (IDS, lambda n: torch.arange(n * 11).reshape(11, n), "turned-shape", "Rows and columns are exchanged", "颠倒"),
    (SQUARE, lambda n: torch.arange(n * n).reshape(n, n).T, "turned-shape", "`.T`", "`.T`"),
    (IDS, lambda n: torch.arange(n * 11).reshape(1, n, 11), "one-dimension-too-many", "`.squeeze()`", "`.squeeze()`"),
    (IDS, lambda n: torch.arange(n * 11.0).reshape(n, 11),
     "another-dtype", "`float32`; asked for: `int64`", "`float32`"),
    (IDS, lambda n: torch.arange(n * 11).reshape(n, 11).clamp(max=15),
     "row-of-whole-numbers-differs", "row 1 of 2", "第 1 行"),
    (ROWS, lambda n: torch.ones(n, 40),
     "row-of-numbers-differs", "row 1 of 2, counted from 0: its likeness", "余弦相似度是"),
    (ROWS, lambda n: torch.arange(n * 40.0).reshape(n, 40) * 2 + 2, "row-scaled", "multiplied by `2`", "乘以 `2`"),
    (ROWS, lambda n: torch.zeros(n, 40), "row-of-zeros", "nothing but zeros", "全是零"),
    (ROWS, lambda n: torch.ones(n, 40) * torch.nan, "row-holds-nan", "Row 0 of 2", "第 0 行"),
    (SHARES, lambda n: [i / n + (i == 3) + 1e-9 for i in range(5)], "one-item-differs", "at index 3", "下标 3"),
]  # fmt: skip


def texts(language: str) -> ExerciseTexts:
    return ExerciseTexts("Toy", (), {}, common_texts(language)["wrong"])


def put(exercise: Exercise, answer: Callable[..., Any]) -> Verdict:
    return judge(exercise, exercise.cases(random.Random(0)), lambda call: make_call(answer, call))


def failure(exercise: Exercise, answer: Callable[..., Any]) -> CaseVerdict:
    failed = put(exercise, answer).first_failure
    assert failed is not None, "the answer passes"
    return failed


@pytest.mark.parametrize(("exercise", "answer", "name", "english", "chinese"), TOLD, ids=[row[2] for row in TOLD])
def test_an_answer_is_told_its_own_difference(
    exercise: Exercise, answer: Callable[..., Any], name: str, english: str, chinese: str
) -> None:
    failed = failure(exercise, answer)
    assert failed.misconception == name, explain(failed, texts("en"), "en")
    for language, words in (("en", english), ("zh", chinese)):
        said = explain(failed, texts(language), language)
        assert words in said
        assert "{" not in said and not re.search(r"[\u4e00-\u9fff]  |  ", said), said
        assert said.count("`") % 2 == 0


@pytest.mark.parametrize(("exercise", "answer", "name"), [row[:3] for row in TOLD], ids=[row[2] for row in TOLD])
def test_a_feedback_page_shows_neither_input_nor_value(
    exercise: Exercise, answer: Callable[..., Any], name: str
) -> None:
    failed = failure(exercise, answer)
    secret = " ".join(_leaves([failed.case.args, failed.case.expected, [*(failed.values or {}).values()]]))
    pieces = set(re.findall(r"[A-Za-z]{3,}|[\u4e00-\u9fff]{2,}", secret)) - {"the", "Hello", "words"}
    for language in LANGUAGES:
        said = explain(failed, texts(language), language, hidden=True)
        assert said and "{" not in said and "…`" not in said.replace("(…)`", "")
        assert not [piece for piece in pieces if re.search(rf"(?<![A-Za-z]){piece}(?![A-Za-z])", said)], said
        assert all(int(number) <= MOST_SAID for number in re.findall(r"\d+", said)), said
    assert name in common_texts("en")["wrong"], "a class's report counts it under words of its own"


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list | tuple | set):
        for item in value:
            yield from _leaves(item)
    elif isinstance(value, str):
        yield value


def test_a_class_of_a_students_own_cannot_carry_an_input_to_the_feedback_page() -> None:
    def answer(text: str) -> Any:
        return type(text.split()[0], (), {})()

    failed = failure(WORDS, answer)
    assert "`the`" in explain(failed, texts("en"), "en")
    for language in LANGUAGES:
        assert "`the`" not in explain(failed, texts(language), language, hidden=True)
    named = failure(WORDS, lambda text: type(text.split()[1], (), {}))
    assert "cat" not in explain(named, texts("en"), "en", hidden=True)


def test_a_large_number_cannot_carry_an_input_to_the_feedback_page() -> None:
    numbers = toy(lambda n: [n, n + 1], (3,), (5,))
    failed = failure(numbers, lambda n: [n + 20013, n + 20014])
    assert failed.misconception == "all-more-by" and "20013" in explain(failed, texts("en"), "en")
    for language in LANGUAGES:
        assert not re.search(r"\d", explain(failed, texts(language), language, hidden=True))
    near = failure(numbers, lambda n: [n + MOST_SAID, n + 1 + MOST_SAID])
    assert str(MOST_SAID) in explain(near, texts("en"), "en", hidden=True)


def test_no_piece_of_code_is_on_a_feedback_page_whatever_sentence_holds_it() -> None:
    told = Told("another-type", {"seen": Code("secret"), "wanted": Behind("secret")})
    assert "secret" not in told.sentence("en", hidden=True)


# --- what is not said ---


def test_two_values_that_print_the_same_are_never_said_to_differ() -> None:
    equal = Exercise("toy", "f", 1, 1, "core", lambda _: [Case("a", ([1],), lambda seen: "differs", expected=[1])])
    said = explain(failure(equal, lambda given: given), texts("en"), "en")
    assert said == common_texts("en")["wrong"]["differs"], "no probe but the value: an author's slip"
    probe = {"returned": "returned", "afterwards": "args[0]"}
    deed = Exercise("toy", "f", 1, 1, "core", lambda _: [Case("a", ([1],), lambda _: "differs", probe, expected=[1])])
    failed = failure(deed, lambda given: [1])
    assert failed.misconception == "right-value-wrong-deed"
    named = Case("a", ([1],), lambda _: "differs", probe, expected=[1], wanted={"afterwards": [1, 2]})
    failed = failure(Exercise("toy", "f", 1, 1, "core", lambda _: [named]), lambda given: [1])
    assert failed.misconception == "last-missing"
    labelled = ExerciseTexts("Toy", (), {}, common_texts("en")["wrong"], {"afterwards": "What became of the list"})
    assert explain(failed, labelled, "en") == "What became of the list: Right, but the last one is missing: `2`."
    chinese = ExerciseTexts("Toy", (), {}, common_texts("zh")["wrong"], {"afterwards": "之后的列表"})
    assert explain(failed, chinese, "zh") == "之后的列表：都对，只少了最后一项：`2`。"
    assert "`2`" not in explain(failed, labelled, "en", hidden=True)
    report = make_report(Verdict(deed, (failed,)), texts("en"), "en")
    assert ("afterwards", "[1]") in report.seen and ("expected", "[1, 2]") in report.seen


def test_a_chance_match_is_no_same_for_every_input() -> None:
    counts = toy(len, ("abc",), ("abcd",), ("abcdef",))
    assert failure(counts, lambda text: {3: 3, 4: 3}.get(len(text), 5)).misconception == "one-too-few"
    assert failure(counts, lambda text: 3).misconception == "same-for-every-input"
    one = toy(len, ("abc",))
    assert failure(one, lambda text: 5).misconception == "too-large", "one input shows nothing about others"


def test_the_answer_of_the_example_is_told_only_where_it_is_too_long_for_chance() -> None:
    # The hidden cases do not hold the example: that the answer is its is seen by asking for the public ones.
    hidden = list(WORDS.cases(random.Random(0)))[1:]
    verdict = judge(WORDS, hidden, lambda call: make_call(lambda _: ["the", "cat", "sat", "on", "the", "mat"], call))
    assert verdict.first_failure is not None and verdict.first_failure.misconception == "answer-of-the-example"
    counts = list(COUNT.cases(random.Random(0)))[1:]
    verdict = judge(COUNT, counts, lambda call: make_call(lambda _: 6, call))
    assert verdict.first_failure is not None and verdict.first_failure.misconception == "too-large"


def test_a_name_of_the_lessons_own_stays_whatever_the_value() -> None:
    case = Case("a", ("x y",), lambda _: Mistake("own", {"row": 2}, (("label", "0.03"),)), expected=["x", "y"])
    own = ExerciseTexts("Toy", (), {}, {"own": "Row {row} of {name}."}, {"label": "likeness of row {row}"})
    verdict = put(Exercise("toy", "f", 1, 1, "core", lambda _: [case]), lambda text: ["x"])
    report = make_report(verdict, own, "en")
    assert report.why == "Row 2 of {name}." and ("likeness of row 2", "0.03") in report.seen
    assert not [label for label, _ in report.seen if label in ("returned", "expected")], "only what decided"


def test_only_the_first_of_two_is_told_where_the_other_cases_show_it() -> None:
    two = toy(str.split, ("a b",), ("c d e",))
    assert failure(two, lambda text: text.split()[:1]).misconception == "only-the-first"
    assert failure(two, lambda text: text.split()[:-1]).misconception == "last-missing"


def test_ids_and_tokens_are_told_apart_by_the_tokenizer_itself(tokenizer: Any) -> None:
    tokens = tokenizer.tokenize("今天天气很好。")
    case = Case("a", (Fresh("tokenizer", "bert-zh"), "今天天气很好。"), _decides(tokens), expected=tokens)
    split = Exercise("toy", "split", 1, 1, "core", lambda _: [case])
    assert failure(split, lambda t, text: t.encode(text)[1:-1]).misconception == "ids-for-tokens"
    assert failure(split, lambda t, text: [1] * len(tokens)).misconception == "items-of-another-type", "no ids of these"
    assert failure(split, lambda t, text: t(text)).misconception == "another-type"
    report = make_report(put(split, lambda t, text: t(text)), texts("en"), "en")
    assert ("the call", 'split(tokenizer, "今天天气很好。")') in report.seen
    assert "BatchEncoding" in dict(report.seen)["returned"]
    ids = tokenizer.convert_tokens_to_ids(tokens)
    other = Case("a", (Fresh("tokenizer", "bert-zh"), "今天天气很好。"), _decides(ids), expected=ids)
    encode = Exercise("toy", "encode", 1, 1, "core", lambda _: [other])
    assert failure(encode, lambda t, text: t.tokenize(text)).misconception == "tokens-for-ids"
    assert failure(encode, lambda t, text: t(text, add_special_tokens=False)).misconception == "whole-not-part"


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    from course_lib.exercises.inputs import make_input

    return make_input(Fresh("tokenizer", "bert-zh"))


def test_a_call_can_be_pasted() -> None:
    cases = [Case("a", (Fresh("model", "bert-zh"), Fresh("folder"), ["今", 'a"b'], {"b", "a"}), lambda _: "differs")]
    named = Exercise("toy", "f", 1, 1, "core", lambda _: cases, call="f(fresh_model(), {1}, {2})")
    assert _call_of(Exercise("toy", "f", 1, 1, "core", lambda _: cases)) == (
        """f(model, Path("a-new-folder"), ["今", 'a"b'], {"a", "b"})"""
    )
    assert _call_of(named) == """f(fresh_model(), Path("a-new-folder"), ["今", 'a"b'])"""


def _call_of(exercise: Exercise) -> str:
    case = next(iter(exercise.cases(random.Random(0))))
    verdict = Verdict(exercise, (CaseVerdict(case, "wrong", "differs", values={"returned": 1}),))
    return dict(make_report(verdict, texts("en"), "en").seen)["the call"]


# --- errors ---


def _leaf() -> None:
    torch.nn.Parameter(torch.ones(2))[0] = 1.0


def _inference() -> None:
    weight = torch.ones(2, requires_grad=True)
    with torch.inference_mode():
        made = torch.ones(2)
    (weight * made).sum().backward()


def _unbound() -> None:
    if len("a") > 1:
        total = 1
    print(total)


NAMES = {name: globals()[name] for name in ("torch", "np", "sys", "_leaf", "_inference", "_unbound")}
#: (what a function computes, the error that is told)
ERRORS: list[tuple[str, str]] = [
    ('"".join()', "too-many-arguments"),
    ("[1] + 3", "concatenates-types"),
    ('"a" + 1', "concatenates-types"),
    ("[1] - [2]", "types-do-not-combine"),
    ('3 < "a"', "types-do-not-combine"),
    ('"a"()', "not-callable"),
    ("(3)[0]", "not-subscriptable"),
    ('"abc".split[0]', "brackets-missing"),
    ("None[0]", "used-none"),
    ("list(None)", "used-none"),
    ("len(None)", "used-none"),
    ("list(3)", "not-iterable"),
    ('[1]["a"]', "index-no-number"),
    ("{[1]: 2}", "unhashable"),
    ('",".join([1])', "join-of-no-texts"),
    ('print(end="", x=1)', "unknown-keyword"),
    ("torch.tensor([[1], [2, 3]])", "rows-of-different-length"),
    ("(lambda a, b: 0)(*[1])", "argument-missing"),
    ("[a for a, b in [(1,)]]", "too-few-to-unpack"),
    ("[a for a, b in [(1, 2, 3)]]", "too-many-to-unpack"),
    ('int("x")', "text-is-no-number"),
    ("[1].index(2)", "not-found-in-list"),
    ("bool(np.array([1, 2]))", "truth-of-many"),
    ("bool(torch.tensor([1, 2]))", "truth-of-many"),
    ("max([])", "of-nothing"),
    ("list(zip([1], [], strict=True))", "zip-lengths"),
    ("_leaf()", "leaf-in-place"),
    ("_inference()", "inference-mode"),
    ("torch.ones(2, requires_grad=True).numpy()", "needs-detach"),
    ("torch.ones(2) + torch.ones(3)", "shapes-do-not-fit"),
    ("torch.ones(2, 3) @ torch.ones(2, 3)", "shapes-do-not-fit"),
    ("torch.ones(2).item()", "many-not-one"),
    ("1 / 0", "division-by-zero"),
    ("_unbound()", "local-before-value"),
    ('__import__("no_such_module")', "module-missing"),
    ('open("no-such-file")', "file-missing"),
    ("next(iter([]))", "nothing-left"),
    ("[].pop()", "of-nothing"),
    ("[1][3]", "index-error"),
    ("__import__('torch').ones(3)[__import__('torch').tensor([0.0])]", "index-of-floats"),
    ("'{} {}'.format(1)", "fewer-values-than-braces"),
    ('{}["a"]', "key-error"),
    ('b"\\xff".decode()', "not-that-encoding"),
    ("None.a", "none-has-no-attribute"),
    ("{1}.get(1)", "plain-has-no-attribute"),
    ("torch.tenosr", "module-has-no-attribute"),
    ("undefined_name", "name-unknown"),
    ("input()", "input-asked"),
    ("sys.stdin.readline()", "input-asked"),
    ("sys.exit()", "ends-python"),
    ("'abc'.replace(1, 2)", "argument-of-another-type"),
    ("range('a')", "argument-of-another-type"),
    ("len(5)", "no-length"),
    ("'a' in 5", "not-iterable"),
    ("next([])", "not-an-iterator"),
    ("dict([1])", "pairs-wanted"),
    ("'a' * 'b'", "types-do-not-combine"),
    ("sorted([1], len)", "too-many-arguments"),
    ("torch.tensor([None])", "tensor-of-no-numbers"),
    ("torch.tensor(['a'])", "tensor-of-no-numbers"),
    ("torch.stack([])", "of-nothing"),
    ("torch.tensor([1]).mean()", "wants-float"),
    ("np.ones(2) + np.ones(3)", "shapes-do-not-fit"),
    ("torch.nn.Embedding(2, 3)(torch.tensor([5]))", "id-past-the-table"),
]


@pytest.mark.parametrize(("wrong", "name"), ERRORS, ids=[row[1] for row in ERRORS])
def test_an_error_is_told_in_words(wrong: str, name: str) -> None:
    def answer(_text: str) -> Any:
        return eval(wrong, dict(NAMES))

    failed = failure(WORDS, answer)
    assert failed.outcome == "crashed" and failed.told is not None and failed.told.name == name, failed.error
    for language in LANGUAGES:
        said = explain(failed, texts(language), language)
        assert said == common_texts(language)["errors"][name]
        assert said in explain(failed, texts(language), language, hidden=True)
    report = make_report(put(WORDS, answer), texts("en"), "en")
    told = dict(report.seen)["error"]
    assert told not in report.why, "an error's text stands once in the panel"


def test_the_parameters_of_the_function_itself_are_told_apart_from_a_call_inside_it() -> None:
    assert failure(WORDS, lambda: []).told == Told("own-too-many-arguments")
    assert failure(WORDS, lambda text, more: []).told == Told("own-argument-missing")
    assert failure(WORDS, lambda text: WORDS.cases()).told == Told("argument-missing")


def test_an_older_tutorial_is_blamed_for_objects_of_transformers_only(tokenizer: Any) -> None:
    gone = failure(WORDS, lambda text: tokenizer.batch_encode_plus_all(text))
    assert gone.told == Told("gone-from-transformers")
    assert failure(WORDS, lambda text: text.tokenize()).told == Told("plain-has-no-attribute")


def test_a_misspelled_name_is_answered_with_the_closest() -> None:
    def error_of(source: str) -> str:
        return failure(WORDS, eval(source)).error

    assert "Did you mean: 'sentence'?" in error_of("lambda sentence: sentense.split()")
    assert "Did you mean: 'split'?" in error_of("lambda text: text.splitt()")
    assert "Did you mean" not in error_of("lambda text: text.qqqqqq()")


def test_every_error_that_is_told_apart_has_its_words() -> None:
    names = {key for kinds in _KINDS.values() for _, key in kinds} | {"gone-from-transformers"}
    for language in LANGUAGES:
        assert names <= set(common_texts(language)["errors"])
    assert error_told("SomebodysOwnError: secret") is None


# --- typing ---


def test_nothing_waits_for_a_keyboard_and_the_keyboard_comes_back() -> None:
    asked, stream = builtins.input, sys.stdin
    with pytest.raises(InputAsked), typing_refused():
        input("name? ")
    with pytest.raises(InputAsked), typing_refused():
        next(iter(sys.stdin))
    assert builtins.input is asked and sys.stdin is stream


def test_a_call_gives_the_keyboard_back_also_after_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    keyboard = io.StringIO("typed\n")
    monkeypatch.setattr(sys, "stdin", keyboard)
    assert make_call(lambda: input(), Call([], {"returned": "returned"}, 1.0)).error.startswith("InputAsked")
    assert sys.stdin is keyboard and input() == "typed"


# --- time ---


def _never(text: str) -> Any:
    while "cat" not in text:
        pass
    return text.split()


def test_a_case_that_takes_too_long_after_right_ones_is_too_slow_and_not_endless() -> None:
    failed = failure(WORDS, _never)
    assert failed.outcome == "timeout" and failed.misconception == "too-slow"
    assert "Right so far" in explain(failed, texts("en"), "en") and "前面都对" in explain(failed, texts("zh"), "zh")
    first = failure(toy(str.split, ("今天",), ("cat",)), _never)
    assert first.misconception == "" and "never ends" in explain(first, texts("en"), "en")


def test_a_case_may_have_words_of_its_own_for_too_slow() -> None:
    slow = toy(str.split, ("the cat",), ("今天",), slow="fetch-it-once")
    own = ExerciseTexts("Toy", (), {}, {"fetch-it-once": "Fetch it once."})
    failed = failure(slow, _never)
    assert failed.misconception == "fetch-it-once" and explain(failed, own, "en") == "Fetch it once."


# --- words ---


def test_every_name_has_its_sentences_in_both_languages() -> None:
    for language in LANGUAGES:
        common = common_texts(language)
        told = set(common["told"]) - {"part-is"}
        assert told <= set(common["wrong"]) and set(common["told-hidden"]) <= told
        assert {name for name in STOCK if name in common["wrong"] or name in common["errors"]} | {"crashed"} == STOCK
        assert set(FOLDINGS) <= told
        assert all("{" not in text for text in (*common["wrong"].values(), *common["errors"].values()))


def test_what_is_very_long_is_compared_up_to_the_first_difference() -> None:
    longest = MOST_COMPARED + 1
    found = difference([0] * longest, [*[0] * (longest - 1), 1])
    assert found.name == "one-item-differs"
    assert difference(["a"] * longest, ["a"] * (longest + 1)).name == "another-length", "not even its ends"
    assert difference("a" * longest, "a" * longest + " ").name == "text-differs"


def _any_value(rng: random.Random, depth: int = 0) -> Any:
    """Something that a student might return, or never would."""
    plain_values = [0, 1, -1, True, None, 0.5, float("nan"), "", "a", "A b", "你好", "，", "a\n", b"x", 7]
    made: list[Callable[[], Any]] = [
        lambda: [rng.randint(0, 3) for _ in range(rng.randint(0, 4))],
        lambda: [_any_value(rng, depth + 1) for _ in range(rng.randint(0, 4))],
        lambda: tuple(_any_value(rng, depth + 1) for _ in range(rng.randint(0, 3))),
        lambda: {rng.choice("abc"): _any_value(rng, depth + 1) for _ in range(rng.randint(0, 3))},
        lambda: {rng.choice([0, 1, 2, "a"]) for _ in range(rng.randint(0, 3))},
        lambda: torch.ones([rng.randint(0, 3) for _ in range(rng.randint(0, 3))], dtype=rng.choice([torch.long, None])),
        lambda: rng.choice([np.arange(3), Counter("aab"), len, "x".split, iter([1]), range(3), object()]),
    ]
    return rng.choice(plain_values) if depth > 2 or rng.random() < 0.4 else rng.choice(made)()


def test_any_two_values_can_be_told_apart() -> None:
    rng = random.Random(7)
    names = set()
    for _ in range(4000):
        seen, wanted = (from_wire(to_wire(_any_value(rng))) for _ in range(2))
        if type(wanted) is list and rng.random() < 0.7:
            changed = [wanted * 2, wanted[1:], wanted[::-1], [wanted], [*wanted, None], sorted(wanted, key=repr)]
            seen = rng.choice(changed)
        if not same(plain(seen), wanted):
            told = difference(seen, wanted)
            names.add(told.name)
            for language in LANGUAGES:
                assert told.sentence(language) and told.sentence(language, hidden=True)
    assert len(names) > 30


def test_kinds_are_said_in_both_languages_and_named_by_no_class_of_a_students_own() -> None:
    assert kind_of([[1], [2]]).said("en") == "a list of lists of int"
    assert kind_of([]).said("en") == "an empty list" and kind_of([1, "a"]).said("en") == "a list"
    assert kind_of([("a", 1)]).said("en") == "a list of tuples `(str, int)`"
    assert kind_of(from_wire(to_wire(np.zeros((2, 3))))).said("zh") == "形状为 (2, 3) 的 numpy 数组"

    class Secret:
        pass

    seen = kind_of(from_wire(to_wire(Secret())))
    assert "Secret" in seen.said("en") and "Secret" not in seen.said("en", hidden=True)


# --- the panel ---


def test_pass_and_fail_stand_in_words_and_emphasis_is_set() -> None:
    verdict = put(WORDS, lambda text: text.split() if "cat" in text else [])
    for language, right, not_yet in (("en", "(right)", "(not yet)"), ("zh", "（对）", "（还不对）")):
        report = make_report(verdict, texts(language), language)
        assert f"✓ case-0 {right}" in repr(report) and f"✗ case-1 {not_yet}" in repr(report)
        bare = re.sub(r"<[^>]+>", "", report._repr_html_())
        assert f"✓ case-0 {right}" in bare and "returned []" in bare.replace("返回值", "returned")
    assert prose("look at *when* you ask, `a * b * c`, **now**").startswith("look at <em>when</em> you ask, <code")
    assert "a * b * c" in prose("`a * b * c`") and "<strong>now</strong>" in prose("**now**")


def test_a_tensor_is_no_wall_of_numbers() -> None:
    assert shown(torch.zeros(2, 128)) == "tensor(shape=(2, 128), dtype=float32)"
    assert shown({"ids": torch.tensor([[1, 2], [3, 4]])}) == "{'ids': tensor([[1, 2], [3, 4]])}"
    assert shown([torch.ones(3, 300)]) == "[tensor(shape=(3, 300), dtype=float32)]"
    assert shown("x" * 1000).endswith("x …") and len(shown("x" * 1000)) < 310


# --- the wire ---


def test_what_a_value_was_crosses_and_no_decision_notices() -> None:
    counter, array = (from_wire(to_wire(value)) for value in (Counter("aab"), np.array([[1, 2]])))
    assert isinstance(counter, NamedDict) and counter.type_name == "collections.Counter"
    assert type(plain([counter])[0]) is dict and plain(counter) == {"a": 2, "b": 1}
    assert isinstance(array, Array) and array.shape == (1, 2) and repr(array) == "array([[1, 2]])"
    for value in (counter, array, from_wire(to_wire(len)), from_wire(to_wire("a".split))):
        assert repr(from_wire(to_wire(value))) == repr(value), "a probe's value crosses twice"


@pytest.mark.parametrize(
    "data",
    [
        {"named": ["Counter"]},
        {"named": ["Counter", [1]]},
        {"named": [3, {"dict": []}]},
        {"named": ["x" * 500, {"dict": []}]},
        {"named": ["Counter", {"named": ["Counter", {"dict": []}]}]},
        {"array": ["int64", [2]]},
        {"array": ["int64", ["2"], [1, 2]]},
        {"array": [1, [2], [1, 2]]},
        {"opaque": ["a", "b", "c"]},
        {"opaque": ["a", 3]},
        {"opaque": "x" * 500},
        {"opaque": 3},
    ],
    ids=repr,
)
def test_a_forged_kind_is_refused(data: Any) -> None:
    with pytest.raises(ValueRefused):
        from_wire(data)
