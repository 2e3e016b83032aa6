"""What the tokenizer steps may be given: each check says what was seen and what to give instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike, fspath
from typing import Any

from course_lib.display.text_argument import described
from course_lib.tokens.words import words


def want_tokens(value: object) -> None:
    """Raise CourseError unless `value` is a list (or tuple) of str."""
    if isinstance(value, str):
        raise words.error("one-text", seen=f"{str(value)!r:.60}")
    for place, token in enumerate(_listed(value, "tokens")):
        if not isinstance(token, str):
            which = "id-among-tokens" if isinstance(token, int) else "no-token"
            raise words.error(which, place=place, seen=described(token))


def as_ids(value: object, tokenizer: Any) -> list[int]:
    """`value`, a list or a tensor of shape (length,), as ids that stand for tokens.

    An id that the vocabulary lacks is an error here: the library would drop it silently, or fail.
    """
    plain = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(plain, str):
        raise words.error("text-for-ids", seen=f"{str(plain)!r:.60}")
    if isinstance(plain, Mapping):
        raise words.error("encoding-for-ids", kind=type(plain).__name__)
    ids: list[Any] = [n.item() if hasattr(n, "item") else n for n in _listed(plain, "ids")]
    for place, number in enumerate(ids):
        if not isinstance(number, int) or isinstance(number, bool):
            which = "token-among-ids" if isinstance(number, str) else "no-id"
            raise words.error(which, place=place, seen=described(number))
        if not _stands_for_a_token(number, tokenizer):
            size = len(tokenizer)
            tokens = words.counted("token", size)
            raise words.error("nobodys-id", number=number, place=place, tokens=tokens, last=size - 1)
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

    listed: Sequence[object] = value if isinstance(value, (list, tuple)) else [value]
    for place, token in enumerate(listed):
        if not isinstance(token, (str, AddedToken)):
            which = "no-new-token-among" if listed is value else "no-new-token"
            raise words.error(which, name=name, place=place, seen=described(token))
        if not str(token):  # a space or a line break is a token like any other, as in the library
            raise words.error("empty-token", name=name, place=place)
    return [str(token) for token in listed]


def roles_of(mapping: object, tokenizer: Any) -> list[tuple[str, str]]:
    """(token, role) for each special token to be added; CourseError for a role that does not exist."""
    lists = ("extra_special_tokens", "additional_special_tokens")
    roles = [*tokenizer.SPECIAL_TOKENS_ATTRIBUTES, *lists]
    if not isinstance(mapping, Mapping):
        raise words.error("no-mapping", seen=described(mapping))
    wanted = []
    for role, value in mapping.items():
        if role not in roles:
            raise words.error("no-role", role=repr(role), roles=", ".join(roles))
        if isinstance(value, (list, tuple)) != (role in lists):
            which = "role-of-several" if role in lists else "role-of-one"
            raise words.error(which, role=repr(role), name=role, seen=f"{value!r:.60}")
        wanted += [(token, role) for token in new_tokens(value, repr(role))]
    return wanted


def want_directory(value: object) -> None:
    """Raise CourseError unless `value` names a folder, existing or to be made."""
    if not isinstance(value, (str, PathLike)) or not fspath(value):
        raise words.error("no-folder-name", seen=described(value))


def _listed(value: object, name: str) -> Sequence[object]:
    if not isinstance(value, (list, tuple)):
        raise words.error("no-list", name=name, seen=described(value))
    return value
