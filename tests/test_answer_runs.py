"""Each answer of a proof runs alone, in a copy of one template; whatever it does, the next one is answered."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from course_lib.authoring import answer_runs
from course_lib.authoring.answer_runs import AnswerRuns, Questions, SetupFailed
from course_lib.exercises.exercise import Case, Exercise
from course_lib.exercises.fresh import Fresh
from course_lib.exercises.verdicts import Verdict, judge


def case(number: int, wanted: int) -> Case:
    return Case("number", (number,), lambda seen: None if seen["returned"] == wanted else "differs")


def questions(*pairs: tuple[int, int], hidden: bool = False) -> Questions:
    return Questions(tuple(case(*pair) for pair in pairs), hidden=hidden)


EXERCISE = Exercise("test-double", "double", 1, 1, "warm-up", lambda rng: (), seconds_per_call=1.0)
DOUBLES = questions((1, 2), (5, 10), (7, 14))
RIGHT = "def double(n):\n    return factor * n"


def verdicts(runs: AnswerRuns, source: str, *, until_wrong: bool = False) -> list[Verdict]:
    with runs.answer(source) as asks:
        return [
            judge(EXERCISE, part.cases, ask, until_wrong=until_wrong)
            for part, ask in zip(runs.questions, asks, strict=True)
        ]


@pytest.fixture
def runs() -> Iterator[AnswerRuns]:
    with AnswerRuns(["factor = 2"], "double", [DOUBLES, questions((0, 0), (3, 6), hidden=True)]) as made:
        yield made


def test_every_set_of_questions_has_its_verdict(runs: AnswerRuns) -> None:
    assert [verdict.outcome for verdict in verdicts(runs, RIGHT)] == ["passed", "passed"]
    public, hidden = verdicts(runs, "def double(n):\n    return n + 1")
    assert [case.outcome for case in public.cases] == ["passed", "wrong", "wrong"]
    assert [case.outcome for case in hidden.cases] == ["wrong", "wrong"]


def test_until_wrong_asks_no_further(runs: AnswerRuns) -> None:
    public, _ = verdicts(runs, "def double(n):\n    return n + 1", until_wrong=True)
    assert [case.outcome for case in public.cases] == ["passed", "wrong"]


@pytest.mark.parametrize(
    "unruly",
    [
        "factor = 3\ndef double(n):\n    return 2 * n",
        "import builtins\nbuiltins.len = lambda x: 0\ndef double(n):\n    return 2 * n",
        "import os\ndef double(n):\n    os._exit(1)",
        "import os\nos._exit(1)",
        "def double(n):\n    while True: pass",
        "def double(n):\n    while 1:\n        try:\n            while 1: pass\n        except BaseException: pass",
        "1 +",
        "def another(n):\n    return n",
        "def double(n):\n    raise KeyboardInterrupt",
    ],
)
def test_what_one_answer_does_reaches_no_other(runs: AnswerRuns, unruly: str) -> None:
    verdicts(runs, unruly)
    check = f"assert factor == 2 and len([1]) == 1\n{RIGHT}"
    assert [verdict.outcome for verdict in verdicts(runs, check)] == ["passed", "passed"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process that is stuck in C stays")
@pytest.mark.parametrize("where", ["in its cell", "in a call"])
def test_an_answer_that_is_stuck_in_c_is_ended(
    where: str, monkeypatch: pytest.MonkeyPatch, runs: AnswerRuns, tmp_path: Path
) -> None:
    monkeypatch.setattr(answer_runs, "_CELL_SECONDS", 0.2)
    monkeypatch.setattr("course_lib.grading.wire.worker_handle.GRACE_SECONDS", 0.5)
    mark = tmp_path / "process"
    stuck = (
        f"import os, signal\nopen({str(mark)!r}, 'w').write(str(os.getpid()))\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])\n"
    )
    stuck += "while True: pass" if where == "in its cell" else "def double(n):\n    while True: pass"
    assert verdicts(runs, stuck)[0].outcome in ("timeout", "crashed")
    process = Path(f"/proc/{mark.read_text()}")
    for _ in range(100):
        if not process.exists():
            break
        time.sleep(0.05)
    assert not process.exists()
    assert [verdict.outcome for verdict in verdicts(runs, RIGHT)] == ["passed", "passed"]


def test_the_ways_of_failing_are_told_apart(runs: AnswerRuns) -> None:
    def outcome(source: str) -> str:
        return verdicts(runs, source)[0].outcome

    assert outcome("def double(n):\n    while True: pass") == "timeout"
    assert outcome("def double(n):\n    return 1 / 0") == "crashed"
    assert outcome('def double(n):\n    raise NotImplementedError("your turn")') == "unattempted"
    assert outcome("import os\ndef double(n):\n    os._exit(1)") == "crashed"
    assert outcome("def another(n):\n    return n") == "crashed"


def test_setup_cells_that_start_threads_run_for_every_answer() -> None:
    thread = "import threading\nstopped = threading.Event()\nthreading.Thread(target=stopped.wait, daemon=True).start()"
    source = "def double(n):\n    assert threading.active_count() > 1\n    return 2 * n"
    with AnswerRuns([thread], "double", [DOUBLES]) as runs:
        for _ in range(2):
            assert [verdict.outcome for verdict in verdicts(runs, source)] == ["passed"], "the thread is there"


@pytest.mark.parametrize("setup", [["1 / 0"], ["x ="]])
def test_setup_cells_that_do_not_run_are_an_error(setup: list[str]) -> None:
    with (
        AnswerRuns(setup, "double", [DOUBLES]) as runs,
        pytest.raises(SetupFailed, match=r"ZeroDivision|SyntaxError"),
        runs.answer(RIGHT),
    ):
        pass


def test_a_model_is_lent_as_it_was_published_to_every_call() -> None:
    probe = {"returned": "returned", "rows": "len(args[0].get_input_embeddings().weight)"}

    def grown(seen: object) -> str | None:
        assert isinstance(seen, dict)
        return None if seen["rows"] == seen["returned"] == 9503 else "differs"

    ask = Case("model", (Fresh("model", "bert-zh"), Fresh("tokenizer", "bert-zh")), grown, probe)
    source = (
        "def double(model, tokenizer):\n    tokenizer.add_tokens(['天干'])\n"
        "    model.resize_token_embeddings(len(tokenizer))\n    return len(tokenizer)"
    )
    with AnswerRuns([], "double", [Questions((ask, ask)), Questions((ask,), hidden=True)]) as runs:
        first, second = verdicts(runs, source)
    rows = [[dict(case.values or {}) for case in verdict.cases] for verdict in (first, second)]
    assert rows[0][0] == rows[0][1] == rows[1][0], "no call sees what another one did"


def test_random_numbers_are_the_same_each_time() -> None:
    source = "import random\nonce = random.random()\ndef double(n):\n    return once"
    anything = Questions((Case("number", (1,), lambda seen: None),))
    with AnswerRuns([], "double", [anything]) as runs:
        seen = {str(verdicts(runs, source)[0].cases[0].values) for _ in range(3)}
    assert len(seen) == 1 and str(random.random()) not in seen
