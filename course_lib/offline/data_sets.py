"""Small data sets that tutorials load by name, answered with a few rows in the same columns."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from course_lib.offline.files import SAMPLES
from course_lib.offline.patches import Patches
from course_lib.offline.stand_ins import tell
from course_lib.offline.words import words

Rows = list[dict[str, Any]]
ROWS = 32


def patch(patches: Patches) -> None:
    """Let `datasets.load_dataset` answer the names of `SETS`; files and folders are loaded as ever."""
    import datasets

    patches.put(datasets, "load_dataset", _load(datasets.load_dataset))


def reviews(seed: int) -> Rows:
    from course_lib.zoo.sentiment_en.recipe import source

    rng = random.Random(seed)
    drawn = [source().draw(rng) for _ in range(ROWS)]
    return [{"text": text, "label": label} for text, label in drawn]


def sentences(seed: int) -> Rows:
    return [{"sentence": row["text"], "label": row["label"], "idx": n} for n, row in enumerate(reviews(seed))]


def pairs(seed: int) -> Rows:
    rows = reviews(seed)
    return [
        {"sentence1": one["text"], "sentence2": two["text"], "label": int(one["label"] == two["label"]), "idx": number}
        for number, (one, two) in enumerate(zip(rows, rows[1:] + rows[:1], strict=True))
    ]


def questions(seed: int) -> Rows:
    from course_lib.zoo.qa import stories

    rng = random.Random(seed)
    items = [stories.item("en", 1, rng) for _ in range(ROWS)]
    return [
        {"id": str(number), "title": "story", "context": item.context, "question": item.question,
         "answers": {"text": [item.text], "answer_start": [item.context.index(item.text)]}}
        for number, item in enumerate(items)
    ]  # fmt: skip


def articles(seed: int) -> Rows:
    from course_lib.zoo.summarize import paragraphs

    made = paragraphs.articles(ROWS, seed)
    return [{"id": str(number), "article": one.text, "highlights": one.summary} for number, one in enumerate(made)]


def clips(seed: int) -> Rows:
    return [
        {
            "id": path.stem,
            "file": str(path),
            "path": str(path),
            "audio": str(path),
            "text": path.stem,
            "normalized_text": path.stem,
            "transcription": path.stem,
        }
        for path in sorted((SAMPLES / "audio").glob("*_en.wav"))
    ]


def pictures(seed: int) -> Rows:
    from PIL import Image

    paths = sorted((SAMPLES / "pictures").glob("scene*.png"))
    return [{"image": Image.open(path).convert("RGB"), "label": number} for number, path in enumerate(paths)]


#: Part of a data set's name -> its rows, for a seed; a configuration's name is put behind the set's.
SETS: dict[str, Callable[[int], Rows]] = {
    "imdb": reviews, "rotten_tomatoes": reviews, "yelp": reviews, "amazon_polarity": reviews, "sst2": sentences,
    "sst-2": sentences, "mrpc": pairs, "squad": questions, "cnn_dailymail": articles, "librispeech": clips,
    "minds14": clips, "superb": clips, "common_voice": clips, "lj_speech": clips, "asr_dummy": clips,
    "food101": pictures, "cats-image": pictures, "beans": pictures, "cifar": pictures, "cats_vs_dogs": pictures,
}  # fmt: skip
SPLITS = ("train", "validation", "test")


def _load(load: Callable[..., Any]) -> Callable[..., Any]:
    def load_dataset(path: str, name: str | None = None, *args: Any, split: Any = None, **options: Any) -> Any:
        import datasets

        if options.get("data_files") or options.get("data_dir") or str(path).startswith((".", "/", "~")):
            return load(path, name, *args, split=split, **options)
        if path in ("csv", "json", "text", "parquet", "imagefolder", "audiofolder"):
            return load(path, name, *args, split=split, **options)
        asked = f"{path} {name or ''}".lower()
        make = next((own for known, own in SETS.items() if known in asked), None)
        if make is None:
            raise words.error("no-data", name=path, known=", ".join(SETS))
        tell(f"data {asked}", words("data", name=path, rows=ROWS))
        whole = {part: _as_data(make(number)) for number, part in enumerate(SPLITS)}
        if split is None:
            return datasets.DatasetDict(whole)
        part, _, cut = str(split).partition("[")
        rows = whole.get(part, whole["train"])
        return rows.select(range(*slice(*_bounds(cut.rstrip("]"), len(rows))).indices(len(rows))))

    return load_dataset


def _as_data(rows: Rows) -> Any:
    """Rows as a data set, with sounds in a column that decodes them."""
    import datasets

    found = datasets.Dataset.from_list(rows)
    return found.cast_column("audio", datasets.Audio(sampling_rate=16_000)) if "audio" in rows[0] else found


def _bounds(cut: str, count: int) -> tuple[int | None, int | None]:
    """``:10`` or ``10%:20%`` as places among `count` rows.

    >>> _bounds(":50%", 32)
    (None, 16)
    """
    first, _, last = cut.partition(":")

    def place(text: str) -> int | None:
        if not text.strip():
            return None
        return count * int(text.strip("% ")) // 100 if "%" in text else int(text)

    return place(first), place(last)
