"""What lesson 08's checks go by is what the library does, and what its small model notes is what was read."""

from __future__ import annotations

import random

import pytest
import torch
from transformers import (
    LogitsProcessorList,
    MinPLogitsWarper,
    RepetitionPenaltyLogitsProcessor,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)

from course_lib.errors import CourseError
from course_lib.exercises.catalogue import find_exercise
from course_lib.exercises.report import make_report
from course_lib.exercises.texts import exercise_texts
from course_lib.exercises.verdicts import CaseVerdict, Verdict
from course_lib.lessons.lesson_08_sampling.inputs import Reader, made
from course_lib.lessons.lesson_08_sampling.numbers_seen import alike, some_probabilities, some_scores
from course_lib.lessons.lesson_08_sampling.sample_broken import broken_case
from course_lib.lessons.lesson_08_sampling.sample_draw import fallen_on
from course_lib.lessons.lesson_08_sampling.sample_filters import through
from course_lib.lessons.lesson_08_sampling.sample_loop import greedy, named
from course_lib.lessons.lesson_08_sampling.sample_penalty import penalised


@pytest.mark.parametrize("family", ["gpt2", "qwen2", "llama"])
def test_the_loop_is_asked_for_what_generate_gives(family: str) -> None:
    found = 0
    for seed in range(12):
        ids = greedy(named(family, 40, seed), (3, 1, 4), 7)
        if ids is None:
            continue
        given = torch.tensor([[3, 1, 4]])
        written = made(named(family, 40, seed)).generate(given, max_new_tokens=7, do_sample=False, pad_token_id=0)
        assert tuple(written[0, 3:].tolist()) == ids
        found += 1
    assert found > 3


def test_the_filters_are_the_librarys_in_its_order() -> None:
    rng = random.Random(8)
    for _ in range(50):
        scores = torch.tensor(some_scores(rng, 8))
        chain = LogitsProcessorList(
            [TemperatureLogitsWarper(1.5), TopKLogitsWarper(6), TopPLogitsWarper(0.8), MinPLogitsWarper(0.2)]
        )
        ours = through(scores, {"temperature": 1.5, "top_k": 6, "top_p": 0.8, "min_p": 0.2})
        assert alike(ours, chain(torch.zeros(1, 0, dtype=torch.long), scores[None])[0])


def test_the_penalty_is_the_librarys() -> None:
    rng = random.Random(9)
    for _ in range(30):
        scores, ids = torch.tensor(some_scores(rng, 8)), [rng.randrange(8) for _ in range(5)]
        theirs = RepetitionPenaltyLogitsProcessor(1.3)(torch.tensor([ids]), scores[None].clone())[0]
        assert alike(penalised(scores, ids, 1.3), theirs)


def test_a_number_falls_on_each_token_as_often_as_it_is_likely() -> None:
    numbers = [0.0, *some_probabilities(random.Random(10), 5), 0.0]
    counts = [0] * len(numbers)
    for n in range(640):
        counts[fallen_on(numbers, n / 640)] += 1
    assert [count / 640 for count in counts] == numbers


def test_the_small_model_notes_what_it_reads_and_touches_no_generator() -> None:
    torch.manual_seed(3)
    before = torch.get_rng_state()
    reader = Reader(named("qwen2", 30, 5))
    first = reader(torch.tensor([[1, 2, 3]]), use_cache=True)
    reader(torch.tensor([[4]]), past_key_values=first.past_key_values)
    assert reader.calls == [[3, 0], [1, 3]] and torch.equal(torch.get_rng_state(), before)
    with pytest.raises(CourseError, match="generate"):
        reader.generate(torch.tensor([[1]]))
    with pytest.raises(CourseError, match="shape"):
        reader(torch.tensor(4))


@pytest.mark.parametrize("changed", [False, True])
def test_an_argument_is_shown_afterwards_only_where_it_was_changed(changed: bool) -> None:
    case = broken_case("one", [[0.5, float("nan"), float("-inf"), 2.0]])
    after = torch.tensor([[0.5, 9.0, float("-inf"), 2.0]]) if changed else case.args[0].clone()
    values = {"returned": [False], "argument 0 afterwards": after}
    assert case.decide(values) == ("changes-its-input" if changed else None)
    _, exercise = find_exercise("sample-broken")
    wrong = CaseVerdict(case, "wrong", values=values | {"returned": [True]}, misconception="nan-missed")
    report = make_report(Verdict(exercise, (wrong,)), exercise_texts("08-sampling", "sample-broken", "en"), "en")
    assert any("afterwards" in name for name, _ in report.seen) == changed
