"""Values that are what the library returned, and that also carry a picture of it.

They compare, print, hash, slice, pickle and go into JSON like the list, str, int or tuple that they
are; a notebook finds ``_repr_html_`` on them and shows the picture. A list that was changed after it was
pictured shows itself as text again: a picture of what it no longer holds would mislead.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, Self, TypeVar

T = TypeVar("T")


class Picture(Protocol):
    """Anything that a notebook can show."""

    def _repr_html_(self) -> str | None: ...


class ShownList(list[T]):
    """A list with a picture."""

    _picture: Picture | None = None
    _pictured: tuple[T, ...] = ()

    def __init__(self, values: Iterable[T] = (), picture: Picture | None = None) -> None:
        super().__init__(values)
        self._picture = picture
        self._pictured = tuple(self)

    def _repr_html_(self) -> str | None:
        picture = picture_of(self)
        return picture._repr_html_() if picture is not None else None


def picture_of(values: ShownList[T]) -> Picture | None:
    """The picture of `values`, unless the list was changed since."""
    return values._picture if tuple(values) == values._pictured else None


class ShownTuple(tuple[T, ...]):
    """A tuple with a picture."""

    _picture: Picture | None

    def __new__(cls, values: Iterable[T] = (), picture: Picture | None = None) -> Self:
        self = super().__new__(cls, values)
        self._picture = picture
        return self

    def _repr_html_(self) -> str | None:
        return self._picture._repr_html_() if self._picture is not None else None


class ShownText(str):
    """A str with a picture."""

    _picture: Picture | None

    def __new__(cls, value: str = "", picture: Picture | None = None) -> Self:
        self = super().__new__(cls, value)
        self._picture = picture
        return self

    def _repr_html_(self) -> str | None:
        return self._picture._repr_html_() if self._picture is not None else None


class ShownCount(int):
    """An int with a picture."""

    _picture: Picture | None

    def __new__(cls, value: int = 0, picture: Picture | None = None) -> Self:
        self = super().__new__(cls, value)
        self._picture = picture
        return self

    def _repr_html_(self) -> str | None:
        return self._picture._repr_html_() if self._picture is not None else None
