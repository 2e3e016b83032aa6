"""What every recipe shares: seeds, a learning-rate schedule, a loop with a progress bar, and saving all or nothing.

A recipe counts steps, not seconds: the same seed and steps give the same data in the same order on any machine.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_lib.errors import CourseError
from course_lib.ownership import refuse_foreign_files, remember_written


@dataclass(frozen=True)
class Schedule:
    """Linear warm-up, a constant stretch, then a linear fall to 2 % of the peak.

    >>> Schedule(peak=1.0, steps=1000, warmup=100, hold=0.5).rate(50)
    0.5
    """

    peak: float
    steps: int
    warmup: int = 100
    hold: float = 0.5

    def rate(self, step: int) -> float:
        rise = min(1.0, step / max(1, self.warmup))
        left = (1 - step / self.steps) / (1 - self.hold)
        return self.peak * rise * max(0.02, min(1.0, left))


@dataclass(frozen=True)
class Run:
    """What a training run took, on how many CPU threads, and where its loss ended (a running mean)."""

    seconds: float
    steps: int
    loss: float
    threads: int


def seed_everything(seed: int) -> None:
    """Python, numpy and torch start from `seed`."""
    import numpy
    import torch

    random.seed(seed)
    numpy.random.seed(seed)
    torch.manual_seed(seed)


def batches_by_length(lengths: list[int], size: int, rng: random.Random) -> Iterator[list[int]]:
    """Endless batches of indices, of like lengths so that little is padding, in a new order each round."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    batches = [order[start : start + size] for start in range(0, len(order), size)]
    while True:
        for index in rng.sample(range(len(batches)), len(batches)):
            yield batches[index]


def fit(model: Any, losses: Iterator[Any], schedule: Schedule, *, label: str, weight_decay: float = 0.01) -> Run:
    """Train `model` in place with AdamW and gradient clipping at 1.

    `losses` computes the loss of the next batch each time it is asked. Progress goes to stderr. Nothing is written,
    so that stopping it (Ctrl-C) leaves every file as it was. It runs on one thread: models this small gain little from
    a second one, and sums whose parts are added in another order would end in other weights on another machine.
    """
    import torch
    from tqdm import tqdm

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=schedule.peak, weight_decay=weight_decay, fused=True)
    model.train()
    started, mean = time.perf_counter(), 0.0
    try:
        with tqdm(total=schedule.steps, desc=label, file=sys.stderr, mininterval=1.0) as bar:
            for step in range(1, schedule.steps + 1):
                for group in optimizer.param_groups:
                    group["lr"] = schedule.rate(step)
                loss = next(losses)
                optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimizer.step()
                mean = loss.item() if step == 1 else 0.98 * mean + 0.02 * loss.item()
                bar.update()
                if step % 20 == 0:
                    bar.set_postfix(loss=f"{mean:.3f}")
    finally:
        torch.set_num_threads(threads)
    model.eval()
    return Run(time.perf_counter() - started, schedule.steps, mean, threads=1)


def check_target(out: Path, *, force: bool) -> None:
    """Raise CourseError when `out` holds files that are not ours: asked before minutes of work, not after."""
    if not force:
        refuse_foreign_files(out, force_hint="pass --force")
    elif out.exists() and not out.is_dir():
        raise CourseError(f"{out} is a file, not a folder.", "Name another folder.")


def save_atomically(out: Path, write: Callable[[Path], None], *, force: bool) -> list[Path]:
    """Fill `out` with what `write` puts into a folder, or leave it as it was.

    Raises CourseError, before anything is moved, when `out` holds files that are not ours and `force` is not set.
    Gives the paths written.
    """
    check_target(out, force=force)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".zoo-", dir=out.parent) as scratch:
        write(Path(scratch))
        out.mkdir(exist_ok=True)
        written = []
        for path in sorted(p for p in Path(scratch).rglob("*") if p.is_file()):
            target = out / path.relative_to(scratch)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.chmod(0o644)  # some writers leave files that only their owner may read; wheels and classes want more
            path.replace(target)
            written.append(target)
    remember_written(out, written)
    return written
