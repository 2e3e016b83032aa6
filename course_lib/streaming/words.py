"""What this room says when a text cannot arrive piece by piece, in the reader's language."""

from __future__ import annotations

from pathlib import Path

from course_lib.language import Words

words = Words(Path(__file__).parent)
