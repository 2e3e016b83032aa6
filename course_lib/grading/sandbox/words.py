"""What is said of sandboxes, in the language of who grades."""

from __future__ import annotations

from pathlib import Path

from course_lib.language import Words

words = Words(Path(__file__).parent)
