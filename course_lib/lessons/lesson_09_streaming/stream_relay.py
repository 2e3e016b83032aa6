"""stream-relay: what gives pieces to a function, and a screen -> every piece on it at once, and the error too."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.exercises.fresh import Fresh

_ERRORS = ("ValueError", "RuntimeError", "IndexError", "MemoryError")
_TEXTS = ("probability tensor contains nan", "the prompt is too long", "no such token", "not enough memory")
_WORDS = ("我", " like", " the", "秋", "天", " moon", "。", " and", "你好", "🍎", "!", "\n")


def relay_case(kind: str, pieces: Sequence[str], error: tuple[str, str] | None = None, slow: str = "") -> Case:
    wanted = [["piece", piece, ""] for piece in pieces]
    if error:
        wanted.append(["trouble", f"{error[0]}: {error[1]}", ""])

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        noted, producer = seen["noted"], seen["producer"]
        if not producer["runs"]:
            return "never-run"
        if producer["runs"] > 1:
            return Mistake("run-more-than-once", {"count": producer["runs"]})
        if producer["in the caller's thread"]:
            return "no-thread"
        texts = [text for what, text, _ in noted if what == "piece"]
        troubles = [text for what, text, _ in noted if what == "trouble"]
        if producer["late"] and texts == list(pieces):
            return "shown-at-the-end"
        if any(where for *_, where in noted):
            return "shown-from-the-thread"
        if not producer["over"] or (texts != list(pieces) and texts == list(pieces[: len(texts)]) and not troubles):
            return "left-too-early" if len(texts) < len(pieces) else "not-waited-for"
        if any(text.startswith("<") and text.endswith(">") and text not in pieces for text in texts):
            return "more-than-pieces-shown"
        if texts != list(pieces) and texts == list(reversed(pieces)):
            return "last-piece-first"
        if error:
            if not troubles:
                return "error-lost"
            if len(troubles) > 1:
                return "trouble-more-than-once"
            if len(texts) < len(pieces):
                return "pieces-before-the-error-lost"
            if troubles[0] != wanted[-1][1]:
                return "not-the-error-itself"
            return None if noted == wanted else "trouble-before-the-pieces"
        if troubles:
            return "trouble-where-none-was"
        return None if noted == wanted else "differs"

    name = json.dumps({"pieces": list(pieces), "error": error, "case": kind})
    probe = {"producer": "args[0].noted", "noted": "args[1].noted"}
    return Case(
        kind, (Fresh("stream-producer", name), Fresh("stream-screen", name)), decide, probe,
        wanted={"noted": wanted}, slow=slow,
    )  # fmt: skip


def random_case(kind: str, rng: random.Random, error: bool) -> Case:
    pieces = [rng.choice(_WORDS) for _ in range(rng.randint(2, 6))]
    return relay_case(kind, pieces, (rng.choice(_ERRORS), rng.choice(_TEXTS)) if error else None, "waits-for-ever")


def cases(rng: random.Random) -> Iterator[Case]:
    yield relay_case("pieces", ["我", "喜欢", " 🍎", "。"])
    yield relay_case("error", ["The", " moon"], ("RuntimeError", "probability tensor contains nan"), "waits-for-ever")
    yield relay_case("error-at-once", [], ("ValueError", "the prompt is too long"), "waits-for-ever")
    yield relay_case("empty-pieces", ["", "a", "", "", "b"], slow="waits-for-ever")
    yield relay_case("words", ["end", "None", "END", "error", "piece"], ("ValueError", ""), "waits-for-ever")
    yield relay_case("error", ["a", "b"], ("StopIteration", "no more"), "waits-for-ever")
    yield relay_case("nothing", [], slow="waits-for-ever")
    yield random_case("random", rng, False)
    yield random_case("random", rng, True)
