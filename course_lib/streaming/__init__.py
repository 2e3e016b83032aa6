"""Text that arrives while it is being written: what lesson 09 shows, and what a chat page is made of.

`stream` takes what `generate` takes, and needs no thread; `astream` is the same for ``async for``; `stream_from`
streams from what is not ours, a pipeline or `model.generate`. `pieces_of` is the part that turns ids into text,
`event` and `events_in` are the format in which it goes over a wire.

>>> from transformers import AutoTokenizer
>>> from course_lib.models import checkpoint
>>> tokenizer = AutoTokenizer.from_pretrained(checkpoint("chat"))
>>> ids = tokenizer("🤗").input_ids
>>> [tokenizer.decode([id]) for id in ids]
['�', '�', '�', '�']
>>> pieces = pieces_of(tokenizer)
>>> [pieces.feed(id) for id in ids]
['', '', '', '🤗']
"""

from __future__ import annotations

from course_lib.streaming.events import Event, event, events_in
from course_lib.streaming.pieces import Pieces, pieces_of
from course_lib.streaming.producers import stream_from
from course_lib.streaming.streams import astream, stream

__all__ = ["Event", "Pieces", "astream", "event", "events_in", "pieces_of", "stream", "stream_from"]
