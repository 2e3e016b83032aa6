"""What pictures say, in the reader's language: ``words("same-as")``."""

from __future__ import annotations

from pathlib import Path

from course_lib.language import Words

words = Words(Path(__file__).parent)
