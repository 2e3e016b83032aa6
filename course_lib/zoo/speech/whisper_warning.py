"""One warning that transformers 5.23 prints about its own code, for every Whisper: no caller can do anything about it.

`WhisperForConditionalGeneration.generate` passes on both a generation configuration and two arguments, and
`GenerationMixin.generate` calls that deprecated.
"""

from __future__ import annotations

import logging

LOGGER = "transformers.generation.utils"
_MESSAGE = "Passing `generation_config` together with generation-related arguments"
_ARGUMENT = "begin_suppress_tokens"


def hide_whisper_warning() -> None:
    """Keep that one message off the screen, and no other; it may be called often, and before transformers is imported.

    A message about other arguments is a caller's own doing and still shown.
    """
    logging.getLogger(LOGGER).addFilter(is_worth_showing)  # the same filter is added only once


def is_worth_showing(record: logging.LogRecord) -> bool:
    """False for the message that is about Whisper's own two arguments."""
    message = record.getMessage()
    return not (message.startswith(_MESSAGE) and _ARGUMENT in message)
