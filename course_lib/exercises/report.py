"""What a check shows: one row per kind of case, then what was seen, why most likely, and what to do next."""

from __future__ import annotations

import builtins
import html
from dataclasses import dataclass
from typing import Any

from course_lib.exercises.texts import ExerciseTexts, common_texts
from course_lib.exercises.verdicts import CaseVerdict, Outcome, Verdict

MARKS: dict[Outcome, str] = {
    "passed": "✓",
    "wrong": "✗",
    "crashed": "⚡",
    "timeout": "∞",
    "unattempted": "○",
    "unreadable": "?",
}
# Text colour, background and edge: all three explicit, so that a light and a dark JupyterLab both read.
COLOURS: dict[Outcome, tuple[str, str, str]] = {
    "passed": ("#0b4f2c", "#e3f6ea", "#2e9e5b"),
    "wrong": ("#6b1d1d", "#fdeaea", "#d05050"),
    "crashed": ("#5b2a00", "#fff0de", "#e08a2e"),
    "timeout": ("#3c2a6b", "#efeafc", "#8465d6"),
    "unattempted": ("#3a4250", "#eef1f5", "#9aa5b5"),
    "unreadable": ("#3a4250", "#eef1f5", "#9aa5b5"),
}
VALUE_SHOWN = 300


@dataclass(frozen=True)
class Row:
    outcome: Outcome | None  # None: not reached
    label: str


@dataclass(frozen=True)
class Report:
    """A verdict in a student's words; ``repr`` is plain text, ``_repr_html_`` the picture."""

    outcome: Outcome
    headline: str
    rows: tuple[Row, ...]
    seen: tuple[tuple[str, str], ...]
    why: str
    next_step: str

    def __repr__(self) -> str:
        lines = [f"{MARKS[self.outcome]} {self.headline}"]
        lines += [f"   {MARKS[row.outcome] if row.outcome else '·'} {row.label}" for row in self.rows]
        lines += [f"   {name}: {value}" for name, value in self.seen]
        lines += [text for text in (self.why, self.next_step) if text]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        ink, paper, edge = COLOURS[self.outcome]
        rows = "".join(
            f'<div style="color:{COLOURS[row.outcome or "unreadable"][0]}">'
            f'<span style="display:inline-block;width:1.6em;text-align:center">'
            f"{MARKS[row.outcome] if row.outcome else '·'}</span>{html.escape(row.label)}</div>"
            for row in self.rows
        )
        seen = "".join(
            '<tr style="background:transparent"><td style="padding:2px 10px 2px 0;text-align:left;'
            f'vertical-align:top;white-space:nowrap;color:{ink}">'
            f'{html.escape(name)}</td><td style="text-align:left;padding:2px 0;color:{ink}">'
            f'<code style="color:#1f2430;background:#ffffff;padding:1px 5px;border-radius:3px;'
            f'white-space:pre-wrap;overflow-wrap:anywhere">{html.escape(value)}</code></td></tr>'
            for name, value in self.seen
        )
        table = f'<table style="margin:8px 0;border:none;background:transparent">{seen}</table>' if seen else ""
        why = f'<div style="margin:8px 0 2px">{prose(self.why)}</div>' if self.why else ""
        step = f'<div style="margin-top:6px;opacity:.85">{prose(self.next_step)}</div>' if self.next_step else ""
        return (
            f'<div style="color:{ink};background:{paper};border-left:5px solid {edge};border-radius:4px;'
            f'padding:10px 14px;max-width:46em;line-height:1.5">'
            f'<div style="font-weight:600;margin-bottom:4px">{MARKS[self.outcome]} {html.escape(self.headline)}</div>'
            f"{rows}{table}{why}{step}</div>"
        )


def make_report(verdict: Verdict, texts: ExerciseTexts, language: str) -> Report:
    """The report of a public check."""
    ui = common_texts(language)["check"]
    failure = verdict.first_failure
    outcome = verdict.outcome
    headline = ui[outcome].format(title=texts.title, id=verdict.exercise.id, points=verdict.exercise.points)
    return Report(
        outcome=outcome,
        headline=headline,
        rows=() if outcome == "unattempted" else _rows(verdict, texts),
        seen=() if failure is None else _seen(failure, ui, texts),
        why="" if failure is None else explain(failure, texts, language),
        next_step=ui[f"{outcome}-next"].format(id=verdict.exercise.id),
    )


def explain(failure: CaseVerdict, texts: ExerciseTexts, language: str, *, hidden: bool = False) -> str:
    """Why a case failed. With `hidden`, in words that show no input: an error's text may quote one.

    They are read on a page, after the fact: they point at no cell above and at nothing to run.
    """
    common = common_texts(language)
    ui = common["check"] | (common["grade"] if hidden else {})
    if failure.outcome == "wrong":
        return texts.misconception(failure.misconception, failure.mistake.words if failure.mistake else {})
    if failure.outcome == "crashed":
        name = failure.error.partition(":")[0]
        why = common["errors"].get(name, ui["crashed-why"])
        return str(why.format(error=known_error(name) if hidden else failure.error))
    return str(ui[f"{failure.outcome}-why"])


def known_error(name: str) -> str:
    """The name of an error where Python knows it: a class made on the spot may be named after a hidden input.

    >>> known_error("ValueError"), known_error("Input_was_42")
    ('ValueError', 'Exception')
    """
    found = getattr(builtins, name, None)
    return name if isinstance(found, type) and issubclass(found, BaseException) else "Exception"


def _rows(verdict: Verdict, texts: ExerciseTexts) -> tuple[Row, ...]:
    """One row per kind, in the order of first appearance: right when every case of the kind is right."""
    kinds: dict[str, Outcome] = {}
    for case in verdict.cases:
        if kinds.get(case.case.kind, "passed") == "passed":
            kinds[case.case.kind] = case.outcome
    return tuple(Row(outcome, texts.case(kind)) for kind, outcome in kinds.items())


def _seen(failure: CaseVerdict, ui: dict[str, str], texts: ExerciseTexts) -> tuple[tuple[str, str], ...]:
    if failure.outcome == "unattempted":
        return ()
    case = failure.case
    seen = [(ui["called-with"], ", ".join(map(_show, case.args)))]
    if failure.mistake is not None and failure.mistake.shown is not None:
        seen += [(texts.label(name, failure.mistake.words), value) for name, value in failure.mistake.shown]
    elif failure.values is not None:
        seen += [
            (ui["returned"] if name == "returned" else name, _show(value)) for name, value in failure.values.items()
        ]
        if case.expected is not None:
            seen.append((ui["expected"], _show(case.expected)))
    if failure.error and failure.outcome != "wrong":
        seen.append((ui["error"], failure.error))
    if failure.printed:
        seen.append((ui["printed"], _shorten(failure.printed)))
    return tuple(seen)


def _show(value: Any) -> str:
    from course_lib.exercises.fresh import Fresh

    if isinstance(value, Fresh):
        return f"<a fresh {value.kind}{': ' if value.name else ''}{value.name}>"
    return _shorten(repr(value))


def _shorten(text: str) -> str:
    return text if len(text) <= VALUE_SHOWN else text[:VALUE_SHOWN] + " …"


def prose(text: str) -> str:
    """Escaped, with `code` in backticks set as code."""
    parts = html.escape(text).split("`")
    code = '<code style="color:inherit;background:rgba(255,255,255,.6);padding:0 3px;border-radius:3px">'
    return "".join(f"{code}{part}</code>" if i % 2 else part for i, part in enumerate(parts)).replace("\n", "<br>")
