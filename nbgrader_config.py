"""Where nbgrader finds this course. Every `course` command also finds the course by this file."""

from contextlib import suppress
from pathlib import Path

c = get_config()  # type: ignore[name-defined]  # noqa: F821  (nbgrader provides it)

c.CourseDirectory.course_id = "glassbox"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "notebooks/en"
c.CourseDirectory.submitted_directory = "submitted"
c.CourseDirectory.autograded_directory = "graded/autograded"
c.CourseDirectory.feedback_directory = "graded/feedback"
c.CourseDirectory.db_url = "sqlite:///graded/gradebook.db"

# Stock `nbgrader generate_assignment` copies a lesson's whole folder to the students, except these.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints", "__pycache__", "*.pyc", "*.py", "judge.py", "answers", "proofs.json", "*.lock",
]

c.ClearSolutions.code_stub = {"python": 'raise NotImplementedError("your turn")'}

# nbgrader takes these folders for granted: `nbgrader db` and `collect` would fail before they begin. Where
# a machine has an exchange for all its courses, that one is used.
if not Path("/usr/local/share/nbgrader/exchange").is_dir():
    c.Exchange.root = str(Path("exchange").resolve())
with suppress(OSError):
    for folder in ("graded", "exchange/glassbox/inbound", "exchange/glassbox/outbound"):
        Path(folder).mkdir(parents=True, exist_ok=True)
