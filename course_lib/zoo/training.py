"""What every recipe shares: seeds, a learning-rate schedule, a loop with a progress bar, and saving all or nothing.

A recipe counts steps, not seconds: the same seed and steps give the same data in the same order on any machine.
"""

from __future__ import annotations

import json
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


@dataclass(frozen=True)
class Progress:
    """Where a long training is kept while it runs, every so many seconds, so that it can go on after a stop.

    Tensors lie there as safetensors and the rest as JSON: nothing has to be unpickled. The folder is the caller's to
    remove.
    """

    folder: Path
    every: float = 180.0

    def save(self, model: Any, optimizer: Any, step: int, seconds: float, mean: float) -> None:
        """Weights, the optimizer's moments, and how far it is; the last is written last, and counts."""
        from safetensors.torch import save_file

        self.folder.mkdir(parents=True, exist_ok=True)
        state = optimizer.state_dict()["state"]
        moments = {f"{place}.{name}": value for place, own in state.items() for name, value in own.items()}
        # Weights that are tied share their memory, which safetensors would refuse: each is written once.
        weights = {name: value.detach().clone() for name, value in model.named_parameters()}
        for name, tensors in (("weights", weights), ("moments", moments)):
            save_file(tensors, self.folder / f"{name}-{step}.safetensors")
        told = self.folder / "progress.json.new"
        told.write_text(json.dumps({"step": step, "seconds": seconds, "mean": mean}) + "\n", encoding="utf-8")
        told.replace(self.folder / "progress.json")
        for old in self.folder.glob("*.safetensors"):
            if not old.stem.endswith(f"-{step}"):
                old.unlink()

    def load(self, model: Any, optimizer: Any) -> tuple[int, float, float]:
        """(steps done, seconds spent, mean loss), put into model and optimizer; zeros where nothing was kept."""
        from safetensors.torch import load_file

        told = self.folder / "progress.json"
        if not told.exists():
            return 0, 0.0, 0.0
        at = json.loads(told.read_text(encoding="utf-8"))
        weights = load_file(self.folder / f"weights-{at['step']}.safetensors")
        model.load_state_dict(weights, strict=False)  # buffers are computed, and tied weights are there once
        state: dict[int, dict[str, Any]] = {}
        for key, value in load_file(self.folder / f"moments-{at['step']}.safetensors").items():
            place, _, name = key.partition(".")
            state.setdefault(int(place), {})[name] = value
        optimizer.load_state_dict({"state": state, "param_groups": optimizer.state_dict()["param_groups"]})
        return int(at["step"]), float(at["seconds"]), float(at["mean"])


def fit(
    model: Any,
    losses: Iterator[Any] | Callable[[int], Iterator[Any]],
    schedule: Schedule,
    *,
    label: str,
    weight_decay: float = 0.01,
    threads: int = 1,
    progress: Progress | None = None,
) -> Run:
    """Train `model` in place with AdamW and gradient clipping at 1.

    `losses` computes the loss of the next batch each time it is asked. How far it is goes to stderr. Nothing is
    written, so that stopping it (Ctrl-C) leaves every file as it was. It runs on one thread: models this small gain
    little from a second one, and sums whose parts are added in another order would end in other weights on another
    machine. A larger model may ask for two `threads`.

    With `progress`, training that was stopped goes on where it was last kept; `losses` is then a function from the
    number of steps that are done to the losses of those to come.
    """
    import torch
    from tqdm import tqdm

    before = torch.get_num_threads()
    torch.set_num_threads(threads)
    optimizer = torch.optim.AdamW(model.parameters(), lr=schedule.peak, weight_decay=weight_decay, fused=True)
    done, spent, mean = progress.load(model, optimizer) if progress else (0, 0.0, 0.0)
    coming = losses(done) if callable(losses) else losses
    model.train()
    started = kept = time.perf_counter()
    try:
        with tqdm(total=schedule.steps, initial=done, desc=label, file=sys.stderr, mininterval=1.0) as bar:
            for step in range(done + 1, schedule.steps + 1):
                for group in optimizer.param_groups:
                    group["lr"] = schedule.rate(step)
                loss = next(coming)
                optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimizer.step()
                mean = loss.item() if step == 1 else 0.98 * mean + 0.02 * loss.item()
                bar.update()
                if step % 20 == 0:
                    bar.set_postfix(loss=f"{mean:.3f}")
                if progress and time.perf_counter() - kept > progress.every:
                    kept = time.perf_counter()
                    progress.save(model, optimizer, step, spent + kept - started, mean)
    finally:
        torch.set_num_threads(before)
    model.eval()
    return Run(spent + time.perf_counter() - started, schedule.steps, mean, threads)


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
