"""What is told of an exercise's first failure where its own words say nothing about this answer.

A decision gives a name; some names are about everything and nothing (`GENERAL`). For these the value is looked at
again, beside the expected one and beside what the other cases gave. What passes is not decided here.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from course_lib.exercises.differences import difference
from course_lib.exercises.errors_in_words import error_told
from course_lib.exercises.exercise import Case, Exercise
from course_lib.exercises.fresh import Fresh
from course_lib.exercises.quiet import quiet
from course_lib.exercises.same import same
from course_lib.exercises.shown_values import shown
from course_lib.exercises.told import Code, Told
from course_lib.exercises.what_it_is import kind_of
from course_lib.exercises.wire_values import plain

if TYPE_CHECKING:
    from course_lib.exercises.verdicts import CaseVerdict

#: Names that any decision may give, and that say nothing about one answer: what is told in their place is looked for.
GENERAL = frozenset(
    ["differs", "wrong-type", "wrong-shape", "wrong-dtype", "returns-nothing", "same-for-every-input"]
)


def tell(exercise: Exercise, verdicts: Sequence[CaseVerdict]) -> tuple[CaseVerdict, ...]:
    """`verdicts`, the first that is not right with what is to be told of it."""
    place = next((i for i, verdict in enumerate(verdicts) if verdict.outcome != "passed"), None)
    if place is None:
        return tuple(verdicts)
    failure = verdicts[place]
    try:
        told = _told(exercise, verdicts, failure)
    except Exception:  # a value so odd that it cannot even be described: the general words are still true
        told = None
    if told is not None:
        named = told.name if failure.outcome in ("wrong", "timeout") else failure.misconception
        failure = replace(failure, told=told, misconception=named)
    elif failure.outcome == "timeout" and _right_so_far(verdicts, failure) and failure.case.slow:
        failure = replace(failure, misconception=failure.case.slow)
    return (*verdicts[:place], failure, *verdicts[place + 1 :])


def _told(exercise: Exercise, verdicts: Sequence[CaseVerdict], failure: CaseVerdict) -> Told | None:
    if failure.outcome == "crashed":
        return error_told(failure.error)
    if failure.outcome == "timeout":
        return Told("too-slow") if _right_so_far(verdicts, failure) and not failure.case.slow else None
    if failure.outcome != "wrong" or failure.values is None or failure.misconception not in GENERAL:
        return None
    case, values = failure.case, failure.values
    if "returned" in values and case.expected is not None:
        seen = values["returned"]
        if not same(plain(seen), case.expected):
            return _of_value(exercise, verdicts, failure, seen, case.expected)
    for name, wanted in case.wanted.items():
        if name in values and not same(plain(values[name]), wanted):
            return replace(difference(values[name], wanted), probe=name)
    if values.get("returned", 0) is None:
        return _of_none(verdicts, failure)
    if "returned" in values and case.expected is not None and set(values) != {"returned"}:
        return Told("right-value-wrong-deed")
    if failure.misconception == "wrong-type" and "returned" in values:
        return Told("of-this-type", {"seen": kind_of(values["returned"])})
    return None


def _right_so_far(verdicts: Sequence[CaseVerdict], failure: CaseVerdict) -> bool:
    before = verdicts[: verdicts.index(failure)]
    return bool(before) and all(verdict.outcome == "passed" for verdict in before)


def _of_value(
    exercise: Exercise, verdicts: Sequence[CaseVerdict], failure: CaseVerdict, seen: Any, wanted: Any
) -> Told:
    if seen is None:
        return _of_none(verdicts, failure)
    found = difference(seen, wanted)
    if found.name == "items-of-another-type" and (other := _tokens_and_ids(failure.case, seen, wanted)):
        return other
    if kind_of(seen).key != kind_of(wanted).key or found.name in _BY_ITS_FORM:
        return found
    inputs = [given for given in failure.case.args if not isinstance(given, Fresh)]
    if any(same(seen, given) for given in inputs):
        return Told("the-input-itself")
    if _the_same_for_all(verdicts, seen):
        return Told("same-for-every-input", {"count": _asked(verdicts)})
    if _of_the_example(exercise, failure, seen):
        return Told("answer-of-the-example")
    if found.name in ("last-missing", "first-missing") and (alone := _only_one_of_two(verdicts, found, wanted)):
        return alone
    return found


def _only_one_of_two(verdicts: Sequence[CaseVerdict], found: Told, wanted: Any) -> Told | None:
    """One of two items is there: whether that is because never more than one is, the other cases show."""
    if type(wanted) is not list or len(wanted) != 2:
        return None
    place, name = (0, "only-the-first") if found.name == "last-missing" else (-1, "only-the-last")
    asked = [
        (verdict.values["returned"], verdict.case.expected)
        for verdict in _returned(verdicts)
        if verdict.values and type(verdict.case.expected) is list and len(verdict.case.expected) > 1
    ]
    if len(asked) > 1 and all(same(seen, [expected[place]]) for seen, expected in asked):
        return Told(name, {"count": len(wanted)})
    return None


#: Ways of differing in type and shape, or in having nothing at all: they come before what other cases show.
_BY_ITS_FORM = frozenset(
    """not-called text-of-the-value one-level-too-deep one-level-too-flat another-type whole-not-part none-among-items
    items-of-another-type one-item-of-another-type some-items-of-another-type part-of-another-type none-in-part
    empty-list empty-text one-dimension-too-many other-dimensions turned-shape another-shape another-dtype too-few-rows
    too-many-rows too-few-columns too-many-columns too-few-numbers too-many-numbers""".split()  # noqa: SIM905
)


def _tokens_and_ids(case: Case, seen: list[Any], wanted: list[Any]) -> Told | None:
    """Ids where tokens are asked for, or tokens for ids: by the very tokenizer that the case hands over."""
    fresh = next((given for given in case.args if isinstance(given, Fresh) and given.kind == "tokenizer"), None)
    kinds = {type(item) for item in seen}, {type(item) for item in wanted}
    if fresh is None or kinds not in (({int}, {str}), ({str}, {int})):
        return None
    tokenizer = _tokenizer(fresh)
    if kinds[0] == {int}:
        return Told("ids-for-tokens") if tokenizer.convert_tokens_to_ids(wanted) == seen else None
    return Told("tokens-for-ids") if tokenizer.convert_ids_to_tokens(wanted) == seen else None


@cache
def _tokenizer(wanted: Fresh) -> Any:
    """One that no student's function has touched; it is only asked."""
    from course_lib.exercises.inputs import make_input

    with quiet():
        return make_input(wanted)


def _returned(verdicts: Sequence[CaseVerdict]) -> list[CaseVerdict]:
    return [verdict for verdict in verdicts if verdict.values is not None and "returned" in verdict.values]


def _asked(verdicts: Sequence[CaseVerdict]) -> int:
    return len(_different(_returned(verdicts)))


def _different(verdicts: Sequence[CaseVerdict]) -> list[CaseVerdict]:
    """One for each of the inputs that differ."""
    found: list[CaseVerdict] = []
    for verdict in verdicts:
        if not any(same(list(verdict.case.args), list(other.case.args)) for other in found):
            found.append(verdict)
    return found


def _the_same_for_all(verdicts: Sequence[CaseVerdict], seen: Any) -> bool:
    """Whether every input, two different ones at least that ask for different values, gave this one value."""
    returned = _returned(verdicts)
    if len(returned) < 2 or not all(same(verdict.values["returned"], seen) for verdict in returned if verdict.values):
        return False
    first = returned[0]
    return len(_different(returned)) > 1 and any(
        not same(first.case.expected, verdict.case.expected) for verdict in returned[1:]
    )


def _of_the_example(exercise: Exercise, failure: CaseVerdict, seen: Any) -> bool:
    """Whether it is the value that the first public case asks for, and too long to be so by chance."""
    if len(shown(seen)) < 6:
        return False
    example = _example(exercise)
    if example is None:
        return False
    return not same(list(example.args), list(failure.case.args)) and same(seen, example.expected)


@cache
def _example(exercise: Exercise) -> Case | None:
    """The first public case, if it is always the same: drawn anew every time, it is no example."""
    with quiet():
        example, again = (next(iter(exercise.cases(random.Random(seed))), None) for seed in (0, 1))
    if example is None or again is None or not same(list(example.args), list(again.args)):
        return None
    return example


def _of_none(verdicts: Sequence[CaseVerdict], failure: CaseVerdict) -> Told:
    wanted = failure.case.expected
    words: Mapping[str, Any] = {} if wanted is None else {"wanted": kind_of(wanted)}
    if any(verdict.values["returned"] is not None for verdict in _returned(verdicts) if verdict.values):
        return Told("none-for-this-input", words)
    if failure.printed:
        text = failure.printed.strip()
        right = wanted is not None and text in (str(wanted), repr(wanted))
        return Told("printed-the-right-value" if right else "printed-not-returned", {"printed": Code(shown(text, 60))})
    return Told("none-always", words)
