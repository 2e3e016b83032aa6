"""Training a small encoder to label reviews, for the Chinese and the English model alike."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

from course_lib.zoo.training import batches_by_length


def losses(
    model: Any,
    encoded: Sequence[Sequence[int]],
    labels: Sequence[int],
    *,
    mask_id: int,
    hidden: float,
    batch: int,
    seed: int,
) -> Iterator[Any]:
    """The loss of one batch after another, about a share `hidden` of the tokens of each review replaced by [MASK].

    With words missing at random, the model cannot live on a few of them, and learns to weigh all that it sees.
    """
    import torch
    from torch.nn.functional import cross_entropy

    rng = random.Random(seed)
    for chosen in batches_by_length([len(ids) for ids in encoded], batch, rng):
        width = max(len(encoded[index]) for index in chosen)
        ids = torch.tensor([[*encoded[index], *[0] * (width - len(encoded[index]))] for index in chosen])
        attention = (ids != 0).long()
        share = 2 * hidden * torch.rand(len(chosen), 1)
        inside = attention.bool()
        inside[:, 0] = False
        ids = ids.masked_fill((torch.rand(ids.shape) < share) & inside, mask_id)
        logits = model(input_ids=ids, attention_mask=attention).logits
        yield cross_entropy(logits, torch.tensor([labels[index] for index in chosen]), label_smoothing=0.03)


def probabilities(directory: Any, texts: Sequence[str]) -> Any:
    """(text, label) probabilities by the model saved in `directory`, in the precision it is saved in."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(directory)
    model = AutoModelForSequenceClassification.from_pretrained(directory).eval()
    with torch.no_grad():
        batch = tokenizer(list(texts), padding=True, truncation=True, return_tensors="pt")
        return model(**batch).logits.float().softmax(-1)
