"""How long a student waits for a lesson's first cell: each lesson's setup cell, in a Python that has just started.

    python benchmarks/first_cells.py [--runs 5]

Beside them stand what no lesson can do without, the same in the same run: torch, transformers' configuration, and the
class of a model. Seconds depend on the machine and on who else is busy on it; the last column does not: how many times
`import torch` a cell takes.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from course_lib.authoring.lesson_source import read_source, source_lessons, source_path  # noqa: E402
from course_lib.course_root import Course  # noqa: E402

#: What the libraries take by themselves.
FLOOR = {
    "import torch": "import torch",
    "a tokenizer's class": "from transformers import AutoTokenizer",
    "a model's class": "from transformers import BertForMaskedLM",
}
COURSE = "from course_lib import check, hint, progress, ready, solution\nready('bert-zh')"
RATIO_TO = "import torch"


def first_cells() -> dict[str, str]:
    """Lesson -> its first setup cell; for one whose first cell of all is a demo, that one too."""
    course, found = Course(ROOT), {}
    for lesson in source_lessons(course):
        code = [cell for cell in read_source(source_path(course, lesson)).cells if cell.role != "text"]
        if code[0].role == "demo":
            found[f"{lesson}, its first demo"] = code[0].source
        found[lesson] = next(cell.source for cell in code if cell.role == "setup")
    return found


def seconds(source: str) -> float:
    """From the start of a Python to the end of the cell."""
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", source], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5, help="how often each is started; the medians are shown")
    runs = parser.parse_args().runs
    cells = {**FLOOR, "the course's own part": COURSE, **first_cells()}
    taken: dict[str, list[float]] = {name: [] for name in cells}
    for _ in range(runs):  # in turns, so that a busy minute is everybody's
        for name, source in cells.items():
            taken[name].append(seconds(source))
    floor = median(taken[RATIO_TO])
    sys.stdout.write("| what | seconds, median | least | times `import torch` |\n|---|---|---|---|\n")
    for name, each in taken.items():
        sys.stdout.write(f"| {name} | {median(each):.2f} | {min(each):.2f} | {median(each) / floor:.1f} |\n")


if __name__ == "__main__":
    main()
