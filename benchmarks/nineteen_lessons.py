"""What proving nineteen lessons will take: makes a checkout in which lesson 04 stands sixteen times more.

    python benchmarks/nineteen_lessons.py DIR      then, in DIR: make test

The copies have the numbers of the lessons that are not written yet, and ids of their own. What is measured so is how
the proofs grow with the number of lessons; lessons that train or serve will ask for more than a copy of 04 does.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
ORIGINAL, PACKAGE = "04-tokenizer", "lesson_04_tokenizer"
NUMBERS = ["01", "02", "03", "06", "07", "08", "09", *map(str, range(10, 19))]


def clone(target: Path) -> None:
    """A clone of this checkout with what is not committed yet."""
    subprocess.run(["git", "clone", "-q", str(ROOT), str(target)], check=True)
    listing = ["git", "ls-files", "-z", "--modified", "--others", "--exclude-standard"]
    changed = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True)
    for name in filter(None, changed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)


def add_copy(course: Path, number: str) -> None:
    """Lesson 04 once more, as ``NN-copy`` with exercises ``copyNN-…``."""
    lessons, solutions = course / "course_lib" / "lessons", course / "solutions"
    package, lesson = f"lesson_{number}_copy", f"{number}-copy"
    shutil.copytree(lessons / PACKAGE, lessons / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(solutions / ORIGINAL, solutions / lesson, ignore=shutil.ignore_patterns("*.ipynb", "*.json"))
    (solutions / lesson / f"{ORIGINAL}.py").rename(solutions / lesson / f"{lesson}.py")
    for answers in (solutions / lesson / "answers").iterdir():
        answers.rename(answers.with_name(answers.name.replace("tokens-", f"copy{number}-")))
    for folder in (lessons / package, solutions / lesson):
        for path in folder.rglob("*"):
            if path.suffix in (".py", ".toml"):
                text = path.read_text(encoding="utf-8").replace(PACKAGE, package)
                path.write_text(re.sub(r"\btokens-(?=[a-z])", f"copy{number}-", text), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("target", type=Path, metavar="DIR", help="a new folder")
    target = parser.parse_args().target.resolve()
    clone(target)
    for number in NUMBERS:
        add_copy(target, number)
    sys.stdout.write(f"{target} holds {len(NUMBERS)} lessons more. There: make build, then make test.\n")


if __name__ == "__main__":
    main()
