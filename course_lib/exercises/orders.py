"""Ways in which one row of things differs from another: its ends, its order, how often each stands in it.

The things may be a list's items or a text's characters. A way is told only where it accounts for the whole difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from course_lib.exercises.same import same


@dataclass(frozen=True)
class Way:
    """One way: its name, the counts that its sentence may use, and the things that are missing or too many."""

    name: str
    counts: Mapping[str, int] = field(default_factory=dict)
    what: Sequence[Any] = ()


def way_of(seen: Sequence[Any], wanted: Sequence[Any], *, sortable: bool = True) -> Way | None:
    """How `seen` came about from `wanted`, if one step does it; None where none does.

    >>> way_of([1, 2], [1, 2, 3]).name, way_of([3, 2, 1], [1, 2, 3]).name
    ('last-missing', 'reversed')
    """
    return next(filter(None, (find(seen, wanted) for find in (_ends, _order if sortable else _turned, _times))), None)


def _alike(one: Sequence[Any], other: Sequence[Any]) -> bool:
    return len(one) == len(other) and all(map(same, one, other))


def _ends(seen: Sequence[Any], wanted: Sequence[Any]) -> Way | None:
    less = len(wanted) - len(seen)
    if less > 0 and seen:
        if len(seen) == 1 and len(wanted) > 2 and same(seen[0], wanted[0]):
            return Way("only-the-first", {"count": len(wanted)})
        if len(seen) == 1 and len(wanted) > 2 and same(seen[0], wanted[-1]):
            return Way("only-the-last", {"count": len(wanted)})
        return _less(seen, wanted, less)
    if less < 0 and wanted:
        return _more(seen, wanted, -less)
    if len(seen) != len(wanted) or len(wanted) < 3 or Counter(map(_key, seen)) == Counter(map(_key, wanted)):
        return None
    if _alike(seen[1:], wanted[:-1]):
        return Way("one-place-too-late")
    return Way("one-place-too-early") if _alike(seen[:-1], wanted[1:]) else None


def _less(seen: Sequence[Any], wanted: Sequence[Any], less: int) -> Way | None:
    if _alike(seen, wanted[:-less]):
        what = wanted[-less:]
        if less == 1:
            return Way("last-missing", what=what)
        return Way("end-missing", {"count": less, "right": len(seen)}, what)
    if _alike(seen, wanted[less:]):
        what = wanted[:less]
        return Way("first-missing", what=what) if less == 1 else Way("start-missing", {"count": less}, what)
    if less == 2 and _alike(seen, wanted[1:-1]):
        return Way("both-ends-missing", what=[wanted[0], wanted[-1]])
    return None


def _more(seen: Sequence[Any], wanted: Sequence[Any], more: int) -> Way | None:
    if _alike(seen[:-more], wanted) and not _alike(seen, [*wanted, *wanted]):
        what = seen[-more:]
        return Way("one-more-at-the-end", what=what) if more == 1 else Way("more-at-the-end", {"count": more}, what)
    if _alike(seen[more:], wanted) and not _alike(seen, [*wanted, *wanted]):
        what = seen[:more]
        return Way("one-more-at-the-start", what=what) if more == 1 else Way("more-at-the-start", {"count": more}, what)
    if more == 2 and _alike(seen[1:-1], wanted):
        return Way("one-more-at-both-ends", what=[seen[0], seen[-1]])
    return None


def _turned(seen: Sequence[Any], wanted: Sequence[Any]) -> Way | None:
    return Way("reversed") if len(wanted) > 1 and _alike(seen, wanted[::-1]) else None


def _order(seen: Sequence[Any], wanted: Sequence[Any]) -> Way | None:
    if turned := _turned(seen, wanted):
        return turned
    if len(seen) != len(wanted) or Counter(map(_key, seen)) != Counter(map(_key, wanted)):
        return None
    try:
        up = sorted(seen)
    except (TypeError, ValueError, RuntimeError):  # items that have no order, tensors among them
        return Way("another-order")
    if _alike(seen, up):
        return Way("sorted-up")
    return Way("sorted-down") if _alike(seen, up[::-1]) else Way("another-order")


def _times(seen: Sequence[Any], wanted: Sequence[Any]) -> Way | None:
    if not seen or not wanted:
        return None
    if _alike(seen, [*wanted, *wanted]) or _alike(seen, [item for item in wanted for _ in range(2)]):
        return Way("everything-twice")
    mine, theirs = [*map(_key, seen)], [*map(_key, wanted)]
    if len(set(theirs)) < len(theirs) and mine == [*dict.fromkeys(theirs)]:
        return Way("each-once", {"count": len(theirs) - len(mine)}, left_out(seen, wanted))
    if len(set(mine)) < len(mine) and [*dict.fromkeys(mine)] == theirs:
        return Way("repeats-left", {"count": len(mine) - len(theirs)}, left_out(wanted, seen))
    if len(mine) < len(theirs) and _is_within(mine, theirs):
        return Way("some-missing", {"count": len(theirs) - len(mine)}, left_out(seen, wanted))
    if len(mine) > len(theirs) and _is_within(theirs, mine):
        return Way("some-too-many", {"count": len(mine) - len(theirs)}, left_out(wanted, seen))
    return Way("another-number-of-times") if set(mine) == set(theirs) and len(mine) != len(theirs) else None


def _is_within(fewer: Sequence[str], more: Sequence[str]) -> bool:
    """Whether `fewer` is `more` with some left out, the order kept."""
    left = iter(more)
    return all(any(item == other for other in left) for item in fewer)


def left_out(fewer: Sequence[Any], more: Sequence[Any]) -> list[Any]:
    """The items of `more` that `fewer` lacks, in their order."""
    counts = Counter(map(_key, fewer))
    lacking = []
    for item in more:
        counts[_key(item)] -= 1
        if counts[_key(item)] < 0:
            lacking.append(item)
    return lacking


def _key(item: Any) -> str:
    return f"str {item}" if isinstance(item, str) else f"{type(item).__name__} {item!r}"

