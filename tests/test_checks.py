"""`check` in a student's own kernel: its outcomes, its quiet, its time limit, and what it says."""

from __future__ import annotations

import io
import logging
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from course_lib.errors import CourseError
from course_lib.exercises import CheckFailed, catalogue, check, hint, hints
from course_lib.exercises import student_progress as progress_module
from course_lib.exercises.calls import make_call
from course_lib.exercises.exercise import Case, Exercise
from course_lib.exercises.properties import is_exactly
from course_lib.exercises.quiet import Printed, quiet
from course_lib.exercises.texts import ExerciseTexts
from course_lib.exercises.time_limit import TimeIsUp, time_limit
from course_lib.exercises.verdicts import UNDECIDED, judge


def _cases(_rng: Any) -> Iterator[Case]:
    def decide(number: int) -> Callable[[Any], str | None]:
        return lambda seen: is_exactly(seen["returned"], int) or (None if seen["returned"] == 2 * number else "differs")

    for kind, number in (("small", 3), ("large", 10**9)):
        yield Case(kind, (number,), decide(number), expected=2 * number)


DOUBLE = Exercise("hello-double", "double", 2, 1, "warm-up", _cases, seconds_per_call=0.3)


@pytest.fixture(autouse=True)
def _one_exercise(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ExerciseTexts(
        "Double it",
        ("First.", "Second."),
        {"small": "a small number"},
        {"differs": "Not twice.", "wrong-type": "A type."},
    )
    monkeypatch.setattr(catalogue, "lessons", lambda: {"99-hello": (DOUBLE,)})
    for module in ("checking", "hints"):
        monkeypatch.setattr(f"course_lib.exercises.{module}.exercise_texts", lambda *_: texts)


def test_a_right_answer_returns_none_and_says_public(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("hello-double", lambda n: 2 * n) is None  # type: ignore[func-returns-value]
    shown = capsys.readouterr()
    assert "Public checks passed: Double it" in shown.out
    assert "✓ a small number" in shown.out
    assert shown.err == ""


def _never_ends(_n: int) -> None:
    while True:
        pass


def _stub(_n: int) -> None:
    raise NotImplementedError("your turn")


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (lambda n: n + 3, "Not twice."),
        (lambda n: str(2 * n), "A type."),
        (lambda n: [][n], "An index goes past the end"),
        (_never_ends, "a loop that never ends"),
        (_stub, "Your turn: Double it (points: 2)"),
    ],
    ids=["wrong", "wrong-type", "crashed", "timeout", "unattempted"],
)
def test_every_outcome_fails_with_its_own_words(
    answer: Callable[[int], Any], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CheckFailed):
        check("hello-double", answer)
    assert says in capsys.readouterr().out


def test_the_first_failing_case_is_explained_and_the_others_still_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CheckFailed):
        check("hello-double", lambda n: 6)
    out = capsys.readouterr().out
    assert "✓ a small number" in out and "✗ large" in out
    assert "the call: double(1000000000)" in out and "expected: 2000000000" in out


def test_what_the_function_prints_is_shown_when_it_fails(capsys: pytest.CaptureFixture[str]) -> None:
    def noisy(number: int) -> int:
        print("debugging", number)
        return 0

    with pytest.raises(CheckFailed):
        check("hello-double", noisy)
    assert "printed: debugging 3" in capsys.readouterr().out


def test_stderr_stays_silent_in_all_its_forms(capfd: pytest.CaptureFixture[str]) -> None:
    handler = logging.StreamHandler(sys.stderr)  # made before the check, as libraries make theirs
    logger = logging.getLogger("a-library")
    logger.addHandler(handler)

    def noisy(number: int) -> int:
        print("print", file=sys.stderr)
        warnings.warn("a warning", stacklevel=1)
        logger.error("a log line")
        os.write(2, b"from C code")
        return 2 * number

    try:
        check("hello-double", noisy)
    finally:
        logger.removeHandler(handler)
    assert capfd.readouterr().err == ""
    assert handler.stream is sys.stderr, "the handler has its stream back"


def test_a_handler_whose_stream_was_closed_is_no_reason_to_fail() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logging.getLogger("a-library").addHandler(handler)
    stream.close()
    try:
        with quiet() as printed:
            logging.getLogger("a-library").error("a log line")
            print("said")
    finally:
        logging.getLogger("a-library").removeHandler(handler)
    assert printed.getvalue() == "said\n"
    assert handler.stream is stream


def test_an_endless_loop_that_prints_does_not_fill_the_memory() -> None:
    with quiet() as printed:
        for _ in range(1000):
            print("x" * 1000)
    assert len(printed.getvalue()) <= 2 * Printed.LIMIT


def test_a_not_implemented_error_of_the_students_own_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    def half_done(_n: int) -> int:
        raise NotImplementedError("numbers above three")

    with pytest.raises(CheckFailed):
        check("hello-double", half_done)
    assert "numbers above three" in capsys.readouterr().out


def test_a_value_that_the_decision_stumbles_over_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(_seen: Any) -> str | None:
        raise ValueError("an author's slip")

    verdict = judge(DOUBLE, [Case("small", (3,), stumble)], lambda call: make_call(lambda n: 2 * n, call))
    assert verdict.outcome == "wrong" and UNDECIDED in verdict.cases[0].error


def test_stop_still_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_n: int) -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check("hello-double", interrupted)


def test_a_swallowed_interrupt_is_sent_again() -> None:
    def stubborn(_n: int) -> int:
        tries = 0
        while tries < 2:
            try:
                while True:
                    pass
            except BaseException:
                tries += 1
        return 0

    with pytest.raises(CheckFailed):
        check("hello-double", stubborn)


def test_passing_the_value_in_place_of_the_function_is_explained() -> None:
    with pytest.raises(CheckFailed, match="needs your function double itself"):
        check("hello-double", 6)


def test_an_unknown_exercise_names_the_closest() -> None:
    with pytest.raises(CourseError, match="hello-double"):
        check("helo-double", lambda n: n)


def test_hints_come_one_at_a_time_and_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hints, "_given", {})
    assert [hint("hello-double").text for _ in range(3)] == ["First.", "Second.", "Second."]


def test_progress_is_kept_and_a_pass_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "deep" / "progress.json"))
    monkeypatch.setattr(progress_module, "lessons", lambda: {"99-hello": (DOUBLE,)})
    assert progress_module.progress().passed == 0
    with pytest.raises(CheckFailed):
        check("hello-double", lambda n: n)
    assert progress_module.progress().passed == 0
    check("hello-double", lambda n: 2 * n)
    with pytest.raises(CheckFailed):
        check("hello-double", lambda n: n)
    assert progress_module.progress().passed == 1
    assert progress_module.load_progress()["hello-double"]["tries"] == 3


@pytest.mark.parametrize("content", ["{ not json", "[]", '{"hello-double": {"tries": null}}', '{"hello-double": 3}'])
def test_a_damaged_progress_file_is_no_reason_to_fail(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "progress.json"
    path.write_text(content)
    monkeypatch.setenv("COURSE_PROGRESS", str(path))
    check("hello-double", lambda n: 2 * n)
    assert progress_module.load_progress()["hello-double"]["passed"]


def test_a_call_that_waits_for_the_processor_is_given_more_time_and_an_endless_loop_is_not() -> None:
    started = time.monotonic()
    with time_limit(0.2, patience=50.0):
        time.sleep(0.5)  # no processor time: as on a machine that is busy with others
    with pytest.raises(TimeIsUp), time_limit(0.2, patience=1000.0):
        while True:
            pass
    with pytest.raises(TimeIsUp), time_limit(0.2, patience=2.0):
        time.sleep(30.0)
    assert time.monotonic() - started < 25, "neither ran to its end"
