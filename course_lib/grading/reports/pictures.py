"""The pictures of a report, as SVG that takes its colours from the page's style sheet, light or dark."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from course_lib.display.markup import Html, tag
from course_lib.display.plain import legible
from course_lib.display.plain import width as columns
from course_lib.grading.reports.exercise_figures import OUTCOMES, Bar, ExerciseFigures, StudentRow

#: Units are those of the SVG; a page shows it as wide as it has room, at most one pixel a unit.
WIDTH = 1040
#: On a narrow screen the heat map is scrolled rather than made smaller than this.
LEAST_WIDTH = 720
LABELS = 250
ROW = 22
WIDEST_STUDENT = 26
LABEL_COLUMNS = 34
#: A histogram: room above the tallest bar for its number and a piece of the median's line, and what a number takes.
HEAD, FOOT, DIGIT, NUMBER = 38, 26, 7, 17


def histogram(scores: Sequence[Bar], median: float) -> Html:
    """How many students have how many points; the dashed line is the median."""
    width, height = 520, 164
    most = max((bar.students for bar in scores), default=0) or 1
    step = width / len(scores)
    size = scores[0].last - scores[0].first + 1
    middle_of_class = (min(median, scores[-1].last) + 0.5) / size * step  # marks by hand may lie above the most
    end = float(height)
    parts: list[Html] = []
    for place, bar in enumerate(scores):
        tall = round((height - HEAD) * bar.students / most, 1)
        x, y = round(place * step + 1.5, 1), round(height - tall, 1)
        name = str(bar.first) if bar.first == bar.last else f"{bar.first}–{bar.last}"
        title = tag("title", f"{name} points: {bar.students}")
        parts.append(
            tag("rect", title, class_="bar", x=str(x), y=str(y), width=f"{step - 3:.1f}", height=str(tall), rx="2")
        )
        center = place * step + step / 2
        middle = f"{center:.1f}"
        if bar.students:
            parts.append(tag("text", str(bar.students), class_="count", x=middle, y=f"{y - 4:.1f}"))
            if abs(middle_of_class - center) < DIGIT * (len(str(bar.students)) + 1) / 2:
                end = min(end, y - NUMBER)  # a line through a number makes another number of it
        parts.append(tag("text", name, class_="tick", x=middle, y=str(height + 16)))
    at, title = f"{middle_of_class:.1f}", tag("title", f"median {median:g}")
    # Behind the bars, so that where it stands among them is seen and none is cut in two.
    parts.insert(0, tag("line", title, class_="median", x1=at, x2=at, y1="0", y2=f"{end:.1f}"))
    parts.append(tag("line", class_="axis", x1="0", x2=str(width), y1=str(height), y2=str(height)))
    return _svg(parts, width, height + FOOT, f"How the points are distributed; the median is {median:g}", "histogram")


def heat_map(
    exercises: Sequence[ExerciseFigures], rows: Sequence[StudentRow], names: Mapping[str, str] | None = None
) -> Html:
    """Exercises as lines, students as columns from the most points to the fewest.

    Equal neighbours are drawn as one piece and a student's name is in a column's title, so that three hundred
    students take some kilobytes. `names`: folder -> the student's name, where it is known.
    """
    if not rows:
        return Html("")
    wide = min(WIDEST_STUDENT, (WIDTH - LABELS) / len(rows))
    gap = 1.0 if wide >= 6 else 0.0
    height = ROW * len(exercises)
    parts: list[Html] = []
    for line, exercise in enumerate(exercises):
        label = _shortened(exercise.title)
        title = tag("title", f"{exercise.title}: {exercise.passed} of {exercise.handed_in}")
        parts.append(tag("text", title, label, class_="label", x=str(LABELS - 10), y=str(line * ROW + 15)))
        for outcome in OUTCOMES:
            path = _runs([row.outcomes[line] == outcome for row in rows], wide, gap, line * ROW)
            if path:
                parts.append(tag("path", class_=f"o-{outcome}", d=path))
    for place, row in enumerate(rows):
        name = (names or {}).get(row.student, row.student)
        who = row.student if name == row.student else f"{name} ({row.student})"
        title = tag("title", f"{legible(who)}: {row.points:g}")
        x = f"{LABELS + place * wide:.2f}"
        parts.append(tag("rect", title, class_="student", x=x, y="0", width=f"{wide:.2f}", height=str(height)))
    width = math.ceil(LABELS + len(rows) * wide)
    size = f"max-width:{width}px;min-width:{LEAST_WIDTH if width > LEAST_WIDTH else 0}px"
    return _svg(parts, width, height, "Outcomes by exercise and student, best students first", "heat", size)


def _runs(hits: Sequence[bool], wide: float, gap: float, top: int) -> str:
    """The path of the cells that are hit; where there is no gap between columns, neighbours are one piece."""
    pieces: list[str] = []
    start = 0
    while start < len(hits):
        end = start + 1
        if hits[start]:
            while not gap and end < len(hits) and hits[end]:
                end += 1
            across = (end - start) * wide - gap
            pieces.append(f"M{LABELS + start * wide:.2f} {top}h{across:.2f}v{ROW - 2}h{-across:.2f}z")
        start = end
    return "".join(pieces)


def _shortened(text: str) -> str:
    while columns(text) > LABEL_COLUMNS:
        text = text[:-2].rstrip() + "…"
    return text


def _svg(parts: Sequence[Html], width: int, height: int, label: str, kind: str, style: str = "") -> Html:
    return tag("svg", *parts, style=style, class_=kind, viewBox=f"0 0 {width} {height}", role="img", aria_label=label)
