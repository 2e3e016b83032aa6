"""What is written for one submission once it is graded: its marks, its autograded notebook and its feedback page.

Only the process that started the run writes, and it writes while others grade. When the gradebook is locked (formgrader
is saving a mark, say) it goes on and tries again at the end: nobody's grading waits for it.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from course_lib.grading.handed_in.class_folder import Submission
from course_lib.grading.handed_in.released import ReleasedLesson
from course_lib.grading.judging.one_submission import Graded
from course_lib.grading.records.autograded import autograded_notebook, write_autograded
from course_lib.grading.records.feedback import write_feedback
from course_lib.grading.records.gradebook import CannotWrite, ManualMark, manual_marks, record_results, remove_results
from course_lib.grading.records.results_store import ResultsStore


class Publisher:
    """Writes below `out`, and into `gradebook`, what its folder of kept results says is not written yet."""

    def __init__(self, out: Path, gradebook: Any, store: ResultsStore, language: str) -> None:
        self._out = out
        self._gradebook = gradebook
        self._store = store
        self._language = language
        self._late: list[tuple[Submission, ReleasedLesson, Graded, str]] = []
        #: (student, lesson) -> exercise -> what somebody gave in formgrader, of all that is written.
        self.by_hand: dict[tuple[str, str], dict[str, ManualMark]] = {}

    def publish(self, submission: Submission, released: ReleasedLesson, graded: Graded, key: str) -> None:
        """Write it now, or in `finish`. `key`: what its results are kept under."""
        if not self._late:
            with suppress(CannotWrite):
                return self._publish(submission, released, graded, key)
        self._late.append((submission, released, graded, key))

    def finish(self) -> None:
        """Write what could not be written before. Raises CannotWrite when that is so still."""
        while self._late:
            self._publish(*self._late[0])
            self._late.pop(0)

    def _publish(self, submission: Submission, released: ReleasedLesson, graded: Graded, key: str) -> None:
        student, lesson = submission.student, submission.lesson
        notebook = self._out / "autograded" / student / lesson / f"{lesson}.ipynb"
        page = self._out / "feedback" / student / lesson / f"{lesson}.html"
        if not submission.handed_in:
            remove_results(self._gradebook, student, lesson)
            shutil.rmtree(notebook.parent, ignore_errors=True)
            shutil.rmtree(page.parent, ignore_errors=True)
            return
        changed = record_results(self._gradebook, student, lesson, graded)
        by_hand = self.by_hand[student, lesson] = manual_marks(self._gradebook, student, lesson)
        if not changed and self._store.is_published(key, repr(by_hand)) and page.is_file() and notebook.is_file():
            return
        write_autograded(notebook, autograded_notebook(released, graded, self._language))
        page.parent.mkdir(parents=True, exist_ok=True)
        write_feedback(page, student, lesson, graded, by_hand, self._language)
        self._store.mark_published(key, repr(by_hand))
