"""What pyproject.toml cannot say: a built package carries the student edition, `notebooks/`, inside the library.

An editable install copies nothing; it belongs to a checkout, which has `notebooks/` itself.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class WithStudentEdition(build_py):
    """Also copies ``notebooks/LANGUAGE/LESSON/…`` to ``course_lib/student_edition/``."""

    def run(self) -> None:
        super().run()
        source, target = Path(__file__).parent / "notebooks", Path(self.build_lib) / "course_lib" / "student_edition"
        if self.editable_mode or not source.is_dir():
            return
        if target.is_dir():  # a lesson that was renamed since the last build here
            shutil.rmtree(target)
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(".*", "__pycache__"))


setup(cmdclass={"build_py": WithStudentEdition})
