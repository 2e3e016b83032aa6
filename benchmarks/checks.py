"""What a check costs: seconds of processor of each exercise's check, and from the click to the verdict in a kernel.

    python benchmarks/checks.py [--runs 5]

The answers are the worked solutions. Each lesson gets a kernel of its own, warm: its setup cell and one check of each
exercise have run before anything is measured.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from course_lib.authoring.lesson_source import read_source, source_lessons, source_path  # noqa: E402
from course_lib.authoring.source_rules import BEGIN, END  # noqa: E402
from course_lib.course_root import Course  # noqa: E402
from course_lib.exercises.catalogue import exercises_of  # noqa: E402

#: Run around each check in the kernel, where the processor's time is spent.
MEASURED = "__began = __import__('time').process_time()\n{check}\nprint(__import__('time').process_time() - __began)"


def ask(client: Any, source: str) -> tuple[float, str]:
    """Run a cell as a page does; the seconds until its reply, and what it printed."""
    printed: list[str] = []
    began = time.monotonic()
    reply = client.execute_interactive(
        source, allow_stdin=True, timeout=300,
        output_hook=lambda m: printed.append(m["content"]["text"]) if m["msg_type"] == "stream" else None,
    )  # fmt: skip
    taken = time.monotonic() - began
    if reply["content"]["status"] != "ok":
        raise SystemExit(f"{source}\n{reply['content'].get('evalue')}")
    return taken, "".join(printed)


def measure(lesson: str, runs: int) -> dict[str, tuple[float, float]]:
    """Exercise id -> (median seconds of processor, median seconds from click to verdict)."""
    from jupyter_client.manager import start_new_kernel

    found = {}
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "COURSE_PROGRESS": str(Path(folder, "progress.json"))}
        quiet = {"extra_arguments": ["--log-level=40"]}
        manager, client = start_new_kernel(kernel_name="python3", env=environment, cwd=folder, **quiet)
        try:
            cells = read_source(source_path(Course(ROOT), lesson)).cells
            for cell in cells:
                if cell.role in ("setup", "solution"):
                    lines = [line for line in cell.source.splitlines() if line.strip() not in (BEGIN, END)]
                    ask(client, "\n".join(lines))
            checks = {exercise.id: exercise.check_source for exercise in exercises_of(lesson)}
            for check in checks.values():
                ask(client, check)
            for exercise, check in checks.items():
                processor = [float(ask(client, MEASURED.format(check=check))[1].split()[-1]) for _ in range(runs)]
                found[exercise] = median(processor), median(ask(client, check)[0] for _ in range(runs))
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5, help="how often each check is run; the medians are shown")
    runs = parser.parse_args().runs
    rows = {name: row for lesson in source_lessons(Course(ROOT)) for name, row in measure(lesson, runs).items()}
    sys.stdout.write("| exercise | processor, ms | click to verdict, ms |\n|---|---|---|\n")
    for name, (processor, clicked) in rows.items():
        sys.stdout.write(f"| {name} | {processor * 1000:.0f} | {clicked * 1000:.0f} |\n")
    processor, clicked = (median(row[column] for row in rows.values()) for column in (0, 1))
    sys.stdout.write(f"| **median of all** | {processor * 1000:.0f} | {clicked * 1000:.0f} |\n")


if __name__ == "__main__":
    main()
