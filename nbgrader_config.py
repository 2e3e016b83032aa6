"""Where nbgrader finds this course. Every `course` command also finds the course by this file."""

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
