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


def say(text: str) -> None:
    """A line of a table, at once: a benchmark takes minutes."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
