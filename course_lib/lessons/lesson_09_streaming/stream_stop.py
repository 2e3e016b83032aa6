"""stream-stop: pieces of a text and stop strings -> what may be shown with each piece, up to the first stop string."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.lessons.decisions import leaves_alone
from course_lib.lessons.lesson_09_streaming.pieces_told import piece_by_piece


def held_back(text: str, stops: Sequence[str]) -> int:
    """How many characters at the end of `text` could be the beginning of a stop string."""
    longest = max(map(len, stops), default=1) - 1
    return next(
        (n for n in range(min(longest, len(text)), 0, -1) if any(stop.startswith(text[-n:]) for stop in stops)), 0
    )


def shown(
    pieces: Sequence[str], stops: Sequence[str], hold: Callable[[str, Sequence[str]], int] = held_back
) -> list[str]:
    given: list[str] = []
    held = ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*given, held[: min(found)]]
        keep = hold(held, stops)
        given.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*given, held]


def _always(text: str, stops: Sequence[str]) -> int:
    return min(len(text), max(map(len, stops), default=1) - 1)


def _if_all(text: str, stops: Sequence[str]) -> int:
    """Held back only where the whole of what is held could be a beginning."""
    return len(text) if any(stop.startswith(text) for stop in stops) else 0


def stop_case(kind: str, pieces: Sequence[str], stops: Sequence[str]) -> Case:
    expected, whole = shown(pieces, stops), "".join(pieces)
    stopped = any(stop in whole for stop in stops)
    # Where the piece that completes the first stop string completes another one, or the same one again.
    places = sorted(place for stop in stops for place in range(len(whole)) if whole.startswith(stop, place))
    up_to = len("".join(pieces[: len(expected)]))
    later = [
        whole[:place]
        for place in places[1:]
        if any(whole.startswith(stop, place) and place + len(stop) <= up_to for stop in stops)
    ]
    kept = [whole[: place + len(stop)] for stop in stops if (place := whole.find(stop)) >= 0]

    def of_each_alone() -> list[str]:
        given: list[str] = []
        for piece in pieces:
            found = [piece.index(stop) for stop in stops if stop in piece]
            if found:
                return [*given, piece[: min(found)]]
            given.append(piece)
        return [*given, ""]

    alone = of_each_alone()
    stop_only = [[*shown(pieces, [stop])] for stop in stops] if len(stops) > 1 else []
    cut_out = whole
    for stop in stops:
        cut_out = cut_out.replace(stop, "")
    told: dict[str, list[Any]] = {
        "one-stop-string-only": stop_only,
        "each-piece-alone": [alone, alone[:-1] if not stopped else None],
        "always-held-back": [shown(pieces, stops, _always)],
        "held-only-as-a-whole": [shown(pieces, stops, _if_all)],
        "rest-forgotten": [[*expected[:-1], ""], expected[:-1]] if not stopped and expected[-1] else [],
        "text-before-it-lost": [[*expected[:-1], ""], expected[:-1]] if stopped and expected[-1] else [],
        "all-at-the-end": [["".join(expected)], [*[""] * (len(expected) - 1), "".join(expected)]],
    }

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value = seen["returned"]
        only_the_last_is_missing = value == expected[:-1] and not expected[-1]
        if later and type(value) is list and all(type(one) is str for one in value) and "".join(value) in later:
            return "not-the-first"
        if value != expected and not only_the_last_is_missing:
            for name, values in told.items():
                if any(wrong != expected and value == wrong for wrong in values):
                    return name
        problem = piece_by_piece(value, expected)
        if problem not in ("differs", "no-text-for-the-end"):
            behind = isinstance(problem, Mistake) and problem.name == "another-number-of-texts"
            if stopped and behind and value[: len(expected)] == expected and not any(value[len(expected) :]):
                return "goes-on-afterwards"
            return problem
        if problem == "no-text-for-the-end":
            return "no-text-before-it" if stopped else problem
        mine = "".join(value)
        if stopped and mine in kept:
            return "stop-string-shown"
        if stopped and mine == whole:
            return "never-stops"
        if stopped and mine == cut_out:
            return "only-cut-out"
        if stopped and whole.startswith(mine) and len(mine) > len("".join(expected)):
            return "shown-too-far"
        if not stopped and mine != whole and whole.startswith(mine):
            return "stopped-for-nothing"
        return "differs"

    return leaves_alone(Case(kind, (list(pieces), list(stops)), decide, expected=expected), 0, 1)


_STOPS = (("<|end|>",), ("\nUser:", "\n用户："), ("END", "###"), ("。。",), ("--", "<stop>"), ("再见", "\n\n"))
_WORDS = (
    "月亮",
    " the",
    "a",
    "<",
    "E",
    "EN",
    "\n",
    "\nU",
    "#",
    "##",
    "-",
    "。",
    "<st",
    "再",
    "好",
    "<|e",
    " moon",
    "User",
)


def random_case(kind: str, rng: random.Random, stopped: bool = True) -> Case:
    while True:
        stops = list(rng.choice(_STOPS))
        text = "".join(rng.choice(_WORDS) for _ in range(rng.randint(4, 8)))
        if any(stop in text for stop in stops):
            continue
        if stopped:
            text += rng.choice(stops) + "".join(rng.choice(_WORDS) for _ in range(2))
        pieces = []
        while text:
            length = rng.randint(1, 4)
            pieces.append(text[:length])
            text = text[length:]
        # Of several that are there, the same one has to come first whether beginnings or ends are compared.
        whole = "".join(pieces)
        found = sorted((whole.find(stop), whole.find(stop) + len(stop)) for stop in stops if stop in whole)
        if [end for _, end in found] == sorted(end for _, end in found):
            return stop_case(kind, pieces, stops)


def cases(rng: random.Random) -> Iterator[Case]:
    yield stop_case("first", ["The ", "moon <", "e3 up", "<e", "ls <end> bye"], ["<end>"])
    yield stop_case("whole", ["The moon", " is up.", "<end>", " And"], ["<end>"])
    yield stop_case("inside", ["你好！\nUser: hi", " there"], ["\nUser:"])
    yield stop_case("split", ["Good", " night", "<e", "n", "d> bye"], ["<end>"])
    yield stop_case("not-one", ["a <", "b", "> c <en", "d of it"], ["<end>"])
    yield stop_case("several", ["一。", "\n用", "户：", "二"], ["\nUser:", "\n用户："])
    yield stop_case("two-in-a-piece", ["a END b ", "STOP c"], ["STOP", "END"])
    yield stop_case("two-complete", ["a!b?c"], ["?", "!"])
    yield stop_case("two-complete", ["a", "b.c.d"], ["."])
    yield stop_case("capitals", ["The End", " of", " END", " x"], ["END"])
    yield stop_case("two-held", ["a--", "b"], ["--x", "-y"])
    yield stop_case("two-held", ["a--", "b"], ["-y", "--x"])
    yield stop_case("none", ["The", " moon", "<en"], ["<end>"])
    yield stop_case("begins-twice", ["x-", "-", "-", ">", "y"], ["-->"])
    yield stop_case("at-the-start", ["#", "##", " no"], ["###"])
    yield stop_case("no-stops", ["a", "", "b"], [])
    yield stop_case("no-pieces", [], ["<end>"])
    yield random_case("random", rng)
    yield random_case("random", rng, stopped=False)
