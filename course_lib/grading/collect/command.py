"""`course collect`: what a learning platform lets you download, laid out for `course grade`."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from course_lib.cli import Report
from course_lib.course_root import find_course
from course_lib.display.plain import aligned, counted, legible
from course_lib.grading.collect.choices import Candidate
from course_lib.grading.collect.collection import Collecting, Collection, Left, Taken, collect
from course_lib.grading.collect.lateness import LATE, MARKED, NOT_KNOWN, NOT_MARKED, parse_due
from course_lib.grading.collect.roster import read_roster
from course_lib.grading.collect.submitted_folder import CHANGED, NEW, OLDER, REPLACED, UNCHANGED

_SHOWN = 5


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "archives", type=Path, nargs="+", metavar="ARCHIVE", help="a zip or tar file, or a folder already unpacked"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="SUBMITTED", help="where STUDENT/LESSON/LESSON.ipynb goes"
    )
    parser.add_argument("--lesson", metavar="LESSON", help="the lesson that all files are of, where names do not say")
    parser.add_argument("--roster", type=Path, metavar="CSV", help="students' ids for the names of the platform")
    parser.add_argument(
        "--due",
        metavar="WHEN",
        help='report what is late: "2026-11-20 23:59", to the end of that minute; here or with an offset',
    )
    parser.add_argument(
        "--force", action="store_true", help="write into SUBMITTED though it holds other files, and over what changed"
    )


def run(args: argparse.Namespace) -> Report:
    course = find_course(named=args.course)
    notes: list[str] = []
    how = Collecting(
        lesson=course.lesson(args.lesson) if args.lesson else "",
        roster=read_roster(args.roster, notes.append) if args.roster else None,
        due=parse_due(args.due) if args.due else None,
        force=args.force,
    )
    found = collect(course, args.archives, args.out, how)
    notes += found.placed.notes
    code = 0 if found.taken else 1
    return Report(_summary(found, args.out, how, notes), _data(found, args.out, how, notes), exit_code=code)


def _data(found: Collection, out: Path, how: Collecting, notes: list[str]) -> dict[str, Any]:
    return {
        "out": str(out),
        "due": how.due.isoformat() if how.due else None,
        "taken": [_taken(taken) for taken in found.taken],
        "left": [asdict(left) | {"name": legible(left.name)} for left in found.left],
        "choices": [
            {
                "student": taken.student,
                "lesson": taken.choice.taken.lesson,
                "taken": _source(taken.choice.taken),
                "others": [_source(other) for other in taken.choice.others],
                "why": taken.choice.why,
            }
            for taken in found.taken
            if taken.choice.others
        ],
        "late": [
            {"student": taken.student, "lesson": taken.choice.taken.lesson} | asdict(taken.late)
            for taken in found.taken
            if taken.late.status in (LATE, MARKED)
        ],
        "people": notes,
        "roster": None
        if how.roster is None
        else {
            "not_handed_in": {lesson: list(students) for lesson, students in found.missing.items()},
            "not_in_roster": list(found.strangers),
        },
    }


def _taken(taken: Taken) -> dict[str, Any]:
    chosen = taken.choice.taken
    return {
        "student": taken.student,
        "lesson": chosen.lesson,
        "what": taken.what,
        "name": chosen.person.name,
        "platform": chosen.person.platform,
        "user": chosen.person.user,
        "source": _source(chosen),
        "submitted": chosen.submitted.isoformat() if chosen.submitted else None,
        "lateness": asdict(taken.late),
    }


def _source(candidate: Candidate) -> dict[str, str]:
    return {"archive": candidate.archive, "name": candidate.name}


def _summary(found: Collection, out: Path, how: Collecting, notes: list[str]) -> str:
    lines = []
    if found.taken:
        rows = [("student", "lesson", "", "late", "from")]
        rows += [(t.student, t.choice.taken.lesson, t.what, _late(t, how), t.choice.taken.name) for t in found.taken]
        lines += aligned([[legible(cell) for cell in row] for row in rows])
    for taken in found.taken:
        if taken.what == CHANGED:
            lines.append(f"kept as it is, because it is not as we wrote it (--force replaces it): {taken.student}")
        elif taken.what == OLDER:
            lines.append(f"kept as it is, because what was collected before is newer: {taken.student}")
        if taken.choice.others:
            names = ", ".join(legible(other.name) for other in taken.choice.others)
            chosen = f"{legible(taken.choice.taken.name)}, not {names}"
            lines.append(f"{taken.student} {taken.choice.taken.lesson}: {chosen} ({taken.choice.why})")
    lines += [legible(note) for note in notes]
    lines += _left(found.left)
    for lesson, students in found.missing.items():
        lines.append(f"in the roster, and nothing handed in for {lesson}: {', '.join(students)}")
    if found.strangers:
        lines.append(f"handed in, and not in the roster: {', '.join(found.strangers)}")
    if how.due is not None and any(taken.late.status == NOT_KNOWN for taken in found.taken):
        lines.append("Late or not is not known where the archive gives no time of submission (Moodle's gives none).")
    if how.due is not None and any(taken.late.status in (MARKED, NOT_MARKED) for taken in found.taken):
        lines.append("Canvas marks late by the due date that it was given there, not by --due.")
    counts = [(word, sum(taken.what == word for taken in found.taken)) for word in (NEW, REPLACED, UNCHANGED)]
    told = ", ".join(f"{number} {word}" for word, number in counts)
    if not found.taken:
        return "\n".join([*lines, "Nothing was collected."])
    summary = f"{counted(len(found.taken), 'submission')} in {out}: {told}. {counted(len(found.left), 'file')} left."
    return "\n".join([*lines, summary])


def _left(left: tuple[Left, ...]) -> list[str]:
    """The files that were left, by reason; a few names of each, since --json has them all."""
    reasons: dict[str, list[str]] = {}
    for file in left:
        reasons.setdefault(file.reason, []).append(legible(file.name) or f"the rest of {file.archive}")
    lines = []
    for reason, names in reasons.items():
        more = f" and {len(names) - _SHOWN} more (--json names them)" if len(names) > _SHOWN else ""
        lines.append(f"left: {', '.join(names[:_SHOWN])}{more}: {reason}")
    return lines


def _late(taken: Taken, how: Collecting) -> str:
    if how.due is None and taken.late.status == NOT_KNOWN:
        return ""  # nobody asked
    minutes = taken.late.by_minutes
    if minutes is None:
        return taken.late.status
    days, hours = divmod(minutes // 60, 24)
    return f"late by {days} d {hours} h" if days else f"late by {hours} h {minutes % 60} min"
