"""The rooms of the package as docs/house.svg draws them, and as they are: which there are, and who imports whom."""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from imports import PACKAGE, ROOT, belongs, imports, module_name

MAP = ROOT / "docs" / "house.svg"
#: A house is a package whose rooms are drawn: the library, and within it the grader.
HOUSES = ("course_lib", "course_lib.grading")
#: (a room, another one that it names) -> the modules that do it.
Crossings = Mapping[tuple[str, str], set[str]]


@dataclass
class Drawn:
    """One house of the map.

    `rooms`: each with its storey, from left to right. `storeys`: number, height from the top, the number as it is
    drawn. `arrows`: from a room to the neighbour that it may import. `by_name`: from a room to one that it looks up.
    """

    rooms: list[tuple[str, int]] = field(default_factory=list)
    storeys: list[tuple[int, float, str]] = field(default_factory=list)
    arrows: set[tuple[str, str]] = field(default_factory=set)
    by_name: set[tuple[str, str]] = field(default_factory=set)

    def allows(self, source: str, target: str) -> bool:
        """Whether one room may import another: both are drawn, and the other one lies below or at an arrow's end."""
        storey = dict(self.rooms)
        if source not in storey or target not in storey:
            return False
        return storey[target] < storey[source] or (source, target) in self.arrows

    def are_neighbours(self, one: str, other: str) -> bool:
        names = [name for name, _ in self.rooms]
        return abs(names.index(one) - names.index(other)) == 1 and dict(self.rooms)[one] == dict(self.rooms)[other]


def read_map(path: Path = MAP) -> dict[str, Drawn]:
    """The houses of the map, by the names of their packages."""
    houses: dict[str, Drawn] = defaultdict(Drawn)

    def look(element: ElementTree.Element, house: str, storey: int) -> None:
        for child in element:
            said = child.attrib
            if "data-storey" in said:
                number = int(said["data-storey"])
                height = re.search(r"translate\(\S+ (\S+)\)", said["transform"])
                assert height is not None
                houses[house].storeys.append((number, float(height[1]), words(child, "number")))
                look(child, house, number)
            elif "data-room" in said:
                room = said["data-room"]
                houses[house].rooms.append((room, storey))
                houses[house].by_name |= {(room, other) for other in said.get("data-by-name", "").split()}
                look(child, f"{house}.{room}", -1)
            elif "data-from" in said:
                houses[house].arrows.add((said["data-from"], said["data-to"]))
            else:
                look(child, house, storey)

    look(ElementTree.parse(path).getroot(), HOUSES[0], -1)
    return dict(houses)


def words(element: ElementTree.Element, kind: str) -> str:
    """The words of one kind that are drawn in a room, or at a storey."""
    own = [child for child in element if child.attrib.get("class") == kind]
    inside = [child for room in element for child in room if child.attrib.get("class") == kind]
    return " ".join(child.text or "" for child in own or inside)


def rooms_of(house: str) -> set[str]:
    """Every package, folder and module directly in the package; its ``__init__`` where there is code in it."""
    found = set()
    for path in ROOT.joinpath(*house.split(".")).iterdir():
        if path.name == "__init__.py":
            code = [node for node in ast.parse(path.read_text(encoding="utf-8")).body if not isinstance(node, ast.Expr)]
            found |= {"__init__"} if code else set()
        elif path.suffix == ".py":
            found.add(path.stem)
        elif path.is_dir() and any(p.is_file() and "__pycache__" not in p.parts for p in path.rglob("*")):
            found.add(path.name)
    return found


@cache
def read_imports() -> Mapping[Path, tuple[str, ...]]:
    """Of every module of the package, the modules of the package that it imports."""
    return {
        path: tuple(name for name in imports(path) if belongs(name, ("course_lib",)))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def crossings(house: str, found: Mapping[Path, Iterable[str]]) -> Crossings:
    """Who goes from which room of a house to which other one, by what its modules name.

    A name that is no room's is one that the house's own ``__init__`` offers.
    """
    known = rooms_of(house)

    def room(module: str) -> str | None:
        if not module.startswith(f"{house}."):
            return None
        name = module.removeprefix(f"{house}.").partition(".")[0]
        return name if name in known else "__init__"

    between: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path, names in found.items():
        source = "__init__" if module_name(path) == house else room(module_name(path))
        for target in map(room, names):
            if source and target and target != source:
                between[source, target].add(path.relative_to(ROOT).as_posix())
    return between


def upward(between: Crossings, drawn: Drawn) -> list[str]:
    """What is imported and may not be, by the map; a line for each two rooms."""
    return [
        f"{source} imports {target}: {', '.join(sorted(modules))}"
        for (source, target), modules in sorted(between.items())
        if not drawn.allows(source, target)
    ]


def circle(between: Iterable[tuple[str, str]]) -> list[str]:
    """The rooms of a circle, if there is one."""
    graph: dict[str, set[str]] = defaultdict(set)
    for source, target in between:
        graph[source].add(target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def reached(start: str, found: Mapping[str, Iterable[str]]) -> set[str]:
    """Every module of `found` (module -> what it imports) that the modules of package `start` import, however far."""
    waiting = [name for name in found if belongs(name, (start,))]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in found and name not in seen:
            seen.add(name)
            # Whoever imports a.b.c runs what stands in a and in a.b, too.
            waiting += [*found[name], name.rpartition(".")[0]]
    return seen
