"""Feedback pages, made by nbgrader itself from the autograded notebooks and the gradebook."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from pathlib import Path

from course_lib.grading.nbgrader_environment import alembic_on_path


class FeedbackWriter:
    """Writes ``feedback/STUDENT/LESSON/LESSON.html`` below `out`. Use as a context manager."""

    def __init__(self, out: Path) -> None:
        from nbgrader.converters import GenerateFeedback
        from nbgrader.coursedir import CourseDirectory
        from traitlets.config import Config

        self._generate, self._directory = GenerateFeedback, CourseDirectory
        self._config = Config()
        self._config.CourseDirectory.root = str(out.resolve())
        self._config.CourseDirectory.db_url = f"sqlite:///{(out / 'gradebook.db').resolve()}"
        self._config.CourseDirectory.course_id = "glassbox"
        self._log = logging.getLogger("course.feedback")
        self._log.setLevel(logging.CRITICAL)
        self._stack = ExitStack()

    def __enter__(self) -> FeedbackWriter:
        self._stack.enter_context(alembic_on_path())
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def write(self, student: str, lesson: str) -> str:
        """Make one page; empty, or whose page could not be made and why.

        (nbgrader takes a student's name for a file pattern, so that one like ``a [b]`` finds nothing.)
        """
        self._config.CourseDirectory.student_id = student
        self._config.CourseDirectory.assignment_id = lesson
        try:
            converter = self._generate(coursedir=self._directory(config=self._config), config=self._config)
            converter.log = self._log
            converter.force = True
            converter.start()
        except (Exception, SystemExit) as error:
            return f"{student}/{lesson} ({type(error).__name__})"
        return ""
