"""From text to tokens to ids and back: what lessons 04 and 05 walk through, step by step."""

from __future__ import annotations

from course_lib.tokens.walkthrough import Walkthrough

__all__ = ["Walkthrough"]
