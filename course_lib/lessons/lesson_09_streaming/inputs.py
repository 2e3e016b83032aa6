"""What lesson 09's exercises are given in place of models and pages: they do as those do, at once, and note it.

What they do hangs on what they were made with (the name of the `Fresh`) and on the calls alone.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from course_lib.errors import CourseError
from course_lib.exercises.inputs import InputKind
from course_lib.exercises.wire_values import ValueRefused

#: Seconds, and how often, a producer waits for its piece to be shown: an answer that shows it at once takes a hundredth
#: of that, and many short waits give the other thread its turn on a busy machine.
_PATIENCE, _WAITS = 0.02, 35
_LINGERS = 0.01  # seconds between a producer's last piece and its return
_ERRORS: dict[str, type[Exception]] = {
    e.__name__: e for e in (ValueError, RuntimeError, IndexError, MemoryError, StopIteration)
}


class Generate:
    """What ``model.generate`` does with its streamer, in small: the prompt, then one id after the other, then the end.

    Made with ``{"prompt": [ids], "new": [ids]}``. `noted` counts its calls, and those without ``streamer=``.
    """

    def __init__(self, name: str, noted: dict[str, int] | None = None) -> None:
        self.name = name
        self.noted = noted or {"calls": 0, "unnamed": 0, "put": 0}
        self._made_with: dict[str, list[int]] = json.loads(name)

    def __call__(self, *unnamed: Any, streamer: Any = None, **_: Any) -> None:
        import torch

        self.noted["calls"] += 1
        if unnamed and streamer is None:
            self.noted["unnamed"] += 1
            streamer = unnamed[0]
        for method in ("put", "end"):
            if not callable(getattr(streamer, method, None)):
                raise CourseError(
                    f"generate was given no streamer with a method {method}().",
                    "Call it with streamer=…, an object of your class, which has put(self, value) and end(self).",
                )
        streamer.put(torch.tensor([self._made_with["prompt"]]))
        for id in self._made_with["new"]:
            streamer.put(torch.tensor([id]))
            self.noted["put"] += 1
        streamer.end()


class Screen:
    """What shows an answer: `show` takes a piece, `trouble` an error; `noted` says what came, in order."""

    latest: ClassVar[dict[str, Screen]] = {}

    def __init__(self, name: str, noted: list[list[str]] | None = None) -> None:
        self.name = name
        self.noted: list[list[str]] = noted if noted is not None else []
        self.shown = threading.Condition()
        self.pieces = 0
        self._home = threading.get_ident()
        if noted is None:
            Screen.latest[name] = self

    def show(self, piece: Any) -> None:
        with self.shown:
            self.noted.append(
                ["piece", piece if isinstance(piece, str) else f"<{type(piece).__name__}>", self._where()]
            )
            self.pieces += 1
            self.shown.notify_all()

    def trouble(self, error: Any) -> None:
        name, text = type(error).__name__, str(error)
        if not isinstance(error, BaseException):
            name, text = ("class", error.__name__) if isinstance(error, type) else (f"<{name}>", text)
        self.noted.append(["trouble", f"{name}: {text}", self._where()])

    def has_shown(self, count: int) -> bool:
        waits = 0
        while waits < _WAITS:
            start = time.monotonic()
            with self.shown:
                if self.shown.wait_for(lambda: self.pieces >= count, _PATIENCE):
                    return True
            waits += time.monotonic() - start < 1.3 * _PATIENCE  # a late wait: nobody here gets a turn
        return False

    def _where(self) -> str:
        return "" if threading.get_ident() == self._home else "elsewhere"


class Producer:
    """What gives pieces to a function `put`, one after the other, and may end with an error.

    Made with ``{"pieces": [texts], "error": [name, text] or None, ...}``. It goes on with a piece when the one before
    has been shown on the `Screen` of the same name; the last two before an error come at once. `noted` says where it
    ran, how often, and whether it waited in vain.
    """

    def __init__(self, name: str, noted: dict[str, int] | None = None) -> None:
        self.name = name
        self.noted = noted or {"runs": 0, "in the caller's thread": 0, "put": 0, "late": 0, "over": 0}
        self._made_with: dict[str, Any] = json.loads(name)
        self._home = threading.get_ident()

    def __call__(self, put: Callable[[str], Any]) -> None:
        self.noted["runs"] += 1
        self.noted["in the caller's thread"] += threading.get_ident() == self._home
        screen, pieces = Screen.latest[self.name], self._made_with["pieces"]
        waited_for = len(pieces) - (2 if self._made_with["error"] else 0)
        try:
            for number, piece in enumerate(pieces, 1):
                put(piece)
                self.noted["put"] += 1
                if self.noted["late"] or number > waited_for:
                    continue
                self.noted["late"] += not screen.has_shown(number)
            if self._made_with["error"]:
                kind, text = self._made_with["error"]
                raise _ERRORS[kind](text)
            time.sleep(_LINGERS)
        finally:
            self.noted["over"] += 1


class NextId:
    """A model in small: from all ids so far to the next one. `calls` counts how often it was asked.

    Made with ``{"answer": [ids], "prompt": [ids], ...}``: it says the answer, as long as it is given the prompt and
    what it has said; for anything else it says 7.
    """

    latest: ClassVar[dict[str, NextId]] = {}

    def __init__(self, name: str, calls: int | None = None) -> None:
        self.name = name
        self.calls = calls or 0
        self._made_with: dict[str, Any] = json.loads(name)
        if calls is None:
            NextId.latest[name] = self

    def __call__(self, ids: Any) -> int:
        if not isinstance(ids, list | tuple):
            raise CourseError(f"next_id wants all ids so far, as a list, and got {type(ids).__name__}.", "Pass a list.")
        self.calls += 1
        prompt, answer = self._made_with["prompt"], self._made_with["answer"]
        said = [*prompt, *answer]
        before = len(ids)
        return int(said[before]) if list(ids) == said[:before] and len(prompt) <= before < len(said) else 7


class Page:
    """What a web server makes of an iterator: it asks for one piece, sends it, and asks for the next.

    Made with what its `NextId` is made with, in it ``"reads"``: so many pieces later the reader is gone. `sent` notes
    every piece with how often the model had been called by then; `after` that number at the end of each `send`.
    """

    def __init__(self, name: str, noted: tuple[list[list[Any]], list[int]] | None = None) -> None:
        self.name = name
        self.sent, self.after = noted or ([], [])
        self._reads: int = json.loads(name)["reads"]

    def send(self, pieces: Any) -> None:
        if callable(pieces) and not hasattr(pieces, "__iter__"):
            raise CourseError(
                "page.send was given a function, and wants what can be looped over.",
                "Call it: send(pieces()) hands over the generator that a function with yield makes.",
            )
        if not hasattr(pieces, "__iter__"):
            raise CourseError(
                f"page.send was given {type(pieces).__name__}, and wants what can be looped over.",
                "Give it a generator.",
            )
        asked: Iterator[Any] = iter(pieces)
        model = NextId.latest[self.name]
        for _ in range(max(0, self._reads - len(self.sent))):
            try:
                piece = next(asked)
            except StopIteration:
                break
            self.sent.append([piece if type(piece) is int else f"<{type(piece).__name__}>", model.calls])
        # The iterator is not closed here: so it shows when an answer goes on with it afterwards.
        self.after.append(model.calls)


def _page_again(name: str, seen: Any) -> Page:
    good = type(seen) is list and len(seen) == 2 and all(type(part) is list for part in seen)
    if not good or not all(type(one) is list and len(one) == 2 for one in seen[0]):
        raise ValueRefused("not what a page has noted")
    return Page(name, (seen[0], seen[1]))


def _next_id_again(name: str, calls: Any) -> NextId:
    if type(calls) is not int:
        raise ValueRefused("not what a model has noted")
    return NextId(name, calls)


def _generate_again(name: str, noted: Any) -> Generate:
    if type(noted) is not dict or not all(type(one) is int for one in noted.values()):
        raise ValueRefused("not what generate has noted")
    return Generate(name, noted)


def _screen_again(name: str, noted: Any) -> Screen:
    if type(noted) is not list or not all(
        type(one) is list and len(one) == 3 and all(type(text) is str for text in one) for one in noted
    ):
        raise ValueRefused("not what a screen has noted")
    return Screen(name, noted)


def _producer_again(name: str, noted: Any) -> Producer:
    if type(noted) is not dict or not all(type(one) is int for one in noted.values()):
        raise ValueRefused("not what a producer has noted")
    return Producer(name, noted)


def _kind(
    made: Callable[..., Any], noted: Callable[[Any], Any], again: Callable[[str, Any], Any], called: str
) -> InputKind:
    """One whose notes come back from a call, and are looked at before anything is made of them."""
    return InputKind(
        make=lambda wanted, _: made(wanted.name),
        is_one=lambda value: type(value) is made,
        take_apart=noted,
        put_together=lambda wanted, seen, _: again(wanted.name, seen),
        called=called,
    )


INPUTS = {
    "stream-generate": _kind(Generate, lambda generate: generate.noted, _generate_again, "generate"),
    "stream-producer": _kind(Producer, lambda producer: producer.noted, _producer_again, "producer"),
    "stream-screen": _kind(Screen, lambda screen: screen.noted, _screen_again, "screen"),
    "stream-next-id": _kind(NextId, lambda model: model.calls, _next_id_again, "next_id"),
    "stream-page": _kind(Page, lambda page: [page.sent, page.after], _page_again, "page"),
}
