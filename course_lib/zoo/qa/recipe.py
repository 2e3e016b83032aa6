"""qa from bert-zh: its own cased vocabulary, a new first layer that matches words, extractive question answering."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from course_lib.zoo.card import Trained
from course_lib.zoo.catalogue import ZOO
from course_lib.zoo.ner.vocabulary import build_tokenizer, build_vocabulary
from course_lib.zoo.qa.stories import Item, items
from course_lib.zoo.qa.telling import Span
from course_lib.zoo.qa.twins import start_with_twins
from course_lib.zoo.training import Schedule, batches_by_length, fit, seed_everything

MAX_POSITIONS = 256
LONGEST = 160


@dataclass(frozen=True)
class Settings:
    """What may be turned down to try the recipe quickly; the defaults are what ships."""

    items: int = 80_000
    steps: int = 3600
    batch: int = 32
    peak: float = 1.2e-3
    pieces: int = 2000
    hints: float = 0.5
    seed: int = 0


@dataclass(frozen=True)
class Encoded:
    """One item in tokens: ids, segments (0 question, 1 context), first and last token of the answer, and the hints."""

    ids: list[int]
    segments: list[int]
    start: int
    end: int
    clauses: list[int]
    rivals: list[int]


def make_model(tokenizer: Any) -> Any:
    """bert-zh's three layers on a new first one, under an untrained head."""
    import torch
    from transformers import AutoModelForMaskedLM, AutoTokenizer, BertForQuestionAnswering

    old_tokenizer = AutoTokenizer.from_pretrained(ZOO / "bert_zh")
    old = AutoModelForMaskedLM.from_pretrained(ZOO / "bert_zh", dtype=torch.float32).bert
    config = old.config
    rows = old.get_input_embeddings().weight.detach()
    config.vocab_size = len(tokenizer)
    config.num_hidden_layers += 1
    config.max_position_embeddings = MAX_POSITIONS
    # Hardly an item is seen twice, so nothing has to be dropped; a step takes a third less time without.
    config.hidden_dropout_prob = config.attention_probs_dropout_prob = 0.0
    model = BertForQuestionAnswering(config)
    known = old_tokenizer.get_vocab()
    table = torch.randn(len(tokenizer), config.hidden_size) * config.initializer_range
    for token, index in tokenizer.get_vocab().items():
        place = known.get(token, known.get(token.lower()))
        if place is not None:
            # A little noise parts "Rose" from "rose", which start from the same row.
            table[index] = rows[place] + 0.3 * table[index]
    state = old.state_dict()
    state["embeddings.word_embeddings.weight"] = table
    state["embeddings.position_embeddings.weight"] = state["embeddings.position_embeddings.weight"][:MAX_POSITIONS]
    moved = {re.sub(r"layer\.(\d+)", _next_layer, key): value for key, value in state.items()}
    model.bert.load_state_dict(moved, strict=False)
    start_with_twins(model)
    return model


def _next_layer(found: re.Match[str]) -> str:
    return f"layer.{int(found[1]) + 1}"


def encode(tokenizer: Any, made: Sequence[Item]) -> list[Encoded]:
    """Items in tokens; one whose answer is cut off is left out."""
    encoded = tokenizer([one.question for one in made], [one.context for one in made], return_offsets_mapping=True)
    found = []
    for one, ids, segments, offsets in zip(
        made, encoded["input_ids"], encoded["token_type_ids"], encoded["offset_mapping"], strict=True
    ):
        pairs = zip(segments, offsets, strict=True)
        places = [place if segment and place[1] > place[0] else (-1, -1) for segment, place in pairs]
        inside = [index for index, place in enumerate(places) if _touches(place, one.answer)]
        if inside and len(ids) <= LONGEST:
            clauses = [int(any(_touches(place, span) for span in one.clauses)) for place in places]
            rivals = [int(any(_touches(place, span) for span in one.rivals)) for place in places]
            found.append(Encoded(ids, segments, inside[0], inside[-1], clauses, rivals))
    return found


def _touches(place: Span, span: Span) -> bool:
    return span[0] < place[1] and place[0] < span[1]


def train(settings: Settings) -> Trained:
    """Model (float32, evaluation mode), tokenizer and run."""
    seed_everything(settings.seed)
    made = items(settings.items, settings.seed)
    known = build_vocabulary((text for one in made for text in (one.context, one.question)), settings.pieces)
    tokenizer = build_tokenizer(known, MAX_POSITIONS)
    model = make_model(tokenizer)
    losses = _losses(model, encode(tokenizer, made), settings)
    run = fit(model, losses, Schedule(settings.peak, settings.steps), label="qa")
    facts = {"VOCABULARY": f"{len(tokenizer):,}", "ITEMS": f"{settings.items:,}"}
    return Trained(model, (tokenizer,), run, facts)


def _losses(model: Any, encoded: list[Encoded], settings: Settings) -> Iterator[Any]:
    """The loss of the answer's start and end, and of two hints that training alone has.

    The hints are what the context says of the person asked for, and what would answer the question of anybody. Where
    both meet is the answer; learnt apart they are learnt sooner.
    """
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

    rng = random.Random(settings.seed + 1)
    # The hints are read off with fixed random weights: the body has to learn them, not a head that is thrown away.
    reader = torch.nn.Linear(model.config.hidden_size, 2)
    for parameter in reader.parameters():
        parameter.requires_grad_(False)
    for batch in batches_by_length([len(one.ids) for one in encoded], settings.batch, rng):
        rows = [encoded[index] for index in batch]
        width = max(len(row.ids) for row in rows)

        def padded(lists: list[list[int]], width: int = width) -> Any:
            return torch.tensor([row + [0] * (width - len(row)) for row in lists])

        ids, segments = padded([row.ids for row in rows]), padded([row.segments for row in rows])
        hidden = model.bert(input_ids=ids, attention_mask=(ids != 0).long(), token_type_ids=segments).last_hidden_state
        logits = model.qa_outputs(hidden).masked_fill((segments == 0)[..., None], -1e4)
        starts, ends = torch.tensor([row.start for row in rows]), torch.tensor([row.end for row in rows])
        loss = (cross_entropy(logits[..., 0], starts) + cross_entropy(logits[..., 1], ends)) / 2
        wanted = torch.stack([padded([row.clauses for row in rows]), padded([row.rivals for row in rows])], -1).float()
        context = segments == 1
        hint = binary_cross_entropy_with_logits(reader(hidden)[context], wanted[context])
        yield loss + settings.hints * hint
