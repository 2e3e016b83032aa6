"""CSV files that an instructor opens in a spreadsheet or gives to a learning platform: whole, and without formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from course_lib.grading.records.whole_files import write_whole

#: What makes a spreadsheet take a text for a formula; East Asian editions take the wide signs for the narrow ones.
FORMULA_STARTS = "=+-@\t\r＝＋－＠"


def plain_cell(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula (a student's folder named ``=cmd…``) is made plain.

    A sign on its own is no formula: ``-`` is how Moodle writes "no grade".

    >>> plain_cell("=1+1"), plain_cell("-"), plain_cell(-1)
    ("'=1+1", '-', -1)
    """
    return "'" + value if isinstance(value, str) and len(value) > 1 and value[0] in FORMULA_STARTS else value


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a table, every cell made plain."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([plain_cell(value) for value in row] for row in [header, *rows])
    # The spreadsheet programs that instructors open it with guess the encoding from the mark.
    write_whole(path, "\ufeff" + text.getvalue())
