"""An answer that arrives while it is written, with a button that stops it: `stream`, by hand."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from typing import Any

from course_lib.display import markup
from course_lib.display.markup import tag
from course_lib.display.plain import visible
from course_lib.errors import CourseError
from course_lib.generation import Generated
from course_lib.streaming import stream
from course_lib.widgets.live import Live, program, said
from course_lib.widgets.words import words


@dataclass(frozen=True, repr=False)
class Arrived:
    """The still picture: the pieces of an answer, each with the second at which it came."""

    prompt: str
    pieces: tuple[tuple[str, float], ...]

    def __repr__(self) -> str:
        return f"{self.prompt}\n" + "|".join(piece for piece, _ in self.pieces)

    def _repr_html_(self) -> str:
        box = f"display:inline-block;white-space:pre;{markup.MONO};padding:0 3px;margin:1px;border-radius:3px"
        chips = [
            tag("span", visible(piece), style=f"{box};color:{markup.INK};background:{tint}", title=f"{second:.3f} s")
            for (piece, second), tint in zip(self.pieces, cycle(markup.TINTS[:2]), strict=False)
        ]
        legend = []
        if self.pieces:
            first, last = self.pieces[0][1], self.pieces[-1][1]
            legend = [
                words("answer.first", seconds=f"{first:.3f}"),
                words("answer.whole", pieces=len(self.pieces), seconds=f"{last:.3f}"),
            ]
        body = tag("div", tag("div", self.prompt, style="margin-bottom:6px"), markup.spaced(*chips))
        return markup.card(words("answer.title"), body, legend=legend)


def streaming_answer(model: Any, tokenizer: Any, prompt: str, *, messages: bool | None = None, **asked: Any) -> Live:
    """The answer to `prompt`, piece by piece; live, with a field for another prompt, a start and a stop button.

    Parameters
    ----------
    messages:
        Whether the model gets the prompt as a user's message, through its template. None: where it has a template.
    asked:
        As in `stream`.

    The answer is written once for the still picture. Live, it is written in a thread, for a cell that runs would keep
    the button's word waiting. Raises CourseError as `stream` does; live, the message stands in the answer's place.

    >>> from transformers import AutoModelForCausalLM, AutoTokenizer
    >>> from course_lib.models import checkpoint
    >>> tokenizer = AutoTokenizer.from_pretrained(checkpoint("gpt2-en"))
    >>> model = AutoModelForCausalLM.from_pretrained(checkpoint("gpt2-en"), dtype="float32")
    >>> streaming_answer(model, tokenizer, "Once upon a", max_new_tokens=3)
    Once upon a
     book| on| the
    """
    as_messages = bool(getattr(tokenizer, "chat_template", None)) if messages is None else messages

    def answer(text: str) -> Any:
        return stream(model, tokenizer, [{"role": "user", "content": text}] if as_messages else text, **asked)

    start = time.perf_counter()
    pieces = tuple((piece, time.perf_counter() - start) for piece in answer(prompt))
    return Live(Arrived(prompt, pieces), lambda: _widget(answer, prompt, "".join(piece for piece, _ in pieces)))


@cache
def _kind() -> Any:
    """The widget's class, made when one is shown."""
    import anywidget
    import traitlets

    class StreamingAnswer(anywidget.AnyWidget):  # type: ignore[misc, unused-ignore]
        """Pieces go to the page as messages; the page asks by message to start and to stop."""

        _esm = program("answering.js")
        words = traitlets.Dict(
            said(*(f"answer.{key}" for key in ("prompt", "start", "stop", "answer", "waiting", "writing")))
        ).tag(sync=True)
        prompt = traitlets.Unicode().tag(sync=True)
        shown = traitlets.Unicode().tag(sync=True)

    return StreamingAnswer


def _widget(answer: Callable[[str], Any], prompt: str, shown: str) -> Any:
    widget = _kind()(prompt=prompt, shown=shown)
    told = Teller(answer, widget.send)
    widget.on_msg(lambda _, message, __: told.hear(message))
    return widget


class Teller:
    """One answer at a time, written in a thread of its own and told by `send`, until its end or until `hear` stops it.

    `send` gets ``{"begin": n}``, ``{"piece": text}``, and last ``{"end": sentence}``; each with the number of the
    answer, so that what comes late of one that was stopped does not get into the next one.
    """

    def __init__(self, answer: Callable[[str], Any], send: Callable[[Mapping[str, Any]], object]) -> None:
        self._answer, self._send = answer, send
        self._number = 0
        self._wanted = threading.Event()
        self.thread: threading.Thread | None = None

    def hear(self, message: Mapping[str, Any]) -> None:
        """``{"start": prompt}`` or ``{"stop": true}``; anything else is not for us."""
        self.stop()
        if isinstance(prompt := message.get("start"), str):
            self._number += 1
            self._wanted = threading.Event()
            self._wanted.set()
            self.thread = threading.Thread(
                target=self._tell, args=(prompt, self._number, self._wanted), name="course_lib.widgets", daemon=True
            )
            self.thread.start()

    def stop(self) -> None:
        """End the answer that is being written, and wait until nothing is computed any more."""
        self._wanted.clear()
        if self.thread is not None:
            self.thread.join()

    def _tell(self, prompt: str, number: int, wanted: threading.Event) -> None:
        def send(**message: Any) -> None:
            self._send({"number": number, **message})

        send(begin=True)
        start, first, pieces = time.perf_counter(), 0.0, 0
        try:
            writing = self._answer(prompt)
            while wanted.is_set():
                try:
                    piece = next(writing)
                except StopIteration as ended:
                    send(end=_how_it_ended(ended.value))
                    return
                first = first or time.perf_counter() - start
                pieces += 1
                send(piece=piece)
            writing.close()
            seconds = f"{time.perf_counter() - start:.2f}"
            send(end=words("answer.stopped", pieces=pieces, seconds=seconds))
        except CourseError as error:
            send(end=f"{error.problem} {error.next_step}")
        except Exception as error:  # a thread that dies says nothing to anybody
            send(end=f"{type(error).__name__}: {error}")


def _how_it_ended(result: Generated) -> str:
    key = {"stop": "stop_string"}.get(result.stopped_by[0], result.stopped_by[0])
    times = result.timings
    return words(
        f"answer.{key}",
        tokens=len(result.ids[0]),
        first=f"{times.first:.2f}",
        seconds=f"{times.first + times.rest:.2f}",
    )
