"""What the tokenizer steps may be given: each check says what was seen and what to give instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike, fspath
from typing import Any

from course_lib.display.text_argument import described
from course_lib.errors import CourseError


def want_tokens(value: object) -> None:
    """Raise CourseError unless `value` is a list (or tuple) of str."""
    if isinstance(value, str):
        raise CourseError(
            f"`tokens` should be a list of tokens, and it is one text: {str(value)!r:.60}.",
            "Split it first: convert_tokens_to_ids(split(text)). For a single token, put it in a list.",
        )
    for place, token in enumerate(_listed(value, "tokens")):
        if not isinstance(token, str):
            converted = "These are ids already: decode(ids) leads back to text."
            raise CourseError(
                f"`tokens` should hold tokens (str), and at position {place} there is {described(token)}.",
                converted if isinstance(token, int) else "Give one flat list of str.",
            )


def as_ids(value: object, tokenizer: Any) -> list[int]:
    """`value`, a list or a tensor of shape (length,), as ids that stand for tokens.

    An id that the vocabulary lacks is an error here: the library would drop it silently, or fail.
    """
    plain = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(plain, str):
        raise CourseError(
            f"`ids` should be a list of ids, and it is a text: {str(plain)!r:.60}.",
            "Encode it first: decode(encode(text)).",
        )
    if isinstance(plain, Mapping):
        raise CourseError(
            f"`ids` should be a list of ids, and it is a whole encoding ({type(plain).__name__}).",
            'Give its ids: decode(encoding["input_ids"]).',
        )
    ids: list[Any] = [n.item() if hasattr(n, "item") else n for n in _listed(plain, "ids")]
    for place, number in enumerate(ids):
        if not isinstance(number, int) or isinstance(number, bool):
            tokens = "Tokens become ids with convert_tokens_to_ids(tokens)."
            raise CourseError(
                f"`ids` should hold whole numbers, and at position {place} there is {described(number)}.",
                tokens if isinstance(number, str) else "Give one flat list of int.",
            )
        if not _stands_for_a_token(number, tokenizer):
            size = len(tokenizer)
            raise CourseError(
                f"Id {number}, at position {place}, is no token's: this tokenizer has {size} tokens.",
                f"Use ids from 0 to {size - 1}. Did another tokenizer make it, or one with more tokens?",
            )
    return ids


def _stands_for_a_token(number: int, tokenizer: Any) -> bool:
    if not 0 <= number < len(tokenizer):  # a vocabulary with holes has ids beyond its length
        return number in tokenizer.get_vocab().values()
    try:
        return tokenizer.convert_ids_to_tokens(number) is not None
    except (IndexError, KeyError, ValueError, OverflowError):
        return False


def is_batch(value: object) -> bool:
    """Whether `value` holds sequences rather than ids."""
    rows = value.tolist() if hasattr(value, "tolist") else value
    if not isinstance(rows, (list, tuple)) or not rows:
        return False
    return all(isinstance(row, (list, tuple)) or getattr(row, "ndim", 0) > 0 for row in rows)


def new_tokens(value: object, name: str = "`tokens`") -> list[str]:
    """The texts of tokens to be added; CourseError for anything that is neither str nor AddedToken."""
    from tokenizers import AddedToken

    several = isinstance(value, (list, tuple))
    listed: Sequence[object] = value if isinstance(value, (list, tuple)) else [value]
    for place, token in enumerate(listed):
        where = f"at position {place} there is" if several else "it is"
        if not isinstance(token, (str, AddedToken)):
            raise CourseError(
                f"{name} should hold tokens (str), and {where} {described(token)}.",
                "A token is a text, such as '天干'; the tokenizer chooses its id itself.",
            )
        if not str(token).strip():
            raise CourseError(
                f"{name} should hold tokens, and {where} an empty one.",
                "Leave it out: a token has at least one character that can be seen.",
            )
    return [str(token) for token in listed]


def roles_of(mapping: object, tokenizer: Any) -> list[tuple[str, str]]:
    """(token, role) for each special token to be added; CourseError for a role that does not exist."""
    lists = ("extra_special_tokens", "additional_special_tokens")
    roles = [*tokenizer.SPECIAL_TOKENS_ATTRIBUTES, *lists]
    if not isinstance(mapping, Mapping):
        raise CourseError(
            f"`mapping` should say which role each token plays, and it is {described(mapping)}.",
            'Give a dict: {"sep_token": "<sep>"} or {"extra_special_tokens": ["<a>", "<b>"]}.',
        )
    wanted = []
    for role, value in mapping.items():
        if role not in roles:
            raise CourseError(f"{role!r} is no special role of this tokenizer.", f"Choose among: {', '.join(roles)}.")
        if isinstance(value, (list, tuple)) != (role in lists):
            takes, example = ("a list of tokens", '["…"]') if role in lists else ("one token", '"…"')
            raise CourseError(
                f"{role!r} takes {takes}, and was given {value!r:.60}.", f'Write {{"{role}": {example}}}.'
            )
        wanted += [(token, role) for token in new_tokens(value, repr(role))]
    return wanted


def want_directory(value: object) -> None:
    """Raise CourseError unless `value` names a folder, existing or to be made."""
    if not isinstance(value, (str, PathLike)) or not fspath(value):
        seen = f"`directory` should name a folder, and it is {described(value)}."
        raise CourseError(seen, 'Name one: "my-tokenizer".')


def _listed(value: object, name: str) -> Sequence[object]:
    if not isinstance(value, (list, tuple)):
        raise CourseError(f"`{name}` should be a list, and it is {described(value)}.", f"Give the {name} as a list.")
    return value
