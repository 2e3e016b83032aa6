"""The first cell of every notebook: which language and version it is, and what to do where the course is not installed.

It is generated, not written by authors. Where the course is installed it does nothing but give the two a name;
elsewhere (Colab, a kernel of another environment) it says what to do in place of a traceback.
"""

from __future__ import annotations

from course_lib.authoring.lesson_source import Cell
from course_lib.course_root import __version__

ID = "course-here"
ROLE = "course-here"

_COMMENT = {
    "en": "# Run this cell first. It makes sure that the course is installed here.",
    "zh": "# 先运行这个单元格：它确认这里装好了本课程。",
}
#: A line of code each.
_MISSING = {
    "en": (
        "The course is not installed in the Python of this notebook. Next step: start JupyterLab with",
        " `make lab` or `course lab`, or choose, under Kernel > Change Kernel, the Python that has it.",
    ),
    "zh": (
        "这个笔记本所用的 Python 里没有安装本课程。下一步：用 `make lab` 或 `course lab` 启动 JupyterLab；",
        "或者在菜单“内核 > 更改内核…”（Kernel > Change Kernel）里换成装有本课程的 Python。",
    ),
}


def first_cell(language: str) -> Cell:
    """The cell, as one of a lesson's own."""
    missing = "\n".join(f'        "{line}"' for line in _MISSING[language])
    source = f"""{_COMMENT[language]}
GLASSBOX = {{"language": "{language}", "version": "{__version__}"}}

from importlib.util import find_spec

if find_spec("course_lib") is None:
    raise ModuleNotFoundError(
{missing}
    )"""
    return Cell(0, ROLE, ID, source)
