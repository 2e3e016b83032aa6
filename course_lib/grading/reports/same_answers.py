"""Answers that are the same once names, comments and layout are set aside, beyond what so short a task makes likely.

That two students write the same line says nothing: there are few ways to write it. The more there is to choose in an
answer, the less likely it is that two choose alike by chance, and the more students there are, the more pairs might. So
an agreement is noted only where, in a class of this size, not even one in twenty such classes should hold one. What the
course itself released or has as its own solution does not count, nor does what much of the class writes: that is
how the class was taught. A note is for a person who talks to students; it is no verdict, and no mark hangs on it.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from course_lib.course_root import Course
from course_lib.exercises.texts import exercise_texts
from course_lib.grading.handed_in.class_folder import Submission
from course_lib.grading.handed_in.released import ReleasedLesson
from course_lib.grading.judging.one_submission import Graded
from course_lib.grading.reports.normal_form import MOST_CHARACTERS, NormalForm, normal_form, words_of

#: How likely it is that two who solve the same task make the same choice (a call, an operator, a constant) again and
#: again. Two who write the usual five lines make about 35 choices: one pair in forty would write the very same.
ALIKE = 0.9
#: Noted where fewer such pairs than this are to be expected in the class.
RARE = 0.05
#: What a word counts, in choices, that stands in the same comment: nobody was asked for one.
CHOICES_PER_WORD = 8
MOST_FOR_COMMENTS = 100
#: What an answer counts at most that authors of the lesson thought of: then others may think of it, too.
MOST_FOR_FORESEEN = 25
#: So many, and more than this share of the class: the way that the class was taught.
MANY, MANY_SHARE = 5, 1 / 3
#: Agreements in several exercises are added up where no more than so many, or this share of the class, have the answer.
FEW, FEW_SHARE = 4, 0.1

#: Exercises that a sentence names; of more it says how many.
MOST_NAMED = 3
LANGUAGE = "en"
_HEADER = re.compile(r"^# %% .*$", re.MULTILINE)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True)
class SharedAnswer:
    """One exercise that students answered alike, in so many lines of their own."""

    exercise: str
    title: str
    lines: int


@dataclass(frozen=True)
class SameAnswers:
    """`students` whose answers to `exercises` agree; `comments` that all of them have, `same_names`: and all names."""

    lesson: str
    students: tuple[str, ...]
    exercises: tuple[SharedAnswer, ...]
    comments: int
    same_names: bool

    @property
    def words(self) -> str:
        """The agreement as a sentence.

        >>> shared = (SharedAnswer("start-count", "Which characters are frequent?", 14),)
        >>> SameAnswers("00-start-here", ("a", "b", "c"), shared, 1, False).words
        'Three hand-ins agree in 14 lines of start-count, also in a comment.'
        """
        who = f"{_number(len(self.students)).capitalize()} hand-ins agree"
        lines = sum(shared.lines for shared in self.exercises)
        names = [shared.exercise for shared in self.exercises]
        where = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        if len(names) > MOST_NAMED:
            where = f"{_number(len(names))} exercises"
        also = [_number(self.comments, "a") + (" comment" if self.comments == 1 else " comments")] * bool(self.comments)
        also += ["the names that they chose"] * self.same_names
        told = f"{who} in {_number(lines) if lines < 10 else lines} line{'' if lines == 1 else 's'} of {where}"
        return f"{told}, also in {' and '.join(also)}." if also else f"{told}."


@dataclass(frozen=True)
class _Answer:
    """What one student wrote for one exercise, without what was released; `choices` are those of the student."""

    student: str
    form: NormalForm
    lines: int
    choices: int
    comments: frozenset[str]
    names: frozenset[str]


_Shared = tuple[str, tuple[str, ...]]
"""An exercise, and the normal form of an answer to it."""


@dataclass(frozen=True)
class KnownAnswers:
    """What the course itself has: exercise -> its solution, and the answers of students that authors thought of."""

    reference: Mapping[str, str] = field(default_factory=dict)
    foreseen: Mapping[str, Sequence[str]] = field(default_factory=dict)


def known_answers(course: Course, lesson: str) -> KnownAnswers:
    """A lesson's, out of its executed reference notebook and ``answers/``; none where they are not there."""
    folder = course.solutions / lesson
    try:
        cells = json.loads((folder / f"{lesson}.ipynb").read_text(encoding="utf-8"))["cells"]
        reference = {cell["id"]: "".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"}
    except (OSError, ValueError, KeyError, TypeError):
        reference = {}
    files = sorted((folder / "answers").glob("*.py"))
    return KnownAnswers(reference, {path.stem: _HEADER.split(path.read_text(encoding="utf-8"))[1:] for path in files})


def same_answers(
    graded: Iterable[tuple[Submission, Graded]],
    lessons: Mapping[str, ReleasedLesson],
    known: Mapping[str, KnownAnswers],
) -> tuple[SameAnswers, ...]:
    """What agrees in a class beyond what is likely, lesson by lesson, the most students first."""
    written: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for submission, result in graded:
        for exercise, source in _sources(result).items():
            written[submission.lesson][exercise][submission.student] = source
    return tuple(
        note
        for lesson, exercises in sorted(written.items())
        for note in _of_lesson(lessons[lesson], exercises, known[lesson])
    )


def _sources(graded: Graded) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for step in graded.program.steps if graded.program is not None else ():
        if step.kind == "solution":
            found[step.id].append(step.source)
    return {exercise: "\n".join(sources) for exercise, sources in found.items()}


def _of_lesson(
    released: ReleasedLesson, written: Mapping[str, Mapping[str, str]], known: KnownAnswers
) -> list[SameAnswers]:
    answers = {e: _answers(released, e, sources, known) for e, sources in written.items()}
    students = {answer.student for found in answers.values() for answer in found}
    found: dict[frozenset[_Shared], set[str]] = defaultdict(set)
    by_form: dict[_Shared, list[_Answer]] = defaultdict(list)
    for exercise, own in answers.items():
        for answer in own:
            by_form[exercise, answer.form.lines].append(answer)
    for shared, alike in by_form.items():
        for group in _noted(alike, len(answers[shared[0]])):
            found[frozenset([shared])] |= group
    for shares, pair in _noted_in_several(by_form, len(students)):
        found[shares] |= pair
    notes = [_note(released, shares, group, by_form) for shares, group in found.items()]
    notes.sort(key=lambda note: (-len(note.students), -len(note.exercises), note.students))
    return [note for note in notes if not any(_is_part(note, other) for other in notes)]


def _answers(released: ReleasedLesson, exercise: str, sources: Mapping[str, str], known: KnownAnswers) -> list[_Answer]:
    """What the students wrote themselves, and not as the course has it."""
    reference = known.reference.get(exercise, "")
    stub, solution = normal_form(released.stubs[exercise]), normal_form(reference)
    if stub is None:
        return []
    foreseen = {form.lines for source in known.foreseen.get(exercise, ()) if (form := normal_form(source))}
    texts = [" ".join(cell.source.lower().split()) for cell in released.cells]
    theirs = []
    for student, source in sources.items():
        form = normal_form(source)
        if form is None or (solution is not None and form.lines == solution.lines):
            continue
        lines = sum(line not in stub.lines for line in form.lines)
        choices = min(form.choices - stub.choices, MOST_FOR_FORESEEN if form.lines in foreseen else MOST_CHARACTERS)
        if lines and choices > 0:
            comments = frozenset(c for c in form.comments if not any(c in text for text in (*texts, reference.lower())))
            theirs.append(_Answer(student, form, lines, choices, comments, form.names - stub.names))
    return theirs


def _noted(alike: Sequence[_Answer], of: int) -> Iterator[set[str]]:
    """The students with one answer, if that is worth a note; else those of them who share their comments, too."""
    if len(alike) < 2 or (len(alike) >= MANY and len(alike) > MANY_SHARE * of):
        return
    if _is_rare(_choices(alike), of):
        yield {answer.student for answer in alike}
        return
    groups: dict[frozenset[str], list[_Answer]] = defaultdict(list)
    for answer in alike:
        groups[answer.comments].append(answer)
    for group in groups.values():
        if len(group) > 1 and _is_rare(_choices(group), of):
            yield {answer.student for answer in group}


def _noted_in_several(
    by_form: Mapping[_Shared, Sequence[_Answer]], of: int
) -> Iterator[tuple[frozenset[_Shared], set[str]]]:
    """Pairs who agree in several exercises, each time in what few others wrote: all that together may be much."""
    pairs: dict[tuple[str, str], dict[_Shared, float]] = defaultdict(dict)
    for shared, alike in by_form.items():
        if 2 <= len(alike) <= max(FEW, FEW_SHARE * of):
            # In a class where one in six writes it, no length makes it less likely than that.
            most = math.log(of / len(alike)) / -math.log(ALIKE)
            for one, other in combinations(alike, 2):
                choices = min(one.choices, other.choices, most) + _for_comments(one.comments & other.comments)
                pairs[one.student, other.student][shared] = choices
    for (one_name, other_name), shares in pairs.items():
        if len(shares) > 1 and _is_rare(sum(shares.values()), of):
            yield frozenset(shares), {one_name, other_name}


def _is_rare(choices: float, of: int) -> bool:
    """Whether two of `of` students should hardly have made all these choices alike."""
    pairs = of * (of - 1) / 2
    return bool(pairs * ALIKE**choices < RARE)


def _choices(alike: Sequence[_Answer]) -> float:
    return min(answer.choices for answer in alike) + _for_comments(_in_all(answer.comments for answer in alike))


def _for_comments(comments: Iterable[str]) -> int:
    return min(MOST_FOR_COMMENTS, CHOICES_PER_WORD * sum(len(words_of(comment)) for comment in comments))


def _in_all(found: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset.intersection(*found)


def _note(
    released: ReleasedLesson, shares: frozenset[_Shared], students: set[str], by_form: Mapping[_Shared, list[_Answer]]
) -> SameAnswers:
    ordered = sorted(shares, key=lambda shared: list(released.stubs).index(shared[0]))
    theirs = [[answer for answer in by_form[shared] if answer.student in students] for shared in ordered]
    return SameAnswers(
        released.lesson,
        tuple(sorted(students)),
        tuple(
            SharedAnswer(exercise, exercise_texts(released.lesson, exercise, LANGUAGE).title, alike[0].lines)
            for (exercise, _), alike in zip(ordered, theirs, strict=True)
        ),
        sum(len(_in_all(answer.comments for answer in alike)) for alike in theirs),
        all(alike[0].names == answer.names != frozenset() for alike in theirs for answer in alike),
    )


def _is_part(note: SameAnswers, other: SameAnswers) -> bool:
    """Whether the other note says all that this one does."""
    return (
        note is not other
        and set(note.students) <= set(other.students)
        and {shared.exercise for shared in note.exercises} <= {shared.exercise for shared in other.exercises}
        and (note.students, note.exercises) != (other.students, other.exercises)
    )


def _number(count: int, one: str = "one") -> str:
    return one if count == 1 else _NUMBERS[count] if count < len(_NUMBERS) else str(count)
