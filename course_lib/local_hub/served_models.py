"""Models that are ready to answer: loaded when they are first asked, and kept, the last few of them."""

from __future__ import annotations

import shutil
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from course_lib.errors import CourseError
from course_lib.local_hub.messages import Refusal
from course_lib.local_hub.repositories import Commit, Repository
from course_lib.local_hub.stock import model_name
from course_lib.models import checkpoint
from course_lib.models.loading import without_bars

_KEPT = 6
#: Of a pushed model: what is laid out for `from_pretrained`, and how much of it at most. Nothing that is a pickle.
_WANTED = (".safetensors", ".json", ".txt", ".model", ".spm", ".jinja")
_LARGEST = 128 * 1024 * 1024


class ServedModels:
    """Pipelines and models by repository and task.

    Parameters
    ----------
    folder:
        Where the files of pushed models are laid out.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: OrderedDict[tuple[str, ...], Any] = OrderedDict()
        #: Whether models that somebody pushed are run, too; not where strangers push.
        self.pushed_too = True

    def pipeline(self, task: str, repository: Repository, commit: Commit) -> Any:
        """A pipeline of `course_lib.pipelines`, on one core. Raises Refusal (400) for a model that is none for it."""
        from course_lib.pipelines import pipeline

        def make() -> Any:
            return pipeline(task, self._directory(repository, commit), device="cpu")

        return self._made((task, repository.id, commit.oid), make)

    def writer(self, repository: Repository, commit: Commit) -> tuple[Any, Any]:
        """A causal language model and its tokenizer."""
        from transformers import AutoModelForCausalLM, AutoTokenizer

        def make() -> tuple[Any, Any]:
            folder = self._directory(repository, commit)
            with without_bars():
                tokenizer = AutoTokenizer.from_pretrained(folder)
                return AutoModelForCausalLM.from_pretrained(folder, dtype="float32", use_safetensors=True), tokenizer

        model, tokenizer = self._made(("writer", repository.id, commit.oid), make)
        return model, tokenizer

    def encoder(self, repository: Repository, commit: Commit) -> tuple[Any, Any]:
        """A model that gives a vector for each token, and its tokenizer."""
        from transformers import AutoModel, AutoTokenizer

        def make() -> tuple[Any, Any]:
            folder = self._directory(repository, commit)
            with without_bars():
                tokenizer = AutoTokenizer.from_pretrained(folder)
                return AutoModel.from_pretrained(folder, dtype="float32", use_safetensors=True), tokenizer

        model, tokenizer = self._made(("encoder", repository.id, commit.oid), make)
        return model, tokenizer

    def _made(self, key: tuple[str, ...], make: Callable[[], Any]) -> Any:
        if key not in self._kept:
            try:
                self._kept[key] = make()
            except CourseError as problem:
                raise Refusal(400, f"{problem.problem} {problem.next_step}") from None
            except (OSError, ValueError, KeyError, RuntimeError) as problem:
                raise Refusal(400, f"The model {key[1]} cannot be loaded for {key[0]}: {problem}"[:500]) from None
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    def _directory(self, repository: Repository, commit: Commit) -> str:
        own = model_name(repository.id)
        if own:
            return str(checkpoint(own, profile="embedded"))
        files = {path: one for path, one in commit.files.items() if path.endswith(_WANTED) and "/" not in path}
        if not self.pushed_too or "config.json" not in files or not any(p.endswith(".safetensors") for p in files):
            raise Refusal(400, f"{repository.id} is not served here: a model needs config.json and safetensors.")
        if sum(one.size for one in files.values()) > _LARGEST:
            raise Refusal(400, f"{repository.id} is too large to be served here.")
        folder = self._folder / commit.oid
        if not folder.is_dir():
            folder.mkdir(parents=True)
            for path, one in files.items():
                if isinstance(one.source, Path):
                    shutil.copyfile(one.source, folder / path)
                else:
                    (folder / path).write_bytes(one.source)
        return str(folder)
