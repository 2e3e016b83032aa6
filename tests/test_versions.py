"""One set of versions: constraints.txt, environment.yml and binder/ agree, and pyproject.toml holds lower bounds."""

from __future__ import annotations

import re
import runpy
import sys
import sysconfig
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import course_lib

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
BINDER = ROOT / "binder"


def pins(lines: list[str]) -> dict[str, str]:
    """Name -> exact version; anything that is not ``name==version`` is an error."""
    found = {}
    for line in lines:
        name, equals, version = line.partition("==")
        assert equals and re.fullmatch(r"[0-9][0-9A-Za-z.]*", version), f"not an exact version: {line!r}"
        found[canonicalize_name(name)] = version
    return found


def requirement_lines(text: str) -> list[str]:
    lines = [line.partition("#")[0].strip() for line in text.splitlines()]
    return [line for line in lines if line and not line.startswith("-")]


CONSTRAINTS = pins(requirement_lines((ROOT / "constraints.txt").read_text(encoding="utf-8")))
STUDENT = [Requirement(line) for line in [*PROJECT["dependencies"], *EXTRAS["lab"]]]
# What the two README commands install. A person's own choice: `modelscope`, pinned too, and `real`, pinned nowhere.
INSTALLED_EXTRAS = ("lab", "instructor", "zoo", "dask", "serve", "test")
PINNED_EXTRAS = (*INSTALLED_EXTRAS, "modelscope")
EVERYTHING = [
    Requirement(line) for line in [*PROJECT["dependencies"], *(r for name in PINNED_EXTRAS for r in EXTRAS[name])]
]
#: What the course may not ask Colab to move: its versions of August 2026, before a course is installed there.
COLAB = {
    "torch": "2.11.0",
    "transformers": "5.15.0",
    "tokenizers": "0.22.2",
    "huggingface-hub": "1.27.0",
    "numpy": "2.1.3",
    "ipython": "7.34.0",
}


def test_every_extra_is_either_installed_by_make_or_a_persons_own_choice() -> None:
    assert set(EXTRAS) == {*PINNED_EXTRAS, "real"}


@pytest.mark.parametrize(
    "path", ["Makefile", ".github/workflows/test.yml", ".github/workflows/newest.yml"], ids=lambda path: Path(path).name
)
def test_every_full_installation_names_the_same_extras(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8").replace("$(,)", ",")
    named = re.findall(r"(lab,[a-z,]+)[])]", text)
    assert named and set(named) == {",".join(INSTALLED_EXTRAS)}


@pytest.mark.parametrize("requirement", [Requirement(line) for line in PROJECT["dependencies"]], ids=str)
def test_colab_keeps_what_it_has(requirement: Requirement) -> None:
    """Another IPython than its own (7.34) makes Colab's runtime crash and start again, for ever."""
    assert requirement.specifier.contains(COLAB[canonicalize_name(requirement.name)])


def conda_pip() -> list[str]:
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    found: list[str] = next(entry["pip"] for entry in listed if isinstance(entry, dict))
    return found


def test_constraints_pin_the_torch_of_the_course() -> None:
    assert CONSTRAINTS["torch"] == "2.13.0"


def test_constraints_are_sorted_and_portable() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    names = [line.upper() for line in requirement_lines(text)]
    assert names == sorted(names)
    assert len({canonicalize_name(name.partition("==")[0]) for name in names}) == len(names), "one pin each"
    assert not re.search(r"\+|@|file:|://", "\n".join(names))


def test_constraints_pin_what_builds_the_course() -> None:
    assert "setuptools" in CONSTRAINTS
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "--no-build-isolation" in makefile


@pytest.mark.parametrize("requirement", EVERYTHING, ids=str)
def test_every_dependency_is_pinned_within_its_bounds(requirement: Requirement) -> None:
    version = CONSTRAINTS[canonicalize_name(requirement.name)]
    assert requirement.specifier.contains(version)


@pytest.mark.parametrize("requirement", EVERYTHING, ids=str)
def test_pyproject_has_lower_bounds_only(requirement: Requirement) -> None:
    operators = {specifier.operator for specifier in requirement.specifier}
    # JupyterLab's next major version may change how it is started, and nbgrader wants this one.
    allowed = {">=", "<"} if requirement.name == "jupyterlab" else {">="}
    assert ">=" in operators and operators <= allowed


def test_environment_yml_names_the_same_versions() -> None:
    lines = conda_pip()
    named = pins([line for line in lines if not line.startswith("-")])
    assert named == {canonicalize_name(r.name): CONSTRAINTS[canonicalize_name(r.name)] for r in STUDENT}
    assert "--constraint constraints.txt" in lines and "--editable ." in lines


def binder_lines() -> list[str]:
    lines = [line.partition("#")[0].strip() for line in (BINDER / "requirements.txt").read_text("utf-8").splitlines()]
    return [line for line in lines if line]


def test_binder_names_the_same_versions() -> None:
    named = pins([line.removesuffix("+cpu") for line in binder_lines() if not line.startswith("-")])
    assert named == {name: CONSTRAINTS[name] for name in named}
    assert {canonicalize_name(r.name) for r in STUDENT} <= set(named)


def test_binder_gets_a_torch_without_cuda() -> None:
    """Only PyTorch's own index has a build of this name, so that the other one (gigabytes more) cannot be taken."""
    (line,) = [line for line in binder_lines() if line.startswith("torch==")]
    torch = Requirement(line).specifier
    assert torch.contains(f"{CONSTRAINTS['torch']}+cpu") and not torch.contains(CONSTRAINTS["torch"])
    options = [line for line in binder_lines() if line.startswith("-")]
    assert options == ["--extra-index-url https://download.pytorch.org/whl/cpu"]


def test_binder_need_not_install_again_for_every_commit() -> None:
    """repo2docker keeps what it installed as long as no line of the file leads to another file of the repository."""
    leading = re.compile(r"-[rce]|--(requirement|constraint|editable)|file://|(.*://)?\.")
    assert [line for line in binder_lines() if leading.match(line)] == []


@pytest.mark.skipif(sys.platform != "linux", reason="what Linux alone needs is not installed here")
def test_binder_names_everything_that_the_lab_needs() -> None:
    if not made_from_the_constraints() or not {canonicalize_name(r.name) for r in STUDENT} <= set(installed()):
        pytest.skip("this environment was not made from constraints.txt")
    text, constraints = (path.read_text("utf-8") for path in (BINDER / "requirements.txt", ROOT / "constraints.txt"))
    written = runpy.run_path(str(BINDER / "pins.py"))["written"]
    assert written(text, constraints) == text, "run `python binder/pins.py`"


def test_conda_and_binder_bring_a_python_that_the_course_takes() -> None:
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    conda = next(entry for entry in listed if isinstance(entry, str) and entry.startswith("python="))
    binder = (ROOT / "binder" / "runtime.txt").read_text(encoding="utf-8").strip()
    assert conda.partition("=")[2] == binder.partition("-")[2]
    assert Requirement(f"python{PROJECT['requires-python']}").specifier.contains(binder.partition("-")[2])


def test_the_citation_and_the_changelog_know_the_version() -> None:
    assert course_lib.__version__ == PROJECT["version"]
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["version"] == PROJECT["version"]
    released = re.findall(r"^## \[([^]]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert released[:2] == ["Unreleased", PROJECT["version"]]


def installed() -> dict[str, tuple[str, str]]:
    """Name -> (version, the Pythons it takes), for what this environment holds."""
    return {
        canonicalize_name(found.name): (found.version, found.metadata.get("Requires-Python") or "")
        # Of this environment only: setuptools, once imported, puts packages of its own on the path.
        for found in distributions(path=[sysconfig.get_path("purelib")])
    }


def made_from_the_constraints() -> bool:
    found = installed()
    return all(Version(found[name][0]).public == CONSTRAINTS[name] for name in ("torch", "transformers", "pytest"))


def test_the_pins_take_the_oldest_python_of_the_course() -> None:
    """Debian's 3.11.2 must be able to install them: a library that asks for 3.11.5 cannot be pinned."""
    refused = [
        f"{name} {version} wants Python {python}"
        for name, (version, python) in installed().items()
        # Another version than the pinned one may ask for what it likes: `newest` installs such ones every week.
        if CONSTRAINTS.get(name) == Version(version).public
        if python and not Requirement(f"python{python}").specifier.contains("3.11.2")
    ]
    assert refused == []


def test_what_is_pinned_is_what_is_tested_here() -> None:
    if not made_from_the_constraints():
        pytest.skip("this environment was not made from constraints.txt")
    here = {name: Version(version).public for name, (version, _) in installed().items() if name in CONSTRAINTS}
    assert here == {name: version for name, version in CONSTRAINTS.items() if name in here}
