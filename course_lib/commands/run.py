"""`course run OLD.ipynb --out DIR`: an older tutorial, executed here without a network; it stays as it is itself."""

from __future__ import annotations

import argparse
import sys
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
    import nbformat

    source: Path = args.notebook
    if not source.is_file():
        raise CourseError(f"There is no notebook {source}.", "Name an .ipynb file.")
    if not args.force:
        refuse_foreign_files(args.out, force_hint="pass --force")
    try:
        notebook = nbformat.read(source, as_version=4)
    except Exception as problem:  # whatever a file from elsewhere makes the reader say
        raise CourseError(f"{source} cannot be read as a notebook: {problem}", "Open it in JupyterLab first.") from None
    execute(notebook, seconds=args.seconds)
    args.out.mkdir(parents=True, exist_ok=True)
    target = args.out / source.name
    nbformat.write(notebook, target)
    remember_written(args.out, [target])
    failed = failures(notebook)
    cells = sum(cell.cell_type == "code" and bool(cell.source.strip()) for cell in notebook.cells) - 1
    lines = [f"{cells - len(failed)} of {cells} code cells ran; the executed copy is {target}."]
    lines += [f"  cell {number}: {error}" for number, error in failed]
    data = {"cells": cells, "ran": cells - len(failed), "copy": str(target),
            "failed": [{"cell": number, "error": error} for number, error in failed]}  # fmt: skip
    return Report("\n".join(lines), data)


def execute(notebook: Any, *, seconds: int) -> None:
    """Run every cell in place, behind one that loads the extension; errors are outputs like others."""
    import nbformat
    from nbclient import NotebookClient
    from tqdm import tqdm

    first = nbformat.v4.new_code_cell(_FIRST)
    notebook.cells.insert(0, first)
    client = NotebookClient(notebook, timeout=seconds, allow_errors=True, interrupt_on_timeout=True,
                            kernel_name="python3")  # fmt: skip
    with client.setup_kernel(), tqdm(total=len(notebook.cells), desc="running", file=sys.stderr) as bar:
        for number, cell in enumerate(notebook.cells):
            client.execute_cell(cell, number)
            bar.update()


def failures(notebook: Any) -> list[tuple[int, str]]:
    """(number of the cell among the notebook's own, last line of its error)."""
    found = []
    for number, cell in enumerate(notebook.cells):
        errors = [one for one in cell.get("outputs", []) if one.output_type == "error"]
        if errors:
            found.append((number, f"{errors[0].ename}: {errors[0].evalue}".splitlines()[0][:200]))
    return found
