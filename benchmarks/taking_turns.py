"""How the benchmarks compare: the things compared take turns in one process, and the median of the rounds counts."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Mapping


def medians(
    contenders: Mapping[str, Callable[[], object]], rounds: int, clock: Callable[[], float] = time.process_time
) -> dict[str, float]:
    """Seconds a contender by `clock` (of the processor, unless told otherwise); a first round is not counted.

    >>> list(medians({"nothing": lambda: None, "little": lambda: sum(range(9))}, 3))
    ['nothing', 'little']
    """
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds + 1):
        for name, run in contenders.items():
            start = clock()
            run()
            if number:
                taken[name].append(clock() - start)
    return {name: statistics.median(own) for name, own in taken.items()}


def ratio(
    one: Callable[[], object],
    other: Callable[[], object],
    pairs: int,
    clock: Callable[[], float] = time.process_time,
) -> float:
    """How long `one` takes, in times of `other`. Where they differ by a hundredth, what else a machine does weighs more
    than that: so neighbours in time are compared, the one and the other first in turn, and the median of their ratios
    counts.

    >>> round(ratio(lambda: sum(range(9999)), lambda: sum(range(9999)), 99))
    1
    """
    found = []
    for number in range(pairs):
        seconds = {}
        for run in (one, other) if number % 2 else (other, one):
            start = clock()
            run()
            seconds[run] = clock() - start
        found.append(seconds[one] / seconds[other])
    return statistics.median(found)


def say(text: str) -> None:
    """A line of a table, at once: a benchmark takes minutes."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
