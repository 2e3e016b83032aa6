"""stream-speed: when it was asked, when each token came -> seconds to the first, and tokens a second from then on."""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.exercises.wire_values import Opaque
from course_lib.lessons.decisions import leaves_alone


def _near(seen: Any, wanted: Any) -> bool:
    if wanted is None or seen is None:
        return seen is wanted
    return type(seen) in (int, float) and abs(seen - wanted) <= 1e-6 * max(1.0, abs(wanted))


def _rounded(seen: Any, wanted: Any) -> bool:
    return _near(seen, wanted) or (wanted is not None and seen in [round(wanted, places) for places in (1, 2, 3)])


def _in_32_bits(number: float) -> float:
    return float(struct.unpack("f", struct.pack("f", number))[0])


def _type_of(value: Any) -> str:
    return value.type_name.rpartition(".")[2] if isinstance(value, Opaque) else type(value).__name__


def speed_case(kind: str, asked: float, arrived: Sequence[float]) -> Case:
    count = len(arrived)
    first = arrived[0] - asked if arrived else None
    rate = (count - 1) / (arrived[-1] - arrived[0]) if count > 1 else None
    total = arrived[-1] - asked if arrived else 0.0
    gaps = [later - sooner for sooner, later in pairwise(arrived)]
    firsts: dict[str, Any] = {"moment-not-seconds": arrived[0] if arrived else 0, "total-not-first": total}
    if arrived:
        firsts["in-32-bits"] = _in_32_bits(arrived[0]) - _in_32_bits(asked)
    rates: dict[str, Any] = {}
    if rate is not None:
        rates = {
            "first-token-counted": count / (arrived[-1] - arrived[0]),
            "waiting-counted": [count / total, (count - 1) / total],
            "seconds-a-token": (arrived[-1] - arrived[0]) / (count - 1),
            "seconds-a-token/all": (arrived[-1] - arrived[0]) / count,
            "mean-of-rates": sum(1 / gap for gap in gaps) / len(gaps),
        }

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value = seen["returned"]
        if value is None:
            return "returns-nothing" if arrived else "one-none-for-two"
        if not isinstance(value, tuple):
            return "wrong-type"
        if len(value) != 2:
            return Mistake("not-two", {"count": len(value)})
        mine = value
        for place, wanted in enumerate((first, rate)):
            if wanted is not None and mine[place] is None:
                return Mistake("none-for-a-number", {"place": place})
            if wanted is not None and type(mine[place]) not in (int, float):
                return Mistake("not-a-number", {"place": place, "type": _type_of(mine[place])})
            if wanted is None and mine[place] is not None:
                return "number-for-none"
        if _near(mine[0], first) and _near(mine[1], rate):
            return None
        if all(_rounded(seen, wanted) for seen, wanted in zip(mine, (first, rate), strict=True)):
            return "rounded-off"
        if first is not None and not _near(mine[0], first):
            if rate is not None and _near(mine[0], rate) and _near(mine[1], first):
                return "exchanged"
            if _near(mine[0], -first):
                return "first-below-zero"
            return next((name for name, wrong in firsts.items() if _near(mine[0], wrong)), "another-first")
        for name, wrong in rates.items():
            if any(
                _near(mine[1], one) and not _near(one, rate) for one in (wrong if isinstance(wrong, list) else [wrong])
            ):
                return name.partition("/")[0]
        return "another-rate"

    return leaves_alone(Case(kind, (asked, list(arrived)), decide, expected=(first, rate)), 1)


def random_case(kind: str, rng: random.Random, count: int = 0) -> Case:
    asked = round(rng.uniform(1, 90), 2)
    now, arrived = asked + rng.choice((0.25, 0.5, 1.75)), []
    for _ in range(count or rng.randint(3, 9)):
        arrived.append(round(now, 3))
        now += rng.uniform(0.02, 0.4)
    return speed_case(kind, asked, arrived)


def cases(rng: random.Random) -> Iterator[Case]:
    yield speed_case("example", 10.0, [11.5, 11.75, 12.0])
    yield speed_case("uneven", 3.0, [3.125, 3.25, 4.25, 4.5, 4.625])
    yield speed_case("two", 100.0, [102.0, 102.5])
    yield speed_case("one", 7.0, [7.25])
    yield speed_case("at-once", 0.0, [0.0, 0.25, 1.0])
    yield speed_case("large", 86400.513, [86400.65, 86400.75, 86400.87, 86401.03])
    yield speed_case("nothing", 5.0, [])
    yield random_case("random", rng)
    yield random_case("random", rng)
