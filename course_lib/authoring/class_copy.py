"""`course release`: what a class receives. The lessons and the student half; no judge, no grader, and no solution.

Worked solutions may follow when the deadline is over: then a class's copy is released once more, with them.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from course_lib.course_root import Course
from course_lib.errors import CourseError
from course_lib.exercises.worked_solution import FILE as WORKED
from course_lib.ownership import refuse_foreign_files, remember_written

#: What of the checkout a class needs to set up and to study.
TOP_LEVEL = (
    "README.md",
    "README.zh.md",
    "LICENSE",
    "LICENSE-lessons",
    "Makefile",
    "constraints.txt",
    "environment.yml",
    "nbgrader_config.py",
    "pyproject.toml",
    "setup.py",
    "MANIFEST.in",
)
FOLDERS = ("notebooks", "course_lib", "binder", "docs")
#: The instructor half, and what nobody needs twice.
LEFT_OUT = (
    "course_lib/authoring", "course_lib/grading", "docs/instructors.md", "docs/house.md", "docs/house.svg",
)  # fmt: skip
#: Between these two lines of a README stands what a class has no use for: how to teach with the course, how to write.
_CUT = re.compile(r"<!-- from here on not in a class's copy -->\n.*?<!-- up to here -->\n+", re.DOTALL)
_NEVER = ("__pycache__", ".ipynb_checkpoints", ".DS_Store")


def release(course: Course, target: Path, *, force: bool = False, with_solutions: bool = False) -> list[Path]:
    """Copy the student edition to `target`; returns the files written, relative to it.

    `with_solutions` adds the worked solutions that `solution()` shows, for after the deadline.

    Raises CourseError when `target` holds files that no release wrote, or lies where it would copy itself.
    """
    target = target.resolve()
    if target == course.root or course.root.is_relative_to(target):
        raise CourseError(f"{target} is the course itself.", "Name a folder outside the course.")
    if not force:
        refuse_foreign_files(target, force_hint="add --force")
    files = [
        source
        for source in sorted(_student_files(course.root))
        if not source.is_relative_to(target) and (with_solutions or source.name != WORKED)
    ]
    for source in files:
        copy = target / source.relative_to(course.root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.parent == course.root and source.name.startswith("README"):
            copy.write_text(_CUT.sub("", source.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            shutil.copyfile(source, copy)
    if not with_solutions:  # an earlier release here may have had them
        for left in target.glob(f"course_lib/lessons/*/{WORKED}"):
            left.unlink()
    written = [source.relative_to(course.root) for source in files]
    remember_written(target, [target / path for path in written])
    return written


def _student_files(root: Path) -> Iterator[Path]:
    yield from (root / name for name in TOP_LEVEL if (root / name).is_file())
    for folder in FOLDERS:
        for path in (root / folder).rglob("*"):
            inside = path.relative_to(root).as_posix()
            if path.is_file() and not path.is_symlink() and not _left_out(inside):
                yield path


def _left_out(inside: str) -> bool:
    parts = inside.split("/")
    return any(inside == place or inside.startswith(f"{place}/") for place in LEFT_OUT) or any(
        part in _NEVER or part.endswith((".egg-info", ".pyc")) for part in parts
    )
