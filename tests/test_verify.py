"""`course verify` does not prove an exercise whose check, judge or answers are not right, and keeps what it has proven.

That every exercise of the course is proven is seen by `make verify`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from course_lib.authoring import kept_proofs
from course_lib.authoring.verify import verify
from course_lib.course_root import Course
from course_lib.grading.handed_in.released import released_lesson

LESSON = "00-start-here"


def _edit(course: Course, name: str, change: Callable[[str], str]) -> None:
    path = course.solutions / LESSON / name
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before, "the test's own anchor is gone"
    path.write_text(after, encoding="utf-8")


def _problems(course: Course) -> str:
    proofs = verify(course, LESSON, only=("start-greet",))
    assert not all(proof.proven for proof in proofs)
    return "\n".join(problem for proof in proofs for problem in proof.problems)


def test_a_judge_that_accepts_everything_is_not_proven(copied_course: Course) -> None:
    accept = (
        "\n\ndef _accepting(make):\n"
        "    from dataclasses import replace\n"
        "    return lambda rng: [replace(case, decide=lambda seen: None) for case in make(rng)]\n\n\n"
        "CASES = {name: _accepting(make) for name, make in CASES.items()}\n"
    )
    _edit(copied_course, "judge.py", lambda text: text + accept)
    assert "gets full marks from the judge" in _problems(copied_course)


def test_a_judge_that_accepts_nothing_is_not_proven(copied_course: Course) -> None:
    refuse = (
        "\n\nfrom dataclasses import replace\n"
        "CASES = {name: (lambda rng, make=make: [replace(c, decide=lambda seen: 'differs') for c in make(rng)])"
        " for name, make in CASES.items()}\n"
    )
    _edit(copied_course, "judge.py", lambda text: text + refuse)
    assert "the reference does not get full marks" in _problems(copied_course)


def test_a_constant_probe_is_not_proven(copied_course: Course) -> None:
    constant = (
        "\n\nfrom dataclasses import replace\n"
        "PROBE = {'returned': 'returned', 'one': '1'}\n"
        "CASES = {name: (lambda rng, make=make: [replace(c, probe=PROBE) for c in make(rng)])"
        " for name, make in CASES.items()}\n"
    )
    _edit(copied_course, "judge.py", lambda text: text + constant)
    assert "the probe 'one' has the same answer in every case" in _problems(copied_course)


def test_a_wrong_answer_under_another_name_is_not_proven(copied_course: Course) -> None:
    answers = "answers/start-greet.py"
    first = next(
        line
        for line in (copied_course.solutions / LESSON / answers).read_text(encoding="utf-8").splitlines()
        if "wrong:" in line
    )
    _edit(copied_course, answers, lambda text: text.replace(first, "# %% wrong: wrong-shape", 1))
    assert "the wrong answer 'wrong-shape' is told something else" in _problems(copied_course)


def test_a_right_answer_called_wrong_and_the_other_way_round(copied_course: Course) -> None:
    _edit(copied_course, "answers/start-greet.py", lambda text: text.replace("# %% right:", "# %% wrong:"))
    assert "passes the public check" in _problems(copied_course)
    _edit(copied_course, "answers/start-greet.py", lambda text: text.replace("# %% wrong:", "# %% right:"))
    assert "does not get full marks" in _problems(copied_course)


def test_missing_and_too_few_answers_are_not_proven(copied_course: Course) -> None:
    path: Path = copied_course.solutions / LESSON / "answers" / "start-greet.py"
    path.write_text("# %% right: only\ndef greet(name):\n    return name\n", encoding="utf-8")
    problems = _problems(copied_course)
    assert "0 different wrong answers" in problems and "1 different right answers" in problems
    path.unlink()
    assert "no answers to prove the exercise with" in _problems(copied_course)


def test_a_proof_is_kept_until_what_it_hangs_on_changes(copied_course: Course) -> None:
    def again() -> dict[str, bool]:
        return {proof.exercise: proof.kept for proof in verify(copied_course, LESSON, ("start-greet",), anew=False)}

    assert again() == {"start-greet": False}
    assert again() == {"start-greet": True}
    assert [proof.kept for proof in verify(copied_course, LESSON, ("start-greet",))] == [False], "asked for anew"
    _edit(copied_course, "answers/start-greet.py", lambda text: text + "\n")
    assert again() == {"start-greet": False}
    assert again() == {"start-greet": True}


def test_what_is_not_proven_is_not_kept(copied_course: Course) -> None:
    verify(copied_course, LESSON, ("start-greet",))
    _edit(copied_course, "answers/start-greet.py", lambda text: text.replace("# %% right:", "# %% wrong:"))
    for _ in range(2):
        (proof,) = verify(copied_course, LESSON, ("start-greet",), anew=False)
        assert not proof.proven and not proof.kept
    assert "start-greet" not in kept_proofs.kept(copied_course, LESSON)


@pytest.mark.parametrize("text", ["", "[]", '{"start-greet": 3}', '{"start-greet": {"inputs": "HASH"}}'])
def test_a_file_of_proofs_that_is_damaged_proves_nothing(copied_course: Course, text: str) -> None:
    inputs = kept_proofs.inputs_of(copied_course, released_lesson(copied_course, LESSON))["start-greet"]
    kept_proofs.proofs_file(copied_course, LESSON).write_text(text.replace("HASH", inputs), encoding="utf-8")
    (proof,) = verify(copied_course, LESSON, ("start-greet",), anew=False)
    assert proof.proven and not proof.kept


def test_a_proof_hangs_on_all_that_decides_it(copied_course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    def inputs() -> str:
        return kept_proofs.inputs_of(copied_course, released_lesson(copied_course, LESSON))["start-greet"]

    seen = {inputs()}
    assert inputs() in seen
    setup = '"from course_lib import check, hint, progress'
    notebook = copied_course.student_notebook(LESSON)
    for path, change in (
        (copied_course.solutions / LESSON / "judge.py", lambda text: text + "\n"),
        (copied_course.solutions / LESSON / f"{LESSON}.py", lambda text: text + "\n"),
        (copied_course.solutions / LESSON / "answers" / "start-greet.py", lambda text: text + "\n"),
        (notebook, lambda text: text.replace(setup, setup.replace("hint", "hint as tip"))),
    ):
        before = path.read_text(encoding="utf-8")
        path.write_text(change(before), encoding="utf-8")
        assert path.read_text(encoding="utf-8") != before
        seen.add(inputs())
    package = copied_course.root / "course_lib"
    (package / "lessons" / "lesson_99_tiny").mkdir(parents=True)
    with monkeypatch.context() as patched:
        patched.setattr(kept_proofs, "PACKAGE", package)
        without = inputs()
        (package / "lessons" / "lesson_99_tiny" / "inputs.py").write_text("INPUTS = {}\n")
        assert inputs() != without, "a kind of input that a lesson brings"
    monkeypatch.setattr(kept_proofs, "version", lambda library: "another")
    seen.add(inputs())
    assert len(seen) == 6
    other = copied_course.solutions / LESSON / "answers" / "start-mend.py"
    other.write_text(other.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert inputs() in seen, "another exercise's answers have no say"


def test_a_proof_hangs_on_the_code_that_runs_and_decides_and_on_the_models_it_names(course: Course) -> None:
    setup = "from course_lib.display import show_tokens"
    judge = course.solutions / "04-tokenizer" / "judge.py"
    found = kept_proofs._modules("course_lib.lessons.lesson_04_tokenizer.exercises", judge, setup)
    names = {path.relative_to(kept_proofs.PACKAGE).as_posix() for path in found}
    assert {
        "lessons/lesson_04_tokenizer/tokens_pair.py", "lessons/sentences.py", "lessons/decisions.py",
        "exercises/verdicts.py", "exercises/inputs.py", "display/tokens.py", "models/checkpoints.py",
        "authoring/answer_process.py", "grading/worker/worker_process.py", "grading/judging/hidden_cases.py",
    } <= names  # fmt: skip
    strangers = ("lessons/lesson_05", "grading/reports", "grading/cluster", "grading/records", "doctor/")
    assert not [name for name in names if name.startswith(strangers)]
    models = {path.parent.name for path in kept_proofs._weights(found)}
    assert models == {"bert_zh"}
