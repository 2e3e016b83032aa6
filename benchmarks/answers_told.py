"""What the checks say to answers that somebody wrote who has not seen the checks.

    python benchmarks/answers_told.py answers.json more.json --show zh

Each file is a JSON list of ``{"exercise": id, "name": …, "kind": "right" | "wrong" | "debatable", "source": code}``.
Every answer is run after its lesson's setup cells and put to the public check, for each of the seeds, and to the
judge's hidden cases, as `course verify` does. Writes a markdown table: right answers accepted, wrong ones accepted, and
how many failing verdicts ended in one of the sentences that could stand under any answer (`exercises.texts.STOCK`).
`--show` writes what was told, for somebody to judge whether it is true.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from course_lib.authoring.answer_runs import AnswerRuns, Questions
from course_lib.course_root import Course
from course_lib.exercises.catalogue import find_exercise
from course_lib.exercises.exercise import Exercise
from course_lib.exercises.report import explain, make_report
from course_lib.exercises.texts import STOCK, exercise_texts
from course_lib.exercises.verdicts import Verdict, judge
from course_lib.grading.handed_in.released import released_lesson
from course_lib.grading.judging.hidden_cases import hidden_cases, load_judge

ROOT = Path(__file__).parents[1]
#: Seconds that a call may take here, at most: many answers wait for nothing but the end of their time.
SECONDS = 3.0


@dataclass(frozen=True)
class Given:
    """One answer, as its file has it."""

    exercise: str
    name: str
    kind: str
    source: str


@dataclass(frozen=True)
class Found:
    """What came of one answer: the public verdicts, one for each seed, and the judge's."""

    answer: Given
    public: tuple[Verdict, ...]
    hidden: Verdict

    @property
    def passes_public(self) -> bool:
        return all(verdict.outcome == "passed" for verdict in self.public)

    @property
    def passes(self) -> bool:
        return self.passes_public and self.hidden.outcome == "passed"


def told_name(verdict: Verdict) -> str:
    """The name under which what was told stands; of a misconception, an error, or an outcome."""
    failure = verdict.first_failure
    if failure is None:
        return "passed"
    if failure.told is not None:
        return failure.told.name
    return failure.misconception or failure.outcome


def put(exercise: Exercise, lesson: str, answers: list[Given], seeds: list[int]) -> list[Found]:
    course = Course(ROOT)
    setup = [cell.source for cell in released_lesson(course, lesson).cells if cell.role == "setup"]
    questions = [Questions(tuple(exercise.cases(random.Random(seed)))) for seed in seeds]
    questions.append(Questions(hidden_cases(load_judge(course, lesson), exercise, "answers"), hidden=True))
    asked = replace(exercise, seconds_per_call=min(SECONDS, exercise.seconds_per_call))
    found = []
    with AnswerRuns(setup, exercise.function, questions) as runs:
        for answer in answers:
            exact = asked if answer.kind == "wrong" else exercise
            with runs.answer(answer.source) as asks:
                verdicts = [judge(exact, part.cases, ask) for part, ask in zip(questions, asks, strict=True)]
            found.append(Found(answer, tuple(verdicts[:-1]), verdicts[-1]))
    return found


def table(found: list[Found]) -> str:
    """One row an exercise, and one for all."""
    lines = [
        "| exercise | right: public | right: both | wrong: accepted | debatable: accepted | failing verdicts | stock |",
        "|---|---|---|---|---|---|---|",
    ]
    groups: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        groups[one.answer.exercise].append(one)
    for name, group in [*groups.items(), ("all", found)]:
        kinds = {kind: [one for one in group if one.answer.kind == kind] for kind in ("right", "wrong", "debatable")}
        failing = [v for one in group for v in (*one.public, one.hidden) if v.outcome not in ("passed", "unattempted")]
        stock = sum(told_name(verdict) in STOCK for verdict in failing)
        share = f"{stock} ({100 * stock / len(failing):.0f} %)" if failing else "0"
        cells = [
            f"{sum(one.passes_public for one in kinds['right'])} of {len(kinds['right'])}",
            f"{sum(one.passes for one in kinds['right'])} of {len(kinds['right'])}",
            f"{sum(one.passes for one in kinds['wrong'])} of {len(kinds['wrong'])}",
            f"{sum(one.passes for one in kinds['debatable'])} of {len(kinds['debatable'])}",
            str(len(failing)),
            share,
        ]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def show(found: list[Found], language: str, *, whole: bool) -> str:
    """What every answer was told: the first public verdict that failed, and the judge's."""
    lines: list[str] = []
    for one in found:
        lesson, exercise = find_exercise(one.answer.exercise)
        texts = exercise_texts(lesson, exercise.id, language)
        lines.append(f"\n## {one.answer.exercise} / {one.answer.name} ({one.answer.kind})")
        failed = next((verdict for verdict in one.public if verdict.outcome != "passed"), None)
        if failed is None:
            lines.append("public: passed")
        else:
            report = make_report(failed, texts, language)
            lines.append(f"public [{told_name(failed)}] {report.why}")
            lines += [f"    {name}: {value}" for name, value in report.seen] if whole else []
        failure = one.hidden.first_failure
        said = "passed" if failure is None else explain(failure, texts, language, hidden=True)
        lines.append(f"hidden [{told_name(one.hidden)}] {said}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--show", choices=("en", "zh"), help="what was told to each answer, in this language")
    parser.add_argument("--values", action="store_true", help="with --show: the rows that were shown, too")
    parser.add_argument("--only", help="answers to this exercise alone")
    parser.add_argument("--seeds", type=int, default=2, help="how many draws of the public check")
    options = parser.parse_args()
    answers = [Given(**entry) for file in options.files for entry in json.loads(file.read_text(encoding="utf-8"))]
    groups: dict[str, list[Given]] = defaultdict(list)
    for answer in answers:
        if options.only in (None, answer.exercise):
            groups[answer.exercise].append(answer)
    found: list[Found] = []
    for name, group in groups.items():
        started = time.monotonic()
        lesson, exercise = find_exercise(name)
        found += put(exercise, lesson, group, list(range(1, options.seeds + 1)))
        sys.stderr.write(f"{name}: {len(group)} answers, {time.monotonic() - started:.0f} s\n")
    if options.show:
        sys.stdout.write(show(found, options.show, whole=options.values) + "\n")
    sys.stdout.write(f"\n{table(found)}\n\n")
    verdicts = [verdict for one in found for verdict in (*one.public, one.hidden)]
    names = Counter(told_name(verdict) for verdict in verdicts if told_name(verdict) in STOCK)
    told = ", ".join(f"{name}: {count}" for name, count in names.most_common())
    sys.stdout.write(f"{told or 'No stock sentence.'}\n")
    for one in found:
        answer = one.answer
        if (answer.kind == "right") != one.passes and answer.kind != "debatable":
            became = "accepted" if one.passes else "refused"
            sys.stdout.write(f"- {answer.kind}, and {became}: {answer.exercise} / {answer.name}\n")


if __name__ == "__main__":
    main()
