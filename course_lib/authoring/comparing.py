"""Is a notebook on disk the one that its source gives? All of it is compared but outputs."""

from __future__ import annotations

import difflib
import json
from typing import Any

import nbformat

from course_lib.authoring.student_edition import METADATA_KEY


def without_outputs(notebook: Any) -> Any:
    """A copy without outputs, execution counts and where they came from: what `course build --check` compares."""
    bare = json.loads(nbformat.writes(notebook))
    bare["metadata"].get(METADATA_KEY, {}).pop("outputs_of", None)
    for cell in bare["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    return bare


def difference(kept: Any, made: Any, name: str) -> str | None:
    """None when two notebooks are the same but for outputs; else file, cell and a diff for each that differs."""
    old, new = without_outputs(kept), without_outputs(made)
    if old == new:
        return None
    lines: list[str] = []
    old_cells, new_cells = ({cell.get("id", str(i)): cell for i, cell in enumerate(n["cells"])} for n in (old, new))
    for cell_id in dict.fromkeys([*new_cells, *old_cells]):
        before, after = old_cells.get(cell_id), new_cells.get(cell_id)
        if before == after:
            continue
        state = "is missing" if before is None else "is not in the source" if after is None else "differs"
        lines.append(f"{name}, cell {cell_id}: {state}")
        if before is not None and after is not None:
            lines += ["    " + line for line in _diff(before, after)]
    if not lines and list(old_cells) != list(new_cells):
        lines.append(f"{name}: its cells stand in another order than in the source")
    return "\n".join(lines or [f"{name}: its metadata differs from the source's"])


def _diff(before: Any, after: Any) -> list[str]:
    texts = []
    for cell in (before, after):
        source = cell["source"]
        body = source if isinstance(source, str) else "".join(source)
        rest = json.dumps({k: v for k, v in cell.items() if k != "source"}, sort_keys=True, ensure_ascii=False)
        texts.append([*body.splitlines(), rest])
    return list(difflib.unified_diff(texts[0], texts[1], "on disk", "from the source", lineterm="", n=1))
