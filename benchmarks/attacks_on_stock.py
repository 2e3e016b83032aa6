"""What the hostile notebooks of the test suite do to stock `nbgrader autograde`, beside what they do to `course grade`.

    python benchmarks/attacks_on_stock.py                     every attack: about half an hour
    python benchmarks/attacks_on_stock.py --only neutralised metadata_points
    python benchmarks/attacks_on_stock.py --json

Each attack is graded by stock nbgrader as a class of two (see `tests/stock_control.py`), behind walls that nbgrader
itself does not have; `course grade` gets them all as one class, with honest neighbours among them, as in
`tests/test_attacks.py`.
Writes markdown tables. Needs Linux with bubblewrap.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from attacked_class import Attack
    from stock_control import Outcome

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))


@dataclass(frozen=True)
class Row:
    """How many of the attacks did what to one grader. It survived those that gained nothing and cost nothing."""

    grader: str
    attacks: int
    undeserved_full: int
    undeserved_some: int
    class_lost: int
    survived: int

    @classmethod
    def of(cls, grader: str, outcomes: Iterable[Outcome]) -> Row:
        found = list(outcomes)
        full = sum(outcome.undeserved_full for outcome in found)
        some = sum(outcome.points > 0 and not outcome.undeserved_full for outcome in found)
        lost = sum(outcome.class_lost for outcome in found)
        survived = sum(outcome.points == 0 and not outcome.class_lost for outcome in found)
        return cls(grader, len(found), full, some, lost, survived)


def stock(attacks: list[Attack], place: Path) -> list[Outcome]:
    """One class of two for each attack, told on stderr as they come; first the proof that honest ones get theirs."""
    from stock_control import StockClasses
    from tqdm import tqdm

    from course_lib.course_root import Course

    classes = StockClasses(Course(ROOT), place)
    for lesson in sorted({attack.lesson for attack in attacks}):
        right, blank = (classes.grade_honest(f"honest-{kind}-{lesson}", kind == "right", lesson) for kind in HONEST)
        sys.stderr.write(f"the walls disturb nobody: {right}, {blank}\n")
        if not right.undeserved_full or blank.points != 0 or right.class_lost or blank.class_lost:
            raise SystemExit("honest notebooks do not get what they deserve here: no attack was tried")
    outcomes = []
    for attack in tqdm(attacks, file=sys.stderr, unit=""):
        outcomes.append(classes.grade(attack))
        tqdm.write(str(outcomes[-1]), file=sys.stderr)
    return outcomes


HONEST = ("right", "blank")


def ours(attacks: list[Attack], place: Path) -> list[Outcome]:
    """The same attacks in one class, graded once by `course grade`'s own code."""
    from attacked_class import FULL, HALF, HANDED_IN, grade_attacked_class
    from stock_control import Outcome

    from course_lib.course_root import Course
    from course_lib.exercises.catalogue import exercises_of

    aftermath = grade_attacked_class(Course(ROOT), place)
    deserved = {"honest-right": FULL, "honest-half": HALF, "honest-blank": 0}
    got = {name: sum(row["points"] for row in aftermath.rows(aftermath.names[name])) for name in deserved}
    full = FULL if got == deserved else -1
    outcomes = []
    for attack in (attack for attack in attacks if attack in HANDED_IN):
        points = sum(row["points"] for row in aftermath.rows(aftermath.names[attack.name], attack.lesson))
        most = sum(exercise.points for exercise in exercises_of(attack.lesson))
        outcomes.append(Outcome(attack.name, points, most if full > 0 else 0, most, "graded", 0.0))
    return outcomes


def tables(rows: list[Row], stock_outcomes: list[Outcome], our_outcomes: list[Outcome]) -> str:
    lines = [
        "| | attacks | undeserved full marks | undeserved points, not full | class lost | survived |",
        "|---|---|---|---|---|---|",
        *("| " + " | ".join(str(value) for value in asdict(row).values()) + " |" for row in rows),
        "",
        "| attack | points from nbgrader | its neighbour's | how nbgrader ended | seconds | points from course grade |",
        "|---|---|---|---|---|---|",
    ]
    ours_by_name = {outcome.name: f"{outcome.points:g}" for outcome in our_outcomes}
    for outcome in stock_outcomes:
        points, neighbour = (f"{value:g} of {outcome.full}" for value in (outcome.points, outcome.neighbour))
        mine = ours_by_name.get(outcome.name, "not handed in")
        lines.append(f"| {outcome.name} | {points} | {neighbour} | {outcome.ended} | {outcome.seconds:g} | {mine} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", metavar="NAME", default=[""], help="attacks whose name holds one of these")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    chosen = parser.parse_args()
    from attacked_class import ATTACKS

    attacks = [attack for attack in ATTACKS if any(part in attack.name for part in chosen.only)]
    if not attacks:
        parser.error(f"no attack is named like {' or '.join(chosen.only)}")
    with tempfile.TemporaryDirectory(prefix="stock-") as place:
        Path(place).chmod(0o755)
        (Path(place) / "ours").mkdir()
        stock_outcomes = stock(attacks, Path(place))
        our_outcomes = ours(attacks, Path(place) / "ours")
    rows = [Row.of(f"nbgrader {version('nbgrader')} autograde", stock_outcomes), Row.of("course grade", our_outcomes)]
    if chosen.json:
        found: dict[str, Any] = {"table": [asdict(row) for row in rows]}
        found |= {"nbgrader": [asdict(outcome) for outcome in stock_outcomes]}
        found |= {"course grade": [asdict(outcome) for outcome in our_outcomes]}
        sys.stdout.write(json.dumps(found) + "\n")
    else:
        sys.stdout.write(tables(rows, stock_outcomes, our_outcomes) + "\n")


if __name__ == "__main__":
    main()
