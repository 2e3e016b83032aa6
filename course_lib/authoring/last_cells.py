"""The last cells of every notebook: what has been passed, and the way to the next lesson.

They are generated, not written by authors: which lesson is the next changes when one is added.
"""

from __future__ import annotations

from course_lib.authoring.lesson_source import Cell
from course_lib.exercises.catalogue import lesson_folder, lesson_keys
from course_lib.exercises.texts import lesson_texts

PROGRESS_ID = "how-far"
NEXT_ID = "text-next"
#: Whole in itself: it is run by people who have just restarted the kernel, too.
_PROGRESS = "from course_lib import progress\n\nprogress()"

_NEXT = {"en": "**Next lesson:** [{name}]({link})", "zh": "**下一课：**[{name}]({link})"}
_LAST = {
    "en": "This is the last lesson so far. What you have written is yours: take it with you.",
    "zh": "目前这是最后一课。你写下的代码都是你的，带着走吧。",
}


def last_cells(lesson: str, language: str) -> tuple[Cell, Cell]:
    """`progress()`, and the link to the lesson that comes after `lesson`.

    The link is relative, as copies lie in ``work/``: ``../05-new-tokens/05-new-tokens.ipynb``, or over to the English
    folder where the next lesson is not in this language. In an editor that has no folders (Colab) its name is enough.
    """
    # How far somebody is differs from person to person, and so does the output.
    progress = Cell(0, "demo", PROGRESS_ID, _PROGRESS, tags=("nbval-ignore-output",))
    following = next((key for key in lesson_keys() if key > lesson), None)
    if following is None:
        return progress, Cell(0, "text", NEXT_ID, _LAST[language], language)
    own = language == "en" or (lesson_folder(following) / f"words.{language}.toml").is_file()
    title = lesson_texts(following, language).get("title", following)
    name = f"{following.partition('-')[0]} · {title}"
    link = f"{'..' if own else '../../en'}/{following}/{following}.ipynb"
    return progress, Cell(0, "text", NEXT_ID, _NEXT[language].format(name=name, link=link), language)
