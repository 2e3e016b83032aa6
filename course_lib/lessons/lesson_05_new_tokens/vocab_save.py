"""vocab-save: model, tokenizer, tokens, folder -> what is there when it is loaded again."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.lessons.decisions import close
from course_lib.lessons.lesson_05_new_tokens.new_words import new_words
from course_lib.lessons.library import BERT, FOLDER, MODEL, library_rows, library_tokenizer

FILES = ("config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json")
"""What transformers 5 writes for a model and its tokenizer."""


def save_case(kind: str, tokens: Sequence[str]) -> Case:
    tokenizer, library, count = library_tokenizer(), library_rows(), len(tokens)
    size = len(tokenizer)
    watched = sorted({tokenizer.encode(token, add_special_tokens=False)[0] for token in tokens})

    def decide(seen: Mapping[str, Any]) -> str | None:
        returned, files = seen["returned"], seen["files"]
        rows = seen["rows in the folder"]
        if returned is None:
            return "returns-nothing"
        if "tokenizer.json" not in files:
            return "model-only"
        if not any(name.endswith(".safetensors") for name in files):
            return "tokenizer-only"
        if min(seen["ids in the folder"]) < size:
            return "saves-before-adding" if max(seen["ids in the folder"]) < size else "some-left-out"
        if rows != size + count:
            return "model-not-resized" if rows == size else "wrong-size"
        if not close(seen["where old rows begin"], library[watched, :2]):
            return "differs"
        if not isinstance(returned, tuple) or len(returned) != 3 or not isinstance(returned[0], list):
            return "wrong-type"
        return _decide_returned(returned, sorted(files), size, size + count)

    exists, again = "(args[3] / '{}').is_file()", "__import__('transformers').AutoTokenizer.from_pretrained(args[3])"
    ids = f"{again}.convert_tokens_to_ids({list(tokens)!r})"
    model = "__import__('transformers').AutoModelForMaskedLM.from_pretrained(args[3])"
    weight = f"{model}.get_input_embeddings().weight"
    probe = {
        "returned": "returned",
        "files": "{p.name: p.stat().st_size for p in args[3].iterdir() if not p.name.startswith('.')}",
        "ids in the folder": f"{ids} if {exists.format('tokenizer.json')} else [0]",
        "rows in the folder": f"len({weight}) if {exists.format('config.json')} else 0",
        "where old rows begin": f"{weight}[{watched}, :2] if {exists.format('config.json')} else 0",
    }
    # What is told of a value of another form or with other names; what passes is decided by what lies in the folder.
    expected = (list(FILES), size + count, size + count)
    return Case(kind, (MODEL, BERT, list(tokens), FOLDER), decide, probe, expected)


def _decide_returned(returned: tuple[Any, ...], files: list[str], old: int, new: int) -> str | None:
    names, length, rows = returned
    if any(isinstance(name, PurePath) or "/" in str(name) or "\\" in str(name) for name in names):
        return "paths-not-names"
    names = [name for name in names if type(name) is str and not name.startswith(".")]
    if type(length) is not int or type(rows) is not int:
        return "wrong-type"
    if old in (length, rows):
        return "loads-the-original"
    if names != files:
        return "not-sorted" if sorted(names) == files else "names-missing" if set(names) < set(files) else "differs"
    return None if (length, rows) == (new, new) else "differs"


def cases(rng: random.Random) -> Iterator[Case]:
    yield save_case("two", ["天干", "地支"])
    yield save_case("one", ["sexagenary"])
    yield save_case("random", new_words(rng, rng.randint(3, 5)))
