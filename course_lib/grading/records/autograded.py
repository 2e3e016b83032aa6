"""The autograded notebook: the released one with the student's code in it, and under each exercise its verdict."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from course_lib.exercises.report import COLOURS, MARKS, prose
from course_lib.exercises.texts import common_texts
from course_lib.grading.handed_in.cells_to_run import START, Program
from course_lib.grading.handed_in.released import ReleasedLesson
from course_lib.grading.judging.one_submission import Graded, Result

#: Characters of code on a page, and of one cell.
MAX_SHOWN, MAX_SHOWN_OF_A_CELL = 100_000, 20_000


def autograded_notebook(released: ReleasedLesson, graded: Graded, language: str) -> Any:
    """What an instructor opens in formgrader and nbgrader's feedback is made from, its verdicts in `language`.

    Nothing of the submission is in it but the source of solution cells and of cells the student added.
    """
    notebook = copy.deepcopy(released.notebook)
    results = {f"{result.exercise}-check": result for result in graded.results}
    cells = _added(graded.program, START)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            sources = (
                [s.source for s in graded.program.steps if (s.kind, s.id) == ("solution", cell.id)]
                if graded.program
                else []
            )
            if sources:
                cell.source = sources[-1]
            if cell.id in results:
                cell.outputs = [_verdict(results[cell.id], language)]
        cells.append(cell)
        cells += _added(graded.program, cell.id)
    for number, cell in enumerate(cells):
        if cell.id.startswith("added"):
            cell.id = f"added-{number}"
    code = [cell for cell in cells if cell.cell_type == "code"]
    for cell, source in zip(code, shortened([cell.source for cell in code], language), strict=True):
        cell.source = source
    notebook.cells = cells
    return notebook


def write_autograded(path: Path, notebook: Any) -> None:
    import nbformat  # takes a second to import: by now somebody has, while the graders got warm

    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")


def _added(program: Program | None, anchor: str) -> list[Any]:
    from nbformat.v4 import new_code_cell

    steps = [step for step in program.steps if (step.kind, step.id) == ("added", anchor)] if program else []
    return [new_code_cell(step.source, id="added") for step in steps]


def shortened(sources: list[str], language: str) -> list[str]:
    """Sources without what is longer than anybody reads: a page that colours code takes time and memory by its length.

    >>> shortened(["a = 1"], "en")
    ['a = 1']
    """
    words = common_texts(language)["feedback"]
    left, kept = MAX_SHOWN, []
    for source in sources:
        most = min(left, MAX_SHOWN_OF_A_CELL)
        left -= min(len(source), most)
        cut = len(source) - most
        kept.append(f"{source[:most]}\n# {words['cut'].format(more=cut)}" if cut > 0 else source)
    return kept


def _verdict(result: Result, language: str) -> Any:
    from nbformat.v4 import new_output

    ink, paper, edge = COLOURS[result.outcome]
    headline = f"{MARKS[result.outcome]} {common_texts(language)['feedback'][result.outcome]}"
    points = f"{result.points}/{result.max_points}"
    picture = (
        f'<div style="color:{ink};background:{paper};border-left:5px solid {edge};border-radius:4px;padding:8px 14px;'
        f'margin-bottom:12px">'
        f"<b>{headline} · {points}</b>"
        f"<br>{prose(result.reason)}</div>"
    )
    return new_output("display_data", {"text/plain": f"{headline} · {points}\n{result.reason}", "text/html": picture})
