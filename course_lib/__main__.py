"""``python -m course_lib lab``: the `course` command where its script is not on the path."""

from __future__ import annotations

import sys

from course_lib.cli import main

if __name__ == "__main__":
    sys.exit(main())
