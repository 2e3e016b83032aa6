"""Which language a student reads, and the words of a room in it."""

from __future__ import annotations

from course_lib.language.current import LANGUAGES, current_language
from course_lib.language.words import Words

__all__ = ["LANGUAGES", "Words", "current_language"]
