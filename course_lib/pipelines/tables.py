"""Questions to a table; numbers in its cells are taken as the texts that the model reads."""

from __future__ import annotations

from typing import Any

from transformers import TableQuestionAnsweringPipeline

from course_lib.pipelines.words import words


class TableQuestionAnswering(TableQuestionAnsweringPipeline):  # type: ignore[misc]
    """``table=`` a dictionary of columns, a list of rows or a DataFrame; ``query=`` one question or several."""

    def __call__(self, *args: Any, **options: Any) -> Any:
        if not args and "table" not in options:
            raise words.error("no-table")
        if isinstance(options.get("query"), (list, tuple)) and not options["query"]:
            return []
        if "table" in options:
            options["table"] = as_text(options["table"])
        args = tuple(as_text(one) if number == 0 else one for number, one in enumerate(args))
        for asked in _asked(*args, **options):
            if not isinstance(asked, str) or not asked.strip():
                raise words.error("no-query", given=repr(asked))
        return super().__call__(*args, **options)


def _asked(table: Any = None, query: Any = "", **_: Any) -> list[Any]:
    """The questions of a call, in whichever form it came."""
    items = table if isinstance(table, list) else [table]
    if all(isinstance(one, dict) and "table" in one for one in items):
        return [question for one in items for question in _asked(None, one.get("query"))]
    return list(query) if isinstance(query, (list, tuple)) else [query]


def as_text(table: Any) -> Any:
    """Every cell as text.

    >>> as_text({"year": [2020, 2021]})
    {'year': ['2020', '2021']}
    """
    if isinstance(table, dict) and "table" in table:
        return {**table, "table": as_text(table["table"])}
    if isinstance(table, dict):
        return {name: [str(cell) for cell in cells] for name, cells in table.items()}
    if isinstance(table, list):
        return [as_text(one) if "table" in one else {name: str(cell) for name, cell in one.items()} for one in table]
    if hasattr(table, "astype") and hasattr(table, "columns"):
        return table.astype(str)
    return table
