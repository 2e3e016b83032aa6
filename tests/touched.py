"""Which test modules `make quick` runs: those that import what was changed, by their paths, one a line.

What was changed is what git sees as not committed yet; with nothing of that kind, the last commit. The modules that
take longest are left to `make test`, unless they were changed themselves; which, is said on stderr.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from conftest import LONGEST
from imports import ROOT, imports, module_name

TESTS = ROOT / "tests"


def git(*words: str) -> list[str]:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return [line for line in done.stdout.split("\0") if line]


def changed() -> list[str]:
    """Paths below the course's folder, with slashes."""
    now = [*git("diff", "--name-only", "-z", "HEAD"), *git("ls-files", "-z", "--others", "--exclude-standard")]
    return now or git("diff", "--name-only", "-z", "HEAD~1", "HEAD")


def touched(paths: list[str]) -> list[str]:
    """The names of test modules that a change of `paths` may break: they import one of them, or speak of it."""
    ours = [ROOT / path for path in paths if path.endswith(".py") and path.startswith("course_lib/")]
    modules = {module_name(path) for path in ours}
    lessons = {part for path in paths for part in Path(path).parts if part[:2].isdigit()}
    helpers = {Path(path).stem for path in paths if path.startswith("tests/")}
    papers = [path for path in paths if "/" not in path]
    found = []
    for path in sorted(TESTS.glob("test_*.py")):
        names = set(imports(path))
        of_lessons = bool(lessons) and path.stem in ("test_build", "test_languages")
        named = bool(papers) and any(paper in path.read_text(encoding="utf-8") for paper in papers)
        if path.stem in helpers or names & (modules | helpers) or of_lessons or named:
            found.append(path.stem)
    return [*found, *(name for name in ("test_rooms", "test_halves") if modules and name not in found)]


def main() -> None:
    paths = changed()
    own = {Path(path).stem for path in paths}
    found = touched(paths)
    left = [name for name in found if name in LONGEST and name not in own]
    if left:
        sys.stderr.write(f"Left to `make test`: {', '.join(left)}\n")
    sys.stdout.write("".join(f"tests/{name}.py\n" for name in found if name not in left))


if __name__ == "__main__":
    main()
