"""Pictures that answer to a hand: bars that move with sliders, an answer that arrives and can be stopped.

Each is a thin view of a plain function. It shows two things: a still picture, which stays in a saved notebook and
wherever no program runs, and the live one, which hides the still one as long as it lives. Where anywidget is missing,
the still picture is all there is.
"""

from __future__ import annotations

from course_lib.widgets.answering import streaming_answer
from course_lib.widgets.live import Live
from course_lib.widgets.next_token import next_token_bars

__all__ = ["Live", "next_token_bars", "streaming_answer"]
