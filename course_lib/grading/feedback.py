"""Feedback pages, made by nbgrader itself from the autograded notebooks and the gradebook."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from course_lib.grading.nbgrader_environment import alembic_on_path


def write_feedback(out: Path, graded: list[tuple[str, str]]) -> list[str]:
    """``feedback/STUDENT/LESSON/LESSON.html`` for every (student, lesson); gives those for whom nbgrader made none.

    (It takes a student's name for a file pattern, so that one like ``a [b]`` finds nothing.)
    """
    from nbgrader.converters import GenerateFeedback
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    config = Config()
    config.CourseDirectory.root = str(out.resolve())
    config.CourseDirectory.db_url = f"sqlite:///{(out / 'gradebook.db').resolve()}"
    config.CourseDirectory.course_id = "glassbox"
    log = logging.getLogger("course.feedback")
    log.setLevel(logging.CRITICAL)
    failed = []
    with alembic_on_path():
        for number, (student, lesson) in enumerate(graded, 1):
            sys.stderr.write(f"\rfeedback {number}/{len(graded)}\033[K")
            config.CourseDirectory.student_id = student
            config.CourseDirectory.assignment_id = lesson
            directory = CourseDirectory(config=config)
            try:
                converter = GenerateFeedback(coursedir=directory, config=config)
                converter.log = log
                converter.force = True
                converter.start()
            except (Exception, SystemExit) as error:
                failed.append(f"{student}/{lesson} ({type(error).__name__})")
    sys.stderr.write("\n")
    return failed
