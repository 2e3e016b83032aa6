"""How tokens, batches, scores, attention and tables look in a notebook.

Every picture is a small frozen value: as the last line of a cell it shows itself as HTML, and its
``repr`` says the same as plain text, the same on every machine.

>>> from course_lib.display import show_top
>>> show_top([("北", 0.914), ("上", 0.052)])
北  0.91  ██████████████████
上  0.05  █
"""

from __future__ import annotations

from course_lib.display.attention import show_attention
from course_lib.display.bars import show_bars
from course_lib.display.batch import show_batch
from course_lib.display.compare import show_compare
from course_lib.display.graph import show_graph
from course_lib.display.lines import show_lines
from course_lib.display.next_tokens import show_next_tokens
from course_lib.display.scores import show_top
from course_lib.display.tables import table
from course_lib.display.timeline import show_timeline
from course_lib.display.tokens import show_tokens

__all__ = [
    "show_attention",
    "show_bars",
    "show_batch",
    "show_compare",
    "show_graph",
    "show_lines",
    "show_next_tokens",
    "show_timeline",
    "show_tokens",
    "show_top",
    "table",
]
