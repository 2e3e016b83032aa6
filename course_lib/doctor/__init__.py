"""The doctor: what is installed, what works, and one line of repair for each thing that is wrong.

Three steps, a module each: `gathering` collects facts about this machine, `findings` judges them (pure, so that
every failing condition has a test), `diagnosis` shows the result.
"""

from __future__ import annotations

from pathlib import Path

from course_lib.doctor.diagnosis import Diagnosis
from course_lib.doctor.findings import find
from course_lib.doctor.gathering import gather
from course_lib.doctor.words import words


def beginning() -> str:
    """What to tell a person before `doctor` looks, since that takes some seconds."""
    return words("looking")


def doctor(course: Path | None = None) -> Diagnosis:
    """Look at this installation, as ``course doctor`` does; takes some seconds, since it loads every library.

    Parameters
    ----------
    course:
        The course folder; by default the one around the current folder.

    Returns a value that shows itself as a table, and prints as text.

    >>> doctor().wrong
    ()
    """
    return Diagnosis(tuple(find(gather(course))))
