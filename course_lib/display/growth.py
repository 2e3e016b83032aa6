"""How a vocabulary grew: which tokens are new, and which were there before."""

from __future__ import annotations

from dataclasses import dataclass

from course_lib.display import markup
from course_lib.display.chips import Chip, chip_of
from course_lib.display.markup import code
from course_lib.display.words import words


@dataclass(frozen=True)
class AddedToken:
    """A token that was given to be added, and the special `role` that it was given ("": none)."""

    chip: Chip
    new: bool
    role: str = ""


@dataclass(frozen=True)
class Growth:
    """The tokens given, the vocabulary's length before and after, what the library's `call` returned."""

    tokens: tuple[AddedToken, ...]
    before: int
    after: int
    call: str
    returned: int

    def _repr_html_(self) -> str:
        header = [words(f"growth.{name}") for name in ("token", "in-vocabulary", "role")]
        rows = [
            [
                chip_of(token.chip, place),
                words(f"growth.{'new' if token.new else 'was-there'}", id=token.chip.id),
                code(token.role) if token.role else "",
            ]
            for place, token in enumerate(self.tokens)
        ]
        if not any(token.role for token in self.tokens):
            header, rows = header[:2], [row[:2] for row in rows]
        grown = self.after - self.before
        title = words("growth.nothing-new", tokens=words.counted("token", self.after))
        notes = [words("growth.changed")]
        if self.returned != grown:
            notes.append(words("growth.returned", returned=self.returned))
        if grown:
            new = words.counted("new-token", grown)
            title = words("growth.grown", new=new, before=self.before, after=self.after)
            notes.append(words("growth.resize", tokens=words.counted("token", self.before)))
        return markup.card(title, markup.grid(rows, header), call=self.call, legend=notes)
