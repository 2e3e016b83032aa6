"""What an instructor should know first: the three findings that concern the most students, a sentence each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from course_lib.exercises.verdicts import Outcome
from course_lib.grading.reports.exercise_figures import ExerciseFigures, LessonFigures
from course_lib.grading.reports.needs_a_word import NeedsAWord

SHOWN = 3
#: A misconception is worth naming when this share of those who failed was told it, and this many.
NAMED_SHARE, NAMED_STUDENTS = 0.1, 2
#: From this share of those who began on, an exercise that they left out is worth a sentence.
MANY = 0.2

_HAPPENED: dict[Outcome, str] = {
    "crashed": "had code that crashed",
    "timeout": "had code that never ended",
    "unattempted": "did not try it",
    "unreadable": "handed in a file that cannot be read",
}
#: The kinds of `needs_a_word`, the most serious first: a student of several lessons counts for the first of theirs.
_STUCK = {
    "unreadable": "handed in a file that cannot be read",
    "crashed": "had nothing that ran",
    "none-solved": "tried without success",
    "untouched": "handed in what was released",
    "nothing": "handed in nothing",
}


@dataclass(frozen=True)
class _Finding:
    """`weight` is about the share of the class that it concerns; of two about the same thing the heavier is told."""

    weight: float
    about: tuple[str, str]
    sentence: str


def findings(lessons: Sequence[LessonFigures], words: Sequence[NeedsAWord]) -> tuple[str, ...]:
    """At most three sentences, the weightiest first."""
    several = len(lessons) > 1
    found = [finding for lesson in lessons for finding in _of_lesson(lesson, words, several)]
    found += _stuck(lessons, words)
    told: dict[tuple[str, str], str] = {}
    for finding in sorted(found, key=lambda finding: -finding.weight):
        told.setdefault(finding.about, finding.sentence)
    return tuple(told.values())[:SHOWN]


def first_sentence(text: str) -> str:
    """A text up to the first full stop that ends a sentence; none inside `code` does.

    >>> first_sentence("You cut at spaces. Chinese has none.")
    'You cut at spaces.'
    """
    for end in re.finditer(r"[.!?](?=\s|$)", text):
        if text[: end.start()].count("`") % 2 == 0:
            return text[: end.end()]
    return text


def _of_lesson(lesson: LessonFigures, words: Sequence[NeedsAWord], several: bool) -> Iterator[_Finding]:
    where = f" of {lesson.lesson}" if several else ""
    if not lesson.handed_in:
        return
    hardest = sorted(lesson.exercises, key=lambda exercise: exercise.success)
    for rank, exercise in enumerate(hardest):
        failed = 1 - exercise.success
        if failed:
            # Halved from one to the next: three times "this was hard" is one finding.
            yield _Finding(failed * 0.5**rank, (lesson.lesson, exercise.id), _hard(exercise, lesson, where))
        r = exercise.separation.r
        if r is not None and r <= -0.1:
            yield _Finding(0.5 - r, (lesson.lesson, exercise.id), _reversed(exercise, where, r))
    yield from _left_out(lesson, words)
    yield _Finding(0.01, (lesson.lesson, "scores"), _scores(lesson))
    solved = [exercise for exercise in lesson.exercises if exercise.success == 1]
    if solved:
        names = _listed([f"“{exercise.title}”" for exercise in solved])
        who = f"All {lesson.handed_in}" if lesson.handed_in > 1 else "The only one"
        yield _Finding(0.005, (lesson.lesson, "solved"), f"{who} who handed in solved {names}{where}.")


def _hard(exercise: ExerciseFigures, lesson: LessonFigures, where: str) -> str:
    """How many solved it, and of every one who did not, what went wrong: the numbers add up."""
    failed = exercise.handed_in - exercise.passed
    start = f"“{exercise.title}”{where} was solved by {exercise.passed or 'none'} of {exercise.handed_in}"
    told = sorted(_told(list(_why(exercise, lesson, failed))), key=lambda why: why.quotes)  # a quotation stands last
    end = "" if told[-1].quotes else "."
    if len(told) == 1:
        number = str(failed) if failed > 1 else "one"
        all_of_them = f"the other {number}" if exercise.passed else "all of them" if failed > 1 else "that one"
        return f"{start}; {all_of_them} {told[0].happened}{end}"
    among = f"of the other {failed}" if exercise.passed else "of them"
    return f"{start}; {among}, {_listed([f'{why.students} {why.happened}' for why in told])}{end}"


@dataclass(frozen=True)
class _Why:
    students: int
    happened: str
    quotes: bool = False


def _told(causes: list[_Why]) -> list[_Why]:
    """The one or two causes worth telling, and in one last number all the others."""
    first, *others = sorted(causes, key=lambda why: -why.students)
    # A second cause belongs to the picture when it is not much smaller, and a misconception can be taught against.
    near = sorted((why for why in others if 2 * why.students >= first.students), key=lambda why: not why.quotes)
    told = [first, *near[:1]]
    rest = [why for why in causes if why not in told]
    if len(rest) == 1:
        return [*told, *rest]  # as short as "other ways"
    return [*told, _Why(sum(why.students for why in rest), "failed in other ways")] if rest else told


def _why(exercise: ExerciseFigures, lesson: LessonFigures, failed: int) -> Iterator[_Why]:
    """What went wrong for those who failed: everyone in exactly one of the causes."""
    wrong = exercise.outcomes["wrong"]
    told = next((m for m in lesson.misconceptions if m.exercise == exercise.id), None)
    # One alone is no pattern, but what they were told says more than that their values were wrong.
    named = told if told and (wrong == 1 or len(told.students) >= max(NAMED_STUDENTS, NAMED_SHARE * failed)) else None
    if named:
        yield _Why(len(named.students), f"got the message “{first_sentence(named.words)}”", quotes=True)
        wrong -= len(named.students)
    if wrong:
        ways = "gave other wrong values" if named else "gave wrong values, in different ways"
        yield _Why(wrong, ways if named or wrong > 1 else "gave wrong values")
    for outcome, happened in _HAPPENED.items():
        if exercise.outcomes[outcome]:
            yield _Why(exercise.outcomes[outcome], happened)


def _reversed(exercise: ExerciseFigures, where: str, r: float) -> str:
    return (
        f"“{exercise.title}”{where} was solved more often by students who did worse on everything else "
        f"(r = {r:.2f}): its question may mislead those who think further."
    )


def _left_out(lesson: LessonFigures, words: Sequence[NeedsAWord]) -> Iterator[_Finding]:
    """The exercise that most of those who did begin did not come to."""
    untouched = sum(word.kind == "untouched" for word in words if word.lesson == lesson.lesson)
    began = lesson.handed_in - lesson.unreadable - untouched
    left = max(lesson.exercises, key=lambda exercise: exercise.outcomes["unattempted"])
    left_out = left.outcomes["unattempted"] - untouched
    if began and left_out / began >= MANY:
        who = f"{left_out} of the {began}" if began > 1 else "the only one"
        sentence = f"“{left.title}” was left out by {who} who began {lesson.lesson}."
        yield _Finding(left_out / began, (lesson.lesson, left.id), sentence)


def _stuck(lessons: Sequence[LessonFigures], words: Sequence[NeedsAWord]) -> Iterator[_Finding]:
    """Students who solved nothing, in one sentence with what stands in their way."""
    stuck: dict[str, str] = {}  # student -> kind
    for word in sorted(words, key=lambda word: list(_STUCK).index(word.kind)):
        stuck.setdefault(word.student, word.kind)
    students = len({name for lesson in lessons for name in (*lesson.absent, *(row.student for row in lesson.rows))})
    if stuck:
        counts = Counter(stuck.values())
        told = _listed([f"{counts[kind]} {happened}" for kind, happened in _STUCK.items() if counts[kind]])
        # The table below has a line for each of a student's kinds, and counts them in both.
        once = ", each counted once" if len({(word.student, word.kind) for word in words}) > len(stuck) else ""
        where = "in at least one lesson" if len(lessons) > 1 else f"in {lessons[0].lesson}"
        # Those who solve nothing are few and matter more than their share says.
        yield _Finding(
            1.5 * len(stuck) / students,
            ("", "stuck"),
            f"{len(stuck)} of {students} student{'' if students == 1 else 's'} solved nothing {where}{once}: {told}.",
        )


def _scores(lesson: LessonFigures) -> str:
    return (
        f"Half of those who handed in {lesson.lesson} have {lesson.median:g} of {lesson.most} points or more "
        f"(mean {lesson.mean:g})."
    )


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
