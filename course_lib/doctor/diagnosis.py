"""How the doctor's findings look: a table in a notebook, aligned text in a terminal."""

from __future__ import annotations

import html
from dataclasses import asdict, dataclass
from typing import Any

from course_lib.display.plain import pad, width
from course_lib.doctor.findings import Finding
from course_lib.doctor.words import words

_COLOURS = {"ok": "#2e9e5b", "warn": "#b7791f", "wrong": "#d05050"}


@dataclass(frozen=True)
class Diagnosis:
    """What the doctor found; shows itself as a table in a notebook and prints as text.

    >>> Diagnosis((Finding("ok", "Python", "3.11.2 (python3)"),))
    ok     Python  3.11.2 (python3)
    Nothing is wrong.
    """

    findings: tuple[Finding, ...]

    @property
    def wrong(self) -> tuple[Finding, ...]:
        """The findings that keep lessons from running."""
        return tuple(finding for finding in self.findings if finding.mark == "wrong")

    @property
    def summary(self) -> str:
        wrong, notes = len(self.wrong), sum(finding.mark == "warn" for finding in self.findings)
        said = words.counted("wrong", wrong) if wrong else words("summary.well")
        return f"{said} {words.counted('note', notes)}" if notes else said

    def as_data(self) -> dict[str, Any]:
        """The same for programs: what ``course doctor --json`` prints."""
        return {"ok": not self.wrong, "findings": [asdict(finding) for finding in self.findings]}

    def __repr__(self) -> str:
        marks = max(width(words(f"mark.{mark}")) for mark in _COLOURS)
        widest = max((width(finding.what) for finding in self.findings), default=0)
        lines = []
        for finding in self.findings:
            mark = pad(words(f"mark.{finding.mark}"), marks)
            lines.append(f"{mark}  {pad(finding.what, widest)}  {finding.seen}")
            if finding.repair:
                lines.append(f"{' ' * (marks + widest + 4)}-> {finding.repair}")
        return "\n".join([*lines, self.summary])

    def _repr_html_(self) -> str:
        cell = "text-align:left;vertical-align:top;padding:3px 14px 3px 0"
        rows = []
        for finding in self.findings:
            mark = words(f"mark.{finding.mark}")
            repair = f"<br><b>{html.escape(finding.repair)}</b>" if finding.repair else ""
            rows.append(
                f'<tr style="background:transparent">'
                f'<td style="{cell};color:{_COLOURS[finding.mark]};font-weight:600">{mark}</td>'
                f'<td style="{cell};white-space:nowrap">{html.escape(finding.what)}</td>'
                f'<td style="{cell};overflow-wrap:anywhere">{html.escape(finding.seen)}{repair}</td></tr>'
            )
        return (
            f'<table style="border:none;margin:4px 0;font-size:13px">{"".join(rows)}</table>'
            f'<div style="font-weight:600">{html.escape(self.summary)}</div>'
        )
