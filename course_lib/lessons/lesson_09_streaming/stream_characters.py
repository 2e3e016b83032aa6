"""stream-characters: bytes as they arrive -> the text that each piece completes, and what is left at the end."""

from __future__ import annotations

import codecs
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.lessons.decisions import leaves_alone
from course_lib.lessons.lesson_09_streaming.pieces_told import piece_by_piece
from course_lib.lessons.sentences import mixed

_ODD = ("🤗", "🍎", "𠮷", "é", "ж", "한", "の", "你", "€", "😀")


def completed(pieces: Sequence[bytes]) -> list[str]:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    return [*(decoder.decode(piece) for piece in pieces), decoder.decode(b"", True)]


def characters_case(kind: str, pieces: Sequence[bytes]) -> Case:
    expected, whole = completed(pieces), b"".join(pieces)
    alone = [piece.decode("utf-8", "replace") for piece in pieces]
    ignoring = [piece.decode("utf-8", "ignore") for piece in pieces]
    joined_ignoring = whole.decode("utf-8", "ignore")
    never_ended = [*expected[:-1], ""]
    several = sum(map(bool, expected)) > 1
    so_far = ["".join(expected[: number + 1]) for number in range(len(expected))]
    told: dict[str, list[Any]] = {
        "rest-forgotten": [never_ended, expected[:-1]] if expected[-1] else [],
        "every-piece-alone": [alone, [*alone, ""]] if alone[:-1] != expected[: len(alone[:-1])] else [],
        "bytes-thrown-away": [ignoring, [*ignoring, ""]],
        "in-another-encoding": [
            [*ending] for name in ("latin-1", "cp1252")
            for once in [[piece.decode(name, "replace") for piece in pieces]] for ending in (once, [*once, ""])
        ],
        "whole-text-each-time": [
            one for one in (so_far, so_far[:-1]) if one != expected[:-1]
        ],
        "all-at-the-end": [
            [*[""] * len(pieces), whole.decode("utf-8", "replace")], [whole.decode("utf-8", "replace")],
        ] if several else [],
    }  # fmt: skip

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value = seen["returned"]
        if value != expected:
            for name, values in told.items():
                if any(wrong != expected and value == wrong for wrong in values):
                    return name
            if isinstance(value, list) and value and all(isinstance(one, bytes) for one in value):
                return "bytes-not-texts"
        problem = piece_by_piece(value, expected)
        if problem != "differs":
            return problem
        mine = "".join(value)
        if mine == joined_ignoring:
            return "broken-bytes-dropped"
        if mine.count("\ufffd") > "".join(expected).count("\ufffd"):
            return "half-characters"
        return "differs"

    return leaves_alone(Case(kind, (list(pieces),), decide, expected=expected), 0)


def cut(rng: random.Random, data: bytes, longest: int = 4) -> list[bytes]:
    pieces = []
    while data:
        length = rng.randint(1, longest)
        pieces.append(data[:length])
        data = data[length:]
    return pieces


def random_case(kind: str, rng: random.Random, tail: bool = False) -> Case:
    text = "".join(rng.choice((mixed(rng)[:5], *_ODD)) for _ in range(4))
    data = text.encode()
    return characters_case(kind, cut(rng, data + rng.choice(_ODD[:3]).encode()[:2] if tail else data))


def cases(rng: random.Random) -> Iterator[Case]:
    hanzi = "我喜欢🍎".encode()
    yield characters_case("across", [hanzi[:4], hanzi[4:5], hanzi[5:11], hanzi[11:]])
    yield characters_case("one-by-one", [bytes([byte]) for byte in "🤗".encode()])
    yield characters_case("words", [b"The ", b"moon", b" is", b" up"])
    yield characters_case("broken", [b"a\xff", b"b\xc3", b"\xa9\xe4\xbd", b"c"])
    yield characters_case("unfinished", ["好".encode(), "🍐".encode()[:3]])
    yield characters_case("real-sign", [b"a\xef", b"\xbf", b"\xbd", b"b"])
    yield characters_case("empty-piece", [b"", "é".encode()[:1], b"", "é".encode()[1:]])
    yield characters_case("as-it-is", [b"\xef\xbb\xbfa\r\n", b"e\xcc", b"\x81\r\n"])
    yield characters_case("nothing", [])
    yield random_case("random", rng)
    yield random_case("random", rng, tail=True)
