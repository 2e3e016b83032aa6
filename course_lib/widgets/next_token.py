"""The next token's bars, with sliders for temperature, top_k, top_p and min_p: `next_tokens`, by hand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from course_lib.display import show_next_tokens
from course_lib.errors import CourseError
from course_lib.generation import after_filters, next_scores, next_tokens, settings_for
from course_lib.widgets.live import Live, program, said
from course_lib.widgets.words import words

#: The value that leaves a filter off is one that its slider has.
SLIDERS = (
    {"name": "temperature", "least": 0, "most": 2, "step": 0.05, "off": 1},
    {"name": "top_k", "least": 0, "most": 60, "step": 1, "off": 0},
    {"name": "top_p", "least": 0.05, "most": 1, "step": 0.05, "off": 1},
    {"name": "min_p", "least": 0, "most": 0.5, "step": 0.01, "off": 0},
)


def next_token_bars(
    model: Any,
    tokenizer: Any,
    prompt: str,
    *,
    temperature: float = 1.0,
    top_k: int = 0,
    top_p: float = 1.0,
    min_p: float = 0.0,
    rows: int = 12,
) -> Live:
    """Bars for the token after `prompt`; live, they move with sliders, and another prompt can be typed.

    The same as ``show_next_tokens(next_tokens(...))``, whose keywords these are. The model reads each prompt once; a
    slider only filters anew. Raises CourseError as `next_tokens` does; live, the message stands under the bars.

    >>> from transformers import AutoModelForCausalLM, AutoTokenizer
    >>> from course_lib.models import checkpoint
    >>> tokenizer = AutoTokenizer.from_pretrained(checkpoint("gpt2-en"))
    >>> model = AutoModelForCausalLM.from_pretrained(checkpoint("gpt2-en"), dtype="float32")
    >>> next_token_bars(model, tokenizer, "Once upon a", top_k=2).still.count
    '2 of 2,400 tokens may be chosen'
    """
    asked = {"temperature": temperature, "top_k": top_k, "top_p": top_p, "min_p": min_p}
    found = next_tokens(model, tokenizer, prompt, rows=rows, **asked)  # type: ignore[arg-type]
    return Live(show_next_tokens(found), lambda: _widget(model, tokenizer, prompt, asked, rows))


@cache
def _kind() -> Any:
    """The widget's class, made when one is shown: anywidget is not wanted by whoever only grades or reads."""
    import anywidget
    import traitlets

    class NextTokenBars(anywidget.AnyWidget):  # type: ignore[misc, unused-ignore]
        """What page and kernel share: `bars` and `count` go to the page, the filters and the prompt come from it."""

        _esm = program("next_token.js")
        words = traitlets.Dict(said("bars.prompt", "bars.off")).tag(sync=True)
        sliders = traitlets.List([dict(slider) for slider in SLIDERS]).tag(sync=True)
        prompt = traitlets.Unicode().tag(sync=True)
        temperature = traitlets.Float(1).tag(sync=True)
        top_k = traitlets.Int(0).tag(sync=True)
        top_p = traitlets.Float(1).tag(sync=True)
        min_p = traitlets.Float(0).tag(sync=True)
        bars = traitlets.Unicode().tag(sync=True)
        count = traitlets.Unicode().tag(sync=True)

    return NextTokenBars


def _widget(model: Any, tokenizer: Any, prompt: str, asked: Mapping[str, float], rows: int) -> Any:
    widget = _kind()(prompt=prompt, **asked)
    read: dict[str, Any] = {}

    def draw(change: object = None) -> None:
        try:
            if read.get("prompt") != widget.prompt:
                read.update(scores=next_scores(model, tokenizer, widget.prompt), prompt=widget.prompt)
            filters = {name: getattr(widget, name) for name in asked}
            found = show_next_tokens(after_filters(tokenizer, read["scores"], settings_for(model, 1, filters), rows))
        except CourseError as error:
            widget.count = words("bars.problem", problem=error.problem, next=error.next_step)
        else:
            widget.bars, widget.count = found.table(), found.count

    draw()
    widget.observe(draw, names=["prompt", *asked])
    return widget
