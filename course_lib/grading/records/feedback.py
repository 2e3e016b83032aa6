"""The page that a student gets back: every exercise with its verdict, the reason, and the code that ran.

It stands where nbgrader puts its own (``feedback/STUDENT/LESSON/LESSON.html``), so that nbgrader can hand it out, and
formgrader's "generate feedback" may replace it with nbgrader's. Ours takes milliseconds; nbgrader's, which shows the
whole notebook, takes longer than everything else together. What students wrote is escaped, and the page forbids
itself every script.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from course_lib.exercises.report import COLOURS, MARKS
from course_lib.exercises.texts import common_texts, exercise_texts, lesson_texts
from course_lib.exercises.verdicts import Outcome
from course_lib.grading.handed_in.cells_to_run import Program
from course_lib.grading.judging.one_submission import Graded, Result
from course_lib.grading.records.autograded import shortened
from course_lib.grading.records.gradebook import ManualMark
from course_lib.grading.records.html_pages import page_template
from course_lib.grading.records.whole_files import write_whole

#: Text colour, background and edge where a reader's screen is dark; where it is light, the colours of a check.
DARK_COLOURS: dict[Outcome, tuple[str, str, str]] = {
    "passed": ("#b9ecce", "#12301f", "#2e9e5b"),
    "wrong": ("#ffc9c9", "#3c1a1c", "#d05050"),
    "crashed": ("#ffd6a3", "#38250f", "#e08a2e"),
    "timeout": ("#d9cdfb", "#29204a", "#8465d6"),
    "unattempted": ("#cdd5e0", "#262d38", "#6b7686"),
    "unreadable": ("#cdd5e0", "#262d38", "#6b7686"),
}


@dataclass(frozen=True)
class _Manual:
    headline: str
    comment: str


@dataclass(frozen=True)
class _Section:
    """One exercise on the page; `source` is highlighted HTML. Without a `reason` it has no verdict of its own."""

    id: str
    title: str
    mark: str
    outcome: str
    points: str
    headline: str
    reason: str
    source: Any
    manual: _Manual | None

    @property
    def shown(self) -> bool:
        """Whether there is more to show of it than its title."""
        return bool(self.reason or self.source or self.manual)


def write_feedback(
    path: Path, student: str, lesson: str, graded: Graded, manual: Mapping[str, ManualMark], language: str
) -> None:
    """Write one student's page of one lesson to `path`, whole or not at all. `manual`: exercise -> mark by hand."""
    write_whole(path, feedback_page(student, lesson, graded, manual, language))


def feedback_page(student: str, lesson: str, graded: Graded, manual: Mapping[str, ManualMark], language: str) -> str:
    """The page as text; `language` is ``en`` or ``zh``."""
    words = common_texts(language)["feedback"]
    solutions, added = _sources(graded.program, language)
    sections = [
        _section(lesson, r, solutions.get(r.exercise, ""), manual.get(r.exercise), language) for r in graded.results
    ]
    of_all = _reason_of_all(graded)
    if of_all:
        sections = [replace(section, reason="") for section in sections]
    scores = [_score(result, manual.get(result.exercise)) for result in graded.results]
    page: str = page_template("course_lib.grading.records", "feedback.html.jinja").render(
        language=language,
        title=lesson_texts(lesson, language).get("title", lesson),
        student=student,
        lesson=lesson,
        points=f"{sum(scores):g}",
        most=sum(result.max_points for result in graded.results),
        exercises=sections,
        of_all=of_all,
        of_all_headline=words[of_all.outcome] if of_all else "",
        marks=MARKS,
        added=[_highlighted(source) for source in added],
        words=words,
        colours=COLOURS,
        dark_colours=DARK_COLOURS,
        highlighting=_highlighting("default"),
        dark_highlighting=_highlighting("github-dark"),
    )
    return page


def _section(lesson: str, result: Result, source: str, manual: ManualMark | None, language: str) -> _Section:
    words = common_texts(language)["feedback"]
    by_hand = None
    if manual is not None:
        headline = (
            words["no-mark-by-hand"]
            if manual.score is None
            else words["by-hand"].format(points=f"{manual.score:g}", most=result.max_points)
        )
        by_hand = _Manual(headline, manual.comment)
    return _Section(
        result.exercise,
        exercise_texts(lesson, result.exercise, language).title,
        MARKS[result.outcome],
        result.outcome,
        points := f"{result.points}/{result.max_points}",
        f"{words[result.outcome]} · {points}",
        result.reason,
        _highlighted(source) if source else None,
        by_hand,
    )


def _score(result: Result, manual: ManualMark | None) -> float:
    """What counts: a mark by hand stands above the automatic one; extra credit comes on top."""
    return result.points if manual is None else manual.counting(result.points)


def _reason_of_all(graded: Graded) -> Result | None:
    """A result that stands for all of them: nothing ran, so that each of several exercises has the same reason."""
    first, *others = graded.results or (None,)
    if first is None or not others or graded.program is not None:
        return None
    alike = all((other.outcome, other.reason) == (first.outcome, first.reason) for other in others)
    return first if alike else None


def _sources(program: Program | None, language: str) -> tuple[dict[str, str], list[str]]:
    """Exercise -> the code that ran for it, and the cells that the student added; no more than anybody reads."""
    if program is None:
        return {}, []
    steps = [step for step in program.steps if step.kind != "setup"]
    cut = shortened([step.source for step in steps], language)
    solutions = {step.id: source for step, source in zip(steps, cut, strict=True) if step.kind == "solution"}
    return solutions, [source for step, source in zip(steps, cut, strict=True) if step.kind == "added"]


def _highlighted(source: str) -> Any:
    from markupsafe import Markup
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    return Markup(highlight(source, PythonLexer(), HtmlFormatter(cssclass="code")))


@cache
def _highlighting(style: str) -> Any:
    from markupsafe import Markup
    from pygments.formatters import HtmlFormatter

    rules = HtmlFormatter(style=style, cssclass="code").get_style_defs(".code")
    # The card that the code stands on is ours: a background of the style's own would show behind the letters.
    return Markup("\n".join(line for line in rules.splitlines() if line.startswith(".code .")))
