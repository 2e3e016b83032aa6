"""Goes from the package to the checkout around it: solutions/, .git, the tests, the released notebooks."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import course_lib, os
from pathlib import Path
root = Path(course_lib.__file__).parent.parent
escaped = any((root / name).exists() for name in ("solutions", ".git", "tests", "nbgrader_config.py", "notebooks"))
escaped = escaped or any(name.endswith(("gradebook.db", ".class-seed")) for name in os.listdir(root))
"""
    + IF_ESCAPED
)
