"""One call a task: `pipeline("summarization")` gives a transformers pipeline, on the course's model if none is named.

What lessons 01 to 03 call. transformers 5 dropped five tasks that every older tutorial shows; they are real pipelines
here, each in a module of its own, and importing this room registers them with the library (`install`), so that
`transformers.pipeline("translation_en_to_zh", model=...)` finds them too.

>>> translate = pipeline("translation_en_to_zh")
>>> translate("I like cats.")
[{'translation_text': '我喜欢猫。'}]
"""

from __future__ import annotations

from course_lib.pipelines.calling import pipeline
from course_lib.pipelines.installing import install, uninstall
from course_lib.pipelines.tasks import TASKS, Task

__all__ = ["TASKS", "Task", "install", "pipeline", "uninstall"]

install()
