"""What a check shows: one row per kind of case, then what was seen, why most likely, and what to do next."""

from __future__ import annotations

import builtins
import html
import re
from dataclasses import dataclass

from course_lib.exercises.call_line import call_line
from course_lib.exercises.exercise import Exercise
from course_lib.exercises.same import same
from course_lib.exercises.shown_values import shortened, shown
from course_lib.exercises.texts import ExerciseTexts, common_texts
from course_lib.exercises.verdicts import CaseVerdict, Outcome, Verdict
from course_lib.exercises.wire_values import plain

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
_AFTERWARDS = re.compile(r"argument (\d+) afterwards")
_EMPHASIS = re.compile(r"(\*{1,2})(?=\S)([^*\n]+?)(?<=\S)\1")


@dataclass(frozen=True)
class Row:
    """One kind of case: its outcome (None: not reached), its label, and the outcome in a word."""

    outcome: Outcome | None
    label: str
    word: str = ""

    @property
    def mark(self) -> str:
        return MARKS[self.outcome] if self.outcome else "·"


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
        lines += [f"   {row.mark} {row.label}{f' {row.word}' if row.word else ''}" for row in self.rows]
        lines += [f"   {name}: {value}" for name, value in self.seen]
        lines += [_EMPHASIS.sub(r"\2", text) for text in (self.why, self.next_step) if text]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        ink, paper, edge = COLOURS[self.outcome]
        rows = "".join(
            f'<div style="color:{COLOURS[row.outcome or "unreadable"][0]}">'
            f'<span style="display:inline-block;width:1.6em;text-align:center">'
            f"{row.mark}</span> {html.escape(row.label)}{_small(row.word)}</div>"
            for row in self.rows
        )
        seen = "".join(
            '<tr style="background:transparent"><td style="padding:2px 10px 2px 0;text-align:left;'
            f'vertical-align:top;white-space:nowrap;color:{ink}">'
            f'{html.escape(name)} </td><td style="text-align:left;padding:2px 0;color:{ink}">'
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
        rows=() if outcome == "unattempted" else _rows(verdict, texts, ui),
        seen=() if failure is None else _seen(verdict.exercise, failure, ui, texts),
        why="" if failure is None else explain(failure, texts, language),
        next_step=ui[f"{outcome}-next"].format(id=verdict.exercise.id),
    )


def explain(failure: CaseVerdict, texts: ExerciseTexts, language: str, *, hidden: bool = False) -> str:
    """Why a case failed. With `hidden`, in words that show no input: an error's text may quote one.

    They are read on a page, after the fact: they point at no cell above and at nothing to run.
    """
    common = common_texts(language)
    ui = common["check"] | (common["grade"] if hidden else {})
    told = failure.told
    if failure.outcome == "crashed":
        why = "" if told is None else str(common["errors"][told.name])
        if not hidden:
            return why or str(ui["crashed-why"])
        if told is not None and told.name == "input-asked":
            return why  # no error of Python's, and nothing to look up
        said = str(ui["crashed-why"].format(error=known_error(failure.error.partition(":")[0])))
        return _together([said, why], language)
    if failure.outcome == "timeout" and told is None and failure.misconception:
        return texts.misconception(failure.misconception)
    if told is not None:
        # A lesson that has words of its own for a general name keeps them; what is seen in this answer stands behind.
        own = texts.wrong.get(failure.decided, "")
        own = "" if own == common["wrong"].get(failure.decided, "") else own
        label = texts.label(told.probe) if told.probe else ""
        return _together([own, told.sentence(language, hidden=hidden, label=label)], language)
    if failure.outcome == "wrong":
        return texts.misconception(failure.misconception, failure.mistake.words if failure.mistake else {})
    return str(ui[f"{failure.outcome}-why"])


def _together(sentences: list[str], language: str) -> str:
    """Sentences one behind the other; Chinese full stops bring their own room."""
    return ("" if language == "zh" else " ").join(filter(None, sentences))


def known_error(name: str) -> str:
    """The name of an error where Python knows it: a class made on the spot may be named after a hidden input.

    >>> known_error("ValueError"), known_error("Input_was_42")
    ('ValueError', 'Exception')
    """
    found = getattr(builtins, name, None)
    return name if isinstance(found, type) and issubclass(found, BaseException) else "Exception"


def _rows(verdict: Verdict, texts: ExerciseTexts, ui: dict[str, str]) -> tuple[Row, ...]:
    """One row per kind, in the order of first appearance: right when every case of the kind is right."""
    kinds: dict[str, Outcome] = {}
    for case in verdict.cases:
        if kinds.get(case.case.kind, "passed") == "passed":
            kinds[case.case.kind] = case.outcome
    return tuple(Row(outcome, texts.case(kind), ui[f"row-{outcome}"]) for kind, outcome in kinds.items())


def _seen(
    exercise: Exercise, failure: CaseVerdict, ui: dict[str, str], texts: ExerciseTexts
) -> tuple[tuple[str, str], ...]:
    """The call, what came of it beside what should have, and what was printed: no more than what decided."""
    if failure.outcome == "unattempted":
        return ()
    case = failure.case
    seen = [(ui["called-with"], call_line(exercise, case))]
    if failure.mistake is not None and failure.mistake.shown is not None:
        seen += [(texts.label(name, failure.mistake.words), value) for name, value in failure.mistake.shown]
    elif failure.values is not None:
        seen += _values(failure, ui, texts)
    if failure.error and failure.outcome != "wrong":
        seen.append((ui["error"], failure.error.removeprefix("InputAsked: ")))
    if failure.printed:
        seen.append((ui["printed"], shortened(failure.printed)))
    return tuple(seen)


def _values(failure: CaseVerdict, ui: dict[str, str], texts: ExerciseTexts) -> list[tuple[str, str]]:
    """What was returned; and what else the probe saw only where that may have decided."""
    assert failure.values is not None
    case, rows = failure.case, []
    returned = [name for name in failure.values if name == "returned"]
    others = [name for name in failure.values if name != "returned"]
    off = case.expected is not None and any(not same(plain(failure.values[name]), case.expected) for name in returned)
    if off and failure.told is not None:
        others = []
    for name in [*returned, *others]:
        wanted = case.expected if name == "returned" else case.wanted.get(name)
        if name != "returned" and wanted is not None and same(failure.values[name], wanted):
            continue
        if _left_alone(failure, name):
            continue
        rows.append((ui["returned"] if name == "returned" else texts.label(name), shown(failure.values[name])))
        if wanted is not None:
            rows.append((ui["expected"], shown(wanted)))
    if case.expected is not None and not returned:
        rows.append((ui["expected"], shown(case.expected)))
    return rows


def _left_alone(failure: CaseVerdict, name: str) -> bool:
    """Whether this is an argument afterwards, and it is what was given: nothing to show then."""
    found = _AFTERWARDS.fullmatch(name)
    if found is None or failure.values is None or int(found[1]) >= len(failure.case.args):
        return False
    return same(failure.values[name], failure.case.args[int(found[1])])


def prose(text: str) -> str:
    """Escaped, with `code` in backticks set as code, and *emphasis* set as such."""
    parts = html.escape(text).split("`")
    code = '<code style="color:inherit;background:rgba(255,255,255,.6);padding:0 3px;border-radius:3px">'
    said = (f"{code}{part}</code>" if i % 2 else _EMPHASIS.sub(_set, part) for i, part in enumerate(parts))
    return "".join(said).replace("\n", "<br>")


def _small(word: str) -> str:
    return f' <small style="opacity:.75">{html.escape(word)}</small>' if word else ""


def _set(found: re.Match[str]) -> str:
    return f"<strong>{found[2]}</strong>" if len(found[1]) == 2 else f"<em>{found[2]}</em>"
