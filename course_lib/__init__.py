"""Glassbox, the helper library: what the lessons call and what a student reads after class.

The names a lesson needs are importable from here; each is loaded from its own module the first time
it is used, so that ``import course_lib`` costs milliseconds and never imports torch.

>>> from course_lib import checkpoint
>>> checkpoint("bert-zh").name
'bert_zh'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from course_lib.course_root import __version__
    from course_lib.errors import CourseError
    from course_lib.exercises import check, hint, progress, ready, solution
    from course_lib.models import checkpoint
    from course_lib.tokens import Walkthrough

__all__ = ["CourseError", "Walkthrough", "__version__", "check", "checkpoint", "hint", "progress", "ready", "solution"]

_HOMES = {
    "__version__": "course_lib.course_root",
    "CourseError": "course_lib.errors",
    "Walkthrough": "course_lib.tokens",
    "check": "course_lib.exercises",
    "checkpoint": "course_lib.models",
    "hint": "course_lib.exercises",
    "progress": "course_lib.exercises",
    "ready": "course_lib.exercises",
    "solution": "course_lib.exercises",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'course_lib' has no attribute {name!r}; it offers {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*__all__]
