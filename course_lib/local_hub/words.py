"""What this room says, in the reader's language."""

from __future__ import annotations

from pathlib import Path

from course_lib.language import Words

words = Words(Path(__file__).parent)
