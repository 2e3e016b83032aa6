"""The house stands as it is drawn: docs/house.svg says which rooms there are and who may import whom, and the package
keeps to it. A worker holds no answer, and a module of cases is short.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from browsers import browser_page
from imports import PACKAGE, belongs, imports, module_name, names_in_texts
from rooms import HOUSES, MAP, circle, crossings, reached, read_imports, read_map, rooms_of, upward, words

DRAWN = read_map()


def test_the_map_draws_the_library_and_the_grader() -> None:
    assert set(DRAWN) == set(HOUSES)


@pytest.mark.parametrize("house", HOUSES)
def test_every_room_is_on_the_map_once_and_the_map_has_no_other(house: str) -> None:
    assert sorted(room for room, _ in DRAWN[house].rooms) == sorted(rooms_of(house))


@pytest.mark.parametrize("house", HOUSES)
def test_no_room_imports_upwards(house: str) -> None:
    assert upward(crossings(house, read_imports()), DRAWN[house]) == []


@pytest.mark.parametrize("house", HOUSES)
def test_rooms_import_one_another_in_no_circle(house: str) -> None:
    assert circle(crossings(house, read_imports())) == []


@pytest.mark.parametrize("house", HOUSES)
def test_an_arrow_leads_to_a_neighbour_who_is_imported(house: str) -> None:
    drawn = DRAWN[house]
    assert drawn.arrows
    assert all(drawn.are_neighbours(*arrow) for arrow in drawn.arrows)
    assert drawn.arrows <= set(crossings(house, read_imports()))


@pytest.mark.parametrize("house", HOUSES)
def test_who_is_looked_up_by_name_from_below_is_said_on_the_map(house: str) -> None:
    between = crossings(house, {path: tuple(names_in_texts(path)) for path in read_imports()})
    assert {pair for pair in between if not DRAWN[house].allows(*pair)} == DRAWN[house].by_name


@pytest.mark.parametrize(
    ("module", "line", "problem"),
    [
        ("models/new.py", "from course_lib.display import show_top", "models imports display"),
        ("errors.py", "import course_lib.cli", "errors imports cli"),
        ("exercises/new.py", "def f():\n    from course_lib.lessons.library import BERT", "exercises imports lessons"),
        ("ownership.py", "from .zoo.catalogue import ZOO", "ownership imports zoo"),
        ("zoo/new.py", "from course_lib import checkpoint", "zoo imports __init__"),
        ("doctor/new.py", "import_module('course_lib.lab.ports')", "doctor imports lab"),
        ("grading/wire/new.py", "from course_lib.grading import judging", "wire imports judging"),
        ("grading/handed_in/new.py", "from ..collect.roster import Student", "handed_in imports collect"),
    ],
)
def test_no_import_upwards_goes_unseen(module: str, line: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "course_lib" / module
    path.parent.mkdir(parents=True)
    path.write_text(line, encoding="utf-8")
    house = HOUSES[module.startswith("grading/")]
    found = crossings(house, {PACKAGE / module: tuple(imports(path, tmp_path))})
    assert upward(found, DRAWN[house]) == [f"{problem}: course_lib/{module}"]


def test_a_room_that_is_not_drawn_may_import_nothing() -> None:
    assert not DRAWN["course_lib"].allows("nowhere", "errors")


def test_a_circle_is_seen() -> None:
    assert set(circle([("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")])) == {"a", "b", "c"}


# The drawing says to people what it says to tests ---------------------------------------------------------------------


@pytest.mark.parametrize(("house", "prefix"), [("course_lib", ""), ("course_lib.grading", "{grading}.")])
def test_a_higher_storey_is_drawn_higher_and_bears_its_number(house: str, prefix: str) -> None:
    prefix = prefix.format(**{room: storey for room, storey in DRAWN["course_lib"].rooms})
    numbers, heights, drawn = zip(*DRAWN[house].storeys, strict=True)
    assert numbers == tuple(range(len(numbers)))
    assert drawn == tuple(f"{prefix}{number}" for number in numbers)
    assert list(heights) == sorted(set(heights), reverse=True)


def test_a_room_bears_its_name_and_the_names_that_it_looks_up() -> None:
    for room in ElementTree.parse(MAP).getroot().iterfind(".//*[@data-room]"):
        others = room.attrib.get("data-by-name", "").replace(" ", ", ")
        assert words(room, "name") == room.attrib["data-room"]
        assert words(room, "finds") == (f"by name: {others}" if others else "")


@pytest.mark.browser
def test_every_word_on_the_map_stands_in_its_box() -> None:
    outside = """() => [...document.querySelectorAll("[data-room]")].flatMap(room => {
        const box = room.querySelector(":scope > rect").getBoundingClientRect();
        return [...room.querySelectorAll(":scope > text")].filter(text => {
            const words = text.getBoundingClientRect();
            return words.left < box.left + 2 || words.right > box.right - 2
                || words.top < box.top || words.bottom > box.bottom;
        }).map(text => `${room.dataset.room}: ${text.textContent}`);
    })"""
    with browser_page() as page:
        page.goto(MAP.as_uri())
        assert page.locator("[data-room]").count() == sum(len(drawn.rooms) for drawn in DRAWN.values())
        assert page.evaluate(outside) == []


# The worker, and the cases --------------------------------------------------------------------------------------------

KEPT_FROM_A_WORKER = ("course_lib.grading.judging", "course_lib.grading.records", "course_lib.lessons")


def test_a_worker_imports_no_judge_no_record_and_no_cases() -> None:
    seen = reached("course_lib.grading.worker", {module_name(path): names for path, names in read_imports().items()})
    assert {"course_lib.grading.worker.worker_process", "course_lib.exercises.calls", "course_lib.models"} <= seen
    assert sorted(name for name in seen if belongs(name, KEPT_FROM_A_WORKER)) == []


def test_what_is_imported_through_others_is_seen() -> None:
    modules = {"p": ["p.e"], "p.w": [], "p.w.a": ["p.x.b.f"], "p.x": [], "p.x.b": ["p.j"], "p.x.b.f": [], "p.j": []}
    assert reached("p.w", {**modules, "p.e": [], "p.other": ["p.l"], "p.l": []}) == {*modules, "p.e"}


LINES = 250
CASES = sorted((PACKAGE / "lessons").rglob("*.py"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_of_cases_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES
