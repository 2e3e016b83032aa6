"""The rule of fair grading: a notebook that runs from top to bottom with all checks passed gets full marks.

Solved lessons with habits inserted, four in each, are run in a real kernel and by `course grade`'s own way; what passed
there has its points here.
"""

from __future__ import annotations

import asyncio
import copy
import json
import os
import random
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from habits import HABITS, Habit, cell
from habits_of_a_stranger import HABITS_OF_A_STRANGER
from nbclient import NotebookClient
from synthetic_class import Material, code
from traitlets.config import Config

from course_lib.authoring.answers import read_answers
from course_lib.course_root import Course
from course_lib.exercises.catalogue import exercises_of
from course_lib.grading.handed_in.submission import read_cells
from course_lib.grading.judging.grading_processes import Lesson, Order
from course_lib.grading.judging.one_submission import grade
from course_lib.grading.limits import Limits
from course_lib.grading.sandbox.templates import Sandbox

LESSONS = ("00-start-here", "04-tokenizer", "05-new-tokens")
HABITS_EACH = 4
KINDS = (*HABITS, *HABITS_OF_A_STRANGER)
#: What runs every day, and every week.
FEW, MANY = 4, 200


@dataclass(frozen=True)
class HandIn:
    """A solved notebook, and the habits in it."""

    number: int
    lesson: str
    habits: tuple[str, ...]
    cells: list[dict[str, Any]]


def hand_ins(course: Course, count: int) -> Iterator[HandIn]:
    """`count` of them, the same every time; every habit is in the first few as often as in the last."""
    rng = random.Random(20261128)
    materials = {lesson: Material.of(course, lesson) for lesson in LESSONS}
    rights = {lesson: _right_answers(course, lesson) for lesson in LESSONS}
    deck: list[Habit] = []
    for number in range(count):
        lesson = LESSONS[number % len(LESSONS)]
        chosen: list[Habit] = []
        while len(chosen) < HABITS_EACH:
            deck = deck or rng.sample(KINDS, len(KINDS))
            if _fits(habit := deck.pop(), chosen, lesson):
                chosen.append(habit)
        answers = {id: rng.choice(sources) for id, sources in rights[lesson].items()}
        book = copy.deepcopy(materials[lesson].solved(answers))
        for place, habit in enumerate(chosen):
            _insert(book["cells"], habit, lesson, rng, f"habit-{place}")
        yield HandIn(number, lesson, tuple(habit.name for habit in chosen), book["cells"])


def _right_answers(course: Course, lesson: str) -> dict[str, list[str]]:
    folder = course.solutions / lesson / "answers"
    return {
        e.id: [answer.source for answer in read_answers(folder / f"{e.id}.py") if answer.kind == "right"]
        for e in exercises_of(lesson)
    }


def _fits(habit: Habit, chosen: list[Habit], lesson: str) -> bool:
    """Whether it may stand beside the others: a notebook is ended once, and an answer surrounded once."""
    around = sum(other.where.startswith("in-answer") for other in chosen)
    full = {"at-end": any(other.where == "at-end" for other in chosen)}.get(habit.where, False)
    if habit.where.startswith("in-answer"):
        full = around == len(exercises_of(lesson))
    return habit not in chosen and lesson in habit.lessons and not full


def _insert(cells: list[dict[str, Any]], habit: Habit, lesson: str, rng: random.Random, name: str) -> None:
    taken = {c["id"] for c in cells if c["metadata"].get("habit")} if habit.where.startswith("in-answer") else set()
    exercise = rng.choice([each for each in exercises_of(lesson) if each.id not in taken])
    source = cell(habit, rng.randrange(100), exercise.function, exercise.id)
    places = {c["id"]: number for number, c in enumerate(cells)}
    own = code(source, id=name, metadata={"tags": list(habit.tags)}, execution_count=None)
    if habit.where in ("markdown", "raw"):
        own = {"cell_type": habit.where, "id": name, "metadata": {}, "source": source}
    if habit.where == "in-demo":
        demos = [c for c in cells if c["metadata"].get("glassbox", {}).get("role") == "demo"]
        demo = rng.choice(demos[:-1])
        demo["source"] = "".join(demo["source"]) + source
    elif habit.where.startswith("in-answer"):
        answer = cells[places[exercise.id]]
        own_code = "".join(answer["source"])
        answer["source"] = source + own_code if habit.where == "in-answer-prefix" else own_code + source
        answer["metadata"]["habit"] = True
    elif habit.where == "at-end":
        cells.append(own)
    else:
        at = {
            "at-start": 0,
            "before-answer": places[exercise.id],
            "after-answer": places[exercise.id] + 1,
            "markdown": places[exercise.id] + 1,
            "raw": places[exercise.id] + 1,
            "after-check": places[f"{exercise.id}-check"] + 1,
        }[habit.where]
        cells.insert(at, own)


def passed_in_a_kernel(hand_in: HandIn, folder: Path) -> set[str]:
    """The exercises whose check passes when the notebook is run in the course's own kernel."""
    book = nbformat.from_dict(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": copy.deepcopy(hand_in.cells)}
    )
    for each in book.cells:
        each["source"] = "".join(each["source"])
    folder.mkdir()
    # Through files in place of ports: two kernels that start at once may choose the same port, and one waits forever.
    with tempfile.TemporaryDirectory() as sockets:  # whose paths have to be short
        through = Config({"KernelManager": {"transport": "ipc", "ip": f"{sockets}/kernel"}})
        resources = {"metadata": {"path": str(folder)}}
        client = NotebookClient(book, config=through, timeout=120, kernel_name="python3", resources=resources)
        asyncio.run(client.async_execute(env={**os.environ, "COURSE_PROGRESS": "off"}))
    return {
        each["id"].removesuffix("-check")
        for each in book.cells
        if each["id"].endswith("-check") and not any(output["output_type"] == "error" for output in each["outputs"])
    }


def run(course: Course, count: int, folder: Path) -> list[str]:
    """What is not as the rule has it, a line each."""
    wanted = list(hand_ins(course, count))
    wrong = []
    order = Order(course.root, "seed", "en", Limits(), trusted=False)
    lessons = {lesson: Lesson.of(order, lesson) for lesson in LESSONS}
    with ThreadPoolExecutor(2) as pool, Sandbox(Limits()) as sandbox:
        kernels = [pool.submit(passed_in_a_kernel, each, folder / str(each.number)) for each in wanted]
        for hand_in, kernel in zip(wanted, kernels, strict=True):
            lesson = lessons[hand_in.lesson]
            cells = read_cells(json.dumps({"nbformat": 4, "cells": hand_in.cells}).encode())
            results = grade(lesson.released, cells, lesson.questions, sandbox.launch)
            marked = {result.exercise for result in results if result.points}
            passed = kernel.result()
            told = f"{hand_in.number} {hand_in.lesson} {hand_in.habits}"
            if passed != {result.exercise for result in results}:
                wrong.append(
                    f"{told}: is no habit that keeps a notebook right: {sorted(set(lessons) - passed)} {passed}"
                )
            if passed != marked:
                reasons = {result.exercise: result.reason for result in results if not result.points}
                wrong.append(f"{told}: passed {sorted(passed - marked)} and is not marked so: {reasons}")
    return wrong


@pytest.mark.usefixtures("sandbox")
@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.slow)])
def test_what_passed_in_the_notebook_has_its_points(count: int, course: Course, tmp_path: Path) -> None:
    assert run(course, count, tmp_path) == []


def test_there_are_enough_kinds() -> None:
    names = [habit.name for habit in KINDS]
    assert len(names) == len(set(names)) >= 25
    assert len(HABITS_OF_A_STRANGER) >= len(HABITS)
