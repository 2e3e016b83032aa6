"""`course verify`: are the checks right? Proven by running them, under the very rule that grading uses.

For every exercise: the reference gets full marks and the untouched stub none; each wrong answer gets none
and is told its own misconception; each alternative right answer gets full marks; no probe has a constant
answer. A check that is not proven this way does not exist.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

from course_lib.authoring import kept_proofs
from course_lib.authoring.answer_runs import AnswerRuns, Questions, SetupFailed
from course_lib.authoring.answers import NamedAnswer, read_answers
from course_lib.authoring.lesson_source import read_source, source_path
from course_lib.course_root import Course
from course_lib.errors import CourseError
from course_lib.exercises.catalogue import exercises_of
from course_lib.exercises.exercise import Exercise
from course_lib.exercises.texts import exercise_texts, lesson_texts
from course_lib.exercises.verdicts import UNDECIDED, Verdict, judge
from course_lib.grading.handed_in.released import ReleasedLesson, released_lesson
from course_lib.grading.judging.hidden_cases import MakeCases, hidden_cases, load_judge

MIN_WRONG, MIN_RIGHT = 4, 2
# Public cases are random at every run: a wrong answer must be caught by more than one draw of them.
PUBLIC_SEEDS = (1, 2)
JOBS = 2
# Seconds that a wrong answer may take: most are wrong at once, and the endless ones are not waited for in full.
WRONG_SECONDS = 1.0


@dataclass(frozen=True)
class Proof:
    """What verify found about one exercise; it is proven when there are no `problems`.

    `kept`: it was proven before, and nothing that the proof hangs on has changed since.
    """

    exercise: str
    lesson: str
    points: int
    wrong: int
    right: int
    problems: tuple[str, ...] = ()
    kept: bool = False

    @property
    def proven(self) -> bool:
        return not self.problems


def verify(course: Course, lesson: str, only: Collection[str] = (), *, anew: bool = True) -> tuple[Proof, ...]:
    """Prove every exercise of one lesson, or `only` those of these ids; a line of progress each on stderr.

    Unless `anew` is asked for, a proof is taken as it was kept where nothing has changed; what is proven is kept.
    """
    released = released_lesson(course, lesson)
    exercises = [e for e in exercises_of(lesson) if not only or e.id in only]
    before = kept_proofs.kept(course, lesson)
    inputs = kept_proofs.inputs_of(course, released)
    taken = {} if anew else {e.id: before[e.id] for e in exercises if _is_kept(before.get(e.id), inputs[e.id])}
    found = {proof.exercise: proof for proof in _verify(course, released, [e for e in exercises if e.id not in taken])}
    for exercise in exercises:
        if exercise.id in taken:
            points, wrong, right = (int(str(taken[exercise.id][name])) for name in ("points", "wrong", "right"))
            found[exercise.id] = Proof(exercise.id, lesson, points, wrong, right, kept=True)
            _tell(found[exercise.id])
    proven = {
        e.id: _as_kept(found[e.id], inputs[e.id]) if e.id in found else before[e.id]
        for e in released.exercises
        if (e.id in found and found[e.id].proven) or (e.id not in found and e.id in before)
    }
    kept_proofs.keep(course, lesson, proven)
    return tuple(found[exercise.id] for exercise in exercises)


def _is_kept(entry: Mapping[str, object] | None, inputs: str) -> bool:
    return entry is not None and entry.get("inputs") == inputs and {"points", "wrong", "right"} <= set(entry)


def _as_kept(proof: Proof, inputs: str) -> dict[str, object]:
    return {"inputs": inputs, "points": proof.points, "wrong": proof.wrong, "right": proof.right}


def _tell(proof: Proof) -> None:
    state = "kept" if proof.kept else "proven" if proof.proven else "NOT PROVEN"
    sys.stderr.write(f"{state:>10}  {proof.lesson}  {proof.exercise}\n")


def _verify(course: Course, released: ReleasedLesson, exercises: Sequence[Exercise]) -> tuple[Proof, ...]:
    if not exercises:
        return ()
    lesson = released.lesson
    # Imported here, before there are threads: transformers loads its classes lazily, and two threads that ask
    # for the first one at once find a module half made.
    import course_lib.grading.worker.worker_process  # noqa: F401

    judges = load_judge(course, lesson)
    source = read_source(source_path(course, lesson))
    references = {cell.id: cell.source for cell in source.cells if cell.role == "solution"}
    prove = partial(_prove, course, released, judges, references, languages=source.languages)
    with ThreadPoolExecutor(JOBS) as pool:
        return tuple(pool.map(prove, exercises))


def _prove(
    course: Course,
    released: ReleasedLesson,
    judges: Mapping[str, MakeCases],
    references: Mapping[str, str],
    exercise: Exercise,
    *,
    languages: Sequence[str],
) -> Proof:
    answers: tuple[NamedAnswer, ...] = ()
    try:
        answers = read_answers(course.solutions / released.lesson / "answers" / f"{exercise.id}.py")
        problems = [*_text_problems(released.lesson, exercise, answers, languages), *_count_problems(answers)]
        problems += _look_alike_problems(released.lesson, exercise, answers)
        setup = [cell.source for cell in released.cells if cell.role == "setup"]
        with AnswerRuns(setup, exercise.function, _questions(exercise, judges)) as runs:
            problems += _reference_problems(runs, exercise, references[exercise.id], released.stubs[exercise.id])
            for answer in answers:
                problems += _answer_problems(runs, exercise, answer)
    except SetupFailed as error:
        problems = [f"a setup cell of the lesson does not run: {error}"]
    except CourseError as error:
        problems = [error.problem]
    except Exception as error:  # an author's slip in one exercise says so and leaves the others to be proven
        problems = [f"its cases or decisions do not run: {type(error).__name__}: {error}"]
    kinds = [answer.kind for answer in answers]
    proof = Proof(
        exercise.id, released.lesson, exercise.points, kinds.count("wrong"), kinds.count("right"), tuple(problems)
    )
    _tell(proof)
    return proof


def _questions(exercise: Exercise, judges: Mapping[str, MakeCases]) -> list[Questions]:
    """Made once, and put to every answer."""
    public = [Questions(tuple(exercise.cases(random.Random(seed)))) for seed in PUBLIC_SEEDS]
    return [*public, Questions(hidden_cases(judges, exercise, "verify"), hidden=True)]


def _put(runs: AnswerRuns, exercise: Exercise, source: str, *, until_wrong: bool = False) -> list[Verdict]:
    """The verdicts on this one answer, alone: no exercise may lean on the answer to another.

    One for each draw of public cases, then that of the hidden ones; of these, with `until_wrong`, none after the first
    that is not right is asked.
    """
    with runs.answer(source) as asks:
        parts = [*runs.questions]
        return [
            judge(exercise, part.cases, ask, until_wrong=until_wrong and part.hidden)
            for part, ask in zip(parts, asks, strict=True)
        ]


def _reference_problems(runs: AnswerRuns, exercise: Exercise, reference: str, stub: str) -> Iterator[str]:
    verdicts = _put(runs, exercise, reference)
    for verdict in verdicts:
        if verdict.outcome != "passed":
            yield f"the reference does not get full marks: {_told(verdict)}"
            return
    for cases in (verdicts[0].cases, verdicts[-1].cases):
        for name in {name for case in cases for name in case.case.probe}:
            values = {repr(case.values[name]) for case in cases if case.values and name in case.values}
            if len(values) < 2:
                yield f"the probe {name!r} has the same answer in every case"
    for verdict in _put(runs, exercise, stub):
        if verdict.outcome != "unattempted":
            yield f"the untouched stub is not seen as unattempted: {_told(verdict)}"


def _answer_problems(runs: AnswerRuns, exercise: Exercise, answer: NamedAnswer) -> Iterator[str]:
    wrong, quick = answer.kind == "wrong", min(WRONG_SECONDS, exercise.seconds_per_call)
    asked = exercise if answer.kind == "right" else replace(exercise, seconds_per_call=quick)
    *public, hidden = _put(runs, asked, answer.source, until_wrong=wrong)
    for failed in {case.error for verdict in (*public, hidden) for case in verdict.cases if UNDECIDED in case.error}:
        yield f"a decision fails on the answer {answer.name!r}: {failed}"
    if answer.kind == "slow":
        yield from _slow_problems(answer, public, hidden)
        return
    if answer.kind == "right":
        for verdict in (*public, hidden):
            if verdict.outcome != "passed":
                yield f"the right answer {answer.name!r} does not get full marks: {_told(verdict)}"
        return
    for verdict in public:
        if verdict.outcome == "passed":
            yield f"the wrong answer {answer.name!r} passes the public check"
        elif (answer.looks_like or None) in (told := (_misconception(verdict), _decided(verdict))):
            yield f"the wrong answer {answer.name!r} is taken for what it looks like: {_told(verdict)}"
        elif answer.misconception not in told and not answer.is_another:
            yield f"the wrong answer {answer.name!r} is told something else: {_told(verdict)}"
    if hidden.outcome == "passed":
        yield f"the wrong answer {answer.name!r} gets full marks from the judge"


def _slow_problems(answer: NamedAnswer, public: Sequence[Verdict], hidden: Verdict) -> Iterator[str]:
    for verdict in public:
        failure = verdict.first_failure
        if failure is None or (failure.outcome, failure.misconception) != ("timeout", answer.misconception):
            yield f"the slow answer {answer.name!r} is not told that it is slow: {_told(verdict)}"
    if hidden.outcome != "passed":
        yield f"the slow answer {answer.name!r} does not get full marks: {_told(hidden)}"


def _decided(verdict: Verdict) -> str:
    """The name that the decision itself gave; what is told of a general one depends on the value."""
    failure = verdict.first_failure
    return failure.decided if failure is not None else ""


def _misconception(verdict: Verdict) -> str:
    failure = verdict.first_failure
    if failure is None:
        return "passed"
    return failure.misconception if failure.outcome == "wrong" else failure.outcome


def _told(verdict: Verdict) -> str:
    failure = verdict.first_failure
    if failure is None:
        return "passed"
    detail = failure.error or (f"returned {str(dict(failure.values))[:200]}" if failure.values else "")
    return f"{_misconception(verdict)} at a {failure.case.kind!r} case; {detail}"


def _text_problems(
    lesson: str, exercise: Exercise, answers: Sequence[NamedAnswer], languages: Sequence[str]
) -> Iterator[str]:
    for language in languages:
        texts = exercise_texts(lesson, exercise.id, language)
        if texts.title == exercise.id:
            yield f"it has no title in {language!r}"
        if not 2 <= len(texts.hints) <= 3:
            yield f"it has {len(texts.hints)} hints in {language!r}; 2 or 3 are asked for"
        for answer in answers:
            if answer.is_another:
                continue
            outcome = answer.misconception in ("timeout", "crashed")
            if answer.kind == "wrong" and not outcome and answer.misconception not in texts.wrong:
                yield f"there are no words in {language!r} for the misconception {answer.misconception!r}"


def _look_alike_problems(lesson: str, exercise: Exercise, answers: Sequence[NamedAnswer]) -> Iterator[str]:
    """Every misconception of the lesson's own needs an answer that looks like it, and is told something else."""
    named = set(lesson_texts(lesson, "en").get(exercise.id, {}).get("wrong", {}))
    named -= {answer.name for answer in answers if answer.kind == "slow"}
    for name in sorted(named - {answer.looks_like for answer in answers}):
        yield f"no answer looks like {name!r} and is another mistake"


def _count_problems(answers: Sequence[NamedAnswer]) -> Iterator[str]:
    for kind, least in (("wrong", MIN_WRONG), ("right", MIN_RIGHT)):
        names = [answer.name for answer in answers if answer.kind == kind]
        if len(set(names)) < least:
            yield f"it has {len(set(names))} different {kind} answers; at least {least} are asked for"
