"""vocab-add-special: tokenizer, markers -> their ids."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.properties import is_list_of
from course_lib.lessons.lesson_05_new_tokens.new_words import new_markers, squeezed, with_words
from course_lib.lessons.library import BERT, library_tokenizer


def special_case(kind: str, markers: Sequence[str], text: str) -> Case:
    tokenizer = library_tokenizer()
    roles, unknown = tokenizer.all_special_tokens, tokenizer.unk_token_id
    tokenizer.add_special_tokens({"extra_special_tokens": list(markers)})
    expected = tokenizer.convert_tokens_to_ids(list(markers))
    without = squeezed(tokenizer.decode(tokenizer.encode(text), skip_special_tokens=True))

    def decide(seen: Mapping[str, Any]) -> str | None:
        ids, listed, read = seen["returned"], seen["special tokens"], squeezed(seen["skipping"])
        # What ids they got is up to the order in which they were added; each marker has its own, in its place.
        own = seen["ids of the markers"]
        if isinstance(ids, int) and ids == len(markers):
            return "count-not-ids"
        if problem := is_list_of(ids, int):
            return problem
        if not all(role in listed for role in roles):
            return "takes-over-a-role"
        if unknown in own:
            return "not-all-added"
        if not all(marker in listed for marker in markers):
            if markers[-1] in listed:
                return "only-the-last-listed"
            return "special-but-not-listed" if read == without else "ordinary-not-special"
        if read != without:
            return "ordinary-not-special"
        if ids == own:
            return None
        if set(ids) == {unknown}:
            return "asks-before-adding"
        if ids == seen["ids of all special tokens"]:
            return "all-special-ids"
        return "ids-in-another-order" if sorted(ids) == sorted(own) else "differs"

    probe = {
        "returned": "returned",
        "special tokens": "args[0].all_special_tokens",
        "ids of all special tokens": "args[0].all_special_ids",
        "ids of the markers": f"args[0].convert_tokens_to_ids({list(markers)!r})",
        "skipping": f"args[0].decode(args[0].encode({text!r}), skip_special_tokens=True)",
    }
    return Case(kind, (BERT, list(markers)), decide, probe, expected=expected)


def cases(rng: random.Random) -> Iterator[Case]:
    yield special_case("two", ["[YEAR]", "[MONTH]"], "[YEAR] 甲子 [MONTH] 春天")
    yield special_case("order", ["<poem>", "[干支]", "<author>", "[诗]"], "<poem> 春天 [诗] <author>")
    yield special_case("one", ["[POEM]"], "[POEM] 春天 [POEM]")
    for _ in range(3):
        markers = new_markers(rng, rng.randint(2, 4))
        yield special_case("random", markers, with_words(rng, markers))
