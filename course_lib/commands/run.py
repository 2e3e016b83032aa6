"""`course run OLD.ipynb --out DIR`: an older tutorial, executed here without a network; it stays as it is itself."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from course_lib.cli import Report
from course_lib.errors import CourseError
from course_lib.ownership import refuse_foreign_files, remember_written

_FIRST = "%load_ext course_lib.offline"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("notebook", metavar="NOTEBOOK", type=Path, help="the tutorial, an .ipynb file")
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="where the executed copy is written")
    parser.add_argument("--seconds", type=int, default=120, help="how long one cell may take (default: 120)")
    parser.add_argument("--force", action="store_true", help="write there even if files that are not ours are there")


def run(args: argparse.Namespace) -> Report:
    source: Path = args.notebook
    if not source.is_file():
        raise CourseError(f"There is no notebook {source}.", "Name an .ipynb file.")
    if not args.force:
        refuse_foreign_files(args.out, force_hint="pass --force")
    try:
        notebook = json.loads(source.read_text(encoding="utf-8"))
        cells = notebook["cells"]
    except (ValueError, KeyError, TypeError) as problem:
        raise CourseError(
            f"{source} cannot be read as a notebook: {problem!r}", "Open it in JupyterLab first."
        ) from None
    first: dict[str, Any] = {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": _FIRST,
    }
    if notebook.get("nbformat_minor", 0) >= 5:
        first["id"] = "course-lib-offline"
    notebook["cells"] = [first, *cells]
    notebook.setdefault("metadata", {})["kernelspec"] = {
        "name": "python3", "display_name": "Python 3", "language": "python",
    }  # fmt: skip
    done = execute(notebook, seconds=args.seconds)
    args.out.mkdir(parents=True, exist_ok=True)
    target = args.out / source.name
    target.write_text(json.dumps(done, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    remember_written(args.out, [target])
    failed = failures(done)
    count = sum(cell["cell_type"] == "code" and bool("".join(cell["source"]).strip()) for cell in cells)
    lines = [f"{count - len(failed)} of {count} code cells ran; the executed copy is {target}."]
    lines += [f"  cell {number}: {error}" for number, error in failed]
    data = {"cells": count, "ran": count - len(failed), "copy": str(target),
            "failed": [{"cell": number, "error": error} for number, error in failed]}  # fmt: skip
    return Report("\n".join(lines), data)


def execute(notebook: dict[str, Any], *, seconds: int) -> dict[str, Any]:
    """The notebook with its outputs, made by nbconvert in a kernel of its own; errors are outputs like others."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tutorial.ipynb"
        path.write_text(json.dumps(notebook), encoding="utf-8")
        sys.stderr.write("Running the cells, one after the other …\n")
        made = subprocess.run(
            [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--allow-errors", "--inplace",
             f"--ExecutePreprocessor.timeout={seconds}", "--ExecutePreprocessor.interrupt_on_timeout=True", str(path)],
            capture_output=True, text=True,
        )  # fmt: skip
        if made.returncode:
            last = (made.stderr.strip().splitlines() or ["no word of why"])[-1]
            raise CourseError(f"The notebook could not be executed: {last}", "Open it in JupyterLab and run it there.")
        done: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return done


def failures(notebook: dict[str, Any]) -> list[tuple[int, str]]:
    """(number of the cell among the notebook's own, first line of its error)."""
    found = []
    for number, cell in enumerate(notebook["cells"]):
        for one in cell.get("outputs", []):
            if one["output_type"] == "error":
                found.append((number, f"{one['ename']}: {one['evalue']}".splitlines()[0][:200]))
                break
    return found
